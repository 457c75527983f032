#include "checks/rewriting.h"

#include <algorithm>
#include <utility>

#include "checks/enclosing.h"

namespace doppelint::checks {
namespace {

using syntax::Kind;
using syntax::Tree;

std::uint32_t size_of(const Tree& tree, NodeId node) {
    return tree[node].end - tree[node].begin;
}

using What = analysis::GlobalName::What;

bool means(const Subject& subject, std::string_view name, std::string_view dotted) {
    const analysis::GlobalName& global = subject.file.globals.called(name);
    return global.what == What::library && global.dotted == dotted && !is_local(subject, name);
}

bool is_free(const Subject& subject, std::string_view name) {
    return subject.file.globals.called(name).what == What::unbound && !is_local(subject, name);
}

// As the module imports it already.
std::optional<LibraryName> known_name(const Subject& subject, std::string_view module,
                                      std::string_view member) {
    const std::string dotted = std::string(module) + "." + std::string(member);
    if (means(subject, member, dotted)) return LibraryName{std::string(member), std::nullopt};
    if (means(subject, module, module)) return LibraryName{dotted, std::nullopt};
    return std::nullopt;
}

}  // namespace

bool is_local(const Subject& subject, std::string_view name) {
    const program::Module& module = subject.file.module;
    const NameId known = module.names.find(name);
    if (!known.valid()) return false;
    for (program::ScopeId at = subject.function().scope; at.valid() && at.index() != 0;
         at = module.scopes[at.index()].parent) {
        for (const program::SymbolId id : module.symbols_of(module.scopes[at.index()])) {
            const program::Symbol& symbol = module.symbols[id.index()];
            const bool is_global = symbol.binding == program::Binding::global_implicit ||
                                   symbol.binding == program::Binding::global_explicit;
            if (symbol.name == known && !is_global) return true;
        }
    }
    return false;
}

std::vector<NodeId> children_of(const Tree& tree, NodeId node) {
    const auto children = tree.children(node);
    return {children.begin(), children.end()};
}

DraftEdit replaced(const Tree& tree, NodeId node, std::string text) {
    return {node, 0, size_of(tree, node), std::move(text)};
}

DraftEdit inserted_before(NodeId node, std::string text) {
    return {node, 0, 0, std::move(text)};
}

DraftEdit inserted_behind(const Tree& tree, NodeId node, std::string text) {
    return {node, size_of(tree, node), size_of(tree, node), std::move(text)};
}

bool is_too_long(const Subject& subject) {
    constexpr std::uint32_t kMostInstructions = 5000;
    return subject.function().instruction_count > kMostInstructions;
}

DraftFix fix_of(findings::Applicability applicability, std::string message, std::vector<DraftEdit> edits) {
    return {applicability, std::move(message), std::move(edits), {}};
}

std::string operand_text(const Tree& tree, NodeId node) {
    std::string text(tree.text(node));
    switch (tree.kind(node)) {
        case Kind::identifier:
        case Kind::attribute:
        case Kind::subscript:
        case Kind::call:
        case Kind::parenthesized_expression:
        case Kind::tuple:
        case Kind::list:
        case Kind::dictionary:
        case Kind::set:
        case Kind::list_comprehension:
        case Kind::set_comprehension:
        case Kind::dictionary_comprehension:
        case Kind::generator_expression:
        case Kind::string:
        case Kind::none:
        case Kind::true_:
        case Kind::false_: return text;
        default: return "(" + text + ")";
    }
}

std::string argument_text(const Tree& tree, NodeId node) {
    const std::string text(tree.text(node));
    const bool needs_brackets =
        tree.kind(node) == Kind::expression_list || tree.kind(node) == Kind::generator_expression;
    return needs_brackets && !text.starts_with('(') ? "(" + text + ")" : text;
}

NodeId only_item(const Tree& tree, NodeId node) {
    if (tree.kind(node) != Kind::list) return {};
    const NodeId first = tree.first_child(node);
    const bool is_only = first && tree.end(first) == tree.end(node);
    return is_only && tree.kind(first) != Kind::list_splat ? first : NodeId{};
}

std::string_view indentation_of(const Tree& tree, NodeId node) {
    const std::string_view text = tree.text();
    const std::size_t begin = text.substr(0, tree[node].begin).rfind('\n') + 1;
    const std::size_t end = text.find_first_not_of(" \t\f", begin);
    return text.substr(begin, std::min(end, text.size()) - begin);
}

bool stands_alone(const Tree& tree, NodeId statement) {
    const std::string_view text = tree.text();
    const std::size_t begin = text.substr(0, tree[statement].begin).find_last_not_of(" \t\f");
    if (begin != std::string_view::npos && tree[statement].begin > 0 && text[begin] != '\n') return false;
    const std::size_t end = text.find_first_not_of(" \t\f", tree[statement].end);
    return end == std::string_view::npos || text[end] == '\n' || text[end] == '\r' || text[end] == '#';
}

bool is_docstring(const Tree& tree, NodeId statement) {
    if (tree.kind(statement) != Kind::expression_statement) return false;
    const Kind kind = tree.kind(tree.first_child(statement));
    return kind == Kind::string || kind == Kind::concatenated_string;
}

bool is_builtin(const Subject& subject, std::string_view name) {
    return is_free(subject, name) && !subject.file.globals.has_star_import();
}

std::optional<LibraryName> library_name(const Subject& subject, std::string_view module,
                                        std::string_view member) {
    if (auto known = known_name(subject, module, member)) return known;
    if (!is_free(subject, module)) return std::nullopt;
    return LibraryName{std::string(module) + "." + std::string(member),
                       ImportedName{std::string(module), {}}};
}

std::optional<LibraryName> library_member(const Subject& subject, std::string_view module,
                                          std::string_view member) {
    if (auto known = known_name(subject, module, member)) return known;
    if (!is_free(subject, member)) return std::nullopt;
    return LibraryName{std::string(member), ImportedName{std::string(module), std::string(member)}};
}

}  // namespace doppelint::checks
