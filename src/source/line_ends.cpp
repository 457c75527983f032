#include "source/line_ends.h"

#include <algorithm>

namespace doppelint::source {

std::size_t first_line_size(std::string_view text) {
    const std::string_view before_feed = text.substr(0, text.find('\n'));
    return std::min(before_feed.find('\r'), before_feed.size());
}

LineEnd first_line_end(std::string_view text) {
    const std::string_view rest = text.substr(first_line_size(text));
    if (rest.starts_with("\r\n")) return LineEnd::crlf;
    return rest.starts_with('\r') ? LineEnd::cr : LineEnd::lf;
}

void replace_lone_carriage_returns(std::string& text) {
    for (std::size_t at = text.find('\r'); at != text.npos; at = text.find('\r', at + 1)) {
        if (at + 1 == text.size() || text[at + 1] != '\n') text[at] = '\n';
    }
}

}  // namespace doppelint::source
