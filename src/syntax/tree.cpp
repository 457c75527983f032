#include "syntax/tree.h"

#include <utility>

namespace doppelint::syntax {

Tree::Tree(std::string_view text, std::vector<Node> nodes, std::vector<Range> comments,
           std::vector<Problem> problems, std::vector<Mark> marks)
    : text_(text),
      nodes_(std::move(nodes)),
      comments_(std::move(comments)),
      problems_(std::move(problems)),
      marks_(std::move(marks)) {}

NodeId Tree::child(NodeId node, Field field) const {
    for (const NodeId it : children(node)) {
        if (nodes_[it.index()].field == field) return it;
    }
    return {};
}

NodeId Tree::child(NodeId node, Kind kind) const {
    for (const NodeId it : children(node)) {
        if (nodes_[it.index()].kind == kind) return it;
    }
    return {};
}

const Mark* Tree::find_mark(Mark::Kind kind, Range range) const {
    for (const Mark& mark : marks_) {
        if (mark.kind == kind && mark.range.begin >= range.begin && mark.range.begin < range.end) {
            return &mark;
        }
    }
    return nullptr;
}

}  // namespace doppelint::syntax
