#include "session/toml.h"

#include <utility>

namespace doppelint::session {

Result<toml::table> parse_toml(std::string_view text, const std::string& path) {
    toml::parse_result parsed = toml::parse(text);
    if (parsed) return std::move(parsed).table();
    const toml::parse_error& error = parsed.error();
    return failure(path + ":" + std::to_string(error.source().begin.line) +
                   ": not TOML: " + std::string(error.description()));
}

}  // namespace doppelint::session
