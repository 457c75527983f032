#include "report/concise.h"

namespace doppelint::report {
namespace {

bool is_control(char it) {
    return static_cast<unsigned char>(it) < 0x20 || it == 0x7F;
}

std::string spelled_out(char control) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    if (control == '\n') return "\\n";
    if (control == '\r') return "\\r";
    if (control == '\t') return "\\t";
    const auto code = static_cast<unsigned char>(control);
    return {'\\', 'x', kDigits[code / 16U], kDigits[code % 16U]};
}

std::string line_of(const findings::Finding& finding) {
    const findings::Place& place = finding.place;
    std::string result = on_one_line(place.path) + ":";
    if (place.cell != 0) result += "cell " + std::to_string(place.cell) + ":";
    result += std::to_string(place.start.line) + ":" + std::to_string(place.start.column) + ": ";
    return result + finding.code + " " + on_one_line(finding.message) + "\n";
}

}  // namespace

std::string on_one_line(std::string_view text) {
    std::string result;
    for (const char it : text) {
        if (is_control(it)) {
            result += spelled_out(it);
        } else {
            result += it;
        }
    }
    return result;
}

std::string render_concise(std::span<const findings::Finding> findings) {
    std::string result;
    for (const findings::Finding& finding : findings) result += line_of(finding);
    return result;
}

}  // namespace doppelint::report
