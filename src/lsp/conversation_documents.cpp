#include <utility>

#include "lsp/conversation.h"
#include "lsp/uri.h"
#include "report/uri.h"

namespace doppelint::lsp {
namespace {

std::optional<std::string> path_of_document(const Json& params) {
    const Json* const document = member(params, "textDocument");
    const auto uri = document == nullptr ? std::nullopt : text_in(*document, "uri");
    return uri ? path_of(*uri) : std::nullopt;
}

// Some clients say everything, some only what is below `doppelint`.
const Json& section_of(const Json& settings) {
    const Json* const section = member(settings, "doppelint");
    return section == nullptr ? settings : *section;
}

}  // namespace

OpenProject& Conversation::project_of(const std::string& path) {
    const std::size_t before = workspace_.projects().size();
    OpenProject& project = workspace_.project_of(path);
    if (workspace_.projects().size() > before) use_settings(project, settings_);
    return project;
}

void Conversation::did_open(const Json& params) {
    const Json* const document = member(params, "textDocument");
    const std::optional<std::string> path = path_of_document(params);
    std::optional<std::string> text = document == nullptr ? std::nullopt : text_in(*document, "text");
    if (!path || !text) return;
    const Json* const version = member(*document, "version");
    const std::int64_t number =
        version != nullptr && version->is_number_integer() ? version->get<std::int64_t>() : 0;
    static_cast<void>(project_of(*path));
    workspace_.open({*text_in(*document, "uri"), *path, number, *std::move(text)});
}

void Conversation::did_change(const Json& params) {
    const std::optional<std::string> path = path_of_document(params);
    Document* const document = path ? workspace_.document_at(*path) : nullptr;
    if (document == nullptr) return;
    const Json* const version = member(params, {"textDocument", "version"});
    const std::int64_t number = version != nullptr && version->is_number_integer()
                                    ? version->get<std::int64_t>()
                                    : document->version() + 1;
    const Json* const changes = member(params, "contentChanges");
    if (changes == nullptr || !document->change(number, *changes, client_.encoding)) {
        connection_.log(Connection::Level::error,
                        "a change of " + *path + " cannot be understood; close it and open it again");
    }
    workspace_.note(project_of(*path), Workspace::Change::edit);
}

void Conversation::did_close(const Json& params) {
    const std::optional<std::string> path = path_of_document(params);
    if (!path) return;
    workspace_.close(*path);
    deliveries_.deliver_all();
}

// Its text is known already; but what is on the disk beside it may be looked at again.
void Conversation::did_save(const Json& params) {
    const std::optional<std::string> path = path_of_document(params);
    if (path && !client_.watches_files) workspace_.note(project_of(*path), Workspace::Change::anything);
}

void Conversation::did_change_settings(const Json& params) {
    if (const Json* const settings = member(params, "settings"); settings != nullptr && !settings->is_null())
        settings_ = *settings;
    ask_for_settings();
}

void Conversation::did_change_files(const Json& /*params*/) {
    note_all();
}

void Conversation::did_change_folders(const Json& params) {
    const Json* const removed = member(params, {"event", "removed"});
    if (removed != nullptr && removed->is_array()) {
        for (const Json& it : *removed) {
            const auto uri = text_in(it, "uri");
            if (const auto path = uri ? path_of(*uri) : std::nullopt) workspace_.remove_folder(*path);
        }
    }
    if (const Json* const added = member(params, {"event", "added"})) add_folders(*added);
    ask_for_settings();
    deliveries_.deliver_all();
}

void Conversation::add_folders(const Json& list) {
    if (!list.is_array()) return;
    for (const Json& it : list) {
        const auto uri = text_in(it, "uri");
        const auto path = uri ? path_of(*uri) : std::nullopt;
        if (path) use_settings(workspace_.add_folder(*path), settings_);
    }
}

// Each folder may have settings of its own.
void Conversation::ask_for_settings() {
    for (OpenProject& it : workspace_.projects()) {
        if (client_.has_configuration) {
            ask_for_settings(it.id);
        } else {
            use_settings(it, settings_);
        }
    }
}

void Conversation::ask_for_settings(ProjectId id) {
    const OpenProject& project = *workspace_.project(id);
    Json item{{"section", "doppelint"}, {"scopeUri", report::uri_of(project.folder)}};
    ++settings_asked_;
    connection_.ask("workspace/configuration", {{"items", Json::array({std::move(item)})}},
                    [this, id](const Json& result) {
                        --settings_asked_;
                        OpenProject* const open = workspace_.project(id);
                        // Null stands for "nothing is set".
                        if (open == nullptr || !result.is_array() || result.empty()) return;
                        use_settings(*open, result[0].is_object() ? result[0] : Json::object());
                    });
}

void Conversation::use_settings(OpenProject& project, const Json& settings) {
    const bool showed_changes = project.settings.shows_changes;
    project.settings = settings_of(section_of(settings), project.folder);
    if (project.settings.shows_changes != showed_changes && client_.refreshes_hints)
        connection_.ask("workspace/inlayHint/refresh", nullptr);
    for (const std::string& it : project.settings.problems) {
        if (told_problems_.insert(it).second) connection_.show(Connection::Level::warning, it);
    }
    workspace_.note(project, Workspace::Change::anything);
}

void Conversation::note_all() {
    for (OpenProject& it : workspace_.projects()) workspace_.note(it, Workspace::Change::anything);
}

}  // namespace doppelint::lsp
