#include "analysis/analyze_project.h"

#include <algorithm>
#include <unordered_map>

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

Entry entry_of(const std::vector<DefaultObject>& defaults, std::uint32_t parameter_count) {
    Entry entry;
    entry.parameters.resize(parameter_count);
    for (const DefaultObject& it : defaults) {
        ParameterBinding& binding = entry.parameters[it.parameter];
        binding.what = ParameterBinding::What::own_default;
        binding.kind = it.kind;
        binding.empty = it.empty;
        binding.shape.name.code = it.class_body;
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

CallRecord record_of(const std::vector<CodeCall>& calls) {
    CallRecord result;
    for (const CodeCall& it : calls) {
        if (it.code.valid()) {
            result.code.push_back(it.code);
        } else {
            result.library.push_back(it.library);
        }
    }
    sort_and_keep_one(result.code);
    sort_and_keep_one(result.library);
    return result;
}

}  // namespace

/// Summaries for calls that pass something special, by function; those of one function are few.
struct ProjectAnalysis::Special {
    std::unordered_map<CodeId, std::vector<std::pair<Entry, std::shared_ptr<const Summary>>>> known;
};

ProjectAnalysis::ProjectAnalysis(const project::Project& project, std::vector<FileContext> files,
                                 const Context& base)
    : project_(project), files_(std::move(files)), flow_(project), special_(std::make_unique<Special>()) {
    contexts_.reserve(files_.size());
    for (std::uint32_t index = 0; index < files_.size(); ++index) {
        const program::ModuleId module{index};
        Context context{project.program(module),
                        *files_[index].globals,
                        *files_[index].methods,
                        base.library,
                        base.intent,
                        base.versions,
                        base.policy,
                        base.limits};
        context.project = &project;
        context.module_id = module;
        context.flow = base.policy == heap::Policy::report ? &flow_ : nullptr;
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
    return is_own || is_done(code) ? state_of(code).summary.get() : state_of(code).settled.get();
}

const Summary* ProjectAnalysis::Settled::find(CodeId code, CodeId /*caller*/) const {
    const FunctionState& state = analysis_.state_of(code);
    return analysis_.is_done(code) ? state.summary.get() : state.settled.get();
}

const Summary* ProjectAnalysis::find(CodeId code, const Entry& entry, CodeId caller) const {
    const std::uint32_t component = graph_->component_of(code);
    const std::uint32_t around = graph_->component_of(caller);
    if (component >= around) return nullptr;
    for (const ParameterBinding& it : entry.parameters) {
        const CodeId passed = it.shape.name.code;
        const bool is_code = it.what == ParameterBinding::What::shape &&
                             it.shape.kind != models::Kind::instance && it.shape.kind != models::Kind::class_;
        if (is_code && passed.valid() && graph_->component_of(passed) == around) return nullptr;
    }
    const Summary* ready = nullptr;
    alone([&] {
        for (const auto& [known, summary] : special_->known[code]) {
            if (known == entry) ready = summary.get();
        }
    });
    if (ready != nullptr) return ready;
    Arena arena;
    Context context = contexts_[code.module.index()];
    context.summaries = &settled_;
    Interpreter interpreter(context, code.function, arena, entry);
    interpreter.run();
    auto summary = std::make_shared<const Summary>(summarize(interpreter));
    const CallRecord calls = record_of(interpreter.calls());
    alone([&] {
        ++statistics_.special_runs;
        CallRecord& all = state_of(code).special_calls;
        all.code.insert(all.code.end(), calls.code.begin(), calls.code.end());
        all.library.insert(all.library.end(), calls.library.begin(), calls.library.end());
        special_->known[code].emplace_back(entry, summary);
        kept_.push_back(summary);
    });
    return summary.get();
}

void ProjectAnalysis::alone(const std::function<void()>& work) const {
    if (executor_ == nullptr) return work();
    executor_->alone(work);
}

void ProjectAnalysis::run(Executor& executor, const Visit& visit) {
    if (contexts_.empty()) return;
    executor_ = &executor;
    graph_ = std::make_unique<ReferenceGraph>(project_, flow_, executor);
    for (level_ = 0; level_ < graph_->level_count(); ++level_) {
        const auto components = graph_->at_level(level_);
        executor.for_each_index(components.size(),
                                [&](std::size_t at) { run_component(components[at], visit); });
    }
    second_round_ = true;
    special_->known.clear();
    for (auto& module : functions_) {
        for (FunctionState& it : module) it.settled = it.summary;
    }
    for (level_ = 0; level_ < graph_->level_count(); ++level_) {
        std::vector<std::uint32_t> again;
        for (const std::uint32_t it : graph_->at_level(level_)) {
            if (needs_second_run(it)) again.push_back(it);
        }
        executor.for_each_index(again.size(), [&](std::size_t at) { run_component(again[at], visit); });
    }
    visit_delayed(visit);
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

bool ProjectAnalysis::needs_second_run(std::uint32_t component) const {
    return std::ranges::any_of(graph_->components()[component].members, [&](CodeId code) {
        const FunctionState& state = state_of(code);
        return state.missed || std::ranges::any_of(state.calls.code, [&](CodeId callee) {
                   return graph_->component_of(callee) != component && state_of(callee).changed;
               });
    });
}

// A function that stands in no cycle runs once. In a cycle, each first takes the others to do nothing and
// never to return; what is not stable after a few rounds may be anything.
void ProjectAnalysis::run_component(std::uint32_t index, const Visit& visit) {
    const ReferenceGraph::Component& component = graph_->components()[index];
    if (!component.is_cycle) {
        const bool changed = run_function(component.members.front(), &visit);
        if (second_round_) state_of(component.members.front()).changed = changed;
        return;
    }
    std::vector<std::shared_ptr<const Summary>> before;
    before.reserve(component.members.size());
    for (const CodeId it : component.members) before.push_back(state_of(it).summary);
    bool stable = false;
    const bool in_rounds = component.members.size() <= kLargestCycle;
    const auto never_returns = std::make_shared<const Summary>();
    for (const CodeId it : component.members)
        state_of(it).summary = in_rounds ? never_returns : unknown_summary();
    for (std::uint32_t round = 0; in_rounds && round < kMostRounds && !stable; ++round) {
        stable = true;
        for (const CodeId it : component.members) stable = !run_function(it, nullptr) && stable;
    }
    if (!stable) {
        alone([&] { ++statistics_.unstable_cycles; });
        for (const CodeId it : component.members) state_of(it).summary = unknown_summary();
    }
    std::vector<std::shared_ptr<const Summary>> last;
    for (const CodeId it : component.members) {
        const std::shared_ptr<const Summary> assumed = state_of(it).summary;
        run_function(it, &visit);
        last.push_back(state_of(it).summary);
        state_of(it).summary = assumed;
    }
    for (std::size_t at = 0; at < component.members.size(); ++at) {
        FunctionState& state = state_of(component.members[at]);
        state.summary = last[at];
        if (second_round_) state.changed = before[at] == nullptr || !(*before[at] == *last[at]);
    }
}

bool ProjectAnalysis::run_function(CodeId code, const Visit* visit) {
    FunctionState& state = state_of(code);
    Arena& arena = arena_of_thread();
    arena.reset();
    Interpreter interpreter(contexts_[code.module.index()], code.function, arena);
    interpreter.run();
    state.definitions = interpreter.facts().definitions;
    CallRecord calls = record_of(interpreter.calls());
    state.missed = interpreter.missed();
    state.delayed = may_have_mutable_defaults(code);
    if (visit != nullptr && !state.delayed) (*visit)(code, {code.function, interpreter, nullptr, {}});
    auto summary = std::make_shared<const Summary>(summarize(interpreter));
    const bool changed = state.summary == nullptr || !(*state.summary == *summary);
    alone([&] {
        state.calls = std::move(calls);
        ++statistics_.runs;
        statistics_.second_round += second_round_ && visit != nullptr ? 1U : 0U;
        if (state.summary != nullptr) kept_.push_back(state.summary);
        state.summary = std::move(summary);
    });
    return changed;
}

bool ProjectAnalysis::may_have_mutable_defaults(CodeId code) const {
    const project::Definition& definition = project_.interface(code.module).definition(code.function);
    if (!definition.made_in.valid()) return false;
    const Module& module = project_.program(code.module);
    const Function& around = module.function(definition.made_in);
    const auto instructions = module.instructions_of(around);
    const Instruction& made = instructions[definition.made.index()];
    if (made.opcode != Opcode::make_function) return false;
    std::uint32_t operand = 0;
    for (const program::Parameter& it : module.parameters_of(module.function(code.function))) {
        if (!it.has_default) continue;
        const ValueId value = project::origin_of(module, around, module.operands_of(made)[operand++]);
        if (instructions[value.index()].opcode != Opcode::constant) return true;
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
    for (std::uint32_t module = 0; module < functions_.size(); ++module) {
        for (std::uint32_t index = 0; index < functions_[module].size(); ++index) {
            if (!functions_[module][index].delayed) continue;
            const CodeId code{program::ModuleId{module}, program::FunctionId{index}};
            const std::vector<DefaultObject> defaults = defaults_of(code);
            Arena& arena = arena_of_thread();
            arena.reset();
            Interpreter any_caller(contexts_[module], code.function, arena);
            any_caller.run();
            if (defaults.empty()) {
                visit(code, {code.function, any_caller, nullptr, {}});
                continue;
            }
            const std::uint32_t count = project_.function(code).parameter_count;
            Interpreter with_defaults(contexts_[module], code.function, arena, entry_of(defaults, count));
            with_defaults.run();
            visit(code, {code.function, any_caller, &with_defaults, defaults});
        }
    }
}

}  // namespace doppelint::analysis
