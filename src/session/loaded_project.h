#pragma once

#include <memory>
#include <string>
#include <vector>

#include "analysis/analyze_project.h"
#include "base/executor.h"
#include "project/project.h"
#include "report/statistics.h"
#include "session/check.h"
#include "session/parsed_file.h"

namespace doppelint::session {

/// One file of a project: what is asked of it, its text, its tree, its program.
struct LoadedFile {
    LoadedFile(InputFile from, ParsedFilePointer made);

    InputFile input;
    ParsedFilePointer parsed;
    const source::SourceFile& file;
    const syntax::Tree& tree;
    const program::Module& program;
    const analysis::GlobalNames& globals;
    const analysis::Methods& methods;
    bool is_reused = false;  ///< an earlier check parsed it
};

/// The files named and all that they import inside their roots, ready to be analyzed together.
class LoadedProject {
  public:
    /// A file of `before` that is as it was is not parsed again.
    LoadedProject(const Request& request, const CheckOptions& options, const FileSystem& files,
                  Executor& executor, const ParsedFiles& before = {});

    /// By module; those named come first, in their order.
    [[nodiscard]] const LoadedFile& file(program::ModuleId module) const { return loaded_[module.index()]; }
    /// For the next project of these files.
    [[nodiscard]] ParsedFiles parsed_files() const;
    [[nodiscard]] std::size_t named_count() const { return named_; }
    [[nodiscard]] std::size_t count() const { return loaded_.size(); }
    /// Files that could not be read, as `path: why`.
    [[nodiscard]] const std::vector<std::string>& warnings() const { return warnings_; }
    [[nodiscard]] const project::Project& project() const { return *project_; }
    [[nodiscard]] const ProjectLibrary& library() const { return *library_; }
    [[nodiscard]] std::uint64_t read_time() const { return read_time_; }
    /// What the analysis of the files begins with.
    [[nodiscard]] std::unique_ptr<analysis::ProjectAnalysis> analysis(const CheckOptions& options,
                                                                      heap::Policy policy) const;

  private:
    class Loading;

    std::vector<LoadedFile> loaded_;
    std::vector<std::string> warnings_;
    ProjectLibraryPointer library_;
    std::unique_ptr<project::Project> project_;
    std::size_t named_ = 0;
    std::uint64_t read_time_ = 0;
};

}  // namespace doppelint::session
