#include "checks/fix_default.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "checks/enclosing.h"
#include "checks/expressions.h"
#include "checks/function_body.h"
#include "checks/rewriting.h"

namespace doppelint::checks {
namespace {

using syntax::Field;
using syntax::Kind;
using syntax::Tree;

constexpr std::size_t kNowhere = std::string_view::npos;
constexpr std::uint8_t kFirstWithUnions = 10;

// Whether a name in the value is one of this scope's own.
bool names_one_of(const Subject& subject, program::ScopeId scope, NodeId value) {
    const program::Module& module = subject.file.module;
    const auto symbols = module.symbols_of(module.scopes[scope.index()]);
    return std::ranges::any_of(symbols, [&](program::SymbolId id) {
        const program::Symbol& symbol = module.symbols[id.index()];
        return symbol.binding != program::Binding::global_implicit &&
               mentions(subject.file.tree, value, module.text(symbol.name));
    });
}

// Whether the value means the same in the body as outside of it. A method does not see the names of its
// class.
bool means_the_same(const Subject& subject, const program::Function& function, NodeId value) {
    if (names_one_of(subject, function.scope, value)) return false;
    const program::Function& around = subject.file.module.function(function.parent);
    return around.kind != program::FunctionKind::class_body || !names_one_of(subject, around.scope, value);
}

bool asks_for_none(const Subject& subject, const program::Function& function, std::string_view parameter) {
    const Tree& tree = subject.file.tree;
    const NodeId body = tree.child(function.node, Field::body);
    for (NodeId it = body; it < tree.end(body); it = NodeId{it.index() + 1}) {
        if (tree.kind(it) == Kind::comparison_operator && mentions(tree, it, parameter) &&
            tree.text(it).find("None") != kNowhere)
            return true;
    }
    return false;
}

// Decorators that do not look at defaults.
bool has_other_decorators(const Tree& tree, NodeId function) {
    constexpr std::array<std::string_view, 4> kPlain{"@staticmethod", "@classmethod", "@abstractmethod",
                                                     "@contextmanager"};
    const NodeId outer = enclosing(tree, function);
    if (!outer || tree.kind(outer) != Kind::decorated_definition) return false;
    const auto children = tree.children(outer);
    return std::any_of(children.begin(), children.end(), [&](NodeId it) {
        return tree.kind(it) == Kind::decorator && std::ranges::find(kPlain, tree.text(it)) == kPlain.end();
    });
}

bool evaluates_no_annotations(const Tree& tree) {
    for (const NodeId it : tree.children(Tree::root())) {
        if (tree.kind(it) == Kind::future_import_statement) {
            if (mentions(tree, it, "annotations")) return true;
        } else if (!is_docstring(tree, it)) {
            return false;
        }
    }
    return false;
}

// `T` as `T | None`, `Optional[T]` before 3.10. Whether there is a way to say it.
bool allow_none(const Subject& subject, NodeId annotation, DraftFix& fix) {
    const Tree& tree = subject.file.tree;
    const std::string_view text = tree.text(annotation);
    for (const std::string_view word : {"None", "Optional", "Any", "object"}) {
        if (text.find(word) != kNowhere) return true;
    }
    const bool has_unions = subject.file.versions.first >= kFirstWithUnions || evaluates_no_annotations(tree);
    if (has_unions && (text.front() == '"' || text.front() == '\'')) {
        if (text.substr(1).find(text.front()) != text.size() - 2) return false;
        const auto size = static_cast<std::uint32_t>(text.size());
        fix.edits.push_back({annotation, size - 1, size - 1, " | None"});
        return true;
    }
    if (has_unions) {
        fix.edits.push_back(inserted_behind(tree, annotation, " | None"));
        return true;
    }
    const auto optional = library_member(subject, "typing", "Optional");
    if (!optional) return false;
    fix.edits.push_back(inserted_before(annotation, optional->text + "["));
    fix.edits.push_back(inserted_behind(tree, annotation, "]"));
    if (optional->needs) fix.imports.push_back(*optional->needs);
    return true;
}

}  // namespace

std::optional<DraftFix> default_made_in_call(const Subject& subject, const DefaultOf& it,
                                             std::string message) {
    const Tree& tree = subject.file.tree;
    const program::Function& function = subject.file.module.function(it.function);
    if (function.kind != program::FunctionKind::function || !function.node) return std::nullopt;
    const program::Parameter& parameter = subject.file.module.parameters_of(function)[it.parameter];
    const NodeId declared = parameter.node ? enclosing(tree, parameter.node) : NodeId{};
    const NodeId value = declared ? tree.child(declared, Field::value) : NodeId{};
    if (!value) return std::nullopt;
    const ExpressionParts parts = parts_of(subject, value);
    const bool is_made_anew = parts.makes_container || tree.kind(value) == Kind::call;
    if (!is_made_anew || parts.binds_or_waits || !means_the_same(subject, function, value))
        return std::nullopt;
    const auto start = start_of_body(tree, function.node);
    if (!start) return std::nullopt;

    const std::string_view name = tree.text(parameter.node);
    const bool is_safe = !parts.reads && !parts.calls && !asks_for_none(subject, function, name) &&
                         !has_other_decorators(tree, function.node);
    DraftFix fix = fix_of(is_safe ? findings::Applicability::safe : findings::Applicability::unsafe,
                          std::move(message), {replaced(tree, value, "None")});
    const NodeId annotation = tree.child(declared, Field::type);
    if (annotation && !allow_none(subject, annotation, fix)) return std::nullopt;
    fix.edits.push_back({function.node, start->offset, start->offset,
                         start->indentation + "if " + std::string(name) + " is None:\n" + start->deeper +
                             std::string(name) + " = " + std::string(tree.text(value)) + "\n"});
    return fix;
}

}  // namespace doppelint::checks
