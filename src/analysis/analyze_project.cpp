#include "analysis/analyze_project.h"

#include <algorithm>
#include <iterator>
#include <unordered_map>
#include <utility>

#include "analysis/default_variable.h"
#include "analysis/kept_summary.h"

namespace doppelint::analysis {
namespace {

/// Rounds of a cycle of calls until what its functions do must be stable.
constexpr std::uint32_t kMostRounds = 3;
/// A cycle of more functions than this is not run in rounds.
constexpr std::size_t kLargestCycle = 24;

Arena& arena_of_thread() {
    thread_local Arena arena;
    return arena;
}

// `f(a=MISSING, b=MISSING)`: one object, which the variable holds as well.
void bind_to_variable(Entry& entry, std::uint32_t parameter, program::CodeId body, std::string_view name) {
    for (std::uint32_t earlier = 0; earlier < parameter; ++earlier) {
        const ParameterBinding& it = entry.parameters[earlier];
        if (!it.is_default_in(body, name)) continue;
        entry.parameters[parameter] = {.what = ParameterBinding::What::same, .same_as = earlier};
        return;
    }
    entry.parameters[parameter].variable = body;
    entry.parameters[parameter].global = name;
}

Entry entry_of(const ProjectReader& project, CodeId code, CodeId made_in,
               const std::vector<DefaultObject>& defaults) {
    Entry entry;
    entry.parameters.resize(project.function(code).parameter_count);
    for (const DefaultObject& it : defaults) {
        ParameterBinding& binding = entry.parameters[it.parameter];
        binding.what = ParameterBinding::What::own_default;
        binding.kind = it.kind;
        binding.empty = it.empty;
        binding.shape.name.code = it.class_body;
        if (const auto variable = default_variable(project, made_in, it.value)) {
            bind_to_variable(entry, it.parameter, variable->code,
                             project.program(variable->code.module).text(variable->name));
        }
    }
    return entry;
}

std::shared_ptr<const Summary> unknown_summary() {
    Summary::Draft draft;
    draft.incomplete = true;
    draft.returns = true;
    return std::make_shared<const Summary>(draft);
}

template <class T>
void sort_and_keep_one(std::vector<T>& items) {
    std::ranges::sort(items);
    const auto repeated = std::ranges::unique(items);
    items.erase(repeated.begin(), repeated.end());
}

// Whether what the register holds has nothing in it that anybody could change.
bool cannot_change(const Module& module, const Function& function, ValueId value) {
    const auto made_by = [&](ValueId it) -> const Instruction& {
        return module.instructions_of(function)[project::origin_of(module, function, it).index()];
    };
    const Instruction& it = made_by(value);
    switch (it.opcode) {
        case Opcode::constant:
        case Opcode::build_string:
        case Opcode::make_tuple:
        case Opcode::make_function:
        case Opcode::make_class: return true;
        case Opcode::unary: return made_by(module.operands_of(it)[0]).opcode == Opcode::constant;
        default: return false;
    }
}

CallRecord record_of(const std::vector<CodeCall>& calls) {
    CallRecord result;
    for (const CodeCall& it : calls) {
        if (it.code.valid()) {
            (it.elsewhere ? result.elsewhere : result.code).push_back(it.code);
        } else if (!it.elsewhere) {
            result.library.push_back(it.library);
        }
    }
    sort_and_keep_one(result.code);
    sort_and_keep_one(result.library);
    sort_and_keep_one(result.elsewhere);
    return result;
}

}  // namespace

/// Summaries for calls that pass something special, by function; those of one function are few.
struct ProjectAnalysis::SpecialOne {
    Entry entry;
    std::shared_ptr<const Summary> summary;
    std::uint64_t meaning = 0;
    CallRecord calls;
};

struct ProjectAnalysis::Special {
    std::unordered_map<CodeId, std::vector<std::unique_ptr<SpecialOne>>> known;
};

/// What one run of a function sees of the rest, so that its questions are noted.
class ProjectAnalysis::Run {
  public:
    Run(const ProjectAnalysis& analysis, const SummaryStore& summaries, program::ModuleId module,
        Reads* reads)
        : project_(analysis.project_, reads),
          flow_(analysis.flow_, reads),
          summaries_(summaries, reads),
          context_(analysis.contexts_[module.index()]) {
        const FileContext& file = analysis.files_[module.index()];
        context_.globals = {*file.globals, context_.module, module, reads};
        context_.methods = {*file.methods, module, reads};
        context_.project = &project_;
        if (context_.flow != nullptr) context_.flow = &flow_;
        if (context_.summaries != nullptr) context_.summaries = &summaries_;
        context_.reads = reads;
    }
    [[nodiscard]] const Context& context() const { return context_; }

  private:
    ProjectReader project_;
    FlowReader flow_;
    SummaryReader summaries_;
    Context context_;
};

ProjectAnalysis::ProjectAnalysis(const project::Project& project, std::vector<FileContext> files,
                                 const Context& base)
    : project_(project),
      files_(std::move(files)),
      flow_(project),
      project_reader_(project, nullptr),
      flow_reader_(flow_, nullptr),
      special_(std::make_unique<Special>()) {
    contexts_.reserve(files_.size());
    for (std::uint32_t index = 0; index < files_.size(); ++index) {
        const program::ModuleId module{index};
        Context context{project.program(module),
                        {*files_[index].globals, project.program(module), module, nullptr},
                        {*files_[index].methods, module, nullptr},
                        base.library,
                        base.intent,
                        base.versions,
                        base.policy,
                        base.limits};
        context.project = &project_reader_;
        context.module_id = module;
        context.flow = base.policy == heap::Policy::report ? &flow_reader_ : nullptr;
        // In the sound policy code that is called may do anything that code can do.
        context.summaries = base.policy == heap::Policy::report ? this : nullptr;
        contexts_.push_back(context);
        functions_.emplace_back(project.program(module).functions.size());
    }
}

ProjectAnalysis::~ProjectAnalysis() = default;

// What runs now may be in the middle of anything, and what comes later has not run in this round: of both,
// only what the first round left is known. So the answer is the same whatever runs first, or at the same
// time.
const Summary* ProjectAnalysis::find(CodeId code, CodeId caller) const {
    const bool is_own = graph_->component_of(code) == graph_->component_of(caller);
    return is_own ? state_of(code).summary.get() : settled_.find(code, caller);
}

const Summary* ProjectAnalysis::Settled::find(CodeId code, CodeId /*caller*/) const {
    const FunctionState& state = analysis_.state_of(code);
    return analysis_.is_done(code) ? state.summary.get() : state.settled.get();
}

const Summary* ProjectAnalysis::find(CodeId code, const Entry& entry, CodeId caller) const {
    const SpecialOne* const found = find_special(code, entry, caller);
    return found != nullptr ? found->summary.get() : nullptr;
}

std::uint64_t ProjectAnalysis::meaning_of(CodeId code, const Entry& entry, CodeId caller) const {
    const SpecialOne* const found = find_special(code, entry, caller);
    return found != nullptr ? found->meaning : 0;
}

std::string ProjectAnalysis::name_of(const Entry& entry) const {
    return recall_ != nullptr ? recall_->name_of(entry) : std::string();
}

const ProjectAnalysis::SpecialOne* ProjectAnalysis::find_special(CodeId code, const Entry& entry,
                                                                 CodeId caller) const {
    const std::uint32_t component = graph_->component_of(code);
    const std::uint32_t around = graph_->component_of(caller);
    if (component >= around) return nullptr;
    for (const ParameterBinding& it : entry.parameters) {
        const CodeId passed = it.shape.name.code;
        const bool is_code = it.what == ParameterBinding::What::shape &&
                             it.shape.kind != models::Kind::instance && it.shape.kind != models::Kind::class_;
        if (is_code && passed.valid() && graph_->component_of(passed) == around) return nullptr;
    }
    const SpecialOne* ready = nullptr;
    alone([&] {
        for (const auto& known : special_->known[code]) {
            if (known->entry == entry) ready = known.get();
        }
    });
    if (ready != nullptr) return ready;
    auto made = std::make_unique<SpecialOne>(run_special(code, entry));
    alone([&] {
        CallRecord& all = state_of(code).special_calls;
        all.code.insert(all.code.end(), made->calls.code.begin(), made->calls.code.end());
        all.library.insert(all.library.end(), made->calls.library.begin(), made->calls.library.end());
        kept_.push_back(made->summary);
        ready = special_->known[code].emplace_back(std::move(made)).get();
    });
    return ready;
}

std::optional<ProjectAnalysis::SpecialOne> ProjectAnalysis::take_back_special(CodeId code,
                                                                              const Entry& entry) const {
    const auto record = recall_->find(std::span(&code, 1), special_turn(), &entry);
    if (!record || !recall_->holds(*record)) return std::nullopt;
    auto kept = recall_->read(record->results.front(), code);
    if (!kept) return std::nullopt;
    SpecialOne result;
    result.entry = entry;
    result.summary = summary_from(kept->summary, recall_->names());
    if (result.summary == nullptr) return std::nullopt;
    result.meaning = meaning_hash(kept->summary);
    result.calls = {std::move(kept->calls), std::move(kept->elsewhere), std::move(kept->library_calls)};
    alone([&] { recall_->add_again(*record); });
    return result;
}

ProjectAnalysis::SpecialOne ProjectAnalysis::run_special(CodeId code, const Entry& entry) const {
    if (recall_ != nullptr) {
        if (auto known = take_back_special(code, entry)) return *std::move(known);
    }
    std::optional<Reads> reads;
    if (recall_ != nullptr) reads.emplace(*recall_);
    if (reads) reads->note(Question::What::text, code);
    const Run run(*this, settled_, code.module, reads ? &*reads : nullptr);
    Arena arena;
    Interpreter interpreter(run.context(), code.function, arena, entry);
    interpreter.run();
    SpecialOne result;
    result.entry = entry;
    result.summary = std::make_shared<const Summary>(summarize(interpreter));
    result.calls = record_of(interpreter.calls());
    Recall::Kept kept;
    if (recall_ != nullptr) {
        kept.summary = kept_form(*result.summary, recall_->names());
        kept.calls = result.calls.code;
        kept.library_calls = result.calls.library;
        result.meaning = meaning_hash(kept.summary);
    }
    alone([&] {
        ++statistics_.special_runs;
        if (recall_ == nullptr) return;
        recall_->note_run(std::span(&code, 1), false);
        recall_->add(std::span(&code, 1), special_turn(), &entry, reads->all(), std::span(&kept, 1));
    });
    return result;
}

Memory::Turn ProjectAnalysis::special_turn() const {
    return second_round_ ? Memory::Turn::special_second : Memory::Turn::special_first;
}

void ProjectAnalysis::alone(const std::function<void()>& work) const {
    if (executor_ == nullptr) return work();
    executor_->alone(work);
}

void ProjectAnalysis::run(Executor& executor, const Visit& visit, Reuse& reuse) {
    const Outcomes& outcomes = *this;
    recall_ = std::make_unique<Recall>(reuse, project_, flow_, files_, outcomes);
    run(executor, visit);
    if (!executor.is_stopped()) recall_->finish();
    recall_.reset();
}

void ProjectAnalysis::run(Executor& executor, const Visit& visit) {
    if (contexts_.empty()) return;
    executor_ = &executor;
    graph_ = std::make_unique<ReferenceGraph>(project_, flow_, executor);
    run_levels(visit, [](std::uint32_t) { return true; });
    second_round_ = true;
    special_->known.clear();
    for (auto& module : functions_) {
        for (FunctionState& it : module) {
            it.settled = it.summary;
            it.settled_meaning = it.meaning;
        }
    }
    run_levels(visit, [&](std::uint32_t component) { return needs_second_run(component); });
    if (!executor.is_stopped()) visit_delayed(visit);
    executor_ = nullptr;
    for (auto& module : functions_) {
        for (FunctionState& it : module) {
            it.calls.code.insert(it.calls.code.end(), it.special_calls.code.begin(),
                                 it.special_calls.code.end());
            it.calls.library.insert(it.calls.library.end(), it.special_calls.library.begin(),
                                    it.special_calls.library.end());
            sort_and_keep_one(it.calls.code);
            sort_and_keep_one(it.calls.library);
        }
    }
    statistics_.functions = 0;
    for (const auto& module : functions_) statistics_.functions += module.size();
}

// Parts of one level side by side, one level after the other.
void ProjectAnalysis::run_levels(const Visit& visit, const std::function<bool(std::uint32_t)>& is_due) {
    for (level_ = 0; level_ < graph_->level_count() && !executor_->is_stopped(); ++level_) {
        std::vector<std::uint32_t> due;
        std::ranges::copy_if(graph_->at_level(level_), std::back_inserter(due), is_due);
        executor_->for_each_index(due.size(), [&](std::size_t at) {
            if (!executor_->is_stopped()) run_component(due[at], visit);
        });
    }
}

bool ProjectAnalysis::needs_second_run(std::uint32_t component) const {
    return std::ranges::any_of(graph_->components()[component].members, [&](CodeId code) {
        const FunctionState& state = state_of(code);
        const auto has_changed = [&](CodeId callee) {
            return graph_->component_of(callee) != component && state_of(callee).changed;
        };
        return state.missed || std::ranges::any_of(state.calls.code, has_changed) ||
               std::ranges::any_of(state.calls.elsewhere, has_changed);
    });
}

void ProjectAnalysis::run_component(std::uint32_t index, const Visit& visit) {
    const ReferenceGraph::Component& component = graph_->components()[index];
    if (recall_ == nullptr) return run_component(component, visit, nullptr);
    if (take_back(component)) return;
    Reads reads(*recall_);
    if (component.is_cycle) reads.leave_out(component.members);
    for (const CodeId it : component.members) reads.note(Question::What::text, it);
    run_component(component, visit, &reads);
    keep(component, reads);
}

// A function that stands in no cycle runs once.
void ProjectAnalysis::run_component(const ReferenceGraph::Component& component, const Visit& visit,
                                    Reads* reads) {
    if (component.is_cycle) return run_cycle(component, visit, reads);
    const bool changed = run_function(component.members.front(), visit, reads);
    if (second_round_) state_of(component.members.front()).changed = changed;
}

// In a cycle, each first takes the others to do nothing and never to return, and runs again when one of them
// turns out to do more; what is not stable after a few rounds may be anything.
void ProjectAnalysis::run_cycle(const ReferenceGraph::Component& component, const Visit& visit,
                                Reads* reads) {
    std::vector<std::shared_ptr<const Summary>> before;
    before.reserve(component.members.size());
    for (const CodeId it : component.members) before.push_back(state_of(it).summary);
    if (component.members.size() > kLargestCycle || !run_in_rounds(component, visit, reads)) {
        alone([&] { ++statistics_.unstable_cycles; });
        run_on_unknown(component, visit, reads);
    }
    for (std::size_t at = 0; at < component.members.size(); ++at) {
        FunctionState& state = state_of(component.members[at]);
        if (second_round_) state.changed = before[at] == nullptr || !(*before[at] == *state.summary);
    }
}

// Gives whether all became stable.
bool ProjectAnalysis::run_in_rounds(const ReferenceGraph::Component& component, const Visit& visit,
                                    Reads* reads) {
    const std::vector<CodeId>& members = component.members;
    const auto never_returns = std::make_shared<const Summary>();
    for (const CodeId it : members) state_of(it).summary = never_returns;
    std::vector<bool> is_due(members.size(), true);
    for (std::uint32_t round = 0; round < kMostRounds; ++round) {
        for (std::size_t at = 0; at < members.size(); ++at) {
            if (!is_due[at]) continue;
            is_due[at] = false;
            if (!run_function(members[at], visit, reads)) continue;
            for (std::size_t caller = 0; caller < members.size(); ++caller) {
                const std::vector<CodeId>& asked = state_of(members[caller]).asked;
                if (std::ranges::binary_search(asked, members[at])) is_due[caller] = true;
            }
        }
        if (std::ranges::none_of(is_due, [](bool it) { return it; })) return true;
    }
    return false;
}

// Each takes the others to do anything.
void ProjectAnalysis::run_on_unknown(const ReferenceGraph::Component& component, const Visit& visit,
                                     Reads* reads) {
    const auto unknown = unknown_summary();
    std::vector<std::shared_ptr<const Summary>> last;
    for (const CodeId it : component.members) state_of(it).summary = unknown;
    for (const CodeId it : component.members) {
        run_function(it, visit, reads);
        last.push_back(state_of(it).summary);
        state_of(it).summary = unknown;
    }
    for (std::size_t at = 0; at < component.members.size(); ++at) {
        state_of(component.members[at]).summary = last[at];
    }
}

bool ProjectAnalysis::run_function(CodeId code, const Visit& visit, Reads* reads) {
    FunctionState& state = state_of(code);
    Arena& arena = arena_of_thread();
    arena.reset();
    std::optional<Run> run;
    if (reads != nullptr) run.emplace(*this, *this, code.module, reads);
    Interpreter interpreter(run ? run->context() : contexts_[code.module.index()], code.function, arena);
    interpreter.run();
    state.definitions = interpreter.facts().definitions;
    CallRecord calls = record_of(interpreter.calls());
    state.asked = interpreter.asked_codes();
    sort_and_keep_one(state.asked);
    state.missed = interpreter.missed();
    state.delayed = may_have_mutable_defaults(code);
    if (!state.delayed) visit(code, {code.function, interpreter, nullptr, {}});
    auto summary = std::make_shared<const Summary>(summarize(interpreter));
    const bool changed = state.summary == nullptr || !(*state.summary == *summary);
    alone([&] {
        state.calls = std::move(calls);
        ++statistics_.runs;
        statistics_.second_round += second_round_ ? 1U : 0U;
        publish(state, std::move(summary));
    });
    return changed;
}

void ProjectAnalysis::publish(FunctionState& state, std::shared_ptr<const Summary> summary) const {
    if (state.summary != nullptr) kept_.push_back(state.summary);
    state.summary = std::move(summary);
}

// What the part came to in the run before, if it would come to that again.
bool ProjectAnalysis::take_back(const ReferenceGraph::Component& component) {
    const Memory::Turn turn = second_round_ ? Memory::Turn::second : Memory::Turn::first;
    const std::span<const CodeId> members = component.members;
    const auto record = recall_->find(members, turn);
    const bool holds = record && recall_->holds(*record);
    std::vector<Recall::Kept> all;
    std::vector<std::shared_ptr<const Summary>> summaries;
    bool stands = holds && recall_->stands(*record);
    for (std::size_t at = 0; stands && at < members.size(); ++at) {
        auto kept = recall_->read(record->results[at], members[at]);
        stands = kept && kept->shown != may_have_mutable_defaults(members[at]);
        if (!stands) break;
        summaries.push_back(summary_from(kept->summary, recall_->names()));
        stands = summaries.back() != nullptr &&
                 (!kept->shown || recall_->restore(members[at], record->results[at]));
        all.push_back(std::move(*kept));
    }
    if (!stands) {
        alone([&] { recall_->note_run(members, holds); });
        return false;
    }
    alone([&] {
        for (std::size_t at = 0; at < members.size(); ++at) {
            FunctionState& state = state_of(members[at]);
            const bool changed = state.summary == nullptr || state.kept != all[at].summary;
            if (second_round_) state.changed = changed;
            publish(state, std::move(summaries[at]));
            state.meaning = meaning_hash(all[at].summary);
            state.kept = std::move(all[at].summary);
            state.calls = {std::move(all[at].calls), std::move(all[at].elsewhere),
                           std::move(all[at].library_calls)};
            state.definitions = std::move(all[at].definitions);
            state.missed = all[at].missed;
            state.delayed = !all[at].shown;
        }
        recall_->add_again(*record);
    });
    return true;
}

void ProjectAnalysis::keep(const ReferenceGraph::Component& component, const Reads& reads) {
    alone([&] {
        std::vector<Recall::Kept> all;
        for (const CodeId it : component.members) {
            FunctionState& state = state_of(it);
            state.kept = kept_form(*state.summary, recall_->names());
            state.meaning = meaning_hash(state.kept);
            all.push_back({state.kept, state.calls.code, state.calls.elsewhere, state.calls.library,
                           state.definitions, state.missed, !state.delayed});
        }
        recall_->add(component.members, second_round_ ? Memory::Turn::second : Memory::Turn::first, nullptr,
                     reads.all(), all);
    });
}

bool ProjectAnalysis::may_have_mutable_defaults(CodeId code) const {
    const project::Definition& definition = project_.interface(code.module).definition(code.function);
    if (!definition.made_in.valid()) return false;
    const Module& module = project_.program(code.module);
    const Function& around = module.function(definition.made_in);
    const Instruction& made = module.instructions_of(around)[definition.made.index()];
    if (made.opcode != Opcode::make_function) return false;
    std::uint32_t operand = 0;
    for (const program::Parameter& it : module.parameters_of(module.function(code.function))) {
        if (!it.has_default) continue;
        if (!cannot_change(module, around, module.operands_of(made)[operand++])) return true;
    }
    return false;
}

std::vector<DefaultObject> ProjectAnalysis::defaults_of(CodeId code) const {
    std::vector<DefaultObject> result;
    const project::Definition& definition = project_.interface(code.module).definition(code.function);
    if (!definition.made_in.valid()) return result;
    for (const Definition& it : state_of({code.module, definition.made_in}).definitions) {
        if (it.function == code.function) result.insert(result.end(), it.defaults.begin(), it.defaults.end());
    }
    return result;
}

// Whether a default can change, the code around the function says.
void ProjectAnalysis::visit_delayed(const Visit& visit) {
    std::vector<CodeId> delayed;
    for (std::uint32_t module = 0; module < functions_.size(); ++module) {
        for (std::uint32_t index = 0; index < functions_[module].size(); ++index) {
            if (functions_[module][index].delayed)
                delayed.push_back({program::ModuleId{module}, program::FunctionId{index}});
        }
    }
    executor_->for_each_index(delayed.size(), [&](std::size_t at) { visit_delayed(delayed[at], visit); });
}

void ProjectAnalysis::visit_delayed(CodeId code, const Visit& visit) {
    if (recall_ == nullptr) return visit_delayed(code, visit, nullptr);
    const auto record = recall_->find(std::span(&code, 1), Memory::Turn::defaults);
    const bool holds = record && recall_->holds(*record);
    if (holds && recall_->stands(*record) && recall_->restore(code, record->results.front()))
        return alone([&] { recall_->add_again(*record); });
    alone([&] { recall_->note_run(std::span(&code, 1), holds); });
    Reads reads(*recall_);
    reads.note(Question::What::text, code);
    reads.note(Question::What::defaults, code);
    visit_delayed(code, visit, &reads);
    Recall::Kept kept;
    kept.shown = true;
    alone([&] {
        recall_->add(std::span(&code, 1), Memory::Turn::defaults, nullptr, reads.all(), std::span(&kept, 1));
    });
}

void ProjectAnalysis::visit_delayed(CodeId code, const Visit& visit, Reads* reads) {
    const std::vector<DefaultObject> defaults = defaults_of(code);
    Arena& arena = arena_of_thread();
    arena.reset();
    std::optional<Run> run;
    if (reads != nullptr) run.emplace(*this, *this, code.module, reads);
    const Context& context = run ? run->context() : contexts_[code.module.index()];
    Interpreter any_caller(context, code.function, arena);
    any_caller.run();
    if (defaults.empty()) {
        visit(code, {code.function, any_caller, nullptr, {}});
        return;
    }
    const CodeId made_in{code.module, project_.interface(code.module).definition(code.function).made_in};
    Interpreter with_defaults(context, code.function, arena,
                              entry_of(*context.project, code, made_in, defaults));
    with_defaults.run();
    visit(code, {code.function, any_caller, &with_defaults, defaults});
}

}  // namespace doppelint::analysis
