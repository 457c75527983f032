#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "checks/subject.h"

namespace doppelint::checks {

/// What becomes of the value that an instruction makes.
enum class Fate : std::uint8_t {
    dropped,   ///< nothing takes it
    tested,    ///< only whether it is true matters, or what it is equal to
    bound,     ///< a name or a slot gets it
    returned,  ///< the caller gets it
    passed,    ///< a call gets it
    used,      ///< something else is done with it
};

struct Result {
    Fate fate = Fate::dropped;
    ValueId by;  ///< what takes it first
};

/// Follows the value through names that nobody reads and through conditional expressions.
[[nodiscard]] Result result_of(const Subject& subject, ValueId value);

using RanSpan = std::span<const analysis::Ran>;

/// What the instructions run, one span for each of them.
[[nodiscard]] std::vector<RanSpan> ran_by_instruction(const Subject& subject);

/// What the instruction runs; for a single question.
[[nodiscard]] RanSpan ran_at(const Subject& subject, ValueId at);

/// Whether all that the instruction itself runs is so, and there is some; what that runs in turn is left out.
template <class Test>
[[nodiscard]] bool all_run(RanSpan ran, const Test& test) {
    bool any = false;
    for (const analysis::Ran& it : ran) {
        if (it.nested) continue;
        if (!test(it)) return false;
        any = true;
    }
    return any;
}

/// Whether nothing happens at the instruction but that its result is worked out.
[[nodiscard]] bool only_computes(const Subject& subject, RanSpan ran);

/// Whether an exception here is waited for: in `try`, in a `with` that may keep it, or before a `raise`.
[[nodiscard]] bool is_attempt(const Subject& subject, ValueId at);

}  // namespace doppelint::checks
