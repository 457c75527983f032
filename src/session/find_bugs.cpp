#include "session/find_bugs.h"

#include <algorithm>
#include <utility>

#include "session/added_import.h"

namespace doppelint::session {
namespace {

syntax::Range range_of(const syntax::Tree& tree, syntax::NodeId node) {
    return {tree[node].begin, tree[node].end};
}

// None where it would do something else than it says: in a notebook, whose text is not the file's.
std::optional<findings::Fix> located(const LoadedFile& file, checks::DraftFix draft) {
    if (file.file.notebook) return std::nullopt;
    findings::Fix fix{draft.applicability, std::move(draft.message), {}};
    const auto place_for = [&](const source::Replacement& change) {
        return place_of(file.file, {change.begin, change.end});
    };
    for (checks::DraftEdit& it : draft.edits) {
        const std::uint32_t begin = file.tree[it.node].begin;
        source::Replacement change{begin + it.begin, begin + it.end,
                                   source::with_line_ends_of(file.file, it.text)};
        fix.edits.push_back({place_for(change), std::move(change)});
    }
    for (const checks::ImportedName& it : draft.imports) {
        source::Replacement change = added_import(file.tree, it);
        change.text = source::with_line_ends_of(file.file, change.text);
        fix.edits.push_back({place_for(change), std::move(change), true});
    }
    std::ranges::sort(fix.edits, {}, &findings::Edit::change);
    return fix;
}

Located located(const LoadedProject& project, program::ModuleId module, checks::Draft draft) {
    const LoadedFile& own = project.file(module);
    Located result =
        make_located(*draft.rule, own.file, range_of(own.tree, draft.node), std::move(draft.message));
    result.finding.confidence = draft.confidence;
    for (checks::DraftStep& step : draft.steps) {
        if (!step.node) continue;
        const LoadedFile& file = step.module.valid() ? project.file(step.module) : own;
        result.finding.steps.push_back(
            {std::move(step.message), place_of(file.file, range_of(file.tree, step.node))});
    }
    if (draft.fix) result.finding.fix = located(own, *std::move(draft.fix));
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

std::vector<Located> located_bugs(const LoadedProject& project, program::ModuleId module,
                                  std::vector<checks::Draft> drafts, findings::Suppressions& suppressions) {
    const LoadedFile& loaded = project.file(module);
    std::vector<Located> result;
    for (checks::Draft& draft : drafts) {
        if (!loaded.input.reporting->rules.has(draft.rule->code) ||
            is_silenced(loaded.file, loaded.tree, draft, suppressions) ||
            draft.confidence > loaded.input.reporting->min_confidence)
            continue;
        result.push_back(located(project, module, std::move(draft)));
    }
    return result;
}

}  // namespace doppelint::session
