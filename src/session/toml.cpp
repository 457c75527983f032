#include "session/toml.h"

#include <utility>

namespace doppelint::session {
namespace {

// Nobody writes more by hand.
constexpr std::uint64_t kMostBytes = std::uint64_t{4} << 20;

}  // namespace

Result<toml::table> read_toml(const FileSystem& files, const std::string& path) {
    const Result<std::string> text = files.read(path, kMostBytes);
    if (!text) return failure(path + ": " + text.error().message);
    toml::parse_result parsed = toml::parse(std::string_view(*text));
    if (parsed) return std::move(parsed).table();
    const toml::parse_error& error = parsed.error();
    return failure(path + ":" + std::to_string(error.source().begin.line) +
                   ": not TOML: " + std::string(error.description()));
}

}  // namespace doppelint::session
