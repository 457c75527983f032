#include "checks/parameter_changes.h"

#include <algorithm>
#include <iterator>

namespace doppelint::checks {

std::vector<analysis::Change> changes_of_parameter(const FunctionRun& run, std::uint32_t index) {
    std::vector<analysis::Change> result;
    std::ranges::copy_if(run.facts.changes, std::back_inserter(result), [&](const analysis::Change& it) {
        const heap::Object& object = run.heap.objects()[it.object];
        return object.origin == heap::Origin::parameter && object.site == index && it.event.valid() &&
               it.through_value.valid();
    });
    return result;
}

}  // namespace doppelint::checks
