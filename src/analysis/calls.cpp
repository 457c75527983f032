#include <algorithm>
#include <array>

#include "analysis/interpreter.h"

namespace doppelint::analysis {

using heap::Assumption;
using heap::ContentBuilder;
using heap::Origin;
using heap::Slot;
using program::Label;
using program::ParameterKind;

std::vector<Value> Arguments::values() const {
    std::vector<Value> result;
    for (const One& it : positional) result.push_back(it.value);
    for (const Keyword& it : keywords) result.push_back(it.argument.value);
    if (starred) result.push_back(*starred);
    if (double_starred) result.push_back(*double_starred);
    return result;
}

Value Interpreter::call(State& state, ValueId id, const Instruction& it) {
    Arguments arguments;
    for (std::uint32_t at = 1; at < it.operand_count; ++at) {
        const Label label = module_.label_of(it, at);
        const Value value = operand(it, at);
        observe(state, id, value);
        if (label.value == Label::kStar) {
            const Value items = items_of(state, id, value);
            arguments.starred = arguments.starred ? heap_.join(*arguments.starred, items) : items;
            consume(state, value);
        } else if (label.value == Label::kDoubleStar) {
            const Value values = values_of(state, id, value);
            arguments.double_starred =
                arguments.double_starred ? heap_.join(*arguments.double_starred, values) : values;
        } else if (label.is_keyword()) {
            arguments.keywords.push_back({module_.text(label.keyword()), {value, operand_id(it, at)}});
        } else if (arguments.starred) {
            arguments.starred = heap_.join(*arguments.starred, value);
        } else {
            arguments.add(value, operand_id(it, at));
        }
    }
    const ValueId callee = operand_id(it, 0);
    if (plan_.only_called(callee)) {
        const Instruction& lookup = at(callee);
        return call_method(state, id, NameId{lookup.payload}, operand(lookup, 0), operand_id(lookup, 0),
                           arguments);
    }
    return call_value(state, id, operand(it, 0), arguments);
}

Value Interpreter::call_method(State& state, ValueId id, NameId name, const Value& receiver, ValueId carrier,
                               const Arguments& arguments) {
    const std::string_view text = module_.text(name);
    const bool certain = heap_.only_object(receiver).valid();
    Value result;
    const auto with_self = [&](const Value& self) {
        Arguments all;
        all.add(self, carrier);
        all.positional.insert(all.positional.end(), arguments.positional.begin(), arguments.positional.end());
        all.keywords = arguments.keywords;
        all.starred = arguments.starred;
        all.double_starred = arguments.double_starred;
        return all;
    };
    if (receiver.is_any()) {
        std::vector<Value> roots = arguments.values();
        roots.push_back(receiver);
        return unknown_call(state, id, roots);
    }
    for (const Kind kind : {Kind::string, Kind::bytes, Kind::integer, Kind::floating}) {
        if (!receiver.plain.has(kind)) continue;
        const auto models = context_.library.methods(method_class(kind), text);
        if (!models.empty())
            result = heap_.join(
                result, apply(state, id, models, with_self(heap::atoms(kind)), Access::method, false));
    }
    if (!receiver.plain.empty() && result.nothing()) result = heap::atoms(Kind::other_atom);
    const auto objects = heap_.objects_of(receiver);
    for (const ObjectId object : std::vector(objects.begin(), objects.end())) {
        const heap::Object known = heap_.objects()[object];
        const bool is_namespace =
            known.origin == Origin::external && known.kind != Kind::instance && known.kind != Kind::function;
        if (is_namespace) {
            const Value callee = member(object, text, state, id);
            result = heap_.join(result, call_value(state, id, callee, arguments));
            continue;
        }
        const std::string_view class_name = method_class(object);
        const auto models = context_.library.methods(class_name, text);
        if (!class_name.empty() && !models.empty()) {
            result = heap_.join(
                result, apply(state, id, models, with_self(heap_.value_of(object)), Access::method, certain));
            continue;
        }
        result = heap_.join(result, call_unknown_method(state, id, object, text,
                                                        with_self(heap_.value_of(object)), receiver));
    }
    return result;
}

// A method of something of unknown class. In the report policy a name like `append` is taken for the builtin
// containers' method of that name.
Value Interpreter::call_unknown_method(State& state, ValueId id, ObjectId object, std::string_view name,
                                       const Arguments& with_self, const Value& receiver) {
    const bool may_be_builtin = heap_.objects()[object].kind == Kind::opaque && !sound();
    const auto candidates =
        may_be_builtin ? context_.library.methods_named(name) : std::span<const std::uint16_t>();
    if (candidates.empty()) {
        const std::vector<Value> roots = with_self.values();
        if (sound()) {
            changed(state,
                    {id, object, receiver, with_self.positional[0].carrier, ChangeKind::other, false, {}});
        }
        return unknown_call(state, id, roots);
    }
    assume_that(state, Assumption::builtin_method);
    Value result;
    for (const std::uint16_t index : candidates) {
        const models::Model& model = context_.library.model(index);
        // Of an immutable one nothing could be told anyway, and its "copy" is itself.
        // Most methods of bytearray are those of text, which is what an unknown object is more often.
        if (model.name.starts_with("bytearray.")) continue;
        if (model.name.starts_with("tuple.") || model.name.starts_with("frozenset.")) continue;
        BoundArguments bound;
        if (!model.versions.meets(context_.versions) ||
            !bind(state, id, model, as_bound(with_self, model.binding, Access::method), bound))
            continue;
        bound.guessed = true;
        for (const models::Term& effect : context_.library.effects_of(model))
            apply_effect(state, effect, bound, false);
        result = heap_.join(result, value_of_term(state, context_.library.term(model.result), bound));
    }
    if (result.nothing()) return unknown_call(state, id, with_self.values());
    return result;
}

Value Interpreter::call_value(State& state, ValueId id, const Value& callee, const Arguments& arguments) {
    if (callee.is_any()) {
        std::vector<Value> roots = arguments.values();
        roots.push_back(callee);
        return unknown_call(state, id, roots);
    }
    Value result;
    const auto objects = heap_.objects_of(callee);
    const bool certain = heap_.only_object(callee).valid();
    for (const ObjectId object : std::vector(objects.begin(), objects.end())) {
        result = heap_.join(result, call_object(state, id, object, arguments, certain));
    }
    return result;
}

Value Interpreter::call_object(State& state, ValueId id, ObjectId callee, const Arguments& arguments,
                               bool certain) {
    const heap::Object known = heap_.objects()[callee];
    if (known.origin == Origin::external) {
        const std::string_view name = heap_.objects().external_name(callee);
        const auto models = context_.library.functions(name);
        if (!models.empty()) return apply(state, id, models, arguments, Access::function, certain);
    }
    std::vector<Value> roots = arguments.values();
    roots.push_back(heap_.value_of(callee));
    if (known.kind == Kind::function && heap_.objects().class_of(callee).body.valid()) {
        const Function& function = module_.function(heap_.objects().class_of(callee).body);
        if (function.is_generator || function.is_async ||
            function.kind == program::FunctionKind::generator_expression) {
            return begin_generator(state, id, roots);
        }
    }
    if (known.kind == Kind::function && known.detail != 0) return call_lazily(state, id, callee, arguments);
    if (known.kind == Kind::class_ && !heap_.objects().class_of(callee).body.valid())
        return unknown_call(state, id, roots);
    if (known.kind == Kind::class_) {
        static_cast<void>(unknown_call(state, id, roots));
        const std::uint32_t class_index = known.class_index;
        const ObjectId object =
            heap_.objects().made(id, 3, sound() ? Kind::opaque : Kind::instance, class_index);
        ContentBuilder content = symbolic_content(object, id);
        if (sound()) return heap::anything();
        heap_.set_content(state, object, content);
        return heap_.value_of(object);
    }
    return unknown_call(state, id, roots);
}

// A callable that a model made: calls what its term says, with the term's arguments first.
Value Interpreter::call_lazily(State& state, ValueId id, ObjectId callee, const Arguments& arguments) {
    if (call_depth_ == heap_.limits().walk_depth) return unknown_call(state, id, arguments.values());
    const std::uint32_t lazy = heap_.objects()[callee].detail;
    const BoundArguments bound = kept_arguments(lazy, heap_.content_of(state, callee), id);
    const auto parts = context_.library.arguments_of(context_.library.term(lazy_items_[lazy].term));
    Arguments all = arguments_of(state, parts.subspan(1), bound);
    all.positional.insert(all.positional.end(), arguments.positional.begin(), arguments.positional.end());
    all.keywords.insert(all.keywords.end(), arguments.keywords.begin(), arguments.keywords.end());
    if (arguments.starred) all.starred = arguments.starred;
    if (arguments.double_starred) all.double_starred = arguments.double_starred;
    ++call_depth_;
    const Value result = call_value(state, id, value_of_term(state, parts[0], bound), all);
    --call_depth_;
    return result;
}

// The body runs later, a piece at a time; until then the generator keeps what it was given.
Value Interpreter::begin_generator(State& state, ValueId id, std::span<const Value> kept) {
    ContentBuilder content;
    for (std::uint32_t at = 0; at < kept.size(); ++at) content.set(Slot::argument(at), kept[at]);
    return made(state, id, 4, Kind::generator, content);
}

// Models of one name: one for each range of versions that the project may run on.
Value Interpreter::apply(State& state, ValueId id, std::span<const models::Model> models,
                         const Arguments& arguments, Access access, bool certain) {
    Value result;
    bool applied = false;
    for (const models::Model& model : models) {
        if (!model.versions.meets(context_.versions)) continue;
        BoundArguments bound;
        if (!bind(state, id, model, as_bound(arguments, model.binding, access), bound)) continue;
        applied = true;
        const bool sure = certain && model.versions.covers(context_.versions) && !arguments.starred &&
                          !arguments.double_starred;
        for (const models::Term& effect : context_.library.effects_of(model)) {
            apply_effect(state, effect, bound, sure);
        }
        result = heap_.join(result, value_of_term(state, context_.library.term(model.result), bound));
    }
    return applied ? result : unknown_call(state, id, arguments.values());
}

// A class method gets the class first, a static method nothing, however they are reached.
Arguments Interpreter::as_bound(Arguments arguments, models::Binding binding, Access access) {
    const bool has_receiver = access == Access::method && !arguments.positional.empty();
    if (binding == models::Binding::static_ && has_receiver) {
        arguments.positional.erase(arguments.positional.begin());
    }
    if (binding == models::Binding::class_) {
        if (has_receiver) arguments.positional.erase(arguments.positional.begin());
        arguments.positional.insert(arguments.positional.begin(), {heap::atoms(Kind::other_atom), ValueId{}});
    }
    return arguments;
}

// Gives each parameter its argument. False if the call does not fit the model: it raises.
bool Interpreter::bind(State& state, ValueId id, const models::Model& model, const Arguments& arguments,
                       BoundArguments& bound) {
    const auto parameters = context_.library.parameters_of(model);
    bound.model = &model;
    bound.call = id;
    bound.values.assign(parameters.size(), std::nullopt);
    bound.registers.assign(parameters.size(), ValueId{});
    std::size_t next = 0;
    for (std::size_t at = 0; at < parameters.size(); ++at) {
        const models::ModelParameter& parameter = parameters[at];
        if (parameter.kind == ParameterKind::star) {
            if (next >= arguments.positional.size() && !arguments.starred) continue;
            ContentBuilder content;
            content.head().exact = true;
            const ObjectId tuple =
                heap_.objects().made(id, 0x2000U + static_cast<std::uint32_t>(at), Kind::tuple);
            heap_.set_content(state, tuple, content);
            for (; next < arguments.positional.size(); ++next) {
                heap_.add_item(state, tuple, arguments.positional[next].value, heap::Shift::keeps_places,
                               true, true);
            }
            if (arguments.starred)
                heap_.add_item(state, tuple, *arguments.starred, heap::Shift::keeps_places, false, false);
            bound.values[at] = heap_.value_of(tuple);
            continue;
        }
        if (parameter.kind == ParameterKind::double_star) continue;
        const bool positional = parameter.kind != ParameterKind::keyword_only;
        if (positional && next < arguments.positional.size()) {
            bound.values[at] = arguments.positional[next].value;
            bound.registers[at] = arguments.positional[next].carrier;
            ++next;
            continue;
        }
        if (positional && arguments.starred) bound.values[at] = arguments.starred;
        for (const Arguments::Keyword& keyword : arguments.keywords) {
            if (keyword.name != parameter.name || parameter.kind == ParameterKind::positional_only) continue;
            bound.values[at] = keyword.argument.value;
            bound.registers[at] = keyword.argument.carrier;
        }
        if (!bound.values[at] && arguments.double_starred) bound.values[at] = arguments.double_starred;
        if (!bound.values[at] && !parameter.has_default && positional && !arguments.starred) return false;
    }
    for (std::size_t at = 0; at < parameters.size(); ++at) {
        if (parameters[at].kind != ParameterKind::double_star) continue;
        if (arguments.keywords.empty() && !arguments.double_starred) continue;
        ContentBuilder content;
        const ObjectId dict = heap_.objects().made(id, 0x2000U + static_cast<std::uint32_t>(at), Kind::dict);
        Value rest = arguments.double_starred.value_or(Value{});
        for (const Arguments::Keyword& keyword : arguments.keywords) {
            const bool is_named = std::ranges::any_of(
                parameters, [&](const models::ModelParameter& it) { return it.name == keyword.name; });
            if (is_named) continue;
            rest = heap_.join(rest, keyword.argument.value);
            const NameId name = module_.names.find(keyword.name);
            if (name.valid()) content.set(Slot::attribute(name), keyword.argument.value);
        }
        content.head().distinct = heap::Distinct::unknown;
        content.set(Slot::rest(), rest);
        content.set(Slot::keys(), heap::atoms(Kind::string));
        heap_.set_content(state, dict, content);
        bound.values[at] = heap_.value_of(dict);
    }
    return next >= arguments.positional.size();
}

// A special method that syntax calls: `x[k]`, `x[k] = v`.
Value Interpreter::special_call(State& state, ValueId id, ObjectId object, const Receiver& receiver,
                                std::string_view name, std::span<const Arguments::One> others) {
    Arguments arguments;
    arguments.add(heap_.value_of(object), receiver.carrier);
    arguments.positional.insert(arguments.positional.end(), others.begin(), others.end());
    const std::string_view class_name = method_class(object);
    const auto models = context_.library.methods(class_name, name);
    if (!class_name.empty() && !models.empty()) {
        return apply(state, id, models, arguments, Access::method, heap_.only_object(receiver.value).valid());
    }
    return unknown_call(state, id, arguments.values());
}

Value Interpreter::unknown_call(State& state, ValueId id, std::span<const Value> roots) {
    if (sound()) {
        if (faulty(Fault::unknown_call_changes_nothing)) return heap::anything();
        if (recording_) note_exposed(state, id, roots);
        heap_.expose(state, roots, epoch_of(id));
        return heap::anything();
    }
    assume_that(state, Assumption::unknown_call);
    for (const Value& root : roots) {
        const auto objects = heap_.objects_of(root);
        for (const ObjectId object : std::vector(objects.begin(), objects.end())) {
            if (heap_.objects()[object].origin != Origin::site &&
                heap_.objects()[object].origin != Origin::parameter) {
                continue;
            }
            const heap::Content before = heap_.content_of(state, object);
            if (before.touched.has(Assumption::unknown_call)) continue;
            ContentBuilder content(before);
            content.head().touched |= Assumption::unknown_call;
            heap_.set_content(state, object, content);
        }
    }
    return unknown_result(state, id);
}

Value Interpreter::unknown_result(State& state, ValueId id) {
    if (sound()) return heap::anything();
    const ObjectId object = heap_.objects().made(id, 0, Kind::opaque);
    return made(state, id, 0, Kind::opaque, symbolic_content(object, id));
}

std::string_view Interpreter::method_class(Kind kind) const {
    return models::name_of(kind);
}

// The library class whose methods the object has; empty if it is none that models know.
std::string_view Interpreter::method_class(ObjectId id) const {
    const heap::Object& object = heap_.objects()[id];
    const std::string_view library = heap_.objects().class_of(id).library;
    if (!library.empty()) return library;
    switch (object.kind) {
        case Kind::list:
        case Kind::dict:
        case Kind::set:
        case Kind::tuple:
        case Kind::frozenset:
        case Kind::bytearray:
        case Kind::iterator:
        case Kind::generator: return models::name_of(object.kind);
        case Kind::view: {
            constexpr std::array<std::string_view, 5> kNames{"dict_keys", "dict_values", "dict_items",
                                                             "mappingproxy", "memoryview"};
            return kNames[object.detail];
        }
        case Kind::instance: break;
        default: return {};
    }
    if (object.origin == Origin::external) {
        const models::Constant* const known =
            context_.library.find_constant(heap_.objects().external_name(id));
        if (known == nullptr) return {};
        const models::Term& term = context_.library.term(known->value);
        const bool named = term.word == models::Word::instance || term.word == models::Word::object;
        if (named) return context_.library.name(term.detail);
        return term.word == models::Word::dict ? "dict" : (term.word == models::Word::list ? "list" : "");
    }
    return {};
}

bool Interpreter::is_mapping(ObjectId id) const {
    for (std::string_view name = method_class(id); !name.empty();) {
        if (name == "dict" || name == "collections.UserDict" || name == "os._Environ" ||
            name == "collections.ChainMap")
            return true;
        const models::Class* const known = context_.library.find_class(name);
        name = known != nullptr ? known->base : std::string_view();
    }
    return false;
}

}  // namespace doppelint::analysis
