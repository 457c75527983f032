#include "session/git_config.h"

#include <algorithm>

namespace doppelint::session {
namespace {

constexpr std::string_view kBlank = " \t\r";

std::string_view trimmed(std::string_view text) {
    const std::size_t first = std::min(text.find_first_not_of(kBlank), text.size());
    return text.substr(first, text.find_last_not_of(kBlank) + 1 - first);
}

std::string in_lower_case(std::string_view text) {
    std::string result(text);
    for (char& it : result) {
        if (it >= 'A' && it <= 'Z') it = static_cast<char>(it + ('a' - 'A'));
    }
    return result;
}

// Without quotes and what follows an unquoted comment sign; `\` takes the next character as it is.
std::string value_of(std::string_view written) {
    std::string result;
    std::size_t kept = 0;
    bool quoted = false;
    for (std::size_t at = 0; at < written.size(); ++at) {
        const char it = written[at];
        if (!quoted && (it == '#' || it == ';')) break;
        if (it == '"') {
            quoted = !quoted;
        } else {
            if (it == '\\' && at + 1 < written.size()) ++at;
            result += written[at];
        }
        if (quoted || kBlank.find(it) == std::string_view::npos) kept = result.size();
    }
    result.resize(kept);
    return result;
}

}  // namespace

std::optional<std::string> excludes_file_in(std::string_view text) {
    std::optional<std::string> result;
    bool in_core = false;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.starts_with('[')) in_core = in_lower_case(line.substr(0, line.find(']'))) == "[core";
        const std::size_t equals = line.find('=');
        if (!in_core || equals == std::string_view::npos) continue;
        if (in_lower_case(trimmed(line.substr(0, equals))) == "excludesfile") {
            result = value_of(trimmed(line.substr(equals + 1)));
        }
    }
    return result;
}

}  // namespace doppelint::session
