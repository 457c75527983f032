#include "syntax/flatten.h"

#include <utility>

#include <tree_sitter/api.h>

#include "syntax/corrections.h"
#include "syntax/grammar.h"

namespace doppelint::syntax {
namespace {

// Bytes of ordinary code per kept node, to reserve about the right size.
constexpr std::size_t kBytesPerNode = 6;

bool parent_wants(Kind parent, Kind token) {
    switch (token) {
        case Kind::comma:
            return parent == Kind::subscript || parent == Kind::tuple_pattern ||
                   parent == Kind::expression_statement || parent == Kind::match_statement ||
                   parent == Kind::case_clause;
        case Kind::colon: return parent == Kind::slice;
        case Kind::equal: return parent == Kind::interpolation || parent == Kind::format_expression;
        case Kind::in: return parent == Kind::comparison_operator;
        case Kind::from: return parent == Kind::yield;
        default: return true;
    }
}

// Whether a string's prefix makes it an f-string or a t-string.
bool has_holes(std::string_view literal) {
    for (const char it : literal.substr(0, 3)) {
        if (it == '"' || it == '\'') return false;
        if (it == 'f' || it == 'F' || it == 't' || it == 'T') return true;
    }
    return false;
}

// Asking for a field costs a look at every hidden node on the way to the parent; in these, of which some have
// millions of children, no child has one.
bool has_no_fields(Kind parent) {
    switch (parent) {
        case Kind::module:
        case Kind::expression_statement:
        case Kind::expression_list:
        case Kind::pattern_list:
        case Kind::tuple_pattern:
        case Kind::list_pattern:
        case Kind::list:
        case Kind::tuple:
        case Kind::set:
        case Kind::dictionary:
        case Kind::argument_list:
        case Kind::parameters:
        case Kind::lambda_parameters:
        case Kind::parenthesized_expression:
        case Kind::concatenated_string:
        case Kind::string:
        case Kind::dotted_name:
        case Kind::return_statement:
        case Kind::list_splat:
        case Kind::type:
        case Kind::error: return true;
        default: return false;
    }
}

bool takes_no_splat(Kind kind) {
    switch (kind) {
        case Kind::attribute:
        case Kind::subscript:
        case Kind::call:
        case Kind::binary_operator:
        case Kind::boolean_operator:
        case Kind::comparison_operator:
        case Kind::conditional_expression: return true;
        default: return false;
    }
}

class Walk {
  public:
    Walk(const TSTree& tree, std::string_view text)
        : text_(text), cursor_(ts_tree_cursor_new(ts_tree_root_node(&tree))) {
        flat_.nodes.reserve(text.size() / kBytesPerNode + 16);
    }
    Walk(const Walk&) = delete;
    Walk& operator=(const Walk&) = delete;
    ~Walk() { ts_tree_cursor_delete(&cursor_); }

    Flat run() {
        bool more = true;
        while (more) {
            const bool inside = visit() && ts_tree_cursor_goto_first_child(&cursor_);
            if (inside) {
                open_.push_back(static_cast<std::uint32_t>(flat_.nodes.size() - 1));
            } else {
                more = advance();
            }
        }
        for (const auto& [top, splat] : splats_) lift_splat(flat_.nodes, top, splat);
        for (const std::uint32_t at : formats_) split_format(flat_.nodes, at);
        if (has_caret_) reorder_bitwise(flat_.nodes);
        return std::move(flat_);
    }

  private:
    // Records the cursor's node; whether its children are to be seen.
    bool visit() {
        const TSNode node = ts_tree_cursor_current_node(&cursor_);
        const Grammar::Symbol symbol = grammar_.symbol(ts_node_symbol(node));
        switch (symbol.role) {
            case Grammar::Role::skip:
                // A bracket or sign that the text lacks is a problem, whatever it means.
                if (ts_node_is_missing(node)) record(node, Kind::other);
                return false;
            case Grammar::Role::comment:
                flat_.comments.push_back({ts_node_start_byte(node), ts_node_end_byte(node)});
                return false;
            case Grammar::Role::token:
                if (parent_wants(flat_.nodes[open_.back()].kind, symbol.kind)) {
                    record(node, symbol.kind);
                    has_caret_ = has_caret_ || symbol.kind == Kind::caret;
                }
                return false;
            case Grammar::Role::text: record(node, symbol.kind); return false;
            case Grammar::Role::string:
                record(node, symbol.kind);
                return flat_.nodes.back().has_error() || has_holes(text_.substr(flat_.nodes.back().begin));
            case Grammar::Role::node:
                record(node, symbol.kind);
                note_misreading(symbol.kind);
                return true;
        }
        return false;
    }

    void note_misreading(Kind kind) {
        switch (kind) {
            case Kind::print_statement:
            case Kind::exec_statement: flat_.has_python2_statement = true; break;
            case Kind::type_alias_statement: flat_.has_type_alias = true; break;
            case Kind::list_splat: note_splat(); break;
            case Kind::block: {
                const Node& block = flat_.nodes.back();
                if (block.begin == block.end) flat_.empty_blocks.push_back({block.begin, block.end});
                break;
            }
            case Kind::named_expression:
                if (flat_.nodes[open_.back()].kind == Kind::interpolation) {
                    formats_.push_back(static_cast<std::uint32_t>(flat_.nodes.size() - 1));
                }
                break;
            default: break;
        }
    }

    // The grammar reads `*a.b, c` as `(*a).b, c`.
    void note_splat() {
        auto top = static_cast<std::uint32_t>(flat_.nodes.size() - 1);
        const std::uint32_t splat = top;
        for (std::size_t at = open_.size(); at-- > 0;) {
            if (open_[at] + 1 != top || !takes_no_splat(flat_.nodes[open_[at]].kind)) break;
            top = open_[at];
        }
        if (top != splat) splats_.emplace_back(top, splat);
    }

    void record(const TSNode& node, Kind kind) {
        Node& it = flat_.nodes.emplace_back();
        it.begin = ts_node_start_byte(node);
        it.end = ts_node_end_byte(node);
        it.kind = kind;
        if (!open_.empty() && !has_no_fields(flat_.nodes[open_.back()].kind)) {
            it.field = grammar_.field(ts_tree_cursor_current_field_id(&cursor_));
        }
        if (ts_node_has_error(node)) it.flags |= Node::kHasError;
        if (ts_node_is_missing(node)) it.flags |= Node::kMissing;
    }

    // To the next node in preorder; false behind the last.
    bool advance() {
        while (!ts_tree_cursor_goto_next_sibling(&cursor_)) {
            if (!ts_tree_cursor_goto_parent(&cursor_)) return false;
            Node& closed = flat_.nodes[open_.back()];
            closed.size = static_cast<std::uint32_t>(flat_.nodes.size()) - open_.back();
            open_.pop_back();
        }
        return true;
    }

    const Grammar& grammar_ = Grammar::python();
    std::string_view text_;
    TSTreeCursor cursor_;
    Flat flat_;
    std::vector<std::uint32_t> open_;  // the nodes around the cursor
    // What has to be corrected
    std::vector<std::pair<std::uint32_t, std::uint32_t>> splats_;
    std::vector<std::uint32_t> formats_;
    bool has_caret_ = false;
};

}  // namespace

Flat flatten(const TSTree& tree, std::string_view text) {
    return Walk(tree, text).run();
}

}  // namespace doppelint::syntax
