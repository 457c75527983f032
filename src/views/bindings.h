#pragma once

#include <vector>

#include "base/persistent_map.h"
#include "views/unit.h"

namespace doppelint::views {

using analysis::BlockId;
using analysis::Interpreter;
using analysis::Value;
using analysis::ValueId;

/// What a name of an activation stands for at one place: a register, or what several registers may hold where
/// ways meet behind which nobody reads the name.
struct Binding {
    ValueId version;
    Value value;  ///< without a register
    bool operator==(const Binding&) const = default;
};

/// By NameId. A name that is not there is not bound.
using Names = PersistentMap<Binding>;

/// Which names stand for which registers at every place of a function: its own names, and in the body of a
/// module or class those that it stores. SSA form keeps no version of a name that nobody reads any more; here
/// each has one.
class Bindings {
  public:
    Bindings(const Unit& unit, Interpreter& interpreter);

    /// On entry to a block.
    [[nodiscard]] Names at(BlockId block) const { return entry_[block.index()]; }
    /// At the end of `from`, as `to` sees it.
    [[nodiscard]] Names along(BlockId from, BlockId to);
    /// What `names` becomes by an instruction.
    [[nodiscard]] Names after(ValueId id, Names names);
    /// The cells of captured names, which the function makes or is given; they do not change.
    struct Cell {
        NameId name;
        ValueId version;
        bool holds_value = false;  ///< what is handed over is the value itself
    };
    [[nodiscard]] const std::vector<Cell>& cells() const { return cells_; }

  private:
    struct Way {
        BlockId from;
        Names names;
    };
    void find_variables();
    [[nodiscard]] bool find_joined_variables();
    void find_cells();
    [[nodiscard]] bool is_inner(const program::Instruction& it) const;
    [[nodiscard]] NameId variable_of(ValueId value) const { return variables_[value.index()]; }
    [[nodiscard]] bool enter(BlockId id);
    [[nodiscard]] std::vector<Way> ways_to(BlockId to);
    [[nodiscard]] Names merged(BlockId to, const std::vector<Way>& ways);
    [[nodiscard]] Value value_on(const Way& way, BlockId to, const Binding* binding);
    [[nodiscard]] Names end_of(BlockId id);

    const Unit& unit_;
    Interpreter& interpreter_;
    std::span<const program::Instruction> instructions_;
    std::span<const program::Block> blocks_;
    Arena& arena_;
    std::vector<NameId> variables_;  ///< by instruction: the name that it is a version of
    std::vector<Cell> cells_;
    std::vector<Names> entry_;
    std::vector<bool> entered_;
};

}  // namespace doppelint::views
