#include "session/added_import.h"

#include <string>
#include <string_view>
#include <vector>

#include "checks/rewriting.h"

namespace doppelint::session {
namespace {

using checks::ImportedName;
using syntax::Field;
using syntax::Kind;
using syntax::NodeId;
using syntax::Tree;

/// The statements at the top of a module, as far as imports go.
struct Top {
    NodeId docstring, last_future;
    std::vector<NodeId> imports;  ///< that follow one another
    NodeId next;                  ///< the first statement behind docstring and future
};

bool is_import(const Tree& tree, NodeId statement) {
    return tree.kind(statement) == Kind::import_statement ||
           tree.kind(statement) == Kind::import_from_statement;
}

Top top_of(const Tree& tree) {
    Top top;
    bool is_first = true;
    for (const NodeId it : tree.children(Tree::root())) {
        if (is_first && checks::is_docstring(tree, it)) {
            top.docstring = it;
        } else if (tree.kind(it) == Kind::future_import_statement) {
            top.last_future = it;
        } else {
            if (!top.next) top.next = it;
            if (!is_import(tree, it)) break;
            top.imports.push_back(it);
        }
        is_first = false;
    }
    return top;
}

std::string_view text_before(const Tree& tree, NodeId node) {
    return tree.text().substr(0, tree[node].begin);
}

std::uint32_t line_begin(const Tree& tree, NodeId node) {
    return static_cast<std::uint32_t>(text_before(tree, node).rfind('\n') + 1);
}

// Behind the line on which the node ends; the text ends there, or a line begins.
std::uint32_t next_line(const Tree& tree, NodeId node) {
    const std::size_t feed = tree.text().find('\n', tree[node].end);
    return static_cast<std::uint32_t>(feed == std::string_view::npos ? tree.text().size() : feed + 1);
}

std::string_view imported_module(const Tree& tree, NodeId statement) {
    const bool is_from = tree.kind(statement) == Kind::import_from_statement;
    const NodeId name = tree.child(statement, is_from ? Field::module_name : Field::name);
    return name ? tree.text(name) : std::string_view();
}

source::Replacement inserted(std::uint32_t at, std::string text) {
    return {at, at, std::move(text)};
}

std::string line_for(const ImportedName& name) {
    if (name.member.empty()) return "import " + name.module + "\n";
    return "from " + name.module + " import " + name.member + "\n";
}

// `from m import a` gets `, b`.
NodeId last_name_of(const Tree& tree, NodeId statement) {
    NodeId last;
    for (const NodeId it : tree.children(statement)) {
        if (tree[it].field == Field::name) last = it;
    }
    return last;
}

// Among the lines of its sort up to the first blank line, in the order of the alphabet.
std::uint32_t place_among(const Tree& tree, const std::vector<NodeId>& imports, const ImportedName& name) {
    const Kind own = name.member.empty() ? Kind::import_statement : Kind::import_from_statement;
    NodeId last_of_own, last_of_first;
    for (std::size_t at = 0; at < imports.size(); ++at) {
        const NodeId it = imports[at];
        const bool after_blank =
            at > 0 && tree.text().substr(next_line(tree, imports[at - 1])).find_first_of("\r\n") == 0;
        if (after_blank) break;
        last_of_first = it;
        if (tree.kind(it) != own) continue;
        if (imported_module(tree, it) > name.module) return line_begin(tree, it);
        last_of_own = it;
    }
    if (last_of_own) return next_line(tree, last_of_own);
    // Whole modules come first, as people sort them.
    return own == Kind::import_statement ? line_begin(tree, imports.front()) : next_line(tree, last_of_first);
}

source::Replacement below_head(const Tree& tree, const Top& top, const ImportedName& name) {
    const NodeId above = top.last_future ? top.last_future : top.docstring;
    const bool ends_in_line = above && next_line(tree, above) > tree[above].end;
    if (above && !ends_in_line) return inserted(tree[above].end, "\n\n" + line_for(name));
    if (above) return inserted(next_line(tree, above), "\n" + line_for(name));
    if (!top.next) return inserted(0, line_for(name));
    const Kind next = tree.kind(top.next);
    const bool is_definition = next == Kind::function_definition || next == Kind::class_definition ||
                               next == Kind::decorated_definition;
    return inserted(line_begin(tree, top.next), line_for(name) + (is_definition ? "\n\n" : "\n"));
}

}  // namespace

source::Replacement added_import(const Tree& tree, const ImportedName& name) {
    const Top top = top_of(tree);
    if (!name.member.empty()) {
        for (const NodeId it : top.imports) {
            if (tree.kind(it) != Kind::import_from_statement || imported_module(tree, it) != name.module)
                continue;
            if (const NodeId last = last_name_of(tree, it))
                return inserted(tree[last].end, ", " + name.member);
        }
    }
    if (top.imports.empty()) return below_head(tree, top, name);
    return inserted(place_among(tree, top.imports, name), line_for(name));
}

}  // namespace doppelint::session
