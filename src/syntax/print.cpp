#include <string>
#include <vector>

#include "syntax/tree.h"

namespace doppelint::syntax {
namespace {

constexpr std::size_t kLongestQuote = 60;

void append_quoted(std::string& out, std::string_view text) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    out += '"';
    for (const char it : text.substr(0, kLongestQuote)) {
        const auto byte = static_cast<unsigned char>(it);
        if (it == '\n') {
            out += "\\n";
        } else if (it == '"' || it == '\\') {
            (out += '\\') += it;
        } else if (byte < 0x20) {
            ((out += "\\x") += kDigits[byte >> 4U]) += kDigits[byte & 15U];
        } else {
            out += it;
        }
    }
    out += text.size() > kLongestQuote ? "…\"" : "\"";
}

void append_node(std::string& out, const Tree& tree, NodeId id, std::size_t depth) {
    const Node& node = tree[id];
    out.append(depth * 2, ' ');
    if (node.field != Field::none) (out += name_of(node.field)) += ": ";
    out += name_of(node.kind);
    if (node.missing()) out += " missing";
    out += " [" + std::to_string(node.begin) + '-' + std::to_string(node.end) + ']';
    if (node.size == 1 && node.end > node.begin) append_quoted(out += ' ', tree.text(id));
    out += '\n';
}

}  // namespace

std::string print(const Tree& tree) {
    std::string out;
    std::vector<std::uint32_t> ends;  // of the nodes around the current one
    for (std::uint32_t at = 0; at < tree.size(); ++at) {
        while (!ends.empty() && ends.back() <= at) ends.pop_back();
        append_node(out, tree, NodeId{at}, ends.size());
        ends.push_back(tree.end(NodeId{at}).index());
    }
    return out;
}

}  // namespace doppelint::syntax
