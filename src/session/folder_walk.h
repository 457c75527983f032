#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "session/repository.h"
#include "session/settings.h"

namespace doppelint::session {

/// A file that may be checked, by one of its names.
struct Candidate {
    /// How it was reached; of several names of one file the first in this order counts.
    enum class Way : std::uint8_t { named, walked, through_link };
    std::string path;   ///< absolute
    std::string shown;  ///< as people see it
    FileStatus status;
    Way way = Way::walked;
    SettingsPointer settings;
};

/// Whether a file of this name is read without being named: .py, .pyi, .pyw, .ipynb.
[[nodiscard]] bool has_python_name(std::string_view path);

/// Walks folders and collects the Python files in them, but for what ignore files, exclude patterns and the
/// marks of virtual environments leave out. Follows a link to a folder where it stays inside the project,
/// after everything that is reached without links; enters each folder once. Depth costs no stack.
class FolderWalk {
  public:
    /// All must outlive the walk.
    FolderWalk(const FileSystem& files, const Environment& environment, SettingsFinder& settings);

    /// Walks the folder at `path`; its own name, and those above it, are not held against the patterns.
    [[nodiscard]] Result<void> walk(const std::string& path, const std::string& shown);

    [[nodiscard]] std::vector<Candidate>& candidates() { return candidates_; }
    /// What could not be read, as `path: why`.
    [[nodiscard]] std::vector<std::string>& warnings() { return warnings_; }

  private:
    struct Folder {
        std::string path;
        std::string shown;
        IgnoreScopes scopes;       ///< of the folder's content, but for its own file
        SettingsPointer settings;  ///< of the folder around it
        Candidate::Way way = Candidate::Way::walked;
    };

    [[nodiscard]] Result<void> enter(const Folder& folder);
    [[nodiscard]] bool is_first_visit(const Folder& folder);
    [[nodiscard]] static bool is_left_out(const Folder& folder, const std::string& path, FileKind kind);
    void visit(const Folder& folder, const FolderEntry& entry);
    void visit_link(const Folder& folder, Folder target);
    void visit_file(const Folder& folder, std::string path, std::string shown, FileStatus status);
    void warn(const std::string& shown, const std::string& why);

    const FileSystem& files_;
    SettingsFinder& settings_;
    IgnoreFiles ignore_files_;
    std::vector<Folder> open_;
    std::vector<Folder> links_;
    std::set<FileIdentity> visited_;
    std::string start_;
    std::string boundary_;  ///< links that lead out of this folder are not followed
    std::vector<Candidate> candidates_;
    std::vector<std::string> warnings_;
};

}  // namespace doppelint::session
