#include "syntax/problems.h"

#include <string>

namespace doppelint::syntax {
namespace {

constexpr std::size_t kLongestExcerpt = 30;

// The start of what stands in the region, as a person would quote it.
std::string excerpt(std::string_view text, const Node& node) {
    std::string_view found = text.substr(node.begin, node.end - node.begin);
    found = found.substr(0, found.find_first_of("\r\n"));
    if (found.size() <= kLongestExcerpt) return std::string(found);
    std::size_t cut = kLongestExcerpt;
    while (cut > 0 && (static_cast<unsigned char>(found[cut]) & 0xC0U) == 0x80U) --cut;
    return std::string(found.substr(0, cut)) + "…";
}

std::string message_for(std::string_view text, const Node& node) {
    if (node.missing()) {
        const std::string_view wanted = name_of(node.kind);
        return node.kind == Kind::other ? "something is missing here"
                                        : "expected `" + std::string(wanted) + "` here";
    }
    if (text.substr(node.begin, node.end - node.begin).find('\0') != std::string_view::npos) {
        return "a NUL byte cannot stand in Python source";
    }
    const std::string found = excerpt(text, node);
    if (found == "print" || found == "exec") {
        return "`" + found + "` without parentheses is Python 2";
    }
    return found.empty() ? "this is not valid Python" : "`" + found + "` is not valid Python";
}

}  // namespace

std::vector<Problem> problems_in(std::string_view text, const std::vector<Node>& nodes) {
    std::vector<Problem> problems;
    std::size_t at = 0;
    while (at < nodes.size()) {
        const Node& node = nodes[at];
        if (node.kind == Kind::error || node.missing()) {
            problems.push_back({{node.begin, node.end}, message_for(text, node)});
            at += node.size;
        } else {
            at += node.has_error() ? 1 : node.size;
        }
    }
    return problems;
}

}  // namespace doppelint::syntax
