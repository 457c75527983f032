#include "report/concise.h"

#include "report/one_line.h"
#include "report/paint.h"

namespace doppelint::report {

std::string concise_line(const findings::Finding& finding, const Look& look) {
    const Painter painted(look.color);
    return painted(Paint::path, shown(finding.place) + ":") + " " +
           painted(paint_of(finding.severity), finding.code) + " " +
           painted.sentence(on_one_line(finding.message)) + "\n";
}

std::string render_concise(std::span<const findings::Finding> findings, const Look& look) {
    std::string result;
    for (const findings::Finding& finding : findings) {
        result += concise_line(finding, look);
        if (look.steps == Steps::hidden) continue;
        for (const findings::Step& step : finding.steps) {
            result += "  " + shown(step.place) + ": " + on_one_line(step.message) + "\n";
        }
    }
    return result;
}

}  // namespace doppelint::report
