#include "checks/run.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "analysis/analyze.h"
#include "checks/selection.h"

namespace doppelint::checks {
namespace {

/// Meets the functions of a file in their order, and remembers what those around say of those inside.
class FileRun {
  public:
    FileRun(const analysis::Context& context, const syntax::Tree& tree)
        : file_{tree, context.module, context.globals, context.library, context.intent, context.versions},
          defaults_(context.module.functions.size()) {}

    void visit(const analysis::FunctionAnalysis& it) {
        note_definitions(it);
        const std::optional<FunctionRun> with_defaults = with_defaults_of(it);
        const Subject subject{file_,
                              it.id,
                              {it.any_caller.heap(), it.any_caller.facts()},
                              with_defaults ? &*with_defaults : nullptr,
                              defaults_[it.id.index()]};
        std::ranges::move(selected(file_.tree, drafts_of(subject)), std::back_inserter(drafts_));
    }
    [[nodiscard]] std::vector<Draft> drafts() && { return std::move(drafts_); }

  private:
    static std::optional<FunctionRun> with_defaults_of(const analysis::FunctionAnalysis& it) {
        if (it.with_defaults == nullptr) return std::nullopt;
        return FunctionRun{it.with_defaults->heap(), it.with_defaults->facts()};
    }

    void note_definitions(const analysis::FunctionAnalysis& it) {
        const auto instructions = file_.module.instructions_of(file_.module.function(it.id));
        for (const analysis::Definition& definition : it.any_caller.facts().definitions) {
            for (const analysis::DefaultObject& one : definition.defaults) {
                const NodeId node = instructions[one.value.index()].node;
                defaults_[definition.function.index()].push_back({one.parameter, one.kind, node, one.empty});
            }
        }
    }

    static std::vector<Draft> drafts_of(const Subject& subject) {
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

    FileSubject file_;
    std::vector<std::vector<MutableDefault>> defaults_;  ///< by function
    std::vector<Draft> drafts_;
};

}  // namespace

std::vector<Draft> findings_in(const analysis::Context& context, const syntax::Tree& tree) {
    Arena arena;
    FileRun run(context, tree);
    analysis::analyze_module(context, arena, [&](const analysis::FunctionAnalysis& it) { run.visit(it); });
    return std::move(run).drafts();
}

}  // namespace doppelint::checks
