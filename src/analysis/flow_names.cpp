// Names of attributes that are texts of the program: `getattr(x, "name")`.
#include <algorithm>

#include "analysis/flow_solver.h"

namespace doppelint::analysis {

using models::Term;
using program::ConstantKind;
using program::Instruction;
using program::Module;
using program::Opcode;

// Whose attribute it is, and its name where the program's text says that.
// NOLINTNEXTLINE(misc-no-recursion): as deep as the model's author wrote it
FlowSolver::Node FlowSolver::dynamic_name(const Term& term, const Bound& bound, std::string_view& name) {
    const auto parts = project_.library().arguments_of(term);
    const Node spelled = value(parts[1], bound);
    name = constant_text(bound.passed.code, spelled);
    return value(parts[0], bound);
}

// The text constant that a node of the function's module is.
std::string_view FlowSolver::constant_text(CodeId code, Node node) const {
    const Module& module = project_.program(code.module);
    const Node first = first_constant_[code.module.index()];
    if (node < first || node >= first + module.constants.size()) return {};
    const program::Constant& constant = module.constants[node - first];
    return constant.kind == ConstantKind::string && constant.exact ? module.text(constant.text)
                                                                   : std::string_view();
}

// The instruction of the function that made what the node stands for; none: it is none of its own.
ValueId FlowSolver::value_of(CodeId code, Node node) const {
    const auto first = registers_.begin() + place_of(code, ValueId{0});
    const auto end = first + project_.function(code).instruction_count;
    const auto found = std::find(first, end, node);
    return found != end ? ValueId{static_cast<std::uint32_t>(found - first)} : ValueId{};
}

// A text that may be the name of an attribute where it comes to.
FlowSolver::Node FlowSolver::as_name(CodeId code, Node node) {
    const std::string_view word = constant_text(code, node);
    if (word.empty()) return node;
    const Node result = new_node();
    add(result, thing({Thing::Kind::word, {}, 0, 0, text(word)}));
    return result;
}

// What `"visit_" + name` and `f"visit_{name}"` begin with.
std::string_view FlowSolver::constant_prefix(CodeId code, Node node) const {
    const ValueId origin = value_of(code, node);
    if (!origin.valid()) return {};
    const Instruction& it = at(code, origin);
    const auto operands = project_.program(code.module).operands_of(it);
    if ((it.opcode != Opcode::binary && it.opcode != Opcode::build_string) || operands.empty()) return {};
    return constant_text(code, register_of(code, operands[0]));
}

}  // namespace doppelint::analysis
