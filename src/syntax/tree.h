#pragma once

#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/node.h"

namespace doppelint::syntax {

/// A stretch of the text.
struct Range {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    auto operator<=>(const Range&) const = default;
};

/// A place where the text is not Python, and why.
struct Problem {
    Range range;
    std::string message;
};

/// Newer syntax that the grammar does not know. The parser read the text without the words or signs in
/// question; the mark says what stood there.
struct Mark {
    enum class Kind : std::uint8_t {
        lazy_import,                 ///< `lazy` before the import at `offset` (PEP 810)
        type_parameter_default,      ///< `= default` of a type parameter; `range` is the default (PEP 696)
        unpacking_in_comprehension,  ///< `*` or `**` before the comprehension's element (PEP 798)
    };
    Kind kind = Kind::lazy_import;
    Range range;  ///< the words or signs that were left out
};

/// A file as a flat array of nodes in preorder, with its comments and its problems. Immutable; knows
/// nothing of the parser that made it.
class Tree {
  public:
    Tree() = default;
    Tree(std::string_view text, std::vector<Node> nodes, std::vector<Range> comments,
         std::vector<Problem> problems, std::vector<Mark> marks);

    /// The text that the tree was made from; it must outlive the tree.
    [[nodiscard]] std::string_view text() const { return text_; }
    [[nodiscard]] std::string_view text(NodeId node) const {
        const Node& it = nodes_[node.index()];
        return text_.substr(it.begin, it.end - it.begin);
    }

    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(nodes_.size()); }
    [[nodiscard]] static constexpr NodeId root() { return NodeId{0}; }
    [[nodiscard]] const Node& operator[](NodeId node) const { return nodes_[node.index()]; }
    [[nodiscard]] Kind kind(NodeId node) const { return nodes_[node.index()].kind; }

    /// The entry behind the node's last descendant.
    [[nodiscard]] NodeId end(NodeId node) const { return NodeId{node.index() + nodes_[node.index()].size}; }

    class ChildIterator {
      public:
        using value_type = NodeId;
        using difference_type = std::ptrdiff_t;
        ChildIterator() = default;
        ChildIterator(const Node* nodes, std::uint32_t at) : nodes_(nodes), at_(at) {}
        NodeId operator*() const { return NodeId{at_}; }
        ChildIterator& operator++() {
            at_ += nodes_[at_].size;
            return *this;
        }
        ChildIterator operator++(int) {
            const ChildIterator before = *this;
            ++*this;
            return before;
        }
        bool operator==(const ChildIterator& other) const { return at_ == other.at_; }

      private:
        const Node* nodes_ = nullptr;
        std::uint32_t at_ = 0;
    };

    struct Children {
        ChildIterator first, last;
        [[nodiscard]] ChildIterator begin() const { return first; }
        [[nodiscard]] ChildIterator end() const { return last; }
        [[nodiscard]] bool empty() const { return first == last; }
    };

    [[nodiscard]] Children children(NodeId node) const {
        return {ChildIterator(nodes_.data(), node.index() + 1),
                ChildIterator(nodes_.data(), end(node).index())};
    }

    /// The first child that plays the part `field`, or none.
    [[nodiscard]] NodeId child(NodeId node, Field field) const;
    /// The first child of kind `kind`, or none.
    [[nodiscard]] NodeId child(NodeId node, Kind kind) const;
    /// The first child, or none.
    [[nodiscard]] NodeId first_child(NodeId node) const {
        return nodes_[node.index()].size > 1 ? NodeId{node.index() + 1} : NodeId{};
    }

    [[nodiscard]] const std::vector<Range>& comments() const { return comments_; }
    [[nodiscard]] const std::vector<Problem>& problems() const { return problems_; }
    [[nodiscard]] const std::vector<Mark>& marks() const { return marks_; }
    /// The mark of `kind` that lies in [range.begin, range.end), or null.
    [[nodiscard]] const Mark* find_mark(Mark::Kind kind, Range range) const;

  private:
    std::string_view text_;
    std::vector<Node> nodes_;
    std::vector<Range> comments_;
    std::vector<Problem> problems_;
    std::vector<Mark> marks_;
};

/// The tree as indented lines, `field: kind [begin-end] "text"`, for `doppelint inspect tree` and tests.
[[nodiscard]] std::string print(const Tree& tree);

}  // namespace doppelint::syntax
