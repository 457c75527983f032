#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "syntax/parser.h"
#include "syntax/tree.h"

namespace doppelint::syntax {

/// The tree of `text`, which must outlive it.
inline Tree tree_of(std::string_view text) {
    static Parser parser;
    return parser.parse(text);
}

/// The text of each node of `kind`, in order.
inline std::vector<std::string> texts_of(const Tree& tree, Kind kind) {
    std::vector<std::string> found;
    for (std::uint32_t at = 0; at < tree.size(); ++at) {
        if (tree.kind(NodeId{at}) == kind) found.emplace_back(tree.text(NodeId{at}));
    }
    return found;
}

/// The tree in one line, kinds with their children in parentheses, names and numbers as written.
inline std::string shape_of(const Tree& tree, NodeId node) {
    std::string out;
    std::vector<NodeId> open;  // the ends of the nodes around, the innermost last
    const std::uint32_t end = tree.end(node).index();
    for (std::uint32_t at = node.index(); at < end; ++at) {
        const NodeId it{at};
        if (at != node.index()) out += out.back() == '(' ? "" : " ";
        const bool is_leaf = tree[it].size == 1;
        out += is_leaf ? tree.text(it) : name_of(tree.kind(it));
        if (!is_leaf) {
            out += '(';
            open.push_back(tree.end(it));
        }
        for (; !open.empty() && open.back().index() == at + 1; open.pop_back()) out += ')';
    }
    return out;
}

inline std::string repeated(std::string_view text, std::size_t count) {
    std::string out;
    out.reserve(text.size() * count);
    for (std::size_t at = 0; at < count; ++at) out += text;
    return out;
}

/// What every tree promises, whatever the text.
inline void expect_sound(const Tree& tree) {
    ASSERT_GT(tree.size(), 0U);
    const Kind root = tree.kind(Tree::root());
    ASSERT_TRUE(root == Kind::module || root == Kind::error);
    ASSERT_EQ(tree.end(Tree::root()).index(), tree.size()) << "the root holds everything";
    for (std::uint32_t at = 0; at < tree.size(); ++at) {
        const Node& node = tree[NodeId{at}];
        const bool lies_in_text = node.begin <= node.end && node.end <= tree.text().size();
        const bool is_known = node.kind < Kind::count && node.field < Field::count;
        ASSERT_TRUE(lies_in_text && is_known && node.size >= 1) << at;
        const std::uint32_t end = tree.end(NodeId{at}).index();
        ASSERT_LE(end, tree.size()) << at;
        std::uint32_t next = at + 1;
        std::uint32_t last_end = node.begin;
        for (const NodeId it : tree.children(NodeId{at})) {
            const bool in_order = last_end <= tree[it].begin && tree[it].end <= node.end;
            ASSERT_TRUE(in_order) << "children lie in their parent, in the order of the text, below " << at;
            last_end = tree[it].end;
            next = tree.end(it).index();
        }
        ASSERT_EQ(next, end) << "children fill their parent";
    }
    for (const Problem& it : tree.problems()) {
        EXPECT_LE(it.range.begin, it.range.end);
        EXPECT_LE(it.range.end, tree.text().size());
        EXPECT_FALSE(it.message.empty());
    }
    for (const Range& it : tree.comments()) EXPECT_EQ(tree.text()[it.begin], '#');
}

}  // namespace doppelint::syntax
