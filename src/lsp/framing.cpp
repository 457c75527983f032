#include "lsp/framing.h"

#include <charconv>
#include <optional>

#include "source/ascii.h"

namespace doppelint::lsp {
namespace {

constexpr std::string_view kEndOfHeader = "\r\n\r\n";
constexpr std::size_t kLongestHeader = std::size_t{1} << 14;

// What `Content-Length` says, if a line of the header says it.
std::optional<std::size_t> length_in(std::string_view header) {
    constexpr std::string_view kName = "content-length:";
    while (!header.empty()) {
        const std::size_t end = header.find("\r\n");
        const std::string_view line = header.substr(0, end);
        header = end == std::string_view::npos ? std::string_view() : header.substr(end + 2);
        if (!source::starts_with_ignoring_case(line, kName)) continue;
        const std::string_view digits =
            source::without_leading_blanks(source::without_trailing_blanks(line.substr(kName.size())));
        std::size_t result = 0;
        const auto [last, error] = std::from_chars(digits.data(), digits.data() + digits.size(), result);
        if (error != std::errc() || last != digits.data() + digits.size()) return std::nullopt;
        return result;
    }
    return std::nullopt;
}

}  // namespace

Framing::Next Framing::next() {
    const std::size_t end = waiting_.find(kEndOfHeader);
    if (end == std::string::npos) {
        if (waiting_.size() <= kLongestHeader) return {};
        return {Next::What::lost, "a header has no end"};
    }
    const std::size_t body = end + kEndOfHeader.size();
    const std::optional<std::size_t> length = length_in(std::string_view(waiting_).substr(0, end));
    if (!length) {
        waiting_.erase(0, body);
        return {Next::What::broken, "a header has no Content-Length"};
    }
    if (*length > kMostBytes) return {Next::What::lost, "a message is too large"};
    if (waiting_.size() - body < *length) return {};
    Next result{Next::What::message, waiting_.substr(body, *length)};
    waiting_.erase(0, body + *length);
    return result;
}

std::string framed(std::string_view body) {
    return "Content-Length: " + std::to_string(body.size()) + std::string(kEndOfHeader) + std::string(body);
}

}  // namespace doppelint::lsp
