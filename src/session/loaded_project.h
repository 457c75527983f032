#pragma once

#include <memory>
#include <string>
#include <vector>

#include "analysis/analyze_project.h"
#include "analysis/global_names.h"
#include "analysis/methods.h"
#include "base/executor.h"
#include "project/project.h"
#include "report/statistics.h"
#include "session/check.h"
#include "source/source_file.h"
#include "syntax/tree.h"

namespace doppelint::session {

/// One file of a project: its text, its tree, its program.
struct LoadedFile {
    LoadedFile(InputFile from, source::SourceFile opened, const CheckOptions& options);
    LoadedFile(const LoadedFile&) = delete;
    LoadedFile& operator=(const LoadedFile&) = delete;
    LoadedFile(LoadedFile&&) = delete;
    LoadedFile& operator=(LoadedFile&&) = delete;
    ~LoadedFile() = default;

    InputFile input;
    source::SourceFile file;
    std::uint64_t parse_time = 0, lower_time = 0;
    syntax::Tree tree;
    program::Module program;
    analysis::GlobalNames globals;
    analysis::Methods methods;

  private:
    static syntax::Tree parsed(std::string_view text, std::uint64_t& time);
    static program::Module lowered(const syntax::Tree& tree, const CheckOptions& options,
                                   std::string_view path, std::uint64_t& time);
};

/// The files named and all that they import inside their roots, ready to be analyzed together.
class LoadedProject {
  public:
    LoadedProject(const Request& request, const CheckOptions& options, const FileSystem& files,
                  Executor& executor);

    /// By module; those named come first, in their order.
    [[nodiscard]] const LoadedFile& file(program::ModuleId module) const { return *loaded_[module.index()]; }
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
    void load(std::vector<InputFile> inputs, const CheckOptions& options, const FileSystem& files,
              Executor& executor, bool named);

    std::vector<std::unique_ptr<LoadedFile>> loaded_;
    std::vector<std::string> warnings_;
    ProjectLibraryPointer library_;
    std::unique_ptr<project::Project> project_;
    std::size_t named_ = 0;
    std::uint64_t read_time_ = 0;
};

}  // namespace doppelint::session
