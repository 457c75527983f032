#pragma once

#include <span>
#include <string>
#include <string_view>

#include "session/environment.h"
#include "session/file_system.h"
#include "session/ignore_rules.h"

namespace doppelint::session {

/// The top of the project that `folder` belongs to: the nearest folder upward with `.git` or `.hg`, else with
/// a configuration file, else the first without `__init__.py`.
[[nodiscard]] std::string project_root(const FileSystem& files, const std::string& folder);

/// The ignore files that apply to a folder's content, read as git reads them. In a project without `.git`
/// its `.gitignore` files apply all the same.
class IgnoreFiles {
  public:
    /// Both must outlive this.
    IgnoreFiles(const FileSystem& files, const Environment& environment)
        : files_(files), environment_(environment) {}

    /// What the folders above `folder` say, up to its project's root.
    [[nodiscard]] IgnoreScopes scopes_above(const std::string& folder) const;

    /// What holds for the `entries` of `folder`, when `outer` holds for the folder itself. A repository
    /// inside another one begins anew.
    [[nodiscard]] IgnoreScopes scopes_in(const std::string& folder, std::span<const FolderEntry> entries,
                                         const IgnoreScopes& outer) const;

  private:
    [[nodiscard]] IgnoreScopes scopes_of_repository(const std::string& root) const;
    [[nodiscard]] IgnoreScopes with_file(const std::string& base, const std::string& path,
                                         IgnoreScopes outer) const;
    [[nodiscard]] IgnoreScopes with_own_file(const std::string& folder, IgnoreScopes outer) const;
    [[nodiscard]] std::string shared_git_folder(const std::string& root) const;
    [[nodiscard]] std::string users_ignore_file(const std::string& git_folder) const;

    const FileSystem& files_;
    const Environment& environment_;
};

}  // namespace doppelint::session
