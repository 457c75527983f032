#pragma once

#include <cstdint>
#include <vector>

#include "views/unit.h"

namespace doppelint::views {

using analysis::BlockId;
using analysis::Interpreter;
using analysis::ValueId;
using syntax::NodeId;

using StatementId = Id<struct StatementTag>;

/// One statement of a function; an `elif` is one too. Its nodes are those from `node` up to `end`.
struct Statement {
    NodeId node;  ///< of a decorated definition, with the decorators
    NodeId end;
    NodeId shown;  ///< where it is said to stand: of a decorated definition, the definition
    NodeId suite;  ///< the block in which it stands; none: the module
    NodeId body;   ///< of a compound statement other than a definition: its first block
    StatementId parent;
    bool has_instructions = false;
};

/// The statements of one function, in the order of the source.
class Statements {
  public:
    Statements(const Unit& unit, program::FunctionId id);

    [[nodiscard]] const std::vector<Statement>& all() const { return statements_; }
    [[nodiscard]] const Statement& operator[](StatementId id) const { return statements_[id.index()]; }
    /// The innermost statement that the node is a part of, or none.
    [[nodiscard]] StatementId owner_of(NodeId node) const;
    [[nodiscard]] bool holds(StatementId statement, NodeId node) const {
        const Statement& it = statements_[statement.index()];
        return node.valid() && it.node <= node && node < it.end;
    }

  private:
    void collect(const syntax::Tree& tree, NodeId body);
    void note_instructions(const Unit& unit, const program::Function& function);

    std::vector<Statement> statements_;
};

/// A place of a function's flow: before an instruction of a block, or on the way from one block to another.
struct Place {
    BlockId block;
    std::uint32_t index = 0;  ///< the instruction; unless `to` is valid
    BlockId to;
    /// The block whose registers hold there.
    [[nodiscard]] BlockId reader() const { return to.valid() ? to : block; }
};

/// Control going from one piece of source to another. No node: the function's beginning or end.
struct Step {
    Place place;
    NodeId from, to;
    ValueId last, next;  ///< the instructions behind the nodes, or none
    NodeId loop;         ///< where it leads to the header of a `while`: that statement
};

/// All steps between instructions that come from different nodes; exceptions go by other ways.
[[nodiscard]] std::vector<Step> steps_of(const Unit& unit, const Interpreter& interpreter);

/// For each statement the steps where what `StatementView` describes holds.
[[nodiscard]] std::vector<std::vector<std::uint32_t>> places_after(const syntax::Tree& tree,
                                                                   const Statements& statements,
                                                                   const std::vector<Step>& steps);

}  // namespace doppelint::views
