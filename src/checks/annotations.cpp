#include "checks/annotations.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace doppelint::checks {
namespace {

using analysis::GlobalName;

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

std::string_view without_quotes(std::string_view text) {
    text = trimmed(text);
    const bool quoted =
        text.size() >= 2 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front();
    return quoted ? trimmed(text.substr(1, text.size() - 2)) : text;
}

// What stands between separators that are in no brackets and no quotes.
std::vector<std::string_view> parts_of(std::string_view text, char separator) {
    std::vector<std::string_view> result;
    std::size_t depth = 0;
    std::size_t begin = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '[' || text[at] == '(') ++depth;
        if ((text[at] == ']' || text[at] == ')') && depth > 0) --depth;
        if (text[at] != separator || depth != 0) continue;
        result.push_back(trimmed(text.substr(begin, at - begin)));
        begin = at + 1;
    }
    result.push_back(trimmed(text.substr(begin)));
    return result;
}

std::string resolved(const FileSubject& file, std::string_view dotted) {
    constexpr std::string_view kBuiltins = "builtins.";
    const std::string_view first = dotted.substr(0, dotted.find('.'));
    const GlobalName& known = file.globals.called(first);
    if (known.what == GlobalName::What::unbound) return std::string(dotted);
    if (known.what != GlobalName::What::library) return {};
    const std::string name = known.dotted + std::string(dotted.substr(first.size()));
    return name.starts_with(kBuiltins) ? name.substr(kBuiltins.size()) : name;
}

bool is_one_of(std::string_view name, std::string_view one, std::string_view other) {
    return name == one || name == other;
}

}  // namespace

std::string annotated_class(const FileSubject& file, NodeId annotation) {
    constexpr std::size_t kMostParts = 16;
    std::vector<std::string_view> pending{file.tree.text(annotation)};
    std::string result;
    for (std::size_t turn = 0; !pending.empty(); ++turn) {
        if (turn == kMostParts) return {};
        const std::string_view text = without_quotes(pending.back());
        pending.pop_back();
        const std::vector<std::string_view> alternatives = parts_of(text, '|');
        if (alternatives.size() > 1) {
            pending.insert(pending.end(), alternatives.begin(), alternatives.end());
            continue;
        }
        if (text == "None") continue;
        const std::size_t bracket = std::min(text.find('['), text.size());
        const std::string name = resolved(file, trimmed(text.substr(0, bracket)));
        const bool wraps = is_one_of(name, "typing.Optional", "typing.Union") ||
                           is_one_of(name, "typing.Annotated", "typing.Final");
        if (wraps && bracket < text.size() && text.back() == ']') {
            std::vector<std::string_view> inner =
                parts_of(text.substr(bracket + 1, text.size() - bracket - 2), ',');
            if (name == "typing.Annotated") inner.resize(1);
            pending.insert(pending.end(), inner.begin(), inner.end());
            continue;
        }
        if (name.empty() || (!result.empty() && result != name)) return {};
        result = name;
    }
    return result;
}

}  // namespace doppelint::checks
