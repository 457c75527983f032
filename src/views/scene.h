#pragma once

#include <optional>
#include <string>
#include <vector>

#include "views/bindings.h"
#include "views/statements.h"

namespace doppelint::views {

using analysis::State;

/// What holds at one place.
struct Snapshot {
    State state;
    Names names;
    Place place;
};

/// What holds at the places of a statement, joined.
struct Scene {
    struct Name {
        std::string text;
        Value value;
        ValueId origin;  ///< the instruction that made what the name stands for, where that is one
    };
    State state;
    std::vector<Name> names;      ///< sorted
    std::vector<BlockId> blocks;  ///< where the places are
};

/// An attribute that a function reads or writes on a name: `self.items`.
struct DottedName {
    NameId name, attribute;
    auto operator<=>(const DottedName&) const = default;
};

/// The states and names at the places of one function's statements.
class Scenes {
  public:
    Scenes(const Unit& unit, Interpreter& interpreter, const Statements& statements);

    /// After the statement, or on entry to its body; none if control never gets there.
    [[nodiscard]] std::optional<Scene> of(StatementId statement);
    /// Whether code that is not seen runs in the statement, and may change what it can reach.
    [[nodiscard]] bool exposes(StatementId statement) const { return exposes_[statement.index()]; }
    [[nodiscard]] const std::vector<DottedName>& dotted_names() const { return dotted_; }

  private:
    void replay(BlockId block);
    void note_end(BlockId block, ValueId last, const Snapshot& before);
    void find_names();
    void find_shared();
    void note_load(BlockId block, ValueId id, const Names& names);
    [[nodiscard]] std::vector<const Snapshot*> snapshots_of(StatementId statement) const;
    [[nodiscard]] Value value_at(const Place& place, ValueId version);
    [[nodiscard]] Value value_in(const Snapshot& snapshot, const Binding* binding);
    [[nodiscard]] ValueId origin_of(ValueId value) const;
    [[nodiscard]] bool holds_still(NameId variable, const Value& held, const Value& bound) const;
    void add_locals(Scene& scene, const std::vector<const Snapshot*>& snapshots);
    void add_cells(Scene& scene, const std::vector<const Snapshot*>& snapshots);
    void add_variables(Scene& scene, const std::vector<const Snapshot*>& snapshots);
    void add_globals(Scene& scene);
    [[nodiscard]] bool has_namespace() const;

    const Unit& unit_;
    Interpreter& interpreter_;
    const Statements& statements_;
    Bindings bindings_;
    std::span<const program::Instruction> instructions_;
    std::span<const program::Block> blocks_;
    std::vector<Step> steps_;
    std::vector<std::vector<std::uint32_t>> places_;          ///< by statement
    std::vector<std::vector<std::uint32_t>> steps_of_block_;  ///< those before an instruction, in their order
    std::vector<std::vector<std::uint32_t>> ways_of_block_;   ///< those to another block
    std::vector<std::optional<Snapshot>> snapshots_;          ///< by step
    std::vector<std::vector<Snapshot>> ends_;                 ///< by statement: where control leaves for good
    std::vector<bool> exposes_;
    std::vector<NameId> stored_, globals_;  ///< names of the body's own namespace; global names that are used
    std::vector<NameId> shared_;            ///< globals that other functions of the module bind
    std::vector<ValueId> loaded_;  ///< by instruction that reads a variable: what was bound to it last
    std::vector<DottedName> dotted_;
};

}  // namespace doppelint::views
