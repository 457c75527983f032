#include "analysis/model_calls.h"

#include <algorithm>

#include "analysis/parts.h"

namespace doppelint::analysis {

using heap::ContentBuilder;
using heap::Shift;
using heap::Slot;
using models::ModelParameter;
using program::ParameterKind;

namespace {

// Where the tuple of `*args` and the dict of `**kwargs` of a call lie, by parameter.
constexpr std::uint32_t kRestParts = 0x2000U;

// A class method gets the class first, a static method nothing, however they are reached.
Arguments as_bound(Arguments arguments, models::Binding binding, ModelCalls::Access access) {
    const bool has_receiver = access == ModelCalls::Access::method && !arguments.positional.empty();
    const bool drops_receiver = binding == models::Binding::static_ || binding == models::Binding::class_;
    if (has_receiver && drops_receiver) arguments.positional.erase(arguments.positional.begin());
    if (binding == models::Binding::class_) {
        arguments.positional.insert(arguments.positional.begin(), {heap::atoms(Kind::other_atom), ValueId{}});
    }
    return arguments;
}

// The keyword argument, or what stands for any, that the parameter gets.
// Models name the parameters of what they call, whatever their kind.
std::optional<Arguments::One> by_keyword(const ModelParameter& parameter, const Arguments& arguments,
                                         bool by_model) {
    if (parameter.kind != ParameterKind::positional_only || by_model) {
        for (const Arguments::Keyword& it : arguments.keywords) {
            if (it.name == parameter.name) return it.argument;
        }
    }
    if (parameter.kind != ParameterKind::keyword_only && arguments.starred) {
        return Arguments::One{*arguments.starred, ValueId{}};
    }
    if (arguments.double_starred) return Arguments::One{*arguments.double_starred, ValueId{}};
    return std::nullopt;
}

// `np.clip(a, 0, 1, out=a)`: whatever the model says, the call writes what it is given to be written.
bool gets_output(const Arguments& arguments) {
    return std::ranges::any_of(arguments.keywords, [](const Arguments::Keyword& it) {
        const heap::Value& given = it.argument.value;
        return it.name == "out" && !(given.only_atoms() && given.plain == Kinds(Kind::none));
    });
}

}  // namespace

// Callables that call callables may lead back to themselves; `depth_` is held to a limit. Terms nest as deep
// as a model says.
// NOLINTBEGIN(misc-no-recursion)

Value ModelCalls::apply(State& state, ValueId id, std::span<const models::Model> models,
                        const Arguments& arguments, Access access, bool certain) {
    Value result;
    bool applied = false;
    for (const models::Model& model : models) {
        if (!model.versions.meets(context_.versions)) continue;
        const auto bound = bind(state, id, model, as_bound(arguments, model.binding, access));
        if (!bound) continue;
        applied = true;
        if (model.varies) parts_.varying.note(id);
        const bool sure = certain && model.versions.covers(context_.versions) && !arguments.starred &&
                          !arguments.double_starred;
        result = heap_.join(result, run(state, *bound, sure));
    }
    return applied ? result : parts_.outside.call(state, id, arguments.values());
}

std::optional<Value> ModelCalls::apply_guessed(State& state, ValueId id, const models::Model& model,
                                               const Arguments& arguments) {
    if (!model.versions.meets(context_.versions)) return std::nullopt;
    // Who passes what the method does not take means another one.
    const auto parameters = context_.library.parameters_of(model);
    const bool takes_all = std::ranges::all_of(arguments.keywords, [&](const Arguments::Keyword& given) {
        return std::ranges::any_of(parameters, [&](const ModelParameter& it) {
            return it.kind == ParameterKind::double_star ||
                   (it.kind != ParameterKind::positional_only && it.name == given.name);
        });
    });
    if (!takes_all) return std::nullopt;
    auto bound = bind(state, id, model, as_bound(arguments, model.binding, Access::method));
    if (!bound) return std::nullopt;
    bound->guessed = true;
    return run(state, *bound, false);
}

// What comes back is what was there before: `pop` takes out what it gives. Where code runs that is not seen,
// it may also be what that code left.
Value ModelCalls::run(State& state, const BoundArguments& bound, bool certain) {
    ++activation_.nesting;
    const models::Term& term = context_.library.term(bound.model->result);
    const auto effects = context_.library.effects_of(*bound.model);
    const Value result = parts_.terms.value(state, term, bound);
    for (const models::Term& effect : effects) parts_.effects.apply(state, effect, bound, certain);
    const bool runs_code = sound() && std::ranges::any_of(effects, [&](const models::Term& it) {
                               return parts_.effects.runs_code(it);
                           });
    const Value all = runs_code ? heap_.join(result, parts_.terms.value(state, term, bound)) : result;
    --activation_.nesting;
    parts_.ledger.note_ran({.at = bound.call,
                            .model = bound.model,
                            .guessed = bound.guessed,
                            .computes = bound.model->only_computes && !bound.writes_output,
                            .gives_none = all == heap::atoms(Kind::none),
                            .gives_new = true});
    return all;
}

Value ModelCalls::call_lazy(State& state, ValueId id, ObjectId callee, const Arguments& arguments) {
    if (depth_ == heap_.limits().walk_depth) return parts_.outside.call(state, id, arguments.values());
    const BoundArguments bound = parts_.terms.kept_arguments(state, callee, id);
    const models::Term& term = parts_.terms.lazy_term(callee);
    const auto parts = context_.library.arguments_of(term);
    Arguments all = parts_.terms.arguments_of(state, parts.subspan(1), bound);
    all.positional.insert(all.positional.end(), arguments.positional.begin(), arguments.positional.end());
    all.keywords.insert(all.keywords.end(), arguments.keywords.begin(), arguments.keywords.end());
    if (arguments.starred) all.starred = arguments.starred;
    if (arguments.double_starred) all.double_starred = arguments.double_starred;
    parts_.ledger.note_ran({.at = id});
    ++depth_;
    ++activation_.nesting;
    const Value called = parts_.terms.value(state, parts[0], bound);
    const Value result = parts_.calls.call_value(state, id, called, all);
    --activation_.nesting;
    --depth_;
    const bool is_kept = term.word == models::Word::cached && !result.only_atoms() && !sound();
    return is_kept ? kept_results(called, result) : result;
}

// NOLINTEND(misc-no-recursion)

// What a cache gives it may have given before: it hangs on the function that was called first.
Value ModelCalls::kept_results(const Value& called, const Value& result) {
    Value kept = heap::atoms(result.plain);
    for (const ObjectId function : objects_of(called)) {
        kept =
            heap_.join(kept, heap_.value_of(heap_.objects().child(function, Slot::rest(), heap::kAtEntry)));
    }
    return kept;
}

std::optional<BoundArguments> ModelCalls::bind(State& state, ValueId id, const models::Model& model,
                                               const Arguments& arguments) {
    const auto parameters = context_.library.parameters_of(model);
    BoundArguments bound;
    bound.model = &model;
    bound.writes_output = gets_output(arguments);
    bound.call = id;
    bound.values.assign(parameters.size(), std::nullopt);
    bound.registers.assign(parameters.size(), ValueId{});
    std::size_t next = 0;
    const auto take = [&](std::size_t parameter, const Arguments::One& argument) {
        bound.values[parameter] = argument.value;
        bound.registers[parameter] = argument.carrier;
    };
    for (std::size_t index = 0; index < parameters.size(); ++index) {
        const ModelParameter& parameter = parameters[index];
        const bool positional = parameter.kind != ParameterKind::keyword_only;
        if (parameter.kind == ParameterKind::star) {
            if (next >= arguments.positional.size() && !arguments.starred) continue;
            bound.values[index] = rest_of_positional(state, bound, index, arguments, next);
            next = std::max(next, arguments.positional.size());
        } else if (parameter.kind == ParameterKind::double_star) {
            if (arguments.keywords.empty() && !arguments.double_starred) continue;
            bound.values[index] = rest_of_keywords(state, bound, index, arguments);
        } else if (positional && next < arguments.positional.size()) {
            take(index, arguments.positional[next++]);
        } else if (const auto argument = by_keyword(parameter, arguments, depth_ > 0)) {
            take(index, *argument);
        } else if (positional && !parameter.has_default) {
            return std::nullopt;
        }
    }
    if (next < arguments.positional.size()) return std::nullopt;
    return bound;
}

Value ModelCalls::rest_of_positional(State& state, const BoundArguments& bound, std::size_t parameter,
                                     const Arguments& arguments, std::size_t first) {
    const ObjectId tuple =
        heap_.objects().made(bound.call, kRestParts + static_cast<std::uint32_t>(parameter), Kind::tuple);
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

// Keywords stand in the dict as attributes: terms that set attributes find them there.
Value ModelCalls::rest_of_keywords(State& state, const BoundArguments& bound, std::size_t parameter,
                                   const Arguments& arguments) {
    const auto parameters = context_.library.parameters_of(*bound.model);
    const ObjectId dict =
        heap_.objects().made(bound.call, kRestParts + static_cast<std::uint32_t>(parameter), Kind::dict);
    ContentBuilder content;
    Value rest = arguments.double_starred.value_or(Value{});
    for (const Arguments::Keyword& keyword : arguments.keywords) {
        const bool is_named = std::ranges::any_of(
            parameters, [&](const ModelParameter& it) { return it.name == keyword.name; });
        if (is_named) continue;
        rest = heap_.join(rest, keyword.argument.value);
        const NameId name = activation_.words.find_or_add(keyword.name);
        if (name.valid()) content.set(Slot::attribute(name), keyword.argument.value);
        const program::ConstantId key =
            activation_.constants().find(program::ConstantKind::string, true, keyword.name, 0);
        if (key.valid()) content.set(Slot::key(key), keyword.argument.value);
    }
    content.head().distinct = heap::Distinct::unknown;
    content.set(Slot::rest(), rest);
    content.set(Slot::keys(), heap::atoms(Kind::string));
    heap_.set_content(state, dict, content);
    return heap_.value_of(dict);
}

}  // namespace doppelint::analysis
