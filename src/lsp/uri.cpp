#include "lsp/uri.h"

#include <charconv>

#include "session/paths.h"
#include "source/ascii.h"

namespace doppelint::lsp {
namespace {

// `%C3` as the byte it stands for; none where two digits are missing, and for NUL, which no path has.
std::optional<char> byte_of(std::string_view escape) {
    if (escape.size() < 3) return std::nullopt;
    unsigned int value = 0;
    const char* const end = escape.data() + 3;
    const auto [last, error] = std::from_chars(escape.data() + 1, end, value, 16);
    if (error != std::errc() || last != end || value == 0) return std::nullopt;
    return static_cast<char>(value);
}

}  // namespace

std::optional<std::string> path_of(std::string_view uri) {
    constexpr std::string_view kScheme = "file://";
    if (!source::starts_with_ignoring_case(uri, kScheme)) return std::nullopt;
    uri.remove_prefix(kScheme.size());
    constexpr std::string_view kHere = "localhost/";
    if (source::starts_with_ignoring_case(uri, kHere)) uri.remove_prefix(kHere.size() - 1);
    if (!uri.starts_with('/')) return std::nullopt;
    uri = uri.substr(0, uri.find_first_of("?#"));
    std::string path;
    for (std::size_t at = 0; at < uri.size(); ++at) {
        if (uri[at] != '%') {
            path += uri[at];
            continue;
        }
        const std::optional<char> byte = byte_of(uri.substr(at));
        if (!byte) return std::nullopt;
        path += *byte;
        at += 2;
    }
    return session::tidy_path(path);
}

}  // namespace doppelint::lsp
