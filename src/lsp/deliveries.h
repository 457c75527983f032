#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "lsp/connection.h"
#include "lsp/workspace.h"

namespace doppelint::lsp {

/// Brings diagnostics to the client, sent or asked for, and never twice the same.
class Deliveries {
  public:
    Deliveries(Connection& connection, Workspace& workspace, const Client& client)
        : connection_(connection), workspace_(workspace), client_(client) {}

    /// `textDocument/diagnostic` for a file, or `workspace/diagnostic`: answered when all that it is about
    /// was checked as it is now.
    void ask(const Json& id, std::string path, const Json& params);
    void ask_all(const Json& id, const Json& params);
    /// True if such a request is open; it is failed then.
    bool cancel(const Json& id);

    /// What a check of the project found is there. Sends what is to be sent, answers what can be answered.
    void deliver(const OpenProject& project);
    /// A file is no longer open, a project is no longer there, or others are to be shown.
    void deliver_all();

  private:
    struct Asked {
        Json id;
        std::string path;
        std::map<std::string, std::string, std::less<>> known;  ///< result ids that the client has, by URI
    };
    using ResultIds = std::map<std::string, std::string, std::less<>>;

    [[nodiscard]] bool is_shown(const OpenProject& project, const std::string& path);
    void push(const OpenProject& project);
    void send(const std::string& path, const std::string& uri, const Json& items, const std::string& id);
    void answer_asked();
    [[nodiscard]] Json report_for(const Asked& asked);
    [[nodiscard]] Json report_for_all(const Asked& asked);
    void tell_to_ask_again(const OpenProject& project);
    [[nodiscard]] static ResultIds found_in(const OpenProject& project);

    Connection& connection_;
    Workspace& workspace_;
    const Client& client_;
    std::vector<Asked> asked_, asked_all_;
    struct Shown {
        std::string uri, id;
        ProjectId project = 0;
    };
    std::map<std::string, Shown, std::less<>> shown_;  ///< what was sent and is not empty, by path
    std::map<ProjectId, ResultIds> told_;              ///< what those who ask could have heard, by path
};

}  // namespace doppelint::lsp
