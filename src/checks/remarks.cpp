#include "checks/remarks.h"

#include <algorithm>
#include <cctype>

namespace doppelint::checks {
namespace {

std::size_t line_start(std::string_view text, std::size_t at) {
    const std::size_t before = text.substr(0, at).rfind('\n');
    return before == std::string_view::npos ? 0 : before + 1;
}

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\f") == std::string_view::npos;
}

bool is_of_name(char it) {
    return std::isalnum(static_cast<unsigned char>(it)) != 0 || it == '_';
}

}  // namespace

bool speaks_of(std::string_view remarks, std::string_view name) {
    for (std::size_t at = remarks.find(name); at != std::string_view::npos; at = remarks.find(name, at + 1)) {
        const std::size_t end = at + name.size();
        const bool begins = at == 0 || !is_of_name(remarks[at - 1]);
        if (begins && (end == remarks.size() || !is_of_name(remarks[end]))) return true;
    }
    return false;
}

std::string remarks_on(const syntax::Tree& tree, NodeId node) {
    const std::string_view text = tree.text();
    const auto& comments = tree.comments();
    const auto behind =
        std::ranges::lower_bound(comments, tree[node].end, {}, [](const auto& it) { return it.begin; });
    std::string result;
    std::size_t line = line_start(text, tree[node].begin);
    // Those above, from the last up, as far as each has a line of its own.
    for (auto it = std::ranges::lower_bound(comments, line, {}, [](const auto& one) { return one.begin; });
         it != comments.begin();) {
        --it;
        const std::size_t start = line_start(text, it->begin);
        const bool is_right_above = it->end < line && is_blank(text.substr(start, it->begin - start)) &&
                                    is_blank(text.substr(it->end, line - 1 - it->end));
        if (!is_right_above) break;
        result.append(text.substr(it->begin, it->end - it->begin)).push_back('\n');
        line = start;
    }
    if (behind != comments.end()) {
        const std::string_view between = text.substr(tree[node].end, behind->begin - tree[node].end);
        if (between.find('\n') == std::string_view::npos)
            result.append(text.substr(behind->begin, behind->end - behind->begin));
    }
    return result;
}

bool is_said_to_be_shared(const Subject& subject, NodeId node) {
    return node && subject.file.intent.tells_of_sharing(remarks_on(subject.file.tree, node));
}

bool is_said_to_be_shallow(const Subject& subject, const analysis::Claim& claim) {
    const NodeId copied = subject.node_of(claim.where);
    const std::string said = copied ? remarks_on(subject.file.tree, copied) : std::string();
    return speaks_of(said, "shallow") || speaks_of(said, "Shallow");
}

}  // namespace doppelint::checks
