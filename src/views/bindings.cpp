#include "views/bindings.h"

#include <algorithm>

namespace doppelint::views {
namespace {

using program::Instruction;
using program::Opcode;
using syntax::Kind;
using syntax::NodeId;

constexpr std::uint32_t kMostPasses = 50;

Binding unbound() {
    return {{}, heap::atoms(models::Kind::unbound)};
}

// Stands where ways bring different registers, until it is worked out what those hold.
Binding undecided() {
    return {{}, {}};
}

bool is_undecided(const Binding& it) {
    return !it.version.valid() && it.value.nothing();
}

bool is_comprehension(Kind kind) {
    return kind == Kind::list_comprehension || kind == Kind::set_comprehension ||
           kind == Kind::dictionary_comprehension;
}

}  // namespace

Bindings::Bindings(const Unit& unit, Interpreter& interpreter)
    : unit_(unit),
      interpreter_(interpreter),
      instructions_(unit.module.instructions_of(interpreter.function())),
      blocks_(unit.module.blocks_of(interpreter.function())),
      arena_(interpreter.heap().arena()),
      variables_(instructions_.size()),
      entry_(blocks_.size()),
      entered_(blocks_.size()) {
    find_variables();
    find_cells();
    bool changed = true;
    for (std::uint32_t pass = 0; changed && pass < kMostPasses; ++pass) {
        changed = false;
        for (const BlockId block : interpreter.plan().order()) {
            if (interpreter.reached(block) && enter(block)) changed = true;
        }
    }
}

// Whether it binds a variable of a comprehension, which is no name of the function.
bool Bindings::is_inner(const Instruction& it) const {
    const NodeId node = it.node;
    if (!node.valid()) return false;
    const bool is_walrus =
        node.index() > 0 && unit_.tree.kind(NodeId{node.index() - 1}) == Kind::named_expression;
    if (is_walrus) return false;
    const NodeId first = interpreter_.function().node;
    // Outwards: each step back in preorder to an entry that still holds the node is a node around it.
    for (NodeId at = node; at.index() > 0 && at >= first; at = NodeId{at.index() - 1}) {
        if (unit_.tree.end(at) <= node) continue;
        const Kind kind = unit_.tree.kind(at);
        if (is_comprehension(kind)) return true;
        if (kind > Kind::error && kind < Kind::lambda) return false;  // a statement, or a part of one
    }
    return false;
}

void Bindings::find_variables() {
    const auto parameters = unit_.module.parameters_of(interpreter_.function());
    const auto captures = unit_.module.captures_of(interpreter_.function());
    for (std::uint32_t at = 0; at < instructions_.size(); ++at) {
        const Instruction& it = instructions_[at];
        switch (it.opcode) {
            case Opcode::parameter: variables_[at] = parameters[it.payload].name; break;
            case Opcode::undefined: variables_[at] = NameId{it.payload}; break;
            case Opcode::bind:
                if (!is_inner(it)) variables_[at] = NameId{it.payload};
                break;
            case Opcode::capture:
                if (captures[it.payload].by_value) variables_[at] = captures[it.payload].name;
                break;
            case Opcode::assume: variables_[at] = variable_of(unit_.module.operands_of(it)[0]); break;
            default: break;
        }
    }
    for (bool changed = true; changed;) changed = find_joined_variables();
}

// A phi is a version of the name that its operands are versions of; an assumption, of what is tested.
bool Bindings::find_joined_variables() {
    bool changed = false;
    for (std::uint32_t at = 0; at < instructions_.size(); ++at) {
        const Instruction& it = instructions_[at];
        if (variables_[at].valid() || (it.opcode != Opcode::phi && it.opcode != Opcode::assume)) continue;
        auto operands = unit_.module.operands_of(it);
        if (it.opcode == Opcode::assume) operands = operands.first(1);
        for (const ValueId operand : operands) {
            if (variable_of(operand).valid()) variables_[at] = variable_of(operand);
        }
        changed |= variables_[at].valid();
    }
    return changed;
}

void Bindings::find_cells() {
    const auto captures = unit_.module.captures_of(interpreter_.function());
    for (std::uint32_t at = 0; at < instructions_.size(); ++at) {
        const Instruction& it = instructions_[at];
        if (it.opcode == Opcode::make_cell && !is_inner(it))
            cells_.push_back({NameId{it.payload}, ValueId{at}, false});
        if (it.opcode != Opcode::capture) continue;
        cells_.push_back({captures[it.payload].name, ValueId{at}, captures[it.payload].by_value});
    }
}

Names Bindings::after(ValueId id, Names names) {
    const Instruction& it = instructions_[id.index()];
    const auto set = [&](NameId name, const Binding& binding) {
        return names.with(name.index(), binding, arena_);
    };
    switch (it.opcode) {
        case Opcode::parameter:
        case Opcode::bind: return variable_of(id).valid() ? set(variable_of(id), {id, {}}) : names;
        case Opcode::undefined: {
            const bool is_known = names.find(it.payload) != nullptr;
            return is_known ? set(NameId{it.payload}, {id, {}}) : names;
        }
        case Opcode::unbind: return set(NameId{it.payload}, unbound());
        case Opcode::store_global:
        case Opcode::store_local_name: {
            const auto kind = interpreter_.function().kind;
            if (kind != program::FunctionKind::module && kind != program::FunctionKind::class_body)
                return names;
            return set(NameId{it.payload}, {unit_.module.operands_of(it)[0], {}});
        }
        case Opcode::delete_global:
        case Opcode::delete_local_name: return set(NameId{it.payload}, unbound());
        case Opcode::assume: {
            const NameId name = variable_of(id);
            if (!name.valid()) return names;
            const Binding* const now = names.find(name.index());
            const bool is_tested = now != nullptr && now->version == unit_.module.operands_of(it)[0];
            return is_tested ? set(name, {id, {}}) : names;
        }
        default: return names;
    }
}

Names Bindings::end_of(BlockId id) {
    const program::Block& block = blocks_[id.index()];
    Names names = entry_[id.index()];
    for (std::uint32_t at = 0; at < block.instruction_count; ++at) {
        names = after(ValueId{block.first_instruction + at}, names);
    }
    return names;
}

// Values that stand in no register grow older on their way around a loop.
Names Bindings::along(BlockId from, BlockId to) {
    return end_of(from).mapped(
        [&](std::uint32_t, const Binding& it) {
            return it.version.valid() ? it : Binding{{}, interpreter_.aged_along(it.value, from, to)};
        },
        arena_);
}

// An exception comes from any place in a block where something may raise.
std::vector<Bindings::Way> Bindings::ways_to(BlockId to) {
    std::vector<Way> ways;
    for (const BlockId from : unit_.module.predecessors_of(blocks_[to.index()])) {
        if (!entered_[from.index()] || !interpreter_.leads_to(from, to)) continue;
        const program::Block& block = blocks_[from.index()];
        if (block.handler != to) {
            ways.push_back({from, along(from, to)});
            continue;
        }
        Names names = entry_[from.index()];
        for (std::uint32_t at = 0; at < block.instruction_count; ++at) {
            const ValueId id{block.first_instruction + at};
            const bool is_new = ways.empty() || ways.back().from != from || !ways.back().names.same_as(names);
            if (program::may_raise(instructions_[id.index()].opcode) && is_new) ways.push_back({from, names});
            names = after(id, names);
        }
    }
    return ways;
}

Value Bindings::value_on(const Way& way, BlockId to, const Binding* binding) {
    if (binding == nullptr) return heap::atoms(models::Kind::unbound);
    if (!binding->version.valid()) return binding->value;
    return interpreter_.aged_along(interpreter_.value_at(way.from, binding->version), way.from, to);
}

// A name that every way brings in one register stays there; of others the values are joined.
Names Bindings::merged(BlockId to, const std::vector<Way>& ways) {
    Names result = ways.front().names;
    for (const Way& way : ways) {
        result = Names::merged(
            result, way.names,
            [](std::uint32_t, const Binding* left, const Binding* right) {
                const bool same = left != nullptr && right != nullptr && *left == *right;
                return same ? *left : undecided();
            },
            arena_);
    }
    const Names before = entry_[to.index()];
    return result.mapped(
        [&](std::uint32_t name, const Binding& it) {
            if (!is_undecided(it)) return it;
            Value value;
            const Binding* const old = before.find(name);
            if (old != nullptr && !old->version.valid()) value = old->value;
            for (const Way& way : ways) {
                value = interpreter_.heap().join(value, value_on(way, to, way.names.find(name)));
            }
            return Binding{{}, value};
        },
        arena_);
}

bool Bindings::enter(BlockId id) {
    Names names;
    if (const std::vector<Way> ways = ways_to(id); !ways.empty()) names = merged(id, ways);
    const program::Block& block = blocks_[id.index()];
    for (std::uint32_t at = 0; at < block.instruction_count; ++at) {
        const ValueId phi{block.first_instruction + at};
        if (instructions_[phi.index()].opcode != Opcode::phi) continue;
        const NameId name = variable_of(phi);
        if (name.valid()) names = names.with(name.index(), {phi, {}}, arena_);
    }
    const bool is_same =
        entered_[id.index()] &&
        Names::all(names, entry_[id.index()], [](std::uint32_t, const Binding* left, const Binding* right) {
            return left != nullptr && right != nullptr && *left == *right;
        });
    entry_[id.index()] = names;
    entered_[id.index()] = true;
    return !is_same;
}

}  // namespace doppelint::views
