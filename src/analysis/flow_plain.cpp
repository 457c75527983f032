// Plain values: numbers, texts, truths, None. What flows tells them apart by their kind alone.
#include <algorithm>

#include "analysis/annotations.h"
#include "analysis/flow_solver.h"

namespace doppelint::analysis {

using models::Kind;
using program::BinaryOperator;
using program::Instruction;
using program::Module;
using program::Opcode;

namespace {

constexpr models::Kinds kNumbers = models::Kinds(Kind::integer) | Kind::floating | Kind::boolean;

// What an operator makes of two plain values; `count`: something plain of some kind.
Kind kind_made(BinaryOperator how, Kind left, Kind right) {
    const bool are_numbers = kNumbers.has(left) && kNumbers.has(right);
    const bool are_whole = are_numbers && left != Kind::floating && right != Kind::floating;
    switch (how) {
        case BinaryOperator::add:
            if (left == right && (left == Kind::string || left == Kind::bytes)) return left;
            [[fallthrough]];
        case BinaryOperator::subtract:
        case BinaryOperator::multiply:
        case BinaryOperator::floor_divide:
            if (are_numbers) return are_whole ? Kind::integer : Kind::floating;
            return Kind::count;
        case BinaryOperator::divide: return are_numbers ? Kind::floating : Kind::count;
        case BinaryOperator::modulo:
            if (left == Kind::string || left == Kind::bytes) return left;
            if (are_numbers) return are_whole ? Kind::integer : Kind::floating;
            return Kind::count;
        default: return Kind::count;
    }
}

}  // namespace

void FlowSolver::make_atoms() {
    for (std::uint32_t kind = 0; kind <= static_cast<std::uint32_t>(Kind::list); ++kind) {
        const bool is_any = kind == static_cast<std::uint32_t>(Kind::list);
        const std::uint32_t text = is_any ? static_cast<std::uint32_t>(Kind::count) : kind;
        static_cast<void>(thing({Thing::Kind::atom, {}, 0, 0, text}));
    }
}

void FlowSolver::compute_at(CodeId code, ValueId id, const Instruction& it) {
    if (it.opcode != Opcode::binary && it.opcode != Opcode::in_place) return;
    for (const ValueId one : project_.program(code.module).operands_of(it)) {
        if (!one.valid()) continue;
        const Node operand = register_of(code, one);
        add_use(operand, {What::compute, code, id, 0, 0, 0});
        computed_.emplace_back(operand, register_of(code, id));
    }
}

void FlowSolver::compute(const Use& use) {
    const Instruction& it = at(use.code, use.at);
    const auto operands = project_.program(use.code.module).operands_of(it);
    if (operands.size() < 2) return;
    const Node result = register_of(use.code, use.at);
    std::vector<Kind> right;
    for (const ThingId one : sets_[register_of(use.code, operands[1])]) {
        if (is_atom(one)) right.push_back(static_cast<Kind>(things_[one].text));
    }
    std::vector<ThingId> made;
    for (const ThingId one : sets_[register_of(use.code, operands[0])]) {
        if (!is_atom(one)) continue;
        for (const Kind other : right) {
            const auto how = static_cast<BinaryOperator>(it.detail);
            made.push_back(atom(kind_made(how, static_cast<Kind>(things_[one].text), other)));
        }
    }
    for (const ThingId one : made) add(result, one);
}

// Annotations of plain values.
void FlowSolver::add_declared_parameters(CodeId code) {
    const Module& module = project_.program(code.module);
    const auto parameters = module.parameters_of(project_.function(code));
    for (std::uint32_t index = 0; index < parameters.size(); ++index) {
        if (!parameters[index].type.valid()) continue;
        const Annotated type = annotated(project_, code.module, module.text(parameters[index].type));
        const Node node = parameter_of(code, index);
        if (type.name == "str") add(node, atom(Kind::string));
        if (type.name == "bytes") add(node, atom(Kind::bytes));
        if (type.name == "int") add(node, atom(Kind::integer));
        if (type.name == "float") add(node, atom(Kind::floating));
        if (type.name == "bool") add(node, atom(Kind::boolean));
        const bool is_plain = !values_named(type.name).empty();
        if (is_plain && type.or_none) add(node, atom(Kind::none));
    }
}

}  // namespace doppelint::analysis
