#include "checks/fix_store.h"

#include <utility>

#include "checks/fix_copy.h"
#include "checks/registers.h"

namespace doppelint::checks {

std::optional<DraftFix> copied_when_stored(const Subject& subject, ValueId store, ValueId stored,
                                           models::Kind kind, std::string message) {
    for (const ValueId it : subject.file.module.operands_of(subject.at(store))) {
        if (!it.valid() || origin_of(subject, it) != stored || it == stored) continue;
        auto fix = copied_first(subject, subject.node_of(it), kind, Depth::shallow, std::move(message));
        if (fix) fix->applicability = findings::Applicability::unsafe;
        return fix;
    }
    return std::nullopt;
}

}  // namespace doppelint::checks
