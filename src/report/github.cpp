#include "report/github.h"

#include "report/one_line.h"

namespace doppelint::report {
namespace {

std::string_view command_of(findings::Severity severity) {
    switch (severity) {
        case findings::Severity::error: return "error";
        case findings::Severity::warning: return "warning";
        case findings::Severity::info: return "notice";
    }
    return "notice";
}

// The runner reads `%0A` as the end of a line within a message.
std::string escaped(std::string_view text, std::string_view more) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string result;
    for (const char it : text) {
        if (it == '%' || it == '\r' || it == '\n' || more.find(it) != std::string_view::npos) {
            const auto code = static_cast<unsigned char>(it);
            result.append({'%', kDigits[code / 16U], kDigits[code % 16U]});
        } else {
            result += it;
        }
    }
    return result;
}

std::string property(std::string_view text) {
    return escaped(text, ":,");
}

// The runner drops columns where a note has several lines.
std::string lines_of(const findings::Place& place) {
    if (place.cell != 0) return {};
    std::string result = ",line=" + std::to_string(place.start.line);
    const bool is_one_line = place.start.line == place.end.line;
    if (is_one_line) result += ",col=" + std::to_string(place.start.column);
    result += ",endLine=" + std::to_string(place.end.line);
    if (is_one_line) result += ",endColumn=" + std::to_string(place.end.column);
    return result;
}

std::string message_of(const findings::Finding& finding) {
    std::string result = on_one_line(finding.message);
    if (finding.place.cell != 0) result.insert(0, shown(finding.place) + ": ");
    for (const findings::Step& it : finding.steps) {
        result += "\n" + shown(it.place) + ": " + on_one_line(it.message);
    }
    return escaped(result, "");
}

}  // namespace

std::string render_github(std::span<const findings::Finding> findings) {
    std::string result;
    for (const findings::Finding& it : findings) {
        result.append("::").append(command_of(it.severity)).append(" file=").append(property(it.place.path));
        result += lines_of(it.place) + ",title=" + property(it.code + " " + it.name) + "::" + message_of(it);
        result += "\n";
    }
    return result;
}

}  // namespace doppelint::report
