#include "checks/fix_copy.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "checks/order.h"
#include "checks/registers.h"
#include "checks/rewriting.h"

namespace doppelint::checks {
namespace {

using findings::Applicability;
using syntax::Field;
using syntax::Tree;
using NodeKind = syntax::Kind;

bool is_expression(const Tree& tree, NodeId node) {
    switch (tree.kind(node)) {
        case NodeKind::identifier:
        case NodeKind::attribute:
        case NodeKind::subscript:
        case NodeKind::call: return true;
        default: return false;
    }
}

DraftFix called(const Subject& subject, NodeId expression, const std::string& name,
                Applicability applicability, std::string message) {
    return fix_of(
        applicability, std::move(message),
        {inserted_before(expression, name + "("), inserted_behind(subject.file.tree, expression, ")")});
}

std::optional<DraftFix> called_of_copy(const Subject& subject, NodeId expression, std::string_view member,
                                       std::string message) {
    const auto name = library_name(subject, "copy", member);
    if (!name) return std::nullopt;
    DraftFix fix = called(subject, expression, name->text, Applicability::unsafe, std::move(message));
    if (name->needs) fix.imports.push_back(*name->needs);
    return fix;
}

// The one argument of a call; none of any other.
NodeId only_argument(const Tree& tree, NodeId call) {
    NodeId result;
    for (const NodeId it : tree.children(tree.child(call, Field::arguments))) {
        const NodeKind kind = tree.kind(it);
        if (result || kind == NodeKind::keyword_argument || kind == NodeKind::list_splat ||
            kind == NodeKind::dictionary_splat || kind == NodeKind::generator_expression)
            return {};
        result = it;
    }
    return result;
}

bool is_whole_slice(const Tree& tree, NodeId subscript) {
    const NodeId key = tree.child(subscript, Field::subscript);
    return key && tree.kind(key) == NodeKind::slice && tree.text(key) == ":";
}

// `x` of `x[:]`, `list(x)`, `copy.copy(x)`, `x.copy()`: what has the type of its copy.
NodeId source_of(const Tree& tree, NodeId copy) {
    if (tree.kind(copy) == NodeKind::subscript)
        return is_whole_slice(tree, copy) ? tree.child(copy, Field::value) : NodeId{};
    if (tree.kind(copy) != NodeKind::call) return {};
    const NodeId callee = tree.child(copy, Field::function);
    if (tree.kind(callee) == NodeKind::attribute &&
        tree.text(tree.child(callee, Field::attribute)) == "copy" &&
        !tree.first_child(tree.child(copy, Field::arguments)))
        return tree.child(callee, Field::object);
    const std::string_view name = tree.text(callee);
    const bool is_copying =
        name == "list" || name == "dict" || name == "set" || name == "copy" || name == "copy.copy";
    return is_copying ? only_argument(tree, copy) : NodeId{};
}

// Whether the function goes on with the value once the event has run: else the change is all that was wanted.
bool is_used_after(const Subject& subject, ValueId value, ValueId event) {
    const std::vector<bool> is_reached = reached_from(subject, event);
    for (std::uint32_t index = 0; index < is_reached.size(); ++index) {
        const Instruction& it = subject.at(ValueId{index});
        if (!is_reached[index] || passes_on(it.opcode) || it.opcode == Opcode::phi) continue;
        const bool uses = std::ranges::any_of(subject.file.module.operands_of(it), [&](ValueId operand) {
            return operand.valid() && origin_of(subject, operand) == value;
        });
        if (uses) return true;
    }
    return false;
}

}  // namespace

std::optional<DraftFix> copied_first(const Subject& subject, NodeId expression, models::Kind kind,
                                     Depth depth, std::string message) {
    if (!expression || !is_expression(subject.file.tree, expression)) return std::nullopt;
    if (depth == Depth::deep) return called_of_copy(subject, expression, "deepcopy", std::move(message));
    const std::string_view name = models::name_of(kind);
    if (models::kContainers.has(kind) && is_builtin(subject, name))
        return called(subject, expression, std::string(name), Applicability::safe, std::move(message));
    return called_of_copy(subject, expression, "copy", std::move(message));
}

std::optional<DraftFix> copied_before(const Subject& subject, const analysis::Change& change,
                                      std::string message) {
    if (!change.through_value.valid() || is_too_long(subject)) return std::nullopt;
    const ValueId origin = origin_of(subject, change.through_value);
    switch (subject.at(origin).opcode) {
        case Opcode::load_global:
        case Opcode::get_attribute:
        case Opcode::call: break;
        default: return std::nullopt;
    }
    if (!is_used_after(subject, origin, change.event)) return std::nullopt;
    const bool is_itself = subject.any_caller.heap.only_object(change.through) == change.object;
    return copied_first(subject, subject.node_of(origin), subject.object(change.object).kind,
                        is_itself ? Depth::shallow : Depth::deep, std::move(message));
}

std::optional<DraftFix> copied_deeply(const Subject& subject, NodeId copy, std::string message) {
    const NodeId source = copy ? source_of(subject.file.tree, copy) : NodeId{};
    const auto name = library_name(subject, "copy", "deepcopy");
    if (!source || !name) return std::nullopt;
    const Tree& tree = subject.file.tree;
    DraftFix fix = fix_of(Applicability::unsafe, std::move(message),
                          {replaced(tree, copy, name->text + "(" + std::string(tree.text(source)) + ")")});
    if (name->needs) fix.imports.push_back(*name->needs);
    return fix;
}

std::optional<DraftFix> own_environment(const Subject& subject, NodeId expression, std::string message) {
    if (!expression) return std::nullopt;
    const Tree& tree = subject.file.tree;
    const NodeKind kind = tree.kind(expression);
    const NodeId environment = kind == NodeKind::call ? only_argument(tree, expression) : expression;
    if (!environment || !is_expression(tree, environment) || tree.kind(environment) == NodeKind::call)
        return std::nullopt;
    return fix_of(Applicability::safe, std::move(message),
                  {replaced(tree, expression, std::string(tree.text(environment)) + ".copy()")});
}

}  // namespace doppelint::checks
