#include "analysis/summary_calls.h"

#include <algorithm>

#include "analysis/instantiation.h"
#include "analysis/parts.h"
#include "analysis/summary_store.h"

namespace doppelint::analysis {

using heap::ContentBuilder;
using heap::Shift;
using heap::Slot;
using program::FunctionKind;
using program::Parameter;
using program::ParameterKind;

namespace {

// The parts of a call under which what its code made lies.
constexpr std::uint32_t kSummaryParts = 0x1000'0000U;
constexpr std::uint32_t kPartsOfCode = 1024;
// Within them, behind what the summary names: the tuple of `*args`, the dict of `**kwargs`, the generator.
constexpr std::uint32_t kRestParts = 512;
constexpr std::uint32_t kGeneratorPart = 1023;
/// Generators that walk generators, and callables that call callables.
constexpr std::uint32_t kDeepest = 12;

constexpr Kinds kTellMore = Kinds(Kind::function) | Kind::class_ | Kind::method | Kind::instance;

bool waits(const program::Function& function) {
    return function.is_generator || function.is_async || function.kind == FunctionKind::generator_expression;
}

}  // namespace

std::uint32_t SummaryCalls::part_of(CodeId code, std::uint32_t node) {
    const auto [found, is_new] = first_part_.try_emplace(code, next_part_);
    if (is_new) next_part_ += kPartsOfCode;
    return kSummaryParts + found->second + node;
}

// Callables that call callables may lead back to themselves; `depth_` is held to a limit.
// NOLINTBEGIN(misc-no-recursion)

Value SummaryCalls::call(State& state, ValueId id, CodeId code, ObjectId function, const Arguments& arguments,
                         Surely surely) {
    activation_.note_call(id, code);
    if (context_.summaries == nullptr || depth_ == kDeepest) {
        return parts_.outside.call(state, id, arguments.values());
    }
    auto bound = bind(state, id, code, function, arguments);
    if (!bound) return parts_.outside.call(state, id, arguments.values());
    bound->certain = surely.certain && !arguments.starred && !arguments.double_starred;
    bound->changed_by_some = surely.changed_by_some;
    const program::Function& body = context_.project->function(code);
    if (waits(body)) {
        parts_.ledger.note_ran(
            {.at = id, .code = code, .guessed = parts_.calls.is_by_flow(), .begins = true, .computes = true});
        return begin(state, *bound, Kind::generator);
    }
    const Summary* const summary = summary_for(state, *bound);
    note_ran(id, code, summary);
    if (summary == nullptr || summary->incomplete())
        return parts_.outside.call(state, id, arguments.values());
    ++depth_;
    ++activation_.nesting;
    Instantiation instantiation(parts_, *summary, *bound, state);
    instantiation.apply();
    if (summary->varies()) parts_.varying.note(id);
    const Value result = summary->returns() ? instantiation.value(summary->result()) : Value{};
    if (!summary->returns() && surely.certain) state.reachable = false;
    --activation_.nesting;
    --depth_;
    return result;
}

ParameterSet SummaryCalls::changed_by(CodeId code) {
    if (waits(context_.project->function(code))) return ParameterSet::all();
    const Summary* const summary = context_.summaries->find(code, activation_.code());
    activation_.asked_codes.push_back(code);
    if (summary == nullptr || summary->incomplete()) return ParameterSet::all();
    ParameterSet result;
    for (const Summary::Change& it : summary->changes()) {
        if (const auto root = summary->root_parameter(it.node)) result.add(*root);
    }
    return result;
}

// Of a class that is called, the new instance may change.
bool SummaryCalls::changes_nothing(const Summary& summary) const {
    if (!summary.computes()) return false;
    return std::ranges::all_of(summary.changes(), [&](const Summary::Change& it) {
        const Summary::Node& node = summary.nodes()[it.node];
        return activation_.constructing > 0 && node.root == Summary::Node::Root::parameter && node.index == 0;
    });
}

// A name that the function hands on, or a value that is written there, is not worked out.
void SummaryCalls::note_ran(ValueId id, CodeId code, const Summary* summary) {
    Ran ran{.at = id,
            .code = code,
            .guessed = parts_.calls.is_by_flow(),
            .constructs = activation_.constructing > 0};
    if (summary != nullptr) {
        const Summary::Value& result = summary->result();
        const auto references = summary->references().subspan(result.first, result.count);
        using Root = Summary::Node::Root;
        const auto gives = [&](Root root) {
            return std::ranges::any_of(
                references, [&](Summary::NodeIndex it) { return summary->nodes()[it].root == root; });
        };
        const bool makes = gives(Root::made);
        ran.makes_object =
            !gives(Root::parameter) && std::ranges::any_of(references, [&](Summary::NodeIndex it) {
                const Summary::Node& node = summary->nodes()[it];
                return node.root == Root::made && node.kind != Kind::opaque;
            });
        ran.computes = changes_nothing(*summary);
        ran.gives_none = summary->returns() && references.empty() && result.plain == Kinds(Kind::none);
        ran.may_decline = std::ranges::any_of(references, [&](Summary::NodeIndex it) {
            return summary->view(summary->nodes()[it].text).ends_with("NotImplemented");
        });
        ran.gives_new = makes || (result.constant == 0 && !(result.plain - Kind::none).empty());
    }
    parts_.ledger.note_ran(ran);
}

Value SummaryCalls::resume(State& state, ValueId id, ObjectId generator, Walk walk) {
    Bound bound = kept(state, id, generator);
    bound.repeated = walk == Walk::whole;
    bound.in_pieces = true;
    const Summary* const summary = depth_ < kDeepest ? summary_for(state, bound) : nullptr;
    note_ran(id, bound.code, summary);
    if (summary == nullptr || summary->incomplete()) {
        return parts_.outside.call(state, id, heap_.value_of(generator));
    }
    ++depth_;
    ++activation_.nesting;
    Instantiation instantiation(parts_, *summary, bound, state);
    instantiation.apply();
    if (summary->varies()) parts_.varying.note(id);
    const Value result = instantiation.value(summary->yielded());
    --activation_.nesting;
    --depth_;
    return result;
}

Value SummaryCalls::wait_for(State& state, ValueId id, ObjectId coroutine) {
    Bound bound = kept(state, id, coroutine);
    bound.certain = true;
    const Summary* const summary = depth_ < kDeepest ? summary_for(state, bound) : nullptr;
    note_ran(id, bound.code, summary);
    if (summary == nullptr || summary->incomplete()) {
        return parts_.outside.call(state, id, heap_.value_of(coroutine));
    }
    ++depth_;
    ++activation_.nesting;
    Instantiation instantiation(parts_, *summary, bound, state);
    instantiation.apply();
    if (summary->varies()) parts_.varying.note(id);
    const Value result = instantiation.value(summary->result());
    --activation_.nesting;
    --depth_;
    return result;
}

// NOLINTEND(misc-no-recursion)

void SummaryCalls::begin_regions(State& state, ValueId loop, ObjectId generator) {
    const Bound bound = kept(state, loop, generator);
    const Summary* const summary = summary_for(state, bound);
    if (summary != nullptr && !summary->claims().empty()) {
        Instantiation(parts_, *summary, bound, state).begin_regions(loop, generator);
    }
}

// NOLINTBEGIN(misc-no-recursion): generators that walk generators; `depth_` is held to a limit

void SummaryCalls::begin_walks(State& state, ValueId id, ObjectId generator) {
    const Bound bound = kept(state, id, generator);
    const Summary* const summary = depth_ < kDeepest ? summary_for(state, bound) : nullptr;
    if (summary != nullptr && summary->varies()) parts_.varying.note(id);
    if (summary == nullptr || summary->walks().empty()) return;
    ++depth_;
    Instantiation(parts_, *summary, bound, state).begin_walks();
    --depth_;
}

void SummaryCalls::end_walks(State& state, ValueId id, ObjectId generator) {
    const Bound bound = kept(state, id, generator);
    const Summary* const summary = depth_ < kDeepest ? summary_for(state, bound) : nullptr;
    if (summary == nullptr || summary->walks().empty()) return;
    ++depth_;
    Instantiation(parts_, *summary, bound, state).end_walks();
    --depth_;
}

// NOLINTEND(misc-no-recursion)

bool SummaryCalls::is_resumable(ObjectId generator) const {
    const heap::Object& object = heap_.objects()[generator];
    return context_.summaries != nullptr && object.kind == Kind::generator &&
           heap_.objects().class_of(generator).code.valid();
}

// The body runs later, a piece at a time; until then the generator keeps what it was given.
Value SummaryCalls::begin(State& state, const Bound& bound, Kind kind) {
    ContentBuilder content;
    for (std::uint32_t index = 0; index < bound.values.size(); ++index) {
        if (bound.values[index]) content.set(Slot::argument(index), *bound.values[index]);
    }
    if (bound.function.valid()) content.set(Slot::function(), heap_.value_of(bound.function));
    const std::uint32_t class_index = heap_.objects().class_index({{}, bound.code});
    return make(state, {bound.call, part_of(bound.code, kGeneratorPart), kind, class_index}, content);
}

SummaryCalls::Bound SummaryCalls::kept(State& state, ValueId id, ObjectId generator) {
    Bound bound;
    bound.code = heap_.objects().class_of(generator).code;
    bound.call = id;
    const program::Function& function = context_.project->function(bound.code);
    bound.values.resize(function.parameter_count);
    bound.registers.resize(function.parameter_count);
    const heap::Content content = heap_.content_of(state, generator);
    for (const heap::SlotValue& it : content.slots()) {
        if (it.slot.kind() == heap::SlotKind::function) bound.function = heap_.only_object(it.value);
        const bool is_argument =
            it.slot.kind() == heap::SlotKind::argument && it.slot.detail() < bound.values.size();
        if (is_argument) bound.values[it.slot.detail()] = it.value;
    }
    return bound;
}

// NOLINTNEXTLINE(readability-function-cognitive-complexity): the ways in which Python binds arguments
std::optional<SummaryCalls::Bound> SummaryCalls::bind(State& state, ValueId id, CodeId code,
                                                      ObjectId function, const Arguments& arguments) {
    const Module& module = context_.project->program(code.module);
    const auto parameters = module.parameters_of(context_.project->function(code));
    Bound bound;
    bound.code = code;
    bound.function = function;
    bound.call = id;
    bound.values.resize(parameters.size());
    bound.registers.resize(parameters.size());
    std::size_t next = 0;
    std::uint32_t defaults = 0;
    for (std::uint32_t index = 0; index < parameters.size(); ++index) {
        const Parameter& parameter = parameters[index];
        const std::uint32_t place = defaults;
        defaults += parameter.has_default ? 1U : 0U;
        const auto take = [&](const Arguments::One& argument) {
            bound.values[index] = argument.value;
            bound.registers[index] = argument.carrier;
        };
        if (parameter.kind == ParameterKind::star) {
            bound.values[index] = rest_of_positional(state, bound, index, arguments, next);
            next = std::max(next, arguments.positional.size());
            continue;
        }
        if (parameter.kind == ParameterKind::double_star) {
            bound.values[index] = rest_of_keywords(state, bound, index, arguments);
            continue;
        }
        const bool by_place = parameter.kind != ParameterKind::keyword_only;
        if (by_place && next < arguments.positional.size()) {
            take(arguments.positional[next++]);
            continue;
        }
        const std::string_view name = module.text(parameter.name);
        const auto keyword = std::ranges::find(arguments.keywords, name, &Arguments::Keyword::name);
        if (parameter.kind != ParameterKind::positional_only && keyword != arguments.keywords.end()) {
            take(keyword->argument);
            continue;
        }
        Value value;
        if (by_place && arguments.starred) value = heap_.join(value, *arguments.starred);
        if (arguments.double_starred) value = heap_.join(value, *arguments.double_starred);
        const bool may_be_passed = (by_place && arguments.starred) || arguments.double_starred;
        if (!parameter.has_default && !may_be_passed) return std::nullopt;
        if (parameter.has_default) value = heap_.join(value, default_of(state, bound, place));
        bound.values[index] = value;
    }
    if (next < arguments.positional.size()) return std::nullopt;
    return bound;
}

// The default is kept by the function object. One that is written as a constant is known without it.
Value SummaryCalls::default_of(State& state, const Bound& bound, std::uint32_t place) {
    const ProjectReader& project = *context_.project;
    const Module& module = project.program(bound.code.module);
    const project::Definition& definition =
        project.interface(bound.code.module).definition(bound.code.function);
    if (definition.made_in.valid()) {
        const Function& around = module.function(definition.made_in);
        const auto instructions = module.instructions_of(around);
        const ValueId value = module.operands_of(instructions[definition.made.index()])[place];
        const Instruction& it = instructions[project::origin_of(module, around, value).index()];
        if (it.opcode == Opcode::constant) {
            Value result = heap::atoms(heap::kind_of(module.constants[it.payload].kind));
            const program::Constant& known = module.constants[it.payload];
            if (bound.code.module == context_.module_id) {
                result.constant = program::ConstantId{it.payload};
            } else if (known.kind == program::ConstantKind::true_ ||
                       known.kind == program::ConstantKind::false_) {
                result.constant = activation_.constants().find(known.kind);
            }
            return result;
        }
    }
    const Value function =
        bound.function.valid() ? heap_.value_of(bound.function) : parts_.names.code_object(bound.code);
    return heap_.read(state, function, Slot::argument(place));
}

Value SummaryCalls::rest_of_positional(State& state, const Bound& bound, std::uint32_t parameter,
                                       const Arguments& arguments, std::size_t first) {
    const ObjectId tuple =
        heap_.objects().made(bound.call, part_of(bound.code, kRestParts + parameter), Kind::tuple);
    ContentBuilder content;
    content.head().exact = true;
    heap_.set_content(state, tuple, content);
    for (std::size_t index = first; index < arguments.positional.size(); ++index) {
        heap_.add_item(state, tuple, arguments.positional[index].value, Shift::keeps_places, true, true);
    }
    if (arguments.starred)
        heap_.add_item(state, tuple, *arguments.starred, Shift::keeps_places, false, false);
    return heap_.value_of(tuple);
}

Value SummaryCalls::rest_of_keywords(State& state, const Bound& bound, std::uint32_t parameter,
                                     const Arguments& arguments) {
    const Module& module = context_.project->program(bound.code.module);
    const auto parameters = module.parameters_of(module.function(bound.code.function));
    const ObjectId dict =
        heap_.objects().made(bound.call, part_of(bound.code, kRestParts + parameter), Kind::dict);
    ContentBuilder content;
    Value rest = arguments.double_starred.value_or(Value{});
    for (const Arguments::Keyword& keyword : arguments.keywords) {
        const bool is_named = std::ranges::any_of(parameters, [&](const Parameter& it) {
            return it.kind != ParameterKind::positional_only && module.text(it.name) == keyword.name &&
                   it.kind != ParameterKind::star && it.kind != ParameterKind::double_star;
        });
        if (is_named) continue;
        rest = heap_.join(rest, keyword.argument.value);
        const program::ConstantId key =
            activation_.constants().find(program::ConstantKind::string, true, keyword.name, 0);
        if (key.valid()) content.set(Slot::key(key), keyword.argument.value);
    }
    content.head().distinct = heap::Distinct::unknown;
    content.head().exact = rest.nothing();
    if (!rest.nothing()) {
        content.set(Slot::rest(), rest);
        content.set(Slot::keys(), heap::atoms(Kind::string));
    }
    heap_.set_content(state, dict, content);
    return heap_.value_of(dict);
}

std::span<const program::Capture> SummaryCalls::captures_of(CodeId code) const {
    return context_.project->program(code.module).captures_of(context_.project->function(code));
}

// What was handed over when the function was made lies in the function, behind its defaults.
Value SummaryCalls::captured(State& state, const Bound& bound, std::uint32_t index) {
    const Module& module = context_.project->program(bound.code.module);
    const Function& function = module.function(bound.code.function);
    std::uint32_t place = index;
    for (const Parameter& it : module.parameters_of(function)) place += it.has_default ? 1U : 0U;
    const Value holder =
        bound.function.valid() ? heap_.value_of(bound.function) : parts_.names.code_object(bound.code);
    return heap_.read(state, holder, Slot::argument(place));
}

// Of True and False which of them it is.
std::optional<bool> SummaryCalls::truth_of(const Value& value) const {
    if (!value.constant.valid()) return std::nullopt;
    const program::ConstantKind kind = module_.constants[value.constant.index()].kind;
    if (kind == program::ConstantKind::true_) return true;
    return kind == program::ConstantKind::false_ ? std::optional(false) : std::nullopt;
}

// What the function would like to know of an argument.
ParameterBinding SummaryCalls::binding_for(const Value& value, const Summary& summary,
                                           std::uint32_t parameter) const {
    ParameterBinding result;
    const ObjectId object = heap_.only_object(value);
    if (summary.asks_for(parameter, Asks::truth)) {
        if (object.valid()) activation_.ask_for(object, Asks::truth);
        if (const std::optional<bool> truth = truth_of(value)) {
            result.what = ParameterBinding::What::truth;
            result.truth = *truth;
            return result;
        }
    }
    if (!summary.asks_for(parameter, Asks::shape) || !object.valid() || !value.plain.empty()) return result;
    const heap::Object& known = heap_.objects()[object];
    const heap::ClassName& name = heap_.objects().class_of(object);
    if (!kTellMore.has(known.kind) || !name.code.valid() || known.detail != 0) return result;
    result.what = ParameterBinding::What::shape;
    result.shape = {known.kind, name};
    return result;
}

const Summary* SummaryCalls::summary_for(State& state, const Bound& bound) {
    const Summary* const general = context_.summaries->find(bound.code, activation_.code());
    activation_.asked_codes.push_back(bound.code);
    if (general == nullptr) activation_.missed = true;
    if (general == nullptr) return nullptr;
    const std::span<const program::Capture> captures = captures_of(bound.code);
    Entry entry;
    entry.parameters.resize(bound.values.size() + captures.size());
    for (std::uint32_t index = 0; index < bound.values.size(); ++index) {
        if (!bound.values[index]) continue;
        entry.parameters[index] = binding_for(*bound.values[index], *general, index);
        const ObjectId object = heap_.only_object(*bound.values[index]);
        if (!object.valid() || !models::is_mutable(heap_.objects()[object].kind)) continue;
        for (std::uint32_t before = 0; before < index; ++before) {
            if (!bound.values[before] || heap_.only_object(*bound.values[before]) != object) continue;
            entry.parameters[index] = {.what = ParameterBinding::What::same, .same_as = before};
            break;
        }
    }
    for (std::uint32_t index = 0; index < captures.size(); ++index) {
        const auto place = static_cast<std::uint32_t>(bound.values.size()) + index;
        if (!general->asks_for(place, Asks::shape)) continue;
        entry.parameters[place] = binding_for(captured(state, bound, index), *general, place);
    }
    if (entry.is_general()) return general;
    const Summary* const special = context_.summaries->find(bound.code, entry, activation_.code());
    return special != nullptr ? special : general;
}

}  // namespace doppelint::analysis
