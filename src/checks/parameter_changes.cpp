#include "checks/parameter_changes.h"

#include <algorithm>
#include <iterator>

namespace doppelint::checks {

namespace {

bool is_parameter(const heap::Object& object, std::uint32_t index) {
    return object.origin == heap::Origin::parameter && object.site == index;
}

}  // namespace

std::vector<analysis::Change> changes_of_parameter(const FunctionRun& run, std::uint32_t index) {
    std::vector<analysis::Change> result;
    std::ranges::copy_if(run.facts.changes, std::back_inserter(result), [&](const analysis::Change& it) {
        return is_parameter(run.heap.objects()[it.object], index) && it.event.valid() &&
               it.through_value.valid();
    });
    return result;
}

std::vector<analysis::Change> changes_of_parts(const FunctionRun& run, std::uint32_t index) {
    std::vector<analysis::Change> result;
    std::ranges::copy_if(run.facts.changes, std::back_inserter(result), [&](const analysis::Change& it) {
        const heap::Object& object = run.heap.objects()[it.object];
        return object.origin == heap::Origin::child &&
               is_parameter(run.heap.objects()[object.parent], index) &&
               object.slot != heap::Slot::beyond() && it.event.valid() && it.through_value.valid();
    });
    return result;
}

}  // namespace doppelint::checks
