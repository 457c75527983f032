#include "session/tally.h"

#include <algorithm>
#include <vector>

namespace doppelint::session {
namespace {

bool is_unknown(const analysis::Ran& ran) {
    return ran.model == nullptr && !ran.code.module.valid();
}

// One instruction may run several things; it is unknown if one of them is.
std::vector<std::pair<program::ValueId, bool>> calls_in(const analysis::Facts& facts) {
    std::vector<std::pair<program::ValueId, bool>> result;
    for (const analysis::Ran& it : facts.ran) {
        if (!it.nested) result.emplace_back(it.at, is_unknown(it));
    }
    std::ranges::sort(result, std::greater<>());
    const auto same = [](const auto& left, const auto& right) { return left.first == right.first; };
    const auto repeated = std::ranges::unique(result, same);
    result.erase(repeated.begin(), repeated.end());
    return result;
}

}  // namespace

void Tally::add(const analysis::FunctionAnalysis& function) {
    const auto calls = calls_in(function.any_caller.facts());
    const auto unknown = std::ranges::count_if(calls, [](const auto& it) { return it.second; });
    calls_ += calls.size();
    unknown_calls_ += static_cast<std::uint64_t>(unknown);
    ++analyzed_;
    if (function.any_caller.gave_up()) ++given_up_;
}

void Tally::write_to(report::Statistics& statistics) const {
    statistics.analyzed = analyzed_;
    statistics.given_up = given_up_;
    statistics.calls = calls_;
    statistics.unknown_calls = unknown_calls_;
}

}  // namespace doppelint::session
