#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string_view>

#include "lsp/protocol.h"
#include "lsp/server.h"

namespace doppelint::lsp {

/// Writes messages to the client and knows which of its own requests are open. Used by one thread.
class Connection {
  public:
    explicit Connection(Transport& transport) : transport_(transport) {}

    void respond(const Json& id, Json result) { send(response(id, std::move(result))); }
    void fail(const Json& id, const Failure& failure) { send(error_response(id, failure)); }
    void notify(std::string_view method, Json params) { send(notification(method, std::move(params))); }

    /// What is done with the result; null where the client could not give one.
    using Then = std::function<void(const Json& result)>;
    void ask(std::string_view method, Json params, Then then = nullptr);
    /// The client's answer to such a request; others are not listened to.
    void answered(const Json& id, const Json& result);

    /// 1 error, 2 warning, 3 information.
    enum class Level : std::uint8_t { error = 1, warning = 2, information = 3 };
    void show(Level level, std::string_view text) { tell("window/showMessage", level, text); }
    void log(Level level, std::string_view text) { tell("window/logMessage", level, text); }

    /// Whether anybody reads what is written.
    [[nodiscard]] bool is_open() const { return is_open_; }

  private:
    void send(const Json& message);
    void tell(std::string_view method, Level level, std::string_view text);

    Transport& transport_;
    std::map<std::uint64_t, Then> open_;
    std::uint64_t next_ = 1;
    bool is_open_ = true;
};

}  // namespace doppelint::lsp
