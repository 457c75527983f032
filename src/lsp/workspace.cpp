#include "lsp/workspace.h"

#include <algorithm>
#include <utility>

#include "session/paths.h"

namespace doppelint::lsp {

const FileDiagnostics* OpenProject::find(std::string_view path) const {
    const auto found = std::ranges::lower_bound(diagnostics, path, {}, &FileDiagnostics::path);
    return found != diagnostics.end() && found->path == path ? &*found : nullptr;
}

OpenProject& Workspace::add(const std::string& folder, bool is_loose) {
    OpenProject& result = projects_.emplace_back();
    result.id = next_++;
    result.folder = folder;
    result.is_loose = is_loose;
    result.revision = ++revision_;
    return result;
}

OpenProject& Workspace::add_folder(const std::string& folder) {
    for (OpenProject& it : projects_) {
        if (it.folder == folder && !it.is_loose) return it;
    }
    // Files that were somewhere else until now may belong to it.
    for (OpenProject& it : projects_) note(it, Change::anything);
    OpenProject& result = add(folder, false);
    const ProjectId id = result.id;
    drop_empty();
    return *project(id);
}

void Workspace::remove_folder(const std::string& folder) {
    std::erase_if(projects_, [&](const OpenProject& it) { return it.folder == folder && !it.is_loose; });
    for (const auto& [path, document] : documents_) note(project_of(path), Change::anything);
}

OpenProject* Workspace::folder_around(const std::string& path) {
    OpenProject* deepest = nullptr;
    for (OpenProject& it : projects_) {
        if (it.is_loose || !session::is_inside(path, it.folder)) continue;
        if (deepest == nullptr || it.folder.size() > deepest->folder.size()) deepest = &it;
    }
    return deepest;
}

OpenProject& Workspace::project_of(const std::string& path) {
    if (OpenProject* const around = folder_around(path)) return *around;
    const std::string folder(session::parent_of(path));
    for (OpenProject& it : projects_) {
        if (it.is_loose && it.folder == folder) return it;
    }
    return add(folder, true);
}

OpenProject* Workspace::project(ProjectId id) {
    const auto found = std::ranges::find(projects_, id, &OpenProject::id);
    return found == projects_.end() ? nullptr : &*found;
}

Document* Workspace::document_at(const std::string& path) {
    const auto found = documents_.find(path);
    return found == documents_.end() ? nullptr : &found->second;
}

void Workspace::open(Document document) {
    const std::string path = document.path();
    documents_.insert_or_assign(path, std::move(document));
    note(project_of(path), Change::anything);
}

void Workspace::close(const std::string& path) {
    if (documents_.erase(path) == 0) return;
    note(project_of(path), Change::anything);
    drop_empty();
}

// A loose project without open files is none.
void Workspace::drop_empty() {
    std::erase_if(projects_, [&](const OpenProject& project) {
        return project.is_loose && std::ranges::none_of(documents_, [&](const auto& it) {
                   return folder_around(it.first) == nullptr &&
                          session::parent_of(it.first) == project.folder;
               });
    });
}

void Workspace::note(OpenProject& project, Change change) {
    project.revision = ++revision_;
    project.is_planned_anew |= change == Change::anything;
}

Job Workspace::job_for(OpenProject& project) {
    Job job;
    job.project = project.id;
    job.folder = project.folder;
    job.revision = project.revision;
    job.shows_changes = project.settings.shows_changes;
    job.state.overrides = project.settings.overrides;
    job.state.is_planned_anew = std::exchange(project.is_planned_anew, false);
    if (!project.is_loose) job.state.named.emplace_back(".");
    for (const auto& [path, document] : documents_) {
        job.open.emplace(path, OpenDocument{document.uri(), document.version()});
        job.state.unsaved.emplace(path, document.text());
        if (project.is_loose && &project_of(path) == &project)
            job.state.named.emplace_back(session::file_name_of(path));
    }
    job.queries = std::exchange(project.queries, {});
    for (const OpenProject& it : projects_) job.alive.push_back(it.id);
    return job;
}

}  // namespace doppelint::lsp
