#include "checks/fix_closure.h"

#include <utility>

#include "checks/enclosing.h"
#include "checks/rewriting.h"

namespace doppelint::checks {
namespace {

using syntax::Field;
using syntax::Kind;
using syntax::Tree;

constexpr std::string_view kLambda = "lambda";

// Behind the last parameter, but before `**more`.
DraftEdit added_parameter(const Tree& tree, NodeId parameters, const std::string& text) {
    NodeId last;
    for (const NodeId it : tree.children(parameters)) {
        const bool is_rest = tree.kind(it) == Kind::dictionary_splat_pattern ||
                             (tree.kind(it) == Kind::typed_parameter && tree.text(it).starts_with("**"));
        if (is_rest) return inserted_before(it, text + ", ");
        last = it;
    }
    return inserted_behind(tree, last, ", " + text);
}

std::optional<DraftEdit> with_parameter(const Tree& tree, NodeId definition, const std::string& name) {
    const std::string text = name + "=" + name;
    const NodeId parameters = tree.child(definition, Field::parameters);
    if (parameters && tree.first_child(parameters)) return added_parameter(tree, parameters, text);
    if (tree.kind(definition) == Kind::lambda) {
        const auto place = static_cast<std::uint32_t>(kLambda.size());
        return DraftEdit{definition, place, place, " " + text};
    }
    if (!parameters) return std::nullopt;
    return replaced(tree, parameters, "(" + text + ")");
}

}  // namespace

// `fn = lambda: fn()`: where the closure is made, the name is not bound yet.
bool is_bound_by_its_statement(const Tree& tree, NodeId definition, NodeId bound) {
    for (NodeId it = enclosing(tree, definition); it; it = enclosing(tree, it)) {
        if (tree.kind(it) != Kind::assignment) continue;
        const NodeId target = tree.child(it, Field::left);
        return it == bound || target == bound || enclosing(tree, bound) == it;
    }
    return false;
}

std::optional<DraftFix> bound_in_turn(const Subject& subject, const analysis::LateBinding& it,
                                      std::string message) {
    const Tree& tree = subject.file.tree;
    const NodeId definition = subject.node_of(it.made);
    const NodeId bound = it.bound.valid() ? subject.node_of(it.bound) : NodeId{};
    if (!definition || !bound || tree[bound].begin > tree[definition].begin) return std::nullopt;
    if (is_bound_by_its_statement(tree, definition, bound)) return std::nullopt;
    const Kind kind = tree.kind(definition);
    if (kind != Kind::lambda && kind != Kind::function_definition) return std::nullopt;
    auto edit = with_parameter(tree, definition, std::string(subject.file.module.text(it.name)));
    if (!edit) return std::nullopt;
    const NodeId around = enclosing(tree, definition);
    const bool is_decorated = around && tree.kind(around) == Kind::decorated_definition;
    const auto applicability =
        it.kept.valid() || is_decorated ? findings::Applicability::unsafe : findings::Applicability::safe;
    return fix_of(applicability, std::move(message), {*std::move(edit)});
}

}  // namespace doppelint::checks
