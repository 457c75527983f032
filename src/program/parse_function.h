#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "program/module.h"
#include "program/parse_cursor.h"

namespace doppelint::program {

/// Reads the functions of the printed form into a module. Words that it keeps as names of values and blocks
/// point into the text that is being read.
class FunctionReader {
  public:
    explicit FunctionReader(Module& module) : module_(module) {}

    /// Whether a line that begins with this word begins a function.
    [[nodiscard]] static bool begins(std::string_view word);

    /// `async function 1 g "f.<locals>.g" (x, *, y = default) in 0 scope 2`
    void header(Cursor& cursor);
    /// `captures a by value, b`
    void captures(Cursor& cursor);
    /// `block 1 from 0 handler 3 loop dead`
    void block(Cursor& cursor);
    /// `%2 = binary add %0, %1 @17`
    void instruction(Cursor& cursor);
    /// Ends the function read last; a sentence if it names what it does not have.
    std::optional<std::string> finish();

  private:
    using Word = std::string_view;
    // A place in a pool that holds what a word names once all of the function is read.
    struct Use {
        std::uint32_t place = 0;
        Word word;
    };

    void adjectives(Cursor& cursor, Function& function);
    void names(Cursor& cursor, Function& function);
    void parameters(Cursor& cursor);
    void parameter(Cursor& cursor, Parameter& it);
    void attributes(Cursor& cursor, Function& function);

    void detail(Cursor& cursor, Instruction& it);
    void payload(Cursor& cursor, Instruction& it);
    void operands(Cursor& cursor, Instruction& it);
    void call_operands(Cursor& cursor, Instruction& it);
    void dict_operands(Cursor& cursor, Instruction& it);
    void labelled_operands(Cursor& cursor, Instruction& it);
    void operand(Cursor& cursor, Instruction& it, Label label);
    void measure(Cursor& cursor, Instruction& it);
    void successors(Cursor& cursor);

    std::uint32_t constant(Cursor& cursor);
    std::uint32_t import(Cursor& cursor);
    std::uint32_t function_number(Cursor& cursor);
    template <class Entry>
    std::uint32_t entry(Cursor& cursor, const std::vector<Entry>& pool, std::uint32_t first,
                        std::uint32_t count);

    NameId name(Cursor& cursor) { return module_.names.intern(cursor.name()); }
    void edge_list(Cursor& cursor);
    std::optional<std::string> resolve();

    Module& module_;
    std::unordered_map<Word, ValueId> values_;
    std::unordered_map<Word, BlockId> blocks_;
    std::vector<Use> operand_uses_, edge_uses_, handler_uses_;
    std::unordered_map<std::string, std::uint32_t> constants_;
};

}  // namespace doppelint::program
