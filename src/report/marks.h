#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "findings/finding.h"
#include "report/look.h"

namespace doppelint::report {

/// A stretch of text that a picture of a finding points at, and what it says there.
struct Mark {
    const findings::Place* place = nullptr;  ///< of the finding
    std::string label;                       ///< "2. `opts` is the same dict"; empty: nothing
    bool is_main = false;                    ///< where the finding itself stands
};

/// What is to be pointed at, in the order of the story: the steps, numbered where there are several, and the
/// finding's own place, before them if it is none of theirs.
[[nodiscard]] std::vector<Mark> marks_of(const findings::Finding& finding, Steps steps);

/// Whether both stand on the same line of the same text.
[[nodiscard]] bool on_same_line(const findings::Place& left, const findings::Place& right);

/// Whether both stand in the same text: in one file, of a notebook in one cell.
[[nodiscard]] bool in_same_text(const findings::Place& left, const findings::Place& right);

}  // namespace doppelint::report
