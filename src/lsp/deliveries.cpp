#include "lsp/deliveries.h"

#include <algorithm>
#include <utility>

#include "lsp/uri.h"

namespace doppelint::lsp {
namespace {

Json items_of(const FileDiagnostics* found) {
    return found == nullptr ? Json::array() : found->items;
}

std::string id_of(const FileDiagnostics* found) {
    return found == nullptr ? empty_result_id() : found->result_id;
}

// The client's copy is as good, or it gets all.
Json report(const std::string& id, const std::string& known, Json items) {
    if (id == known) return {{"kind", "unchanged"}, {"resultId", id}};
    return {{"kind", "full"}, {"resultId", id}, {"items", std::move(items)}};
}

}  // namespace

void Deliveries::ask(const Json& id, std::string path, const Json& params) {
    Asked asked{id, std::move(path), {}};
    asked.known.emplace("", text_in(params, "previousResultId").value_or(""));
    asked_.push_back(std::move(asked));
    answer_asked();
}

void Deliveries::ask_all(const Json& id, const Json& params) {
    Asked asked{id, "", {}};
    if (const Json* const ids = member(params, "previousResultIds"); ids != nullptr && ids->is_array()) {
        for (const Json& it : *ids) {
            const auto uri = text_in(it, "uri");
            const auto value = text_in(it, "value");
            if (uri && value) asked.known.emplace(*uri, *value);
        }
    }
    asked_all_.push_back(std::move(asked));
    answer_asked();
}

bool Deliveries::cancel(const Json& id) {
    for (std::vector<Asked>* const all : {&asked_, &asked_all_}) {
        const auto found = std::ranges::find(*all, id, &Asked::id);
        if (found == all->end()) continue;
        all->erase(found);
        connection_.fail(id, {ErrorCode::request_cancelled, "cancelled"});
        return true;
    }
    return false;
}

bool Deliveries::is_shown(const OpenProject& project, const std::string& path) {
    if (!project.settings.is_enabled) return false;
    return project.settings.mode == DiagnosticMode::workspace || workspace_.document_at(path) != nullptr;
}

void Deliveries::deliver(const OpenProject& project) {
    if (client_.pulls) {
        answer_asked();
        tell_to_ask_again(project);
    } else {
        push(project);
    }
}

void Deliveries::deliver_all() {
    for (const OpenProject& it : workspace_.projects()) {
        if (it.is_current()) deliver(it);
    }
    if (client_.pulls) return;
    std::vector<std::string> gone;
    for (const auto& [path, shown] : shown_) {
        if (workspace_.project(shown.project) == nullptr) gone.push_back(path);
    }
    for (const std::string& it : gone) send(it, shown_.at(it).uri, Json::array(), empty_result_id());
}

void Deliveries::push(const OpenProject& project) {
    std::vector<std::string> gone;
    for (const auto& [path, shown] : shown_) {
        const bool is_found = project.find(path) != nullptr && is_shown(project, path);
        if (shown.project == project.id && !is_found) gone.push_back(path);
    }
    for (const std::string& it : gone) send(it, shown_.at(it).uri, Json::array(), empty_result_id());
    for (const FileDiagnostics& it : project.diagnostics) {
        if (!is_shown(project, it.path)) continue;
        Shown& shown = shown_[it.path];
        if (shown.id == it.result_id && shown.project == project.id) continue;
        shown.project = project.id;
        send(it.path, it.uri, it.items, it.result_id);
    }
    // Of an open file in which nothing is found the client hears once, too.
    for (const auto& [path, document] : workspace_.documents()) {
        if (shown_.contains(path) || &workspace_.project_of(path) != &project) continue;
        shown_[path].project = project.id;
        send(path, document.uri(), Json::array(), empty_result_id());
    }
}

void Deliveries::send(const std::string& path, const std::string& uri, const Json& items,
                      const std::string& id) {
    Json params{{"uri", uri}, {"diagnostics", items}};
    const Document* const document = workspace_.document_at(path);
    if (document != nullptr) params["version"] = document->version();
    connection_.notify("textDocument/publishDiagnostics", std::move(params));
    if (items.empty() && document == nullptr) {
        shown_.erase(path);
        return;
    }
    Shown& shown = shown_[path];
    shown.uri = uri;
    shown.id = id;
}

Json Deliveries::report_for(const Asked& asked) {
    const OpenProject& project = workspace_.project_of(asked.path);
    const FileDiagnostics* const found = is_shown(project, asked.path) ? project.find(asked.path) : nullptr;
    return report(id_of(found), asked.known.at(""), items_of(found));
}

Json Deliveries::report_for_all(const Asked& asked) {
    Json items = Json::array();
    std::set<std::string, std::less<>> seen;
    const auto add = [&](const std::string& path, const std::string& uri, Json one) {
        const Document* const document = workspace_.document_at(path);
        one["uri"] = uri;
        one["version"] = document == nullptr ? Json() : Json(document->version());
        items.push_back(std::move(one));
    };
    for (const OpenProject& project : workspace_.projects()) {
        for (const FileDiagnostics& it : project.diagnostics) {
            if (!is_shown(project, it.path)) continue;
            const auto known = asked.known.find(it.uri);
            add(it.path, it.uri,
                report(it.result_id, known == asked.known.end() ? "" : known->second, it.items));
            seen.insert(it.uri);
        }
    }
    for (const auto& [uri, id] : asked.known) {
        const auto path = path_of(uri);
        if (path && !seen.contains(uri)) add(*path, uri, report(empty_result_id(), id, Json::array()));
    }
    return {{"items", std::move(items)}};
}

void Deliveries::answer_asked() {
    std::vector<Asked> waiting;
    for (Asked& it : std::exchange(asked_, {})) {
        const OpenProject& project = workspace_.project_of(it.path);
        if (!project.is_current()) {
            waiting.push_back(std::move(it));
            continue;
        }
        if (const FileDiagnostics* const found = project.find(it.path))
            told_[project.id][it.path] = found->result_id;
        connection_.respond(it.id, report_for(it));
    }
    asked_ = std::move(waiting);
    const bool all_current =
        std::ranges::all_of(workspace_.projects(), [](const OpenProject& it) { return it.is_current(); });
    if (!all_current) return;
    for (const Asked& it : std::exchange(asked_all_, {})) connection_.respond(it.id, report_for_all(it));
}

Deliveries::ResultIds Deliveries::found_in(const OpenProject& project) {
    ResultIds result;
    for (const FileDiagnostics& it : project.diagnostics) result.emplace(it.path, it.result_id);
    return result;
}

// An edit of one file may change what is found in others, which the client does not ask for by itself.
void Deliveries::tell_to_ask_again(const OpenProject& project) {
    ResultIds found = found_in(project);
    ResultIds& told = told_[project.id];
    if (std::exchange(told, found) == found || !client_.refreshes_pulls) return;
    connection_.ask("workspace/diagnostic/refresh", nullptr);
}

}  // namespace doppelint::lsp
