#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "models/read_models.h"
#include "session/file_system.h"

namespace doppelint::session {

/// What a project's configuration says about libraries.
struct LibrarySettings {
    std::string path;                                           ///< of the configuration that says it
    std::vector<std::string> models;                            ///< files, or folders of files; absolute
    std::vector<std::pair<std::string, std::string>> versions;  ///< library and version, as written
};

/// The models of libraries as one project sees them: what is compiled in, under its own files of models, at
/// the versions that it uses.
class ProjectLibrary {
  public:
    /// What is compiled in and nothing else.
    ProjectLibrary();
    ProjectLibrary(const ProjectLibrary&) = delete;
    ProjectLibrary& operator=(const ProjectLibrary&) = delete;
    ProjectLibrary(ProjectLibrary&&) = delete;
    ProjectLibrary& operator=(ProjectLibrary&&) = delete;
    ~ProjectLibrary() = default;

    [[nodiscard]] const models::Library& operator*() const { return library_; }
    /// The same for the same files and versions.
    [[nodiscard]] std::uint64_t hash() const { return hash_; }

    /// Errors name the file and the line.
    [[nodiscard]] static Result<std::shared_ptr<const ProjectLibrary>> read(const LibrarySettings& settings,
                                                                            const FileSystem& files);

  private:
    std::optional<models::OwnedLibrary> own_;
    std::vector<models::UsedLibrary> used_;
    models::Library library_;
    std::uint64_t hash_ = 0;
};

using ProjectLibraryPointer = std::shared_ptr<const ProjectLibrary>;

}  // namespace doppelint::session
