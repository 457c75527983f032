#include "session/changed_lines.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>
#include <utility>

#include "base/lines.h"
#include "session/git.h"
#include "session/paths.h"

namespace doppelint::session {
namespace {

constexpr std::string_view kNewName = "+++ ";
constexpr std::string_view kHunk = "@@ -";

bool is_octal(char it) {
    return it >= '0' && it <= '7';
}

char meant_by(char escaped) {
    constexpr std::string_view kWritten = "abtnvfr";
    constexpr std::string_view kMeant = "\a\b\t\n\v\f\r";
    const std::size_t at = kWritten.find(escaped);
    return at == std::string_view::npos ? escaped : kMeant[at];
}

// git puts a name with odd characters between quotes, as C would.
std::string unquoted(std::string_view name) {
    if (!name.starts_with('"') || !name.ends_with('"') || name.size() < 2) return std::string(name);
    name = name.substr(1, name.size() - 2);
    std::string result;
    for (std::size_t at = 0; at < name.size(); ++at) {
        if (name[at] != '\\' || at + 1 == name.size()) {
            result += name[at];
        } else if (at + 3 < name.size() && is_octal(name[at + 1])) {
            const auto digit = [&](std::size_t place) {
                return static_cast<unsigned>(name[at + place] - '0');
            };
            result += static_cast<char>(digit(1) * 64 + digit(2) * 8 + digit(3));
            at += 3;
        } else {
            result += meant_by(name[++at]);
        }
    }
    return result;
}

// Of `+++ b/name`; a tab ends a name with spaces. None of a file that is gone.
std::optional<std::string> name_in(std::string_view line) {
    line.remove_prefix(kNewName.size());
    if (line.ends_with('\t')) line.remove_suffix(1);
    std::string name = unquoted(line);
    if (!name.starts_with("b/")) return std::nullopt;
    return name.substr(2);
}

struct Span {
    std::uint32_t first = 0, count = 1;
};

void take_number(std::string_view& text, std::uint32_t& into) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), into);
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
}

// `12,3`, or `12` of one line.
Span take_span(std::string_view& text) {
    Span result;
    take_number(text, result.first);
    if (!text.starts_with(',')) return result;
    text.remove_prefix(1);
    take_number(text, result.count);
    return result;
}

std::string real(const FileSystem& files, const std::string& path) {
    return files.real_path(path).value_or(path);
}

// A commit's name. HEAD is none before the first commit: then nothing was there, which git knows by a name
// too.
Result<std::string> find_revision(const std::string& revision, const std::string& root) {
    // A word with a dash in front would be an option.
    Result<std::string> commit =
        run_git(root, {"rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"});
    if (!commit && revision == "HEAD") commit = run_git(root, {"hash-object", "-t", "tree", "/dev/null"});
    if (!commit) return failure("git knows no revision `" + revision + "`");
    return commit->substr(0, commit->find('\n'));
}

Result<void> add_untracked(ChangedLines& to, const std::string& root) {
    const Result<std::string> untracked = run_git(root, {"ls-files", "--others", "--exclude-standard", "-z"});
    if (!untracked) return tl::unexpected(untracked.error());
    for (std::string_view rest = *untracked; !rest.empty();) {
        const std::size_t end = std::min(rest.find('\0'), rest.size());
        to.add_new_file(join_path(root, rest.substr(0, end)));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return {};
}

}  // namespace

ChangedLines ChangedLines::from_difference(std::string_view difference, const std::string& root) {
    ChangedLines result;
    std::vector<Stretch>* into = nullptr;
    while (!difference.empty()) {
        std::string_view line = take_line(difference);
        if (line.starts_with(kNewName)) {
            const auto name = name_in(line);
            into = name ? &result.lines_[join_path(root, *name)] : nullptr;
        }
        if (!line.starts_with(kHunk)) continue;
        line.remove_prefix(kHunk.size());
        const Span before = take_span(line);
        line.remove_prefix(std::min<std::size_t>(2, line.size()));
        const Span after = take_span(line);
        if (into != nullptr && after.count > 0) into->push_back({after.first, after.first + after.count - 1});
        // What the lines say could be taken for names.
        for (std::uint64_t left = std::uint64_t{before.count} + after.count; left > 0; --left)
            static_cast<void>(take_line(difference));
    }
    return result;
}

void ChangedLines::add_new_file(std::string path) {
    lines_[std::move(path)] = {{1, std::numeric_limits<std::uint32_t>::max()}};
}

bool ChangedLines::has(const std::string& path, std::uint32_t first, std::uint32_t last) const {
    const auto file = lines_.find(path);
    if (file == lines_.end()) return false;
    return std::ranges::any_of(file->second,
                               [&](const Stretch& it) { return it.first <= last && first <= it.last; });
}

Result<ChangedLines> changed_since(const std::string& revision, const std::string& folder,
                                   Untracked untracked) {
    Result<std::string> root = run_git(folder, {"rev-parse", "--show-toplevel"});
    if (!root) return tl::unexpected(root.error());
    if (root->ends_with('\n')) root->pop_back();
    const Result<std::string> from = find_revision(revision, *root);
    if (!from) return tl::unexpected(from.error());
    const Result<std::string> difference =
        run_git(*root, {"-c", "core.quotePath=false", "diff", "--unified=0", "--no-color", "--no-ext-diff",
                        "--no-textconv", "--no-relative", "--src-prefix=a/", "--dst-prefix=b/",
                        "--ignore-submodules", *from, "--"});
    if (!difference) return tl::unexpected(difference.error());
    ChangedLines result = ChangedLines::from_difference(*difference, *root);
    if (untracked == Untracked::no_matter) return result;
    const Result<void> added = add_untracked(result, *root);
    if (!added) return tl::unexpected(added.error());
    return result;
}

void leave_changed(std::vector<findings::Finding>& found, const ChangedLines& changed,
                   const FileSystem& files, const std::string& working_folder) {
    std::map<std::string, std::string> real_paths;
    const auto is_changed = [&](const findings::Place& place) {
        auto [path, is_new] = real_paths.try_emplace(place.path);
        if (is_new) path->second = real(files, absolute_path(working_folder, place.path));
        if (place.cell != 0) return changed.has(path->second);
        return changed.has(path->second, place.start.line, std::max(place.start.line, place.end.line));
    };
    std::erase_if(found, [&](const findings::Finding& it) {
        return !is_changed(it.place) && std::ranges::none_of(it.steps, [&](const findings::Step& one) {
            return is_changed(one.place);
        });
    });
}

}  // namespace doppelint::session
