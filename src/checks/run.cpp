#include "checks/run.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <tuple>
#include <utility>

#include "analysis/function_analysis.h"
#include "checks/selection.h"

namespace doppelint::checks {
namespace {

Found found_in(const Subject& subject) {
    Found found;
    const std::span<const Check> checks = all_checks();
    for (std::size_t index = 0; index < checks.size(); ++index) {
        Sink sink(findings::rules()[index]);
        checks[index](subject, sink);
        // What no person wrote has no place to stand.
        std::ranges::copy_if(sink.drafts(), std::back_inserter(found.drafts),
                             [](const Draft& it) { return it.node.valid(); });
        std::ranges::move(sink.evidence(), std::back_inserter(found.evidence));
    }
    return found;
}

FunctionRun run_of(analysis::Interpreter& it) {
    return {it.heap(), it.words(), it.facts()};
}

auto order_of(const Evidence& it) {
    return std::tuple(it.argument, it.module.index(), it.node.index(), it.handed_on);
}

// Shows the function as checks see it.
template <class Look>
auto with_subject(const FileSubject& file, const analysis::FunctionAnalysis& function, const Look& look) {
    std::optional<FunctionRun> with_defaults;
    if (function.with_defaults != nullptr) {
        with_defaults.emplace(run_of(*function.with_defaults));
    }
    std::vector<MutableDefault> defaults;
    defaults.reserve(function.defaults.size());
    for (const analysis::DefaultObject& one : function.defaults) {
        defaults.push_back({one.parameter, one.kind, one.node, one.empty});
    }
    const Subject subject{file,
                          function.id,
                          run_of(function.any_caller),
                          with_defaults ? &*with_defaults : nullptr,
                          std::move(defaults),
                          {file.module, file.module.function(function.id)}};
    return look(subject);
}

}  // namespace

Found findings_of(const FileSubject& file, const analysis::FunctionAnalysis& function) {
    return with_subject(file, function, found_in);
}

Explained explained(const FileSubject& file, const analysis::FunctionAnalysis& function) {
    return with_subject(file, function, [](const Subject& subject) {
        return Explained{seen_in(subject), found_in(subject)};
    });
}

EvidenceTable::EvidenceTable(std::vector<Evidence> all) : all_(std::move(all)) {
    std::ranges::sort(all_, {}, order_of);
}

const Evidence* EvidenceTable::find(const ArgumentOf& argument) const {
    constexpr std::size_t kMostHands = 16;
    std::vector<ArgumentOf> open{argument};
    for (std::size_t next = 0; next < open.size() && next < kMostHands; ++next) {
        const auto [first, end] = std::ranges::equal_range(all_, open[next], {}, &Evidence::argument);
        for (auto it = first; it != end; ++it) {
            if (!it->handed_on) return &*it;
            if (std::ranges::find(open, *it->handed_on) == open.end()) open.push_back(*it->handed_on);
        }
    }
    return nullptr;
}

bool EvidenceTable::is_let_go(ArgumentOf argument) const {
    argument.asked = Asked::let_go;
    return find(argument) != nullptr;
}

bool EvidenceTable::is_said_before(const SaidOnce& it, program::ModuleId module) const {
    const auto first = std::ranges::lower_bound(all_, it.of, {}, &Evidence::argument);
    return first != all_.end() && first->argument == it.of &&
           (first->module != module || first->node != it.call);
}

std::vector<Draft> settled(const syntax::Tree& tree, program::ModuleId module, std::vector<Draft> drafts,
                           const EvidenceTable& evidence) {
    std::erase_if(drafts, [&](Draft& it) {
        if (it.said_once && evidence.is_said_before(*it.said_once, module)) return true;
        if (!it.wants_evidence) return false;
        const Evidence* const found = evidence.find(*it.wants_evidence);
        if (found == nullptr) return !it.holds_for_unseen || evidence.is_let_go(*it.wants_evidence);
        it.steps.insert(it.steps.end(), found->steps.begin(), found->steps.end());
        return false;
    });
    return selected(tree, std::move(drafts));
}

}  // namespace doppelint::checks
