#include "checks/confidence.h"

namespace doppelint::checks {

findings::Confidence confidence_of(bool must, heap::Assumptions assumptions, Witness witness) {
    using findings::Confidence;
    if (witness == Witness::assumed || assumptions.has(heap::Assumption::some_callee))
        return Confidence::possible;
    return must && assumptions.empty() ? Confidence::certain : Confidence::likely;
}

}  // namespace doppelint::checks
