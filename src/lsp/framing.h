#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace doppelint::lsp {

/// Takes messages out of a stream of bytes: a header with `Content-Length`, an empty line, so many bytes.
class Framing {
  public:
    /// No client sends more in one message; what claims to is no client.
    static constexpr std::size_t kMostBytes = std::size_t{1} << 28;

    struct Next {
        enum class What : std::uint8_t {
            nothing,  ///< more bytes are needed
            message,  ///< `text` is its body
            broken,   ///< `text` says what is wrong with the header; the stream goes on behind it
            lost,     ///< nobody can tell where the next message begins
        };
        What what = What::nothing;
        std::string text;
    };

    void add(std::string_view bytes) { waiting_ += bytes; }
    [[nodiscard]] Next next();

  private:
    std::string waiting_;
};

/// `body` with its header.
[[nodiscard]] std::string framed(std::string_view body);

}  // namespace doppelint::lsp
