#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "program/code.h"
#include "program/origin.h"

namespace doppelint::project {

using program::CodeId;
using program::Function;
using program::FunctionId;
using program::Instruction;
using program::Module;
using program::ModuleId;
using program::Opcode;
using program::origin_of;
using program::ValueId;

/// How a function or class comes to be: the instruction that makes it, and what is done to it before it is
/// bound to its name.
struct Definition {
    FunctionId made_in;  ///< none: it is never made, as the module's body
    ValueId made;
    ValueId value;                    ///< what is bound: `made`, or what the outermost decorator gave
    std::vector<ValueId> decorators;  ///< what is called with it, the innermost first
};

/// One place where a name of a namespace is bound.
struct Binding {
    FunctionId in;
    ValueId store;
    ValueId value;
    FunctionId definition;  ///< of a `def` or `class`
};

/// What one module says of itself, from its own text alone.
class Interface {
  public:
    explicit Interface(const Module& module);

    [[nodiscard]] const Definition& definition(FunctionId id) const { return definitions_[id.index()]; }
    /// Where the global name is bound, in the order of the text. Of what the module's body surely binds last
    /// and no other function binds, the last alone.
    [[nodiscard]] std::span<const Binding> bindings(NameId name) const;
    /// The globals that some place binds.
    [[nodiscard]] std::vector<NameId> bound_names() const;
    /// What a class body binds of its own, in the order of the text.
    [[nodiscard]] std::span<const Binding> members(FunctionId class_body) const;
    /// One `from m import *`.
    struct StarImport {
        program::ImportId import;
        Binding place;  ///< where it happens; it binds no name of its own
    };
    /// In the order of the text.
    [[nodiscard]] const std::vector<StarImport>& star_imports() const { return star_imports_; }
    /// Whether `from this import *` brings the name, if the module has it.
    [[nodiscard]] bool exports(std::string_view name) const;
    [[nodiscard]] const std::vector<program::ImportId>& imports() const { return imports_; }

  private:
    void look_at(const Module& module, FunctionId id);
    void keep_last(const Module& module);
    void find_exports(const Module& module);

    struct Range {
        std::uint32_t first = 0, count = 0;
    };
    std::vector<Definition> definitions_;  ///< by function
    std::vector<Binding> globals_;         ///< by name, then in the order of the text
    std::vector<Range> by_name_;
    std::vector<std::vector<Binding>> locals_;  ///< by function: of class bodies
    std::vector<StarImport> star_imports_;
    std::vector<program::ImportId> imports_;
    enum class Exports : std::uint8_t { public_names, listed, unknown };
    Exports exports_ = Exports::public_names;
    std::vector<std::string_view> exported_;  ///< what `__all__` lists
};

}  // namespace doppelint::project
