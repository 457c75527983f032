#include "checks/wording.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace doppelint::checks {
namespace {

using syntax::Field;
using syntax::Kind;
using syntax::Tree;

constexpr std::string_view kEllipsis = "…";
/// Bytes of one that is quoted as it stands.
constexpr std::size_t kShort = 24;
/// Bytes of the longest that a message quotes.
constexpr std::size_t kLongest = 60;

bool is_short(std::string_view text) {
    return text.size() <= kShort && text.find_first_of("\n`") == std::string_view::npos;
}

bool is_call(const Tree& tree, NodeId node) {
    return tree.kind(node) == Kind::call;
}

// A key is quoted where it says something and is short.
std::string key_of(const Tree& tree, NodeId subscript) {
    const NodeId key = tree.child(subscript, Field::subscript);
    constexpr std::array kPlain{Kind::identifier, Kind::integer, Kind::string, Kind::unary_operator,
                                Kind::attribute};
    const bool plain = key && std::ranges::find(kPlain, tree.kind(key)) != kPlain.end();
    if (plain && is_short(tree.text(key))) return std::string(tree.text(key));
    return std::string(key && is_short(tree.text(key)) && tree.kind(key) == Kind::slice ? tree.text(key)
                                                                                        : kEllipsis);
}

std::string arguments_of(const Tree& tree, NodeId call) {
    const NodeId arguments = tree.child(call, Field::arguments);
    const bool none = !arguments || !tree.first_child(arguments);
    return none ? "()" : "(" + std::string(kEllipsis) + ")";
}

// `(row.name for row in …)`: two of one line are told apart by what they begin with.
std::string generator_of(const Tree& tree, NodeId node) {
    const NodeId clause = tree.child(node, Kind::for_in_clause);
    const NodeId targets = clause ? tree.child(clause, Field::left) : NodeId{};
    if (!targets || !is_short(tree.text(targets))) return "(" + std::string(kEllipsis) + ")";
    const std::string_view item = tree.text(tree.first_child(node));
    return "(" + std::string(is_short(item) ? item : kEllipsis) + " for " + std::string(tree.text(targets)) +
           " in " + std::string(kEllipsis) + ")";
}

// What ends the way through attributes, items and calls.
std::string base_of(const Tree& tree, NodeId node) {
    const bool empty = !tree.first_child(node);
    switch (tree.kind(node)) {
        case Kind::list:
        case Kind::list_comprehension: return empty ? "[]" : "[…]";
        case Kind::dictionary:
        case Kind::set:
        case Kind::set_comprehension:
        case Kind::dictionary_comprehension: return empty ? "{}" : "{…}";
        case Kind::identifier: return std::string(tree.text(node));
        case Kind::generator_expression: return generator_of(tree, node);
        case Kind::tuple:
        case Kind::parenthesized_expression: return empty ? "()" : "(…)";
        default: return std::string(kEllipsis);
    }
}

// Drops what stands in front, up to a dot.
std::string shortened(std::string text) {
    if (text.size() <= kLongest) return text;
    const std::size_t dot = text.find('.', text.size() - kLongest);
    return dot == std::string::npos ? text : std::string(kEllipsis) + text.substr(dot);
}

// Parentheses that stand for nothing, and statements that are one expression.
NodeId inside(const Tree& tree, NodeId node) {
    while (node) {
        const Kind kind = tree.kind(node);
        const bool wraps = kind == Kind::parenthesized_expression || kind == Kind::return_statement ||
                           kind == Kind::expression_statement || kind == Kind::await || kind == Kind::type;
        const NodeId first = wraps ? tree.first_child(node) : NodeId{};
        if (!first) break;
        node = first;
    }
    return node;
}

NodeId first_splat(const Tree& tree, NodeId display) {
    for (const NodeId it : tree.children(display)) {
        const Kind kind = tree.kind(it);
        if (kind != Kind::list_splat && kind != Kind::dictionary_splat) continue;
        for (const NodeId part : tree.children(it)) {
            if (tree.kind(part) != Kind::star && tree.kind(part) != Kind::double_star) return part;
        }
    }
    return {};
}

NodeId walked_first(const Tree& tree, NodeId comprehension) {
    const NodeId clause = tree.child(comprehension, Kind::for_in_clause);
    const NodeId walked = clause ? tree.child(clause, Field::right) : NodeId{};
    if (!walked || tree.kind(walked) != Kind::call) return walked;
    const NodeId callee = tree.child(walked, Field::function);
    const bool is_items =
        tree.kind(callee) == Kind::attribute && tree.text(tree.child(callee, Field::attribute)) == "items";
    return is_items ? tree.child(callee, Field::object) : walked;
}

NodeId first_argument(const Tree& tree, NodeId call) {
    const NodeId arguments = tree.child(call, Field::arguments);
    return arguments ? tree.first_child(arguments) : NodeId{};
}

NodeId copied_node(const Tree& tree, NodeId node) {
    switch (tree.kind(node)) {
        case Kind::subscript: return tree.child(node, Field::value);
        case Kind::binary_operator: return tree.child(node, Field::left);
        case Kind::list:
        case Kind::set:
        case Kind::dictionary:
        case Kind::tuple: return first_splat(tree, node);
        case Kind::list_comprehension:
        case Kind::set_comprehension:
        case Kind::dictionary_comprehension: return walked_first(tree, node);
        case Kind::call: {
            const NodeId argument = first_argument(tree, node);
            if (argument && tree.kind(argument) != Kind::keyword_argument) return argument;
            const NodeId callee = tree.child(node, Field::function);
            return tree.kind(callee) == Kind::attribute ? tree.child(callee, Field::object) : NodeId{};
        }
        default: return {};
    }
}

std::string text_of(const Tree& tree, NodeId node) {
    std::vector<std::string> ends;
    for (node = inside(tree, node); node; node = inside(tree, node)) {
        const Kind kind = tree.kind(node);
        if (kind == Kind::attribute) {
            ends.push_back("." + std::string(tree.text(tree.child(node, Field::attribute))));
            node = tree.child(node, Field::object);
        } else if (kind == Kind::subscript) {
            ends.push_back("[" + key_of(tree, node) + "]");
            node = tree.child(node, Field::value);
        } else if (is_call(tree, node)) {
            ends.push_back(arguments_of(tree, node));
            node = tree.child(node, Field::function);
        } else {
            break;
        }
    }
    std::string result(kEllipsis);
    // A name says which, however long it is.
    const bool is_quoted = node && (is_short(tree.text(node)) || tree.kind(node) == Kind::identifier);
    if (node) result = is_quoted ? std::string(tree.text(node)) : base_of(tree, node);
    for (std::size_t at = ends.size(); at-- > 0;) result += ends[at];
    return shortened(std::move(result));
}

}  // namespace

Phrase Wording::expression(NodeId node) const {
    return text_of(file_.tree, node);
}

Phrase Wording::action(const Instruction& it) const {
    const Tree& tree = file_.tree;
    const std::string target = text_of(tree, it.node);
    switch (it.opcode) {
        case Opcode::set_item:
        case Opcode::set_attribute: return target + " = " + std::string(kEllipsis);
        case Opcode::delete_item:
        case Opcode::delete_attribute: return "del " + target;
        case Opcode::in_place: {
            const NodeId left = tree.child(it.node, Field::left);
            const NodeId sign = tree.child(it.node, Field::operator_);
            if (!left || !sign) return target;
            return text_of(tree, left) + " " + std::string(tree.text(sign)) + " " + std::string(kEllipsis);
        }
        default: return target;
    }
}

std::optional<Phrase> Wording::copied(NodeId node) const {
    const NodeId inner = inside(file_.tree, node);
    const NodeId from = inner ? copied_node(file_.tree, inner) : NodeId{};
    if (!from) return std::nullopt;
    std::string text = text_of(file_.tree, from);
    if (text.starts_with(kEllipsis)) return std::nullopt;
    return Phrase(std::move(text));
}

Phrase Wording::kind(heap::Kind kind) {
    const bool has_word =
        models::is_mutable(kind) && kind != heap::Kind::opaque && kind != heap::Kind::instance;
    return has_word ? models::name_of(kind) : std::string_view("object");
}

Phrase Wording::function(const program::Function& function) const {
    const std::string_view name = file_.module.text(function.name);
    return name.starts_with('<') ? std::string_view("this lambda") : name;
}

}  // namespace doppelint::checks
