#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "lsp/client.h"
#include "lsp/document.h"
#include "lsp/worker.h"

namespace doppelint::lsp {

/// One project of the client's: a folder that it opened, or files somewhere else that lie in one folder.
struct OpenProject {
    ProjectId id = 0;
    std::string folder;
    bool is_loose = false;  ///< of its files only those that are open belong to it
    ClientSettings settings;
    std::uint64_t revision = 1;                ///< of what the client said last
    std::uint64_t checked = 0;                 ///< the revision that was checked last
    bool is_planned_anew = true;               ///< something else than an edit happened since
    std::vector<Query> queries;                ///< to be answered
    std::vector<FileDiagnostics> diagnostics;  ///< of the last check

    [[nodiscard]] bool is_current() const { return checked == revision; }
    /// Null where nothing is found in it.
    [[nodiscard]] const FileDiagnostics* find(std::string_view path) const;
};

/// All that is open in the editor: folders and documents.
class Workspace {
  public:
    /// Adds a folder that the client opened.
    OpenProject& add_folder(const std::string& folder);
    void remove_folder(const std::string& folder);

    void open(Document document);
    void close(const std::string& path);
    /// Null where it is not open.
    [[nodiscard]] Document* document_at(const std::string& path);
    [[nodiscard]] const std::map<std::string, Document, std::less<>>& documents() const { return documents_; }

    /// The project that a file belongs to; made where there is none.
    OpenProject& project_of(const std::string& path);
    [[nodiscard]] OpenProject* project(ProjectId id);
    [[nodiscard]] std::vector<OpenProject>& projects() { return projects_; }

    /// Something of the project is not as it was. An edit changes open documents alone.
    enum class Change : std::uint8_t { edit, anything };
    void note(OpenProject& project, Change change);

    /// What a check of the project is to look at.
    [[nodiscard]] Job job_for(OpenProject& project);

  private:
    [[nodiscard]] OpenProject* folder_around(const std::string& path);
    OpenProject& add(const std::string& folder, bool is_loose);
    void drop_empty();

    std::vector<OpenProject> projects_;
    std::map<std::string, Document, std::less<>> documents_;
    ProjectId next_ = 1;
    std::uint64_t revision_ = 1;
};

}  // namespace doppelint::lsp
