#include "checks/parameter_changes.h"

#include <algorithm>
#include <iterator>

namespace doppelint::checks {

namespace {

bool is_parameter(const heap::Object& object, std::uint32_t index) {
    return object.origin == heap::Origin::parameter && object.site == index;
}

// Whether the code stands inside the function.
bool is_inside(const Subject& subject, program::CodeId code) {
    if (!code.valid() || code.module != subject.file.module_id) return false;
    for (FunctionId it = code.function; it.valid(); it = subject.file.module.function(it).parent) {
        if (it == subject.id) return code.function != subject.id;
    }
    return false;
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

std::vector<analysis::Change> changes_by_closures(const Subject& subject, const FunctionRun& run,
                                                  std::uint32_t index) {
    std::vector<analysis::Change> result;
    std::ranges::copy_if(run.facts.changes, std::back_inserter(result), [&](const analysis::Change& it) {
        return is_parameter(run.heap.objects()[it.object], index) && !it.through_value.valid() &&
               it.callee_root == analysis::Change::kNoParameter && is_inside(subject, it.callee);
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
