#include <algorithm>
#include <array>

#include "analysis/call_flow.h"
#include "analysis/provenance.h"

namespace doppelint::analysis {

using program::BinaryOperator;
using program::Comparison;
using program::Outcome;
using program::UnaryOperator;

namespace {

constexpr Kinds kKnownAtoms = models::kAtoms - Kind::other_atom - Kind::unbound;
constexpr Kinds kIndexed = Kinds(Kind::list) | Kind::dict | Kind::tuple;

}  // namespace

bool Provenance::is_certain(ValueId whose) {
    std::array<ValueId, kMostSteps> seen;
    std::size_t count = 0;
    const auto add = [&](ValueId id) {
        if (!id.valid() || std::find(seen.begin(), seen.begin() + count, id) != seen.begin() + count)
            return true;
        if (count == kMostSteps) return false;
        seen[count++] = id;
        return true;
    };
    if (!add(whose)) return false;
    for (std::size_t next = 0; next < count; ++next) {
        const ValueId id = seen[next];
        const Trust trust = trust_of(id);
        if (trust == Trust::no) return false;
        if (trust == Trust::yes) continue;
        const Instruction& it = at(id);
        const std::uint32_t operands = it.opcode == Opcode::assume ? 1 : it.operand_count;
        for (std::uint32_t index = 0; index < operands; ++index) {
            if (!add(operand(it, index))) return false;
        }
    }
    return true;
}

Provenance::Trust Provenance::trust_of(ValueId id) {
    const Instruction& it = at(id);
    switch (it.opcode) {
        case Opcode::constant:
        case Opcode::undefined:
        case Opcode::make_slice:
        case Opcode::make_list:
        case Opcode::make_tuple:
        case Opcode::make_set:
        case Opcode::make_dict:
        case Opcode::make_function:
        case Opcode::make_class:
        case Opcode::format_value:
        case Opcode::build_string:
        case Opcode::build_template:
        case Opcode::import_module:
        case Opcode::import_member: return Trust::yes;
        case Opcode::parameter: {
            // What it is may rest on who calls.
            const FlowReader* const flow = activation_.context.flow;
            const bool is_known =
                flow != nullptr && flow->parameter(activation_.code(), it.payload) != heap::Shape{};
            return is_known ? Trust::no : Trust::yes;
        }
        case Opcode::capture:
            return module_.captures_of(activation_.function)[it.payload].by_value ? Trust::yes : Trust::no;
        case Opcode::read:
        case Opcode::read_checked:
        case Opcode::bind:
        case Opcode::unpacked:
        case Opcode::phi: return Trust::of_operands;
        case Opcode::assume: return trust_of_assume(it);
        case Opcode::compare:
        case Opcode::unary:
        case Opcode::binary:
        case Opcode::in_place: return trust_of_operator(it);
        case Opcode::call: return trust_of_call(id, it);
        case Opcode::load_global: return trust_of_global(it);
        case Opcode::load_cell: {
            const bool own = at(operand(it, 0)).opcode == Opcode::make_cell;
            return own && nothing_assumed() ? Trust::yes : Trust::no;
        }
        case Opcode::get_item:
        case Opcode::unpack: {
            // What a tuple holds stays in it.
            const Kinds containers = nothing_assumed() ? kIndexed : Kinds(Kind::tuple);
            return holds_only(operand(it, 0), containers) ? Trust::of_operands : Trust::no;
        }
        case Opcode::get_attribute: {
            // A method of a builtin type, or a member of a module or class of the library.
            if (holds_only(operand(it, 0), kBuiltinObjects | kKnownAtoms)) return Trust::of_operands;
            const Value from = value(operand(it, 0));
            const bool external =
                from.plain.empty() && std::ranges::all_of(heap_.objects_of(from), [&](ObjectId one) {
                    return heap_.objects()[one].origin == heap::Origin::external;
                });
            return external ? Trust::of_operands : Trust::no;
        }
        default: return Trust::no;
    }
}

// `x == None` says nothing of what x is; a class may pass for another.
Provenance::Trust Provenance::trust_of_assume(const Instruction& it) const {
    ValueId condition = origin_of(operand(it, 1));
    bool truthy = static_cast<Outcome>(it.detail) == Outcome::truthy;
    while (condition.valid() && at(condition).opcode == Opcode::unary &&
           static_cast<UnaryOperator>(at(condition).detail) == UnaryOperator::not_) {
        truthy = !truthy;
        condition = origin_of(operand(at(condition), 0));
    }
    if (!condition.valid()) return Trust::no;
    const Instruction& test = at(condition);
    if (test.opcode == Opcode::call && truthy) return Trust::no;
    if (test.opcode == Opcode::compare) {
        const auto how = static_cast<Comparison>(test.detail);
        if (how == Comparison::equal && truthy) return Trust::no;
        if (how == Comparison::not_equal && !truthy) return Trust::no;
    }
    return Trust::of_operands;
}

// Operators of builtin types give what the engine says; others give anything.
Provenance::Trust Provenance::trust_of_operator(const Instruction& it) {
    if (it.opcode == Opcode::compare) {
        const auto how = static_cast<Comparison>(it.detail);
        const bool plain = how == Comparison::is || how == Comparison::is_not || how == Comparison::in ||
                           how == Comparison::not_in;
        if (plain) return Trust::yes;
    } else if (it.opcode == Opcode::unary) {
        if (static_cast<UnaryOperator>(it.detail) == UnaryOperator::not_) return Trust::yes;
    } else if (static_cast<BinaryOperator>(it.detail) == BinaryOperator::power) {
        // A negative number to a broken power is complex.
        return Trust::no;
    }
    for (const ValueId operand : module_.operands_of(it)) {
        if (!holds_only(operand, kBuiltinObjects | kKnownAtoms)) return Trust::no;
    }
    return Trust::of_operands;
}

Provenance::Trust Provenance::trust_of_call(ValueId id, const Instruction& it) {
    const Value result = value(id);
    const ValueId callee = operand(it, 0);
    const bool made_here =
        result.plain.empty() && std::ranges::all_of(heap_.objects_of(result), [&](ObjectId one) {
            const heap::Object& object = heap_.objects()[one];
            return object.origin == heap::Origin::site && object.site == id.index() &&
                   object.kind != Kind::opaque;
        });
    if (made_here && is_builtin_name(callee)) return Trust::yes;
    const bool is_method = at(callee).opcode == Opcode::get_attribute;
    if (made_here && is_method && holds_only(operand(at(callee), 0), kBuiltinObjects | kKnownAtoms)) {
        return Trust::of_operands;
    }
    if (!nothing_assumed()) return Trust::no;
    // The method's name is no register of its own; what it is looked up on is.
    return is_builtin_name(callee) || is_method ? Trust::of_operands : Trust::no;
}

Provenance::Trust Provenance::trust_of_global(const Instruction& it) const {
    const GlobalName& name = activation_.context.globals[NameId{it.payload}];
    const bool is_builtin =
        name.what == GlobalName::What::unbound && !activation_.context.globals.has_star_import();
    if (is_builtin || name.what == GlobalName::What::library) return Trust::yes;
    const bool is_module = activation_.function.kind == program::FunctionKind::module;
    return is_module && nothing_assumed() ? Trust::yes : Trust::no;
}

bool Provenance::is_builtin_name(ValueId callee) const {
    const ValueId origin = origin_of(callee);
    if (at(origin).opcode != Opcode::load_global) return false;
    const GlobalName& name = activation_.context.globals[NameId{at(origin).payload}];
    return name.what == GlobalName::What::library ||
           (name.what == GlobalName::What::unbound && !activation_.context.globals.has_star_import());
}

// Whether everything the register may hold is of these kinds and, if an object, made in this activation.
bool Provenance::holds_only(ValueId id, Kinds kinds) {
    if (!id.valid()) return true;
    const Value held = value(id);
    if (held.nothing() || held.is_any() || !held.plain.within(kinds)) return false;
    return std::ranges::all_of(heap_.objects_of(held), [&](ObjectId one) {
        const heap::Object& object = heap_.objects()[one];
        return object.origin == heap::Origin::site && kinds.has(object.kind);
    });
}

}  // namespace doppelint::analysis
