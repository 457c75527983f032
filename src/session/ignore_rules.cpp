#include "session/ignore_rules.h"

#include <algorithm>
#include <ranges>
#include <utility>

#include "session/paths.h"

namespace doppelint::session {
namespace {

constexpr std::string_view kSpecial = "*?[\\";
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Spaces at the end do not count, unless a backslash stands before them.
std::string_view without_trailing_spaces(std::string_view line) {
    std::size_t end = 0;
    for (std::size_t at = 0; at < line.size(); ++at) {
        const bool escaped = line[at] == '\\';
        if (escaped && ++at == line.size()) return line;
        if (escaped || line[at] != ' ') end = at + 1;
    }
    return line.substr(0, end);
}

bool take(std::string_view& text, char first) {
    if (!text.starts_with(first)) return false;
    text.remove_prefix(1);
    return true;
}

}  // namespace

PatternList::PatternList(std::string base_folder, std::string_view file)
    : base_folder_(std::move(base_folder)) {
    if (file.starts_with(kByteOrderMark)) file.remove_prefix(kByteOrderMark.size());
    while (!file.empty()) {
        const std::size_t end = std::min(file.find('\n'), file.size());
        std::string_view line = file.substr(0, end);
        file.remove_prefix(std::min(end + 1, file.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (!line.starts_with('#')) add(without_trailing_spaces(line));
    }
}

void PatternList::add(std::string_view pattern) {
    if (pattern.empty()) return;
    Pattern result;
    result.negated = take(pattern, '!');
    result.folders_only = pattern.ends_with('/');
    if (result.folders_only) pattern.remove_suffix(1);
    result.of_name = pattern.find('/') == std::string_view::npos;
    take(pattern, '/');
    const std::size_t special = std::min(pattern.find_first_of(kSpecial), pattern.size());
    // In a name there is no slash, so that the place where a glob begins makes no difference.
    result.prefix = pattern.substr(0, special);
    if (special < pattern.size()) result.rest.emplace(pattern.substr(special));
    patterns_.push_back(std::move(result));
}

bool PatternList::matches(const Pattern& pattern, std::string_view text) {
    if (!text.starts_with(pattern.prefix)) return false;
    const std::string_view rest = text.substr(pattern.prefix.size());
    return pattern.rest ? pattern.rest->matches(rest) : rest.empty();
}

PatternList::Verdict PatternList::decide(std::string_view path, FileKind kind) const {
    const std::string_view name = file_name_of(path);
    const bool below = is_inside(path, base_folder_) && path.size() > base_folder_.size();
    const std::string_view relative = below ? relative_path(path, base_folder_) : std::string_view{};
    for (const Pattern& pattern : std::views::reverse(patterns_)) {
        if (pattern.folders_only && kind != FileKind::folder) continue;
        if (!pattern.of_name && !below) continue;
        if (matches(pattern, pattern.of_name ? name : relative)) {
            return pattern.negated ? Verdict::included : Verdict::ignored;
        }
    }
    return Verdict::none;
}

bool is_ignored(const IgnoreScopes& scopes, std::string_view path, FileKind kind) {
    for (const IgnoreScope* scope = scopes.get(); scope != nullptr; scope = scope->outer.get()) {
        const PatternList::Verdict verdict = scope->patterns.decide(path, kind);
        if (verdict != PatternList::Verdict::none) return verdict == PatternList::Verdict::ignored;
    }
    return false;
}

}  // namespace doppelint::session
