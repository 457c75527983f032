#include "checks/function_body.h"

#include <algorithm>
#include <string_view>

#include "checks/rewriting.h"

namespace doppelint::checks {
namespace {

using syntax::Field;
using syntax::Kind;
using syntax::Tree;

constexpr std::size_t kNowhere = std::string_view::npos;

std::size_t line_behind(std::string_view text, std::size_t at) {
    const std::size_t feed = text.find('\n', at);
    return feed == kNowhere ? text.size() : feed + 1;
}

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\f\r\n") == kNowhere;
}

// `if other is None:` at the top of the body: the same for another parameter.
bool is_guard(const Tree& tree, NodeId statement) {
    const NodeId condition =
        tree.kind(statement) == Kind::if_statement ? tree.child(statement, Field::condition) : NodeId{};
    return condition && tree.kind(condition) == Kind::comparison_operator &&
           tree.text(condition).ends_with(" is None");
}

// The colon ends the line, or a comment does.
std::optional<std::size_t> line_behind_header(const Tree& tree, NodeId function) {
    const NodeId result = tree.child(function, Field::return_type);
    const NodeId last = result ? result : tree.child(function, Field::parameters);
    const NodeId body = tree.child(function, Field::body);
    if (!last || !body) return std::nullopt;
    const std::size_t colon = tree.text().find(':', tree[last].end);
    const std::size_t line = line_behind(tree.text(), std::min(colon, tree.text().size()));
    return line <= tree[body].begin ? std::optional(line) : std::nullopt;
}

std::string one_step_deeper(const Tree& tree, NodeId function, std::string_view indentation) {
    const std::string_view outer = indentation_of(tree, function);
    const bool is_deeper = indentation.starts_with(outer) && indentation.size() > outer.size();
    return std::string(indentation) + (is_deeper ? std::string(indentation.substr(outer.size())) : "    ");
}

}  // namespace

std::optional<BodyStart> start_of_body(const Tree& tree, NodeId function) {
    auto at = line_behind_header(tree, function);
    if (!at) return std::nullopt;
    bool is_first = true;
    for (const NodeId it : tree.children(tree.child(function, Field::body))) {
        const bool is_passed = (is_first && is_docstring(tree, it)) || is_guard(tree, it);
        is_first = false;
        if (!is_passed) {
            // Blank lines stay above, comments below.
            for (std::size_t next = line_behind(tree.text(), *at); next <= tree[it].begin;
                 next = line_behind(tree.text(), *at)) {
                if (!is_blank(tree.text().substr(*at, next - *at))) break;
                *at = next;
            }
            const std::string indentation(indentation_of(tree, it));
            const auto offset = static_cast<std::uint32_t>(*at - tree[function].begin);
            return BodyStart{offset, indentation, one_step_deeper(tree, function, indentation)};
        }
        at = line_behind(tree.text(), tree[it].end);
        if (tree.text().substr(tree[it].end, *at - tree[it].end).find(';') != kNowhere) return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace doppelint::checks
