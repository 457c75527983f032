#include "checks/run.h"

#include <iterator>
#include <utility>

#include "checks/selection.h"

namespace doppelint::checks {

std::vector<Draft> findings_in(const Subject& subject) {
    std::vector<Draft> drafts;
    const std::span<const Check> checks = all_checks();
    for (std::size_t index = 0; index < checks.size(); ++index) {
        Sink sink(findings::rules()[index]);
        checks[index](subject, sink);
        std::ranges::move(sink.drafts(), std::back_inserter(drafts));
    }
    return selected(subject.file.tree, std::move(drafts));
}

}  // namespace doppelint::checks
