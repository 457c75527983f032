#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "findings/finding.h"
#include "session/check.h"

namespace doppelint::session {

/// Which lines of which files are not as they were.
class ChangedLines {
  public:
    /// Reads what `git diff --unified=0` writes. Files are named as seen from `root`.
    [[nodiscard]] static ChangedLines from_difference(std::string_view difference, const std::string& root);

    /// A file that was not there before.
    void add_new_file(std::string path);
    /// Lines count from 1; both are meant.
    [[nodiscard]] bool has(const std::string& path, std::uint32_t first, std::uint32_t last) const;
    [[nodiscard]] bool has(const std::string& path) const { return lines_.contains(path); }

  private:
    struct Stretch {
        std::uint32_t first = 1, last = 1;
    };
    std::map<std::string, std::vector<Stretch>> lines_;  ///< by absolute path
};

/// What files count for that git neither tracks nor ignores.
enum class Untracked : std::uint8_t { all_new, no_matter };

/// What differs between git's `revision` and the files as they are now, in the repository of `folder`. Before
/// the first commit everything differs from HEAD.
[[nodiscard]] Result<ChangedLines> changed_since(const std::string& revision, const std::string& folder,
                                                 Untracked untracked);

/// Leaves the findings that have their place, or a step of their proof, on a changed line; in a notebook,
/// all of a changed file.
void leave_changed(std::vector<findings::Finding>& found, const ChangedLines& changed,
                   const FileSystem& files, const std::string& working_folder);

}  // namespace doppelint::session
