#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "views/statements.h"

namespace doppelint::views {
namespace {

using program::Instruction;
using program::Opcode;
using syntax::Kind;
using syntax::Tree;

// What says nothing of where control is: versions of names, and jumps that belong to no piece of source.
bool is_transparent(const Instruction& it) {
    return it.opcode == Opcode::phi || it.opcode == Opcode::undefined ||
           (it.opcode == Opcode::jump && !it.node.valid());
}

class StepFinder {
  public:
    StepFinder(const Unit& unit, const Interpreter& interpreter)
        : tree_(unit.tree),
          module_(unit.module),
          interpreter_(interpreter),
          blocks_(module_.blocks_of(interpreter.function())),
          instructions_(module_.instructions_of(interpreter.function())),
          loops_(blocks_.size()) {
        for (const program::Block& block : blocks_) note_loop(block);
    }

    std::vector<Step> run() {
        for (std::uint32_t block = 0; block < blocks_.size(); ++block) {
            if (interpreter_.reached(BlockId{block})) steps_in(BlockId{block});
        }
        return std::move(steps_);
    }

  private:
    // A jump of a loop statement leads to the loop's header.
    void note_loop(const program::Block& block) {
        const Instruction& last = instructions_[block.first_instruction + block.instruction_count - 1];
        if (last.opcode != Opcode::jump || !last.node.valid()) return;
        const Kind kind = tree_.kind(last.node);
        if (kind == Kind::while_statement) loops_[module_.successors_of(block)[0].index()] = last.node;
    }

    void steps_in(BlockId id) {
        const program::Block& block = blocks_[id.index()];
        ValueId last;
        for (std::uint32_t at = 0; at < block.instruction_count; ++at) {
            const ValueId next{block.first_instruction + at};
            if (is_transparent(instructions_[next.index()])) continue;
            const bool is_first = !last.valid();
            if (is_first ? id.index() == 0 : node_of(last) != node_of(next))
                add({id, next.index(), {}}, last, next);
            last = next;
        }
        if (!last.valid() && id.index() != 0) return;
        for (const BlockId to : module_.successors_of(block)) {
            if (interpreter_.leads_to(id, to)) add({id, 0, to}, last, first_of(to));
        }
    }

    // The first instruction that control comes to in `block`, or behind it.
    [[nodiscard]] ValueId first_of(BlockId id) const {
        for (std::size_t steps = 0; steps < blocks_.size(); ++steps) {
            const program::Block& block = blocks_[id.index()];
            for (std::uint32_t at = 0; at < block.instruction_count; ++at) {
                const ValueId next{block.first_instruction + at};
                if (!is_transparent(instructions_[next.index()])) return next;
            }
            const auto successors = module_.successors_of(block);
            if (successors.empty()) break;
            id = successors[0];
        }
        return {};
    }

    [[nodiscard]] NodeId node_of(ValueId id) const {
        return id.valid() ? instructions_[id.index()].node : NodeId{};
    }
    void add(const Place& place, ValueId last, ValueId next) {
        const NodeId loop = place.to.valid() ? loops_[place.to.index()] : NodeId{};
        steps_.push_back({place, node_of(last), node_of(next), last, next, loop});
    }

    const Tree& tree_;
    const program::Module& module_;
    const Interpreter& interpreter_;
    std::span<const program::Block> blocks_;
    std::span<const Instruction> instructions_;
    std::vector<NodeId> loops_;  ///< by block: the `while` whose header it is
    std::vector<Step> steps_;
};

/// Sorts the steps to the statements that they leave, enter or whose body they enter.
class PlaceFinder {
  public:
    PlaceFinder(const Tree& tree, const Statements& statements, const std::vector<Step>& steps)
        : tree_(tree),
          statements_(statements),
          steps_(steps),
          leaving_(statements.all().size()),
          entering_(statements.all().size()),
          entering_body_(statements.all().size()),
          leaving_header_(statements.all().size()) {
        for (std::uint32_t at = 0; at < steps.size(); ++at) sort(at);
        std::ranges::sort(ends_);
        find_neighbours();
    }

    [[nodiscard]] std::vector<std::uint32_t> after(StatementId id) const {
        const Statement& it = statements_[id];
        const Kind kind = tree_.kind(it.node);
        if (it.body.valid()) return on_entry_to_body(id);
        if (kind == Kind::match_statement) return leaving_header_[id.index()];
        if (!it.has_instructions) return around(id);
        return leaving_[id.index()];
    }

  private:
    using Places = std::vector<std::uint32_t>;

    [[nodiscard]] static bool lies_in(const Tree& tree, NodeId node, NodeId region) {
        return node.valid() && region.valid() && region <= node && node < tree.end(region);
    }

    // The part of a compound statement that is evaluated before its body.
    [[nodiscard]] bool is_header(const Statement& it, NodeId node) const {
        switch (tree_.kind(it.node)) {
            case Kind::if_statement:
            case Kind::elif_clause:
            case Kind::while_statement:
                return lies_in(tree_, node, tree_.child(it.node, syntax::Field::condition));
            case Kind::for_statement: return lies_in(tree_, node, tree_.child(it.node, syntax::Field::left));
            case Kind::match_statement: {
                if (!node.valid() || node == it.node || !lies_in(tree_, node, it.node)) return false;
                const NodeId block = tree_.child(it.node, syntax::Field::body);
                return !lies_in(tree_, node, block.valid() ? block : tree_.child(it.node, Kind::case_clause));
            }
            default: return false;
        }
    }

    void sort(std::uint32_t index) {
        const Step& step = steps_[index];
        if (step.from.valid()) ends_.push_back({step.from, index});
        if (step.to.valid()) ends_.push_back({step.to, index});
        const StatementId from = statements_.owner_of(step.from);
        const StatementId to = statements_.owner_of(step.to);
        for (StatementId it = from; it.valid() && !statements_.holds(it, step.to);
             it = statements_[it].parent) {
            leaving_[it.index()].push_back(index);
        }
        for (StatementId it = to; it.valid() && !statements_.holds(it, step.from);
             it = statements_[it].parent) {
            entering_[it.index()].push_back(index);
        }
        for (StatementId it = to; it.valid(); it = statements_[it].parent) {
            const NodeId body = statements_[it].body;
            const bool is_next_turn = step.loop.valid() && step.loop == statements_[it].node;
            if (lies_in(tree_, step.to, body) && (is_next_turn || !lies_in(tree_, step.from, body))) {
                entering_body_[it.index()].push_back(index);
            }
        }
        if (from.valid() && is_header(statements_[from], step.from) &&
            !is_header(statements_[from], step.to)) {
            leaving_header_[from.index()].push_back(index);
        }
    }

    // Without the ways that lead out of the block.
    [[nodiscard]] Places going_on(std::uint32_t statement) const {
        Places found = leaving_[statement];
        std::erase_if(found, [&](std::uint32_t at) {
            const StatementId end = statements_.owner_of(steps_[at].from);
            switch (tree_.kind(statements_[end].node)) {
                case Kind::return_statement:
                case Kind::raise_statement: return true;
                case Kind::break_statement:
                case Kind::continue_statement: return !is_of_loop_within(end, StatementId{statement});
                default: return false;
            }
        });
        return found;
    }

    // Whether the loop that a `break` or `continue` is about lies in the statement, or is it.
    [[nodiscard]] bool is_of_loop_within(StatementId jump, StatementId region) const {
        for (StatementId it = statements_[jump].parent; it.valid() && it >= region;
             it = statements_[it].parent) {
            const Statement& around = statements_[it];
            const Kind kind = tree_.kind(around.node);
            const bool is_loop = kind == Kind::for_statement || kind == Kind::while_statement;
            if (is_loop && lies_in(tree_, statements_[jump].node, around.body)) return true;
        }
        return false;
    }

    // For each statement those of its block, before and behind it, of which something was lowered.
    void find_neighbours() {
        const auto count = static_cast<std::uint32_t>(statements_.all().size());
        before_.resize(count);
        behind_.resize(count);
        std::map<std::pair<NodeId, StatementId>, StatementId> last;
        const auto visit = [&](std::uint32_t at, std::vector<StatementId>& into) {
            const Statement& it = statements_.all()[at];
            StatementId& known = last[{it.suite, it.parent}];
            into[at] = known;
            if (it.has_instructions) known = StatementId{at};
        };
        for (std::uint32_t at = 0; at < count; ++at) visit(at, before_);
        for (const auto& [block, statement] : last) {
            if (statement.valid()) loud_.insert(block.first);
        }
        last.clear();
        for (std::uint32_t at = count; at-- > 0;) visit(at, behind_);
    }

    [[nodiscard]] Places on_entry_to_body(StatementId id) const {
        const Statement& it = statements_[id];
        if (loud_.contains(it.body)) return entering_body_[id.index()];
        return it.has_instructions ? on_entry_to_silent(it.body, id) : around(id);
    }

    // A block of which nothing was lowered: where control is when it would be there, or all around.
    [[nodiscard]] Places on_entry_to_silent(NodeId suite, StatementId id) const {
        const Statement& it = statements_[id];
        if (suite == it.body && !leaving_header_[id.index()].empty()) return leaving_header_[id.index()];
        NodeId clause = it.node;
        for (const NodeId child : tree_.children(it.node)) {
            if (lies_in(tree_, suite, child) && child != suite) clause = child;
        }
        Places found = touching(clause);
        return found.empty() ? touching(it.node) : found;
    }

    [[nodiscard]] Places touching(NodeId region) const {
        Places found;
        const auto first = std::ranges::lower_bound(ends_, region, {}, &NodeOfStep::node);
        for (auto it = first; it != ends_.end() && it->node < tree_.end(region); ++it)
            found.push_back(it->step);
        std::ranges::sort(found);
        const auto rest = std::ranges::unique(found);
        found.erase(rest.begin(), rest.end());
        return found;
    }

    // A statement of which nothing was lowered: on entry to the next one, else after the last one, of its
    // block.
    [[nodiscard]] Places around(StatementId id) const {
        for (; id.valid(); id = statements_[id].parent) {
            if (behind_[id.index()].valid()) return entering_[behind_[id.index()].index()];
            if (before_[id.index()].valid()) return going_on(before_[id.index()].index());
            const StatementId parent = statements_[id].parent;
            if (parent.valid() && statements_[parent].has_instructions) {
                return on_entry_to_silent(statements_[id].suite, parent);
            }
        }
        // The whole function is silent: behind its parameters.
        Places entry;
        for (std::uint32_t at = 0; at < steps_.size(); ++at) {
            if (steps_[at].place.block.index() == 0) entry = {at};
        }
        return entry;
    }

    struct NodeOfStep {
        NodeId node;
        std::uint32_t step = 0;
        auto operator<=>(const NodeOfStep&) const = default;
    };

    const Tree& tree_;
    const Statements& statements_;
    const std::vector<Step>& steps_;
    std::vector<Places> leaving_, entering_, entering_body_, leaving_header_;  ///< by statement
    std::vector<NodeOfStep> ends_;                                             ///< sorted
    std::vector<StatementId> before_, behind_;                                 ///< by statement
    std::set<NodeId> loud_;  ///< blocks of which something was lowered
};

}  // namespace

std::vector<Step> steps_of(const Unit& unit, const Interpreter& interpreter) {
    return StepFinder(unit, interpreter).run();
}

std::vector<std::vector<std::uint32_t>> places_after(const Tree& tree, const Statements& statements,
                                                     const std::vector<Step>& steps) {
    const PlaceFinder finder(tree, statements, steps);
    std::vector<std::vector<std::uint32_t>> result;
    result.reserve(statements.all().size());
    for (std::uint32_t at = 0; at < statements.all().size(); ++at)
        result.push_back(finder.after(StatementId{at}));
    return result;
}

}  // namespace doppelint::views
