#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include "lsp/framing.h"
#include "lsp/json.h"
#include "lsp/server.h"
#include "session/memory_file_system.h"

namespace doppelint::lsp {

/// A client with a server in a thread beside it, over files in memory. Folders lie in /p.
class TestClient {
  public:
    TestClient() = default;
    TestClient(const TestClient&) = delete;
    TestClient& operator=(const TestClient&) = delete;
    TestClient(TestClient&&) = delete;
    TestClient& operator=(TestClient&&) = delete;
    ~TestClient() {
        pipe_.close();
        if (server_.joinable()) server_.join();
    }

    session::MemoryFileSystem files{"/p"};

    /// Starts the server and says hello with these capabilities. Gives the result of `initialize`.
    Json begin(Json capabilities = Json::object(), const Json& more = Json::object()) {
        start();
        Json params{
            {"processId", nullptr}, {"rootUri", "file:///p"}, {"capabilities", std::move(capabilities)}};
        params.update(more);
        Json result = ask("initialize", std::move(params));
        notify("initialized", Json::object());
        return result;
    }

    void start() {
        server_ = std::thread([this] {
            session::Environment environment;
            environment.working_folder = "/p";
            environment.cache_home = "/cache";
            ending_ = serve(pipe_, files, environment, "1.2.3");
            pipe_.end();
        });
    }

    void send_bytes(std::string_view bytes) { pipe_.give(bytes); }
    void send(const Json& message) { send_bytes(framed(written(message))); }
    void notify(std::string_view method, Json params) {
        send({{"jsonrpc", "2.0"}, {"method", method}, {"params", std::move(params)}});
    }
    /// The number of the request.
    int request(std::string_view method, Json params) {
        send({{"jsonrpc", "2.0"}, {"id", ++last_}, {"method", method}, {"params", std::move(params)}});
        return last_;
    }
    /// The whole response to the request.
    Json response_to(int id) {
        return wait_for(
            [&](const Json& it) { return it.contains("id") && it["id"] == id && !it.contains("method"); });
    }
    /// The result; null where it failed.
    Json ask(std::string_view method, Json params) {
        return response_to(request(method, std::move(params))).value("result", Json());
    }

    void open(const std::string& path, const std::string& text) {
        notify("textDocument/didOpen",
               {{"textDocument",
                 {{"uri", "file://" + path}, {"languageId", "python"}, {"version", 1}, {"text", text}}}});
    }
    void change(const std::string& path, int version, Json changes) {
        notify("textDocument/didChange", {{"textDocument", {{"uri", "file://" + path}, {"version", version}}},
                                          {"contentChanges", std::move(changes)}});
    }
    void close(const std::string& path) {
        notify("textDocument/didClose", {{"textDocument", {{"uri", "file://" + path}}}});
    }

    /// The diagnostics that are sent next for the file, of this version if one is given.
    Json diagnostics_of(const std::string& path, std::optional<int> version = std::nullopt) {
        return wait_for([&](const Json& it) {
            if (it.value("method", "") != "textDocument/publishDiagnostics") return false;
            const Json& params = it["params"];
            return params["uri"] == "file://" + path && (!version || params.value("version", 0) == *version);
        })["params"]["diagnostics"];
    }

    /// The next message of this kind; others stay for later. Null where none comes.
    Json wait_for(const std::function<bool(const Json&)>& is_it) {
        for (std::size_t at = 0;;) {
            for (; at < heard_.size(); ++at) {
                if (!is_it(heard_[at])) continue;
                Json result = std::move(heard_[at]);
                heard_.erase(heard_.begin() + static_cast<std::ptrdiff_t>(at));
                return result;
            }
            std::optional<Json> next = pipe_.next();
            if (!next) return {};
            heard_.push_back(*std::move(next));
        }
    }

    /// As a client that goes; how the server took it.
    Ending leave() {
        static_cast<void>(ask("shutdown", nullptr));
        notify("exit", nullptr);
        return end();
    }
    Ending end() {
        server_.join();
        return ending_;
    }
    void hang_up() { pipe_.close(); }

  private:
    class Pipe final : public Transport {
      public:
        std::size_t read(std::span<char> into) override {
            std::unique_lock lock(mutex_);
            arrived_.wait(lock, [&] { return !to_server_.empty() || is_closed_; });
            const std::size_t count = std::min(into.size(), to_server_.size());
            std::ranges::copy(to_server_.substr(0, count), into.begin());
            to_server_.erase(0, count);
            return count;
        }
        bool write(std::string_view bytes) override {
            const std::scoped_lock lock(mutex_);
            framing_.add(bytes);
            for (auto it = framing_.next(); it.what == Framing::Next::What::message; it = framing_.next())
                to_client_.push_back(Json::parse(it.text));
            arrived_.notify_all();
            return true;
        }
        void give(std::string_view bytes) {
            const std::scoped_lock lock(mutex_);
            to_server_ += bytes;
            arrived_.notify_all();
        }
        void close() {
            const std::scoped_lock lock(mutex_);
            is_closed_ = true;
            arrived_.notify_all();
        }
        void end() {
            const std::scoped_lock lock(mutex_);
            is_over_ = true;
            arrived_.notify_all();
        }
        std::optional<Json> next() {
            constexpr std::chrono::seconds kLongest{120};
            std::unique_lock lock(mutex_);
            arrived_.wait_for(lock, kLongest, [&] { return !to_client_.empty() || is_over_; });
            if (to_client_.empty()) return std::nullopt;
            Json result = std::move(to_client_.front());
            to_client_.pop_front();
            return result;
        }

      private:
        std::mutex mutex_;
        std::condition_variable arrived_;
        std::string to_server_;
        std::deque<Json> to_client_;
        Framing framing_;
        bool is_closed_ = false, is_over_ = false;
    };

    Pipe pipe_;
    std::thread server_;
    Ending ending_ = Ending::broken_off;
    std::deque<Json> heard_;
    int last_ = 0;
};

}  // namespace doppelint::lsp
