#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "lsp/connection.h"
#include "lsp/deliveries.h"
#include "lsp/progress_shown.h"
#include "lsp/server.h"
#include "lsp/worker.h"
#include "lsp/workspace.h"
#include "session/background.h"
#include "session/channel.h"

namespace doppelint::lsp {

/// A session with one client. One thread reads what it says and one analyzes; all else happens here, one
/// event after the other.
class Conversation {
  public:
    /// All must outlive the conversation.
    Conversation(Transport& transport, session::FileSystem& disk, const session::Environment& environment,
                 std::string_view version);

    /// Until the client ends it.
    Ending run();

  private:
    /// The client said its last word, or nobody can tell what it says.
    struct EndOfInput {
        std::string problem;  ///< empty: it just ended
    };
    struct Percent {
        std::uint32_t percent = 0;
    };
    using Event = std::variant<Incoming, EndOfInput, Done, Percent>;
    enum class Phase : std::uint8_t { fresh, open, shut_down };

    void read_all(Transport& transport);
    void take(Event event);
    void on(Incoming message);
    void on(const EndOfInput& end);
    void on(Done done);
    void on(Percent it) { progress_.report(it.percent); }

    // Life
    void on_request(Incoming message);
    void on_notice(const Incoming& message);
    [[nodiscard]] std::optional<Failure> out_of_phase(std::string_view method) const;
    void initialize(const Json& id, const Json& params);
    void initialized(const Json& params);
    void shut_down(const Json& id, const Json& params);
    void exit(const Json& params);

    // Documents, folders, settings
    void did_open(const Json& params);
    void did_change(const Json& params);
    void did_close(const Json& params);
    void did_save(const Json& params);
    void did_change_settings(const Json& params);
    void did_change_files(const Json& params);
    void did_change_folders(const Json& params);
    void add_folders(const Json& list);
    void ask_for_settings();
    void ask_for_settings(ProjectId id);
    void use_settings(OpenProject& project, const Json& settings);
    /// A project that is new takes over the settings.
    OpenProject& project_of(const std::string& path);
    void note_all();

    // Questions and work
    void pull(const Json& id, const Json& params);
    void pull_all(const Json& id, const Json& params) { deliveries_.ask_all(id, params); }
    void queue(Incoming message);
    void cancel(const Json& params);
    void start_work();
    [[nodiscard]] OpenProject* next_project();
    void answer_stale(OpenProject& project);
    void answer(const Query& query, Answer answer);
    void tell_problems(const Done& done);

    using Notice = void (Conversation::*)(const Json& params);
    using Request = void (Conversation::*)(const Json& id, const Json& params);
    template <class Handler>
    struct Handled {
        std::string_view method;
        Handler handler;
    };
    static const std::array<Handled<Request>, 4> kRequests;
    static const std::array<Handled<Notice>, 10> kNotices;

    std::string version_;
    Phase phase_ = Phase::fresh;
    std::optional<Ending> ending_;
    Client client_;
    Json settings_;                     ///< what the client said of them by itself
    std::uint32_t settings_asked_ = 0;  ///< questions for settings that are open; no work before
    Connection connection_;
    Workspace workspace_;
    Deliveries deliveries_;
    ProgressShown progress_;
    std::set<std::string> told_problems_;
    struct Running {
        ProjectId project = 0;
        std::uint64_t revision = 0;
        std::vector<Json> cancelled;  ///< ids of questions
    };
    std::optional<Running> running_;
    session::Channel<Event> events_;
    Worker worker_;
    session::Background reader_;
};

}  // namespace doppelint::lsp
