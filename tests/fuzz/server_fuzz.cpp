// Whatever a client says, the language server stays up, answers, and ends when the client does.

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>

#include "lsp/framing.h"
#include "lsp/server.h"
#include "session/memory_file_system.h"

namespace doppelint {
namespace {

constexpr std::string_view kHello =
    R"({"jsonrpc":"2.0","id":1,"method":"initialize","params":{"rootUri":"file:///p",)"
    R"("capabilities":{"textDocument":{"diagnostic":{}}}}})";
constexpr std::string_view kOpened =
    R"({"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///p/a.py",)"
    R"("languageId":"python","version":1,"text":"def f(x, y=[]):\n    y.append(x)\n    return y\nz = f(1)\n"}}})";
constexpr std::string_view kLast =
    R"({"jsonrpc":"2.0","id":"last","method":"textDocument/diagnostic","params":)"
    R"({"textDocument":{"uri":"file:///p/a.py"}}})";

/// Says what it was given, and then waits for the answer to its last question.
class Script final : public lsp::Transport {
  public:
    Script(std::string bytes, bool waits) : bytes_(std::move(bytes)), waits_(waits) {}

    std::size_t read(std::span<char> into) override {
        const std::size_t count = bytes_.copy(into.data(), into.size(), at_);
        at_ += count;
        if (count == 0 && waits_) {
            std::unique_lock lock(mutex_);
            answered_.wait(lock, [&] { return is_answered_; });
        }
        return count;
    }
    bool write(std::string_view bytes) override {
        if (bytes.find(R"("id":"last")") == std::string_view::npos) return true;
        const std::scoped_lock lock(mutex_);
        is_answered_ = true;
        answered_.notify_all();
        return true;
    }

  private:
    std::string bytes_;
    std::size_t at_ = 0;
    bool waits_;
    std::mutex mutex_;
    std::condition_variable answered_;
    bool is_answered_ = false;
};

// Each line is a message.
std::string lines_as_messages(std::string_view lines) {
    std::string result;
    while (!lines.empty()) {
        const std::size_t end = lines.find('\n');
        result += lsp::framed(lines.substr(0, end));
        lines = end == std::string_view::npos ? std::string_view() : lines.substr(end + 1);
    }
    return result;
}

}  // namespace

// What begins with `Content-Length` is taken as it is.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const bool is_raw = input.starts_with("Content-Length");
    std::string bytes = lsp::framed(kHello) + lsp::framed(kOpened);
    bytes += is_raw ? std::string(input) : lines_as_messages(input) + lsp::framed(kLast);
    Script script(std::move(bytes), !is_raw);
    session::MemoryFileSystem files("/p");
    session::Environment environment;
    environment.working_folder = "/p";
    static_cast<void>(lsp::serve(script, files, environment, "0"));
    return 0;
}

}  // namespace doppelint
