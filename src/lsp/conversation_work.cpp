#include <algorithm>
#include <utility>

#include "lsp/conversation.h"
#include "lsp/uri.h"

namespace doppelint::lsp {
namespace {

/// What a question is about: a document that it names, or that its `data` does, where we put it.
struct Subject {
    bool is_named = false;
    std::string path;  ///< empty: it is no file
};
Subject subject_of(const Json& params) {
    Subject result;
    for (const std::string_view holder : {"textDocument", "data"}) {
        const Json* const found = member(params, holder);
        const auto uri = found == nullptr ? std::nullopt : text_in(*found, "uri");
        result.is_named |= uri.has_value();
        if (uri && result.path.empty()) result.path = path_of(*uri).value_or("");
    }
    return result;
}

const Failure kNoDocument{ErrorCode::invalid_params, "`textDocument` names no document"};
const Failure kCancelled{ErrorCode::request_cancelled, "cancelled"};
const Failure kModified{ErrorCode::content_modified, "the text has changed since"};

}  // namespace

void Conversation::pull(const Json& id, const Json& params) {
    Subject subject = subject_of(params);
    if (!subject.is_named) return connection_.fail(id, kNoDocument);
    if (subject.path.empty()) return connection_.respond(id, {{"kind", "full"}, {"items", Json::array()}});
    static_cast<void>(project_of(subject.path));
    deliveries_.ask(id, std::move(subject.path), params);
}

void Conversation::queue(Incoming message) {
    Subject subject = subject_of(message.params);
    if (!subject.is_named) return connection_.fail(message.id, kNoDocument);
    // What is not in a file is not analyzed.
    if (subject.path.empty()) return connection_.respond(message.id, nullptr);
    OpenProject& project = project_of(subject.path);
    const Document* const document = workspace_.document_at(subject.path);
    Query query{std::move(message.id), std::move(message.method), std::move(subject.path),
                std::move(message.params),
                document == nullptr ? std::nullopt : std::optional(document->version())};
    project.queries.push_back(std::move(query));
}

void Conversation::cancel(const Json& params) {
    const Json* const id = member(params, "id");
    if (id == nullptr || deliveries_.cancel(*id)) return;
    for (OpenProject& it : workspace_.projects()) {
        const auto found = std::ranges::find(it.queries, *id, &Query::id);
        if (found == it.queries.end()) continue;
        connection_.fail(*id, kCancelled);
        it.queries.erase(found);
        return;
    }
    if (running_) running_->cancelled.push_back(*id);
}

// One job at a time. One whose project has changed is not worth its end.
void Conversation::start_work() {
    if (phase_ != Phase::open || settings_asked_ > 0) return;
    if (running_) {
        const OpenProject* const project = workspace_.project(running_->project);
        if (project == nullptr || project->revision != running_->revision) worker_.stop();
        return;
    }
    for (OpenProject& it : workspace_.projects()) answer_stale(it);
    OpenProject* const next = next_project();
    if (next == nullptr) return;
    // What is not known yet takes longest.
    if (next->checked == 0) progress_.begin();
    running_ = Running{next->id, next->revision, {}};
    worker_.start(workspace_.job_for(*next));
}

// Where somebody waits for an answer comes first.
OpenProject* Conversation::next_project() {
    OpenProject* result = nullptr;
    for (OpenProject& it : workspace_.projects()) {
        if (!it.queries.empty()) return &it;
        if (!it.is_current() && result == nullptr) result = &it;
    }
    return result;
}

// Questions about a text that is no longer there.
void Conversation::answer_stale(OpenProject& project) {
    std::erase_if(project.queries, [&](const Query& it) {
        const Document* const document = workspace_.document_at(it.path);
        const bool is_stale = it.version && (document == nullptr || document->version() != *it.version);
        if (is_stale) connection_.fail(it.id, kModified);
        return is_stale;
    });
}

void Conversation::on(Done done) {
    progress_.end();
    std::vector<Json> cancelled = std::move(running_->cancelled);
    running_.reset();
    OpenProject* const project = workspace_.project(done.project);
    for (Query& it : done.unanswered) {
        const bool is_cancelled = std::ranges::find(cancelled, it.id) != cancelled.end();
        if (project == nullptr || is_cancelled) {
            connection_.fail(it.id, kCancelled);
        } else {
            project->queries.push_back(std::move(it));
        }
    }
    for (auto& [query, answered] : done.answers) {
        const bool is_cancelled = std::ranges::find(cancelled, query.id) != cancelled.end();
        answer(query, is_cancelled ? Answer(tl::unexpected(kCancelled)) : std::move(answered));
    }
    if (project == nullptr) return;
    if (done.is_stopped) {
        project->is_planned_anew |= done.was_planned_anew;
        return;
    }
    tell_problems(done);
    const bool is_news = project->checked != done.revision;
    project->checked = done.revision;
    project->diagnostics = std::move(done.diagnostics);
    if (is_news && project->is_current()) deliveries_.deliver(*project);
}

void Conversation::answer(const Query& query, Answer answer) {
    if (answer) {
        connection_.respond(query.id, *std::move(answer));
    } else {
        connection_.fail(query.id, answer.error());
    }
}

void Conversation::tell_problems(const Done& done) {
    if (!done.problem.empty() && told_problems_.insert(done.problem).second)
        connection_.show(Connection::Level::error, done.problem);
    for (const std::string& it : done.warnings) {
        if (told_problems_.insert(it).second) connection_.log(Connection::Level::warning, it);
    }
}

}  // namespace doppelint::lsp
