#include "report/full.h"

#include "report/concise.h"
#include "report/frame.h"
#include "report/one_line.h"
#include "report/paint.h"
#include "report/words.h"

namespace doppelint::report {
namespace {

constexpr std::size_t kIndent = 4;
constexpr std::string_view kSign = "= fix: ";

std::string_view how_to_apply(findings::Applicability applicability) {
    switch (applicability) {
        case findings::Applicability::safe: return "(safe, `doppelint check --fix`)";
        case findings::Applicability::unsafe: return "(unsafe, `doppelint check --fix --unsafe-fixes`)";
    }
    return "";
}

std::string fix_of(const findings::Finding& finding, const Look& look) {
    const Painter painted(look.color);
    const std::string blanks(kIndent + gutter_width(finding, look), ' ');
    const std::string all =
        on_one_line(finding.fix->message) + "  " + std::string(how_to_apply(finding.fix->applicability));
    const std::size_t used = blanks.size() + kSign.size();
    const bool breaks = look.width > 2 * used;
    const std::uint32_t width = breaks ? look.width - static_cast<std::uint32_t>(used) : 0;
    std::string result;
    for (const std::string& line : broken_into_lines(all, width)) {
        result += blanks;
        result +=
            result.size() == blanks.size() ? painted(Paint::fix, kSign) : std::string(kSign.size(), ' ');
        result += painted.sentence(line) + "\n";
    }
    return result;
}

}  // namespace

std::string render_full(std::span<const findings::Finding> findings, const Quotes& quotes, const Look& look) {
    std::string result;
    for (const findings::Finding& finding : findings) {
        result += concise_line(finding, look);
        result += render_frame(finding, quotes, look);
        if (finding.fix) result += fix_of(finding, look);
        result += "\n";
    }
    return result;
}

}  // namespace doppelint::report
