#include "analysis/interpreter.h"

namespace doppelint::analysis {

using heap::Assumption;
using heap::ContentBuilder;
using heap::Slot;

Value Interpreter::get_attribute(State& state, ValueId id, const Instruction& it) {
    const Value from = operand(it, 0);
    const NameId name{it.payload};
    // What is only called is looked up by the call; looking it up may run a property.
    if (plan_.only_called(id)) {
        const Kinds strangers = Kinds(Kind::opaque) | Kind::instance | Kind::class_;
        if (sound() && heap_.kinds_of(from).meets(strangers))
            static_cast<void>(unknown_call(state, id, std::span(&from, 1)));
        return {};
    }
    if (from.is_any()) return unknown_call(state, id, {});
    Value result;
    const auto objects = heap_.objects_of(from);
    for (const ObjectId object : std::vector(objects.begin(), objects.end())) {
        result = heap_.join(result, attribute_of(state, id, object, name));
    }
    if (!from.plain.empty()) {
        // A method of a string or number, or a plain part of one.
        result = heap_.join(result, made(state, id, 1, Kind::method, ContentBuilder{}));
        result = heap_.join(result, heap::atoms(Kinds(Kind::integer) | Kind::floating));
    }
    observe_item(state, id, from, result);
    return result;
}

// Whether what hangs on the object may have a name of the library; names of models are short.
bool Interpreter::has_library_name(ObjectId object) const {
    constexpr std::size_t kLongestName = 200;
    return heap_.objects()[object].origin == heap::Origin::external &&
           heap_.objects().external_name(object).size() < kLongestName;
}

Value Interpreter::attribute_of(State& state, ValueId id, ObjectId object, NameId name) {
    const heap::Object known = heap_.objects()[object];
    const std::string_view text = module_.text(name);
    if (has_library_name(object) &&
        (known.kind == Kind::module || known.kind == Kind::class_ || known.kind == Kind::opaque)) {
        return member(object, text, state, id);
    }
    const Kinds containers = models::kAllKinds - models::kAtoms - Kind::instance - Kind::class_ -
                             Kind::function - Kind::module - Kind::opaque;
    const bool is_library_instance = known.kind == Kind::instance && !method_class(object).empty();
    if (containers.has(known.kind) || is_library_instance) {
        const bool is_method =
            !is_library_instance || !context_.library.methods(method_class(object), text).empty();
        if (is_method) {
            ContentBuilder content;
            content.set(Slot::source(), heap_.value_of(object));
            return made(state, id, 2, Kind::method, content);
        }
    }
    if (sound() && (known.is_symbolic() || known.kind == Kind::opaque || known.kind == Kind::instance)) {
        // It may be a property.
        const Value self = heap_.value_of(object);
        return unknown_call(state, id, std::span(&self, 1));
    }
    assume_that(state, Assumption::plain_attribute);
    Value result = heap_.read(state, object, Slot::attribute(name));
    if (result.plain.has(Kind::unbound)) {
        result.plain = result.plain - Kind::unbound;
        result = heap_.join(result, heap_.value_of(heap_.objects().child(object, Slot::attribute(name), 0)));
    }
    return result;
}

void Interpreter::set_attribute(State& state, ValueId id, const Instruction& it) {
    const Value target = operand(it, 0);
    const Value value = operand(it, 1);
    const Slot slot = Slot::attribute(NameId{it.payload});
    const bool certain = heap_.only_object(target).valid();
    const auto objects = heap_.objects_of(target);
    for (const ObjectId object : std::vector(objects.begin(), objects.end())) {
        const heap::Object known = heap_.objects()[object];
        changed(state, {id, object, target, operand_id(it, 0), ChangeKind::attribute, certain, {}});
        if (sound() && (known.is_symbolic() || known.kind == Kind::instance || known.kind == Kind::opaque)) {
            const std::vector<Value> roots = {heap_.value_of(object), value};
            static_cast<void>(unknown_call(state, id, roots));
            continue;
        }
        heap_.write(state, object, slot, value, certain);
    }
    if (target.is_any()) {
        const std::vector<Value> roots = {target, value};
        static_cast<void>(unknown_call(state, id, roots));
    }
}

}  // namespace doppelint::analysis
