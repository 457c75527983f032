#include "checks/run.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "analysis/analyze.h"
#include "checks/selection.h"

namespace doppelint::checks {
namespace {

std::vector<Draft> drafts_of(const Subject& subject) {
    std::vector<Draft> drafts;
    const std::span<const Check> checks = all_checks();
    for (std::size_t index = 0; index < checks.size(); ++index) {
        Sink sink(findings::rules()[index]);
        checks[index](subject, sink);
        // What no person wrote has no place to stand.
        std::ranges::copy_if(sink.drafts(), std::back_inserter(drafts),
                             [](const Draft& it) { return it.node.valid(); });
    }
    return drafts;
}

}  // namespace

std::vector<Draft> findings_of(const FileSubject& file, const analysis::FunctionAnalysis& function) {
    std::optional<FunctionRun> with_defaults;
    if (function.with_defaults != nullptr) {
        with_defaults.emplace(FunctionRun{function.with_defaults->heap(), function.with_defaults->facts()});
    }
    std::vector<MutableDefault> defaults;
    defaults.reserve(function.defaults.size());
    for (const analysis::DefaultObject& one : function.defaults) {
        defaults.push_back({one.parameter, one.kind, one.node, one.empty});
    }
    const Subject subject{file,
                          function.id,
                          {function.any_caller.heap(), function.any_caller.facts()},
                          with_defaults ? &*with_defaults : nullptr,
                          std::move(defaults)};
    return selected(file.tree, drafts_of(subject));
}

std::vector<Draft> findings_in(const analysis::Context& context, const syntax::Tree& tree) {
    Arena arena;
    const FileSubject file{tree,           context.module,  context.globals, context.library,
                           context.intent, context.versions};
    std::vector<Draft> result;
    analysis::analyze_module(context, arena, [&](const analysis::FunctionAnalysis& it) {
        std::ranges::move(findings_of(file, it), std::back_inserter(result));
    });
    return result;
}

}  // namespace doppelint::checks
