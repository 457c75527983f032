#include "report/marks.h"

#include <algorithm>

#include "report/one_line.h"

namespace doppelint::report {
namespace {

std::string label_of(const findings::Finding& finding, std::size_t step) {
    const std::string text = on_one_line(finding.steps[step].message);
    return finding.steps.size() == 1 ? text : std::to_string(step + 1) + ". " + text;
}

bool begin_together(const findings::Place& left, const findings::Place& right) {
    return in_same_text(left, right) && left.start == right.start;
}

}  // namespace

bool in_same_text(const findings::Place& left, const findings::Place& right) {
    return left.path == right.path && left.cell == right.cell;
}

bool on_same_line(const findings::Place& left, const findings::Place& right) {
    return in_same_text(left, right) && left.start.line == right.start.line;
}

std::vector<Mark> marks_of(const findings::Finding& finding, Steps steps) {
    std::vector<Mark> result;
    if (steps == Steps::shown) {
        for (std::size_t at = 0; at < finding.steps.size(); ++at) {
            const findings::Place& place = finding.steps[at].place;
            result.push_back({&place, label_of(finding, at), begin_together(place, finding.place)});
        }
    }
    if (std::ranges::none_of(result, &Mark::is_main))
        result.insert(result.begin(), {&finding.place, "", true});
    return result;
}

}  // namespace doppelint::report
