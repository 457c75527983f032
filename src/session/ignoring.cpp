#include "session/ignoring.h"

#include <algorithm>
#include <string>

#include "source/ascii.h"
#include "source/suppressions.h"

namespace doppelint::session {
namespace {

using source::Suppression;

bool ends_in_text(const syntax::Tree& tree, std::uint32_t offset) {
    for (std::uint32_t at = 0; at < tree.size(); ++at) {
        const syntax::Node& it = tree[syntax::NodeId{at}];
        if (it.kind == syntax::Kind::string && it.begin < offset && offset < it.end) return true;
    }
    return false;
}

// Where in the comment a list of rules ends, if it has one for its line.
std::optional<std::uint32_t> end_of_list(std::string_view text, syntax::Range comment, std::uint32_t line) {
    const std::string_view written = text.substr(comment.begin, comment.end - comment.begin);
    for (const Suppression& it : source::suppressions_in(written, comment.begin, line)) {
        const bool has_list = it.kind == Suppression::Kind::doppelint &&
                              it.scope == Suppression::Scope::line && !it.rules.empty();
        if (has_list) return static_cast<std::uint32_t>(text.find(']', it.begin));
    }
    return std::nullopt;
}

}  // namespace

std::optional<source::Replacement> ignoring(const ParsedFile& file, std::uint32_t line,
                                            std::string_view code) {
    const source::SourceFile& source = file.file;
    const std::string_view text = source.text;
    const std::string_view written = source.lines.line_text(text, line);
    const std::uint32_t begin = source.lines.line_start(line);
    const auto comment = std::ranges::find_if(file.tree.comments(), [&](const syntax::Range& it) {
        return begin <= it.begin && it.begin < begin + written.size();
    });
    const bool has_comment = comment != file.tree.comments().end();
    if (has_comment) {
        if (const auto end = end_of_list(text, *comment, line))
            return source::Replacement{*end, *end, ", " + std::string(code)};
    }
    const std::string_view code_of_line = source::without_trailing_blanks(written);
    const auto end = begin + static_cast<std::uint32_t>(code_of_line.size());
    if (!has_comment && (code_of_line.ends_with('\\') || ends_in_text(file.tree, end))) return std::nullopt;
    return source::Replacement{end, begin + static_cast<std::uint32_t>(written.size()),
                               "  # doppelint: ignore[" + std::string(code) + "]"};
}

}  // namespace doppelint::session
