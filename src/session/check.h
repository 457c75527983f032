#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/executor.h"
#include "findings/finding.h"
#include "lowering/options.h"
#include "models/model.h"
#include "report/statistics.h"
#include "session/file_system.h"
#include "session/progress.h"
#include "session/project_library.h"
#include "session/settings.h"

namespace doppelint::session {

struct Remembered;

/// One file to look at.
struct InputFile {
    std::string path;   ///< absolute
    std::string shown;  ///< as findings name it
    std::uint64_t size = 0;
    std::uint64_t max_size = 0;
    std::optional<std::string> unsaved;  ///< its content where that is not what is on the disk
    ReportingPointer reporting = std::make_shared<Reporting>();  ///< which findings in it are told
};

struct Request {
    std::vector<InputFile> files;           ///< sorted by what is shown
    std::string working_folder;             ///< what lies below it is shown as seen from it
    std::vector<std::string> source_roots;  ///< the configured `src`, as absolute paths
    std::vector<std::string> import_roots;  ///< folders from which anything may be imported
    VersionRange target_version;
    /// What the library's functions do.
    ProjectLibraryPointer library = std::make_shared<ProjectLibrary>();
    Progress* progress = nullptr;  ///< who wants to know how far it has come
};

/// A request's part that is the same for all files.
struct CheckOptions {
    lowering::Options lowering;
    models::Versions versions;
};
[[nodiscard]] CheckOptions check_options_for(const Request& request);

struct Report {
    std::vector<findings::Finding> findings;  ///< sorted
    std::vector<std::string> warnings;        ///< files that could not be read, as `path: why`, sorted
    report::Statistics statistics;
    std::size_t known = 0;  ///< findings that were left out because a baseline has them
};

/// Analyzes the files together with what they import and puts together what was found in them. The answer,
/// but for times, does not depend on the executor.
[[nodiscard]] Report check(const Request& request, const FileSystem& files, Executor& executor);
/// The same answer with less work: what `memory` has of an earlier check and still holds is not worked out
/// again. `memory` is what this check leaves.
[[nodiscard]] Report check(const Request& request, const FileSystem& files, Executor& executor,
                           Remembered& memory);

}  // namespace doppelint::session
