#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "analysis/answers.h"
#include "analysis/call_flow.h"
#include "analysis/function_analysis.h"
#include "analysis/recall.h"
#include "analysis/reference_graph.h"
#include "analysis/summary_store.h"

namespace doppelint::analysis {

/// How much work an analysis was, for people who ask.
struct ProjectStatistics {
    std::uint64_t functions = 0;
    std::uint64_t runs = 0;          ///< of the interpreter over a function
    std::uint64_t special_runs = 0;  ///< for calls that pass what is worth a look of its own
    std::uint64_t unstable_cycles = 0;
    std::uint64_t second_round = 0;  ///< functions run again because a callee was found late
};

/// Calls of code by other code, as the analysis resolved them.
struct CallRecord {
    std::vector<CodeId> code;          ///< sorted
    std::vector<CodeId> elsewhere;     ///< sorted; what was worked out again of calls that others make
    std::vector<std::string> library;  ///< sorted
};

/// Runs over all functions of a project, each after those that it names, and keeps what calling them does.
class ProjectAnalysis final : public SummaryStore, private Outcomes {
  public:
    /// What `base` says holds for all files; its module is not looked at. All must outlive the analysis.
    ProjectAnalysis(const project::Project& project, std::vector<FileContext> files, const Context& base);
    ~ProjectAnalysis() override;

    /// `visit` gets every function once or, where it had to be run again, several times: the last counts. It
    /// may be called from several threads at once.
    using Visit = std::function<void(CodeId, const FunctionAnalysis&)>;
    void run(Executor& executor, const Visit& visit);
    /// The same, but what still holds of the run before is taken from there and not shown to `visit`. The
    /// outcome is that of a run which remembers nothing. A run that was stopped leaves nothing to remember.
    void run(Executor& executor, const Visit& visit, Reuse& reuse);

    [[nodiscard]] const Summary* find(CodeId code, CodeId caller) const override;
    [[nodiscard]] const Summary* find(CodeId code, const Entry& entry, CodeId caller) const override;
    [[nodiscard]] std::string name_of(const Entry& entry) const override;
    /// What the analysis of the module's functions needs.
    [[nodiscard]] const Context& context_of(program::ModuleId module) const {
        return contexts_[module.index()];
    }
    /// All calls of any run, once the analysis is done.
    [[nodiscard]] const CallRecord& calls_of(CodeId code) const { return state_of(code).calls; }
    [[nodiscard]] const CallFlow& flow() const { return flow_; }
    [[nodiscard]] const ProjectStatistics& statistics() const { return statistics_; }

  private:
    struct FunctionState {
        std::shared_ptr<const Summary> summary;
        std::vector<std::byte> kept;             ///< the summary as it is kept, if somebody remembers
        std::uint64_t meaning = 0;               ///< its hash
        std::shared_ptr<const Summary> settled;  ///< what the first round left
        std::uint64_t settled_meaning = 0;
        CallRecord calls;
        CallRecord special_calls;   ///< of runs for calls that pass something special
        std::vector<CodeId> asked;  ///< whose summaries its last run looked at, sorted
        std::vector<Definition> definitions;
        bool missed = false;   ///< a callee's summary was not there
        bool changed = false;  ///< in the second round
        bool delayed = false;  ///< its visit needs what others say of its defaults
    };
    struct Special;
    struct SpecialOne;
    class Run;

    /// What runs for special calls see.
    class Settled final : public SummaryStore {
      public:
        explicit Settled(const ProjectAnalysis& analysis) : analysis_(analysis) {}
        [[nodiscard]] const Summary* find(CodeId code, CodeId caller) const override;
        [[nodiscard]] const Summary* find(CodeId code, const Entry& entry, CodeId caller) const override {
            return analysis_.find(code, entry, caller);
        }
        [[nodiscard]] std::string name_of(const Entry& entry) const override {
            return analysis_.name_of(entry);
        }

      private:
        const ProjectAnalysis& analysis_;
    };

    /// Whether no thread changes what is known of the code while those of this level run.
    [[nodiscard]] bool is_done(CodeId code) const {
        return graph_->components()[graph_->component_of(code)].level < level_;
    }
    [[nodiscard]] FunctionState& state_of(CodeId code) const {
        return functions_[code.module.index()][code.function.index()];
    }
    void run_levels(const Visit& visit, const std::function<bool(std::uint32_t)>& is_due);
    void run_component(std::uint32_t index, const Visit& visit);
    void run_component(const ReferenceGraph::Component& component, const Visit& visit, Reads* reads);
    void run_cycle(const ReferenceGraph::Component& component, const Visit& visit, Reads* reads);
    bool run_in_rounds(const ReferenceGraph::Component& component, const Visit& visit, Reads* reads);
    void run_on_unknown(const ReferenceGraph::Component& component, const Visit& visit, Reads* reads);
    /// Gives whether the summary is another than before.
    bool run_function(CodeId code, const Visit& visit, Reads* reads);
    /// What a special run gives; null: it may not be asked for here.
    [[nodiscard]] const SpecialOne* find_special(CodeId code, const Entry& entry, CodeId caller) const;
    [[nodiscard]] std::optional<SpecialOne> take_back_special(CodeId code, const Entry& entry) const;
    [[nodiscard]] Memory::Turn special_turn() const;
    [[nodiscard]] SpecialOne run_special(CodeId code, const Entry& entry) const;
    void publish(FunctionState& state, std::shared_ptr<const Summary> summary) const;
    [[nodiscard]] bool take_back(const ReferenceGraph::Component& component);
    void keep(const ReferenceGraph::Component& component, const Reads& reads);
    [[nodiscard]] std::uint64_t meaning_of(CodeId code) const override {
        return is_done(code) ? state_of(code).meaning : state_of(code).settled_meaning;
    }
    [[nodiscard]] std::uint64_t meaning_of(CodeId code, const Entry& entry, CodeId caller) const override;
    /// Does `work` while no other thread touches what all share.
    void alone(const std::function<void()>& work) const;
    void visit_delayed(const Visit& visit);
    void visit_delayed(CodeId code, const Visit& visit);
    [[nodiscard]] bool may_have_mutable_defaults(CodeId code) const;
    [[nodiscard]] bool needs_second_run(std::uint32_t component) const;
    void visit_delayed(CodeId code, const Visit& visit, Reads* reads);
    [[nodiscard]] std::vector<DefaultObject> defaults_of(CodeId code) const override;

    const project::Project& project_;
    std::vector<FileContext> files_;
    std::vector<Context> contexts_;
    CallFlow flow_;
    ProjectReader project_reader_;
    FlowReader flow_reader_;
    std::unique_ptr<ReferenceGraph> graph_;
    mutable std::vector<std::vector<FunctionState>> functions_;
    mutable std::vector<std::shared_ptr<const Summary>>
        kept_;  ///< replaced ones, which somebody may be reading
    mutable std::unique_ptr<Special> special_;
    mutable ProjectStatistics statistics_;
    Executor* executor_ = nullptr;    ///< while the analysis runs
    std::unique_ptr<Recall> recall_;  ///< while a run remembers
    const Settled settled_{*this};
    std::uint32_t level_ = 0;  ///< whose parts run now
    bool second_round_ = false;
};

}  // namespace doppelint::analysis
