#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "session/file_system.h"
#include "session/glob.h"

namespace doppelint::session {

/// The lines of one `.gitignore`, or exclude patterns written in the same way, and the folder from which
/// they are seen.
class PatternList {
  public:
    enum class Verdict : std::uint8_t { none, ignored, included };

    PatternList() = default;
    /// Reads a file of patterns: comments, blank lines, trailing spaces and all.
    PatternList(std::string base_folder, std::string_view file);

    /// Adds one pattern, as written on a line of its own.
    void add(std::string_view pattern);

    /// What the last pattern that matches says of the absolute `path` itself; its folders are the caller's
    /// business. A pattern with a slash inside matches below the base folder only.
    [[nodiscard]] Verdict decide(std::string_view path, FileKind kind) const;

    [[nodiscard]] bool empty() const { return patterns_.empty(); }

  private:
    struct Pattern {
        bool negated = false;
        bool folders_only = false;
        bool of_name = false;  ///< without a slash: matches the name at any depth
        std::string prefix;    ///< up to the first special character
        std::optional<Glob> rest;
    };

    [[nodiscard]] static bool matches(const Pattern& pattern, std::string_view text);

    std::string base_folder_;
    std::vector<Pattern> patterns_;
};

/// The pattern lists that apply in one folder: its own and those of the folders around it, up to the
/// repository's. Shared by all folders below.
struct IgnoreScope {
    std::shared_ptr<const IgnoreScope> outer;
    PatternList patterns;
};
using IgnoreScopes = std::shared_ptr<const IgnoreScope>;

/// Whether git ignores `path`, in a folder that it does not ignore and where `scopes` apply.
[[nodiscard]] bool is_ignored(const IgnoreScopes& scopes, std::string_view path, FileKind kind);

}  // namespace doppelint::session
