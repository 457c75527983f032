#include "session/find_bugs.h"

#include <utility>

#include "analysis/global_names.h"
#include "analysis/interpreter.h"
#include "checks/run.h"
#include "models/intent.h"
#include "models/model.h"

namespace doppelint::session {
namespace {

syntax::Range range_of(const syntax::Tree& tree, syntax::NodeId node) {
    return {tree[node].begin, tree[node].end};
}

Located located(const source::SourceFile& file, const syntax::Tree& tree, checks::Draft draft) {
    Located result = make_located(*draft.rule, file, range_of(tree, draft.node), std::move(draft.message));
    result.finding.confidence = draft.confidence;
    for (checks::DraftStep& step : draft.steps) {
        if (!step.node) continue;
        result.finding.steps.push_back({std::move(step.message), place_of(file, range_of(tree, step.node))});
    }
    return result;
}

// A comment counts on the finding's line and on that of the claim.
bool is_silenced(const source::SourceFile& file, const syntax::Tree& tree, const checks::Draft& draft,
                 findings::Suppressions& suppressions) {
    const bool here = suppressions.silences(*draft.rule, file.lines.line_of(tree[draft.node].begin));
    if (!draft.claim) return here;
    return suppressions.silences(*draft.rule, file.lines.line_of(tree[draft.claim].begin)) || here;
}

}  // namespace

std::vector<Located> find_bugs(const source::SourceFile& file, const syntax::Tree& tree,
                               const program::Module& module, const CheckOptions& options,
                               findings::Suppressions& suppressions) {
    const analysis::GlobalNames globals(module);
    const analysis::Methods methods(module);
    const analysis::Context context{module,
                                    globals,
                                    methods,
                                    models::Library::standard(),
                                    models::Intent::standard(),
                                    options.versions,
                                    heap::Policy::report,
                                    {}};
    std::vector<Located> result;
    for (checks::Draft& draft : checks::findings_in(context, tree)) {
        if (is_silenced(file, tree, draft, suppressions) || draft.confidence > options.min_confidence)
            continue;
        result.push_back(located(file, tree, std::move(draft)));
    }
    return result;
}

}  // namespace doppelint::session
