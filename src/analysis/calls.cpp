#include "analysis/calls.h"

#include <algorithm>
#include <array>

#include "analysis/call_flow.h"
#include "analysis/parts.h"
#include "analysis/protocols.h"

namespace doppelint::analysis {

using heap::Assumption;
using heap::ContentBuilder;
using heap::Origin;
using heap::Slot;
using program::Label;
using Access = ModelCalls::Access;

namespace {

constexpr std::uint32_t kDeepestFlow = 3;
constexpr std::uint32_t kDeepest = 32;

}  // namespace

std::vector<Value> Arguments::values() const {
    std::vector<Value> result;
    result.reserve(positional.size() + keywords.size() + 2);
    for (const One& it : positional) result.push_back(it.value);
    for (const Keyword& it : keywords) result.push_back(it.argument.value);
    if (starred) result.push_back(*starred);
    if (double_starred) result.push_back(*double_starred);
    return result;
}

Arguments Arguments::behind(const One& first) const {
    Arguments result = *this;
    result.positional.insert(result.positional.begin(), first);
    return result;
}

Value Calls::call(State& state, ValueId id, const Instruction& it) {
    const Arguments arguments = arguments_of(state, id, it);
    const ValueId callee = operand_id(it, 0);
    if (!plan_.only_called(callee)) return call_value(state, id, operand(it, 0), arguments);
    const Instruction& lookup = at(callee);
    const Arguments::One receiver{operand(lookup, 0), operand_id(lookup, 0)};
    if (context_.flow != nullptr && heap_.kinds_of(receiver.value).has(Kind::opaque)) {
        // A property, or what a hook gives.
        for (const FlowCallee& one : context_.flow->callees(activation_.code(), callee))
            activation_.note_call(id, one.code);
    }
    const std::string_view name = module_.text(NameId{lookup.payload});
    const bool asks_identity = name == "assertIs" || name == "assertIsNot";
    if (asks_identity && arguments.positional.size() >= 2) {
        parts_.ledger.note_identity(state, id, arguments.positional[0], arguments.positional[1]);
    }
    const Value result = call_method(state, id, {name, receiver, arguments});
    parts_.ledger.observe_given(state, id, receiver.value, result);
    return result;
}

// Whether a call may see what its arguments hold.
bool Calls::looks_into(const Value& callee) const {
    constexpr std::array<std::string_view, 6> kBlind{"builtins.len",        "builtins.id",
                                                     "builtins.type",       "builtins.bool",
                                                     "builtins.isinstance", "builtins.callable"};
    const ObjectId only = heap_.only_object(callee);
    if (!only.valid() || heap_.objects()[only].origin != Origin::external) return true;
    return std::ranges::find(kBlind, heap_.objects().external_name(only)) == kBlind.end();
}

Arguments Calls::arguments_of(State& state, ValueId id, const Instruction& it) {
    Arguments arguments;
    const auto joined = [&](const std::optional<Value>& before, const Value& more) {
        return before ? heap_.join(*before, more) : more;
    };
    const bool sees = looks_into(operand(it, 0));
    for (std::uint32_t index = 1; index < it.operand_count; ++index) {
        const Label label = module_.label_of(it, index);
        const Value value = operand(it, index);
        if (sees) parts_.ledger.observe(state, id, value);
        if (label.value == Label::kStar) {
            arguments.starred = joined(arguments.starred, parts_.iteration.items_of(state, id, value));
            parts_.walks.whole(state, id, value, operand_id(it, index));
        } else if (label.value == Label::kDoubleStar) {
            arguments.double_starred =
                joined(arguments.double_starred, parts_.iteration.values_of(state, id, value));
        } else if (label.is_keyword()) {
            arguments.keywords.push_back({module_.text(label.keyword()), {value, operand_id(it, index)}});
        } else if (arguments.starred) {
            arguments.starred = heap_.join(*arguments.starred, value);
        } else {
            arguments.add(value, operand_id(it, index));
        }
    }
    return arguments;
}

// Callables that call callables may lead back to themselves; ModelCalls counts their depth.
// NOLINTBEGIN(misc-no-recursion)

Value Calls::call_method(State& state, ValueId id, const MethodCall& method) {
    const Value& receiver = method.receiver.value;
    if (receiver.is_any()) {
        return parts_.outside.call(state, id, method.arguments.behind(method.receiver).values());
    }
    Value result;
    for (const Kind kind : {Kind::string, Kind::bytes, Kind::integer, Kind::floating}) {
        if (!receiver.plain.has(kind)) continue;
        const auto models = context_.library.methods(Classes::method_class(kind), method.name);
        if (models.empty()) continue;
        const Arguments all = method.arguments.behind({heap::atoms(kind), method.receiver.carrier});
        result = heap_.join(result, parts_.models.apply(state, id, models, all, Access::method, false));
    }
    if (!receiver.plain.empty() && result.nothing()) result = heap::atoms(Kind::other_atom);
    for (const ObjectId object : objects_of(receiver)) {
        result = heap_.join(result, call_method_of(state, id, object, method));
    }
    return result;
}

Value Calls::call_method_of(State& state, ValueId id, ObjectId object, const MethodCall& method) {
    const heap::Object known = heap_.objects()[object];
    const bool is_namespace = known.origin == Origin::external && known.kind != Kind::instance &&
                              known.kind != Kind::function && !models::kContainers.has(known.kind) &&
                              (known.kind != Kind::class_ || !heap_.objects().class_of(object).code.valid());
    if (is_namespace) {
        const auto given = parts_.names.ask_module(state, id, object, method.name);
        return call_value(state, id, given ? *given : parts_.names.member(state, object, method.name),
                          method.arguments);
    }
    if (const auto given =
            parts_.members.call(state, id, object, method.receiver, method.name, method.arguments)) {
        return *given;
    }
    if (const auto given = managed(state, id, object, method.name)) return *given;
    const std::string_view class_name = parts_.classes.method_class(object);
    const auto models = context_.library.methods(class_name, method.name);
    if (class_name.empty() || models.empty()) return call_unknown_method(state, id, object, method);
    activation_.note_call(id, {}, models.front().name);
    const Arguments all = method.arguments.behind({heap_.value_of(object), method.receiver.carrier});
    const bool certain = heap_.only_object(method.receiver.value).valid();
    return parts_.models.apply(state, id, models, all, Access::method, certain);
}

// Only a generator that was made into a context manager has these. It runs to its `yield`, and from there to
// its end.
std::optional<Value> Calls::managed(State& state, ValueId id, ObjectId object, std::string_view name) {
    if (heap_.objects()[object].kind != Kind::generator) return std::nullopt;
    const bool enters = name == "__enter__" || name == "__aenter__";
    const bool leaves = name == "__exit__" || name == "__aexit__";
    if (!enters && !leaves) return std::nullopt;
    const Value given = parts_.iteration.items_of(state, id, object, Walk::turn);
    return enters ? given : heap::atoms(Kind::boolean);
}

bool Calls::has_special(ObjectId object, std::string_view name) const {
    if (parts_.members.has_member(object, name)) return true;
    if (heap_.objects()[object].kind == Kind::generator) return true;
    const std::string_view class_name = parts_.classes.method_class(object);
    return !class_name.empty() && !context_.library.methods(class_name, name).empty();
}

// A method of something of unknown class. In the report policy a name like `append` is taken for the builtin
// containers' method of that name.
Value Calls::call_unknown_method(State& state, ValueId id, ObjectId object, const MethodCall& method) {
    activation_.ask_for(object);
    const Arguments::One self{heap_.value_of(object), method.receiver.carrier};
    if (const auto given = call_by_flow(state, id, &self, method.arguments)) return *given;
    if (const auto given = call_by_test(state, id, self, method.name, method.arguments)) return *given;
    const Arguments all = method.arguments.behind({heap_.value_of(object), method.receiver.carrier});
    const bool may_be_builtin = heap_.objects()[object].kind == Kind::opaque && !sound();
    const auto candidates =
        may_be_builtin ? context_.library.methods_named(method.name) : std::span<const std::uint16_t>();
    if (candidates.empty()) {
        if (sound()) {
            parts_.ledger.changed(
                state,
                {id, object, method.receiver.value, method.receiver.carrier, ChangeKind::other, false, {}});
        }
        return parts_.outside.call(state, id, all.values());
    }
    assume_that(state, Assumption::builtin_method);
    Value result;
    for (const std::uint16_t index : candidates) {
        const models::Model& model = context_.library.model(index);
        // Of an immutable one nothing could be told anyway, and its "copy" is itself. Most methods of
        // bytearray are those of text, which is what an unknown object is more often.
        const bool tells_nothing = model.name.starts_with("bytearray.") || model.name.starts_with("tuple.") ||
                                   model.name.starts_with("frozenset.");
        if (tells_nothing) continue;
        if (const auto given = parts_.models.apply_guessed(state, id, model, all)) {
            result = heap_.join(result, *given);
        }
    }
    return result.nothing() ? parts_.outside.call(state, id, all.values()) : result;
}

Value Calls::call_value(State& state, ValueId id, const Value& callee, const Arguments& arguments) {
    if (callee.is_any()) {
        std::vector<Value> roots = arguments.values();
        roots.push_back(callee);
        return parts_.outside.call(state, id, roots);
    }
    Value result;
    const bool certain = heap_.only_object(callee).valid();
    if (depth_ == kDeepest) {
        assume_that(state, Assumption::limit);
        return parts_.outside.call(state, id, arguments.values());
    }
    ++depth_;
    for (const ObjectId object : objects_of(callee)) {
        result = heap_.join(result, call_object(state, id, object, arguments, certain));
    }
    --depth_;
    return result;
}

Value Calls::call_object(State& state, ValueId id, ObjectId callee, const Arguments& arguments,
                         bool certain) {
    const heap::Object known = heap_.objects()[callee];
    const CodeId code = heap_.objects().class_of(callee).code;
    if (known.origin == Origin::external && !code.valid()) {
        if (const auto given = call_library(state, id, callee, arguments, certain)) return *given;
    }
    const Value called = heap_.value_of(callee);
    const auto roots = [&] {
        std::vector<Value> result = arguments.values();
        result.push_back(called);
        return result;
    };
    if (code.valid() && context_.summaries != nullptr) {
        if (const auto given = call_code(state, id, callee, arguments, certain)) return *given;
    } else if (known.kind == Kind::function && code.valid()) {
        const Function& function = module_.function(code.function);
        const bool waits = function.is_generator || function.is_async ||
                           function.kind == program::FunctionKind::generator_expression;
        if (waits) return begin_generator(state, id, roots());
    } else if (known.kind == Kind::class_ && code.valid()) {
        return instantiate(state, id, callee, roots());
    }
    if (known.kind == Kind::method && known.detail != 0) {
        const Arguments::One receiver{heap_.read(state, callee, Slot::source()), ValueId{}};
        const NameId name{known.detail - 1};
        return call_method(state, id, {activation_.words.text(name), receiver, arguments});
    }
    if (known.kind == Kind::function && known.detail != 0) {
        return parts_.models.call_lazy(state, id, callee, arguments);
    }
    if (known.kind == Kind::instance && parts_.classes.has_library_class(callee)) {
        const auto models = context_.library.methods(parts_.classes.method_class(callee), "__call__");
        const Arguments all = arguments.behind({heap_.value_of(callee), ValueId{}});
        if (!models.empty()) return parts_.models.apply(state, id, models, all, Access::method, certain);
    }
    activation_.ask_for(callee);
    if (const auto given = call_by_flow(state, id, nullptr, arguments)) return *given;
    return parts_.outside.call(state, id, roots());
}

std::optional<Value> Calls::call_library(State& state, ValueId id, ObjectId callee,
                                         const Arguments& arguments, bool certain) {
    const std::string_view name = heap_.objects().external_name(callee);
    activation_.note_call(id, {}, name);
    if (name == "super") {
        if (auto found = parts_.members.super_object(state, id, arguments)) return found;
    }
    const auto models = context_.library.functions(name);
    if (models.empty()) return std::nullopt;
    return parts_.models.apply(state, id, models, arguments, Access::function, certain);
}

// Any of what flows to this call may be called.
std::optional<Value> Calls::call_by_flow(State& state, ValueId id, const Arguments::One* receiver,
                                         const Arguments& arguments) {
    if (context_.flow == nullptr || context_.summaries == nullptr) return std::nullopt;
    for (const auto& [call, name] : context_.flow->library_callees(activation_.code(), id))
        activation_.note_call(id, {}, name);
    std::vector<FlowCallee> callees;
    for (const FlowCallee& it : context_.flow->callees(activation_.code(), id)) {
        if (it.how == FlowCallee::How::special) {
            // What a library function that comes here calls back.
            activation_.note_call(id, it.code);
        } else {
            callees.push_back(it);
        }
    }
    return run_flow_callees(state, id, callees, receiver, arguments);
}

std::optional<Value> Calls::call_special_by_flow(State& state, ValueId id, std::string_view name,
                                                 const Arguments::One& self,
                                                 std::span<const Arguments::One> others) {
    if (context_.flow == nullptr || context_.summaries == nullptr) return std::nullopt;
    std::vector<FlowCallee> callees;
    for (const FlowCallee& it : context_.flow->callees(activation_.code(), id)) {
        if (it.how != FlowCallee::How::special) continue;
        const std::string_view own =
            context_.project->program(it.code.module).text(context_.project->function(it.code).name);
        const auto names = alternatives_of(name);
        // A getter, or a method under another name.
        const bool fits = !own.starts_with("__") || std::ranges::find(names, own) != names.end();
        if (fits) callees.push_back(it);
    }
    Arguments arguments;
    arguments.positional.assign(others.begin(), others.end());
    return run_flow_callees(state, id, callees, &self, arguments);
}

// Getters, setters and hooks that read, set or delete an attribute; `value` is what is set.
std::optional<Value> Calls::call_hooks_by_flow(State& state, ValueId id, const Arguments::One& self,
                                               const std::optional<Arguments::One>& value) {
    if (context_.flow == nullptr || context_.summaries == nullptr) return std::nullopt;
    std::optional<Value> result;
    for (const FlowCallee& it : context_.flow->callees(activation_.code(), id)) {
        if (it.how != FlowCallee::How::special) continue;
        const std::string_view own =
            context_.project->program(it.code.module).text(context_.project->function(it.code).name);
        const bool is_descriptor = own == "__get__" || own == "__set__" || own == "__delete__";
        Arguments arguments;
        if (own.ends_with("attr__") || own == "__getattribute__")
            arguments.add(heap::atoms(Kind::string), ValueId{});
        if (is_descriptor) arguments.positional.push_back(self);
        if (own == "__get__") arguments.add(parts_.outside.result(state, id), ValueId{});
        if (value) arguments.positional.push_back(*value);
        const auto given =
            run_flow_callees(state, id, std::span(&it, 1), is_descriptor ? nullptr : &self, arguments);
        if (given) result = result ? heap_.join(*result, *given) : *given;
    }
    return result;
}

// What decorators made of a function may have been changed since: others register with it.
Value Calls::call_what_changed(State& state, ValueId id, const Value& made, const Arguments::One& receiver,
                               const Arguments& arguments) {
    const auto may_change = [&](ObjectId it) {
        return heap_.objects()[it].kind == Kind::instance && parts_.classes.has_library_class(it);
    };
    if (std::ranges::none_of(heap_.objects_of(made), may_change)) return {};
    return call_by_flow(state, id, receiver.value.nothing() ? nullptr : &receiver, arguments)
        .value_or(Value{});
}

// A class that is made as `type.__call__` makes it.
Value Calls::construct_by_flow(State& state, ValueId id, const Arguments& arguments) {
    Value result = parts_.outside.call(state, id, arguments.values());
    if (context_.flow == nullptr || context_.summaries == nullptr) return result;
    for (const FlowCallee& it : context_.flow->callees(activation_.code(), id)) {
        if (context_.project->function(it.code).kind != program::FunctionKind::class_body) continue;
        result = heap_.join(
            result, parts_.members.construct(state, id, parts_.names.code_object(it.code), arguments));
    }
    return result;
}

// What some of the functions change of what they are given, and others do not; as a method counts its
// parameters.
ParameterSet Calls::changed_by_some(std::span<const FlowCallee> callees) {
    if (callees.size() < 2) return {};
    ParameterSet any;
    std::vector<ParameterSet> all;
    for (const FlowCallee& it : callees) {
        if (context_.project->function(it.code).kind == program::FunctionKind::class_body) continue;
        const ParameterSet changed = parts_.summaries.changed_by(it.code);
        all.push_back(it.how == FlowCallee::How::function ? changed.behind_another() : changed);
        any |= all.back();
    }
    return any.without([&](std::uint32_t index) {
        return std::ranges::all_of(all, [&](ParameterSet one) { return one.has(index); });
    });
}

std::optional<Value> Calls::run_flow_callees(State& state, ValueId id, std::span<const FlowCallee> callees,
                                             const Arguments::One* receiver, const Arguments& arguments) {
    if (callees.empty() || flow_depth_ == kDeepestFlow) return std::nullopt;
    const auto is_value = [](const FlowCallee& it) { return it.how != FlowCallee::How::method; };
    if (activation_.nesting == 0 && std::ranges::any_of(callees, is_value)) activation_.note_open_call(id);
    assume_that(state, Assumption::closed_world);
    ++flow_depth_;
    const State before = state;
    State after;
    Value result;
    const ParameterSet some = changed_by_some(callees);
    for (const FlowCallee& it : callees) {
        State one = before;
        const ObjectId object = heap_.only_object(parts_.names.code_object(it.code));
        const bool is_class = context_.project->function(it.code).kind == program::FunctionKind::class_body;
        Value given;
        if (is_class) {
            given = call_class(one, id, object, arguments);
        } else if (it.how == FlowCallee::How::function) {
            given = parts_.summaries.call_one_of(one, id, it.code, object, arguments, some.without_first());
        } else {
            const bool is_known = it.how != FlowCallee::How::bound && receiver != nullptr;
            const Arguments::One self =
                is_known ? *receiver : Arguments::One{parts_.outside.result(one, id), ValueId{}};
            given = parts_.summaries.call_one_of(one, id, it.code, object, arguments.behind(self), some);
        }
        result = heap_.join(result, given);
        after = heap_.join(after, one, epoch_of(id));
    }
    --flow_depth_;
    state = after;
    return result;
}

Value Calls::call_class(State& state, ValueId id, ObjectId callee, const Arguments& arguments) {
    parts_.ledger.note_ran({.at = id, .constructs = true, .computes = parts_.members.is_plain_class(callee)});
    ++activation_.nesting;
    ++activation_.constructing;
    const Value result = parts_.members.instantiate(state, id, callee, arguments);
    --activation_.constructing;
    --activation_.nesting;
    return result;
}

std::optional<Value> Calls::call_code(State& state, ValueId id, ObjectId callee, const Arguments& arguments,
                                      bool certain) {
    const heap::Object known = heap_.objects()[callee];
    const CodeId code = heap_.objects().class_of(callee).code;
    switch (known.kind) {
        case Kind::function: {
            const bool is_decorated = known.origin == Origin::external && known.detail == Names::kDecorated;
            if (!is_decorated) return parts_.summaries.call(state, id, code, callee, arguments, certain);
            const project::Definition& definition =
                context_.project->interface(code.module).definition(code.function);
            const Value raw = heap_.value_of(heap_.objects().external(
                std::string(heap_.objects().external_name(callee)) + "@raw", Kind::function, {{}, code}));
            const Value made = parts_.members.decorated(state, id, {code.module, definition.made_in},
                                                        definition.decorators, raw);
            const Value given = call_value(state, id, made, arguments);
            return heap_.join(given, call_what_changed(state, id, made, {}, arguments));
        }
        case Kind::method: {
            const Value receiver = heap_.read(state, callee, Slot::source());
            const Value function = heap_.read(state, callee, Slot::function());
            return parts_.summaries.call(state, id, code, heap_.only_object(function),
                                         arguments.behind({receiver, ValueId{}}), certain);
        }
        case Kind::class_: return call_class(state, id, callee, arguments);
        case Kind::instance: {
            const Arguments::One self{heap_.value_of(callee), ValueId{}};
            return parts_.members.call(state, id, callee, self, "__call__", arguments);
        }
        default: return std::nullopt;
    }
}

// NOLINTEND(misc-no-recursion)

// What `__init__` does is not seen here.
Value Calls::instantiate(State& state, ValueId id, ObjectId class_object, std::span<const Value> roots) {
    parts_.outside.run(state, id, roots);
    if (sound()) return heap::anything();
    const std::uint32_t class_index = heap_.objects()[class_object].class_index;
    const ObjectId object = heap_.objects().made(id, 3, Kind::instance, class_index);
    heap_.set_content(state, object, parts_.outside.content(object, id));
    return heap_.value_of(object);
}

// The body runs later, a piece at a time; until then the generator keeps what it was given.
Value Calls::begin_generator(State& state, ValueId id, std::span<const Value> kept) {
    ContentBuilder content;
    for (std::uint32_t index = 0; index < kept.size(); ++index) {
        content.set(Slot::argument(index), kept[index]);
    }
    return make(state, {id, 4, Kind::generator}, content);
}

Value Calls::special_call(State& state, ValueId id, ObjectId object, const Arguments::One& receiver,
                          std::string_view name, std::span<const Arguments::One> others) {
    Arguments arguments;
    arguments.add(heap_.value_of(object), receiver.carrier);
    arguments.positional.insert(arguments.positional.end(), others.begin(), others.end());
    Arguments rest;
    rest.positional.assign(others.begin(), others.end());
    if (const auto given = parts_.members.call(state, id, object, receiver, name, rest)) return *given;
    if (const auto given = managed(state, id, object, name)) return *given;
    const std::string_view class_name = parts_.classes.method_class(object);
    const auto models = context_.library.methods(class_name, name);
    if (class_name.empty() || models.empty()) {
        if (const auto given = call_special_by_flow(state, id, name, receiver, others)) return *given;
        return parts_.outside.call(state, id, arguments.values());
    }
    const bool certain = heap_.only_object(receiver.value).valid();
    return parts_.models.apply(state, id, models, arguments, Access::method, certain);
}

}  // namespace doppelint::analysis
