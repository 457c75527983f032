#include "analysis/attributes.h"

#include <algorithm>

#include "analysis/call_flow.h"
#include "analysis/parts.h"

namespace doppelint::analysis {

using heap::Assumption;
using heap::ContentBuilder;
using heap::Slot;

namespace {

// Things with methods of their own and no attributes that anybody sets.
constexpr Kinds kContainers = models::kAllKinds - models::kAtoms - Kind::instance - Kind::class_ -
                              Kind::function - Kind::module - Kind::opaque;
// The parts of an instruction that methods bound by name have.
constexpr std::uint32_t kBoundMethods = 0x3000'0000U;
constexpr Kinds kNamespaces = Kinds(Kind::module) | Kind::class_ | Kind::opaque;

bool is_item_of_something(const heap::Objects& objects, ObjectId id) {
    return objects[id].origin == heap::Origin::child && objects[id].slot.is_item();
}

}  // namespace

Value Attributes::get_attribute(State& state, ValueId id, const Instruction& it) {
    const Value from = operand(it, 0);
    const NameId name{it.payload};
    // What is only called is looked up by the call; looking it up may run a property.
    if (plan_.only_called(id)) {
        const Kinds strangers = Kinds(Kind::opaque) | Kind::instance | Kind::class_;
        if (sound() && heap_.kinds_of(from).meets(strangers)) parts_.outside.run(state, id, from);
        return {};
    }
    if (from.is_any()) return parts_.outside.call(state, id, std::span<const Value>());
    Value result;
    for (const ObjectId object : objects_of(from)) {
        result = heap_.join(result, attribute_of(state, id, object, name));
    }
    if (!from.plain.empty()) result = heap_.join(result, attribute_of_plain(state, id, from.plain, name));
    parts_.ledger.observe_item(state, id, from, result);
    return result;
}

// A method of a string or number, or a plain part of one; of a slice, what it was made of.
Value Attributes::attribute_of_plain(State& state, ValueId id, Kinds kinds, NameId name) {
    if (activation_.words.text(name) == "__class__") return class_of_plain(state, id, kinds);
    Value result = make(state, {id, 1, Kind::method}, ContentBuilder{});
    result = heap_.join(result, heap::atoms(Kinds(Kind::integer) | Kind::floating));
    if (kinds.has(Kind::other_atom)) {
        result =
            heap_.join(result, heap_.join(heap::atoms(models::kAtoms), parts_.outside.result(state, id)));
    }
    return result;
}

Value Attributes::class_of_plain(State& state, ValueId id, Kinds kinds) {
    Value result;
    for (const Kind kind : {Kind::string, Kind::bytes, Kind::integer, Kind::floating, Kind::boolean}) {
        if (!kinds.has(kind)) continue;
        const std::string_view name = Classes::method_class(kind);
        result = heap_.join(result, heap_.value_of(heap_.objects().external(name, Kind::class_)));
        kinds = kinds - kind;
    }
    if (kinds.has(Kind::none)) {
        result = heap_.join(result, heap_.value_of(heap_.objects().external("types.NoneType", Kind::class_)));
        kinds = kinds - Kind::none;
    }
    return kinds.empty() ? result : heap_.join(result, parts_.outside.result(state, id));
}

// A callable that a model made shows what it keeps: `partial(f, x).func`.
Value Attributes::kept_by(State& state, ValueId id, ObjectId callable) {
    Value result = parts_.outside.result(state, id);
    const heap::Content content = heap_.content_of(state, callable);
    for (const heap::SlotValue& it : content.slots()) {
        if (it.slot.kind() == heap::SlotKind::argument) result = heap_.join(result, it.value);
    }
    return result;
}

// What a model says of a property is often that attribute of the object: that is a slot then.
Value Attributes::property(State& state, ValueId id, ObjectId object, std::span<const models::Model> models) {
    Arguments self;
    self.add(heap_.value_of(object), ValueId{});
    in_property_ = true;
    const Value result = parts_.models.apply(state, id, models, self, ModelCalls::Access::method, false);
    in_property_ = false;
    return result;
}

// Calling it is calling the method of this name.
Value Attributes::bound_method(State& state, ValueId id, ObjectId object, NameId name) {
    ContentBuilder content;
    content.set(Slot::source(), heap_.value_of(object));
    return make(state, {id, kBoundMethods + name.index(), Kind::method, 0, name.index() + 1}, content);
}

Value Attributes::attribute_of(State& state, ValueId id, ObjectId object, NameId name) {
    const heap::Object known = heap_.objects()[object];
    const std::string_view text = activation_.words.text(name);
    const bool is_own_class = known.kind == Kind::class_ && heap_.objects().class_of(object).code.valid();
    if (parts_.classes.has_library_name(object) && kNamespaces.has(known.kind) && !is_own_class) {
        if (const auto given = parts_.names.ask_module(state, id, object, text)) return *given;
        return parts_.names.member(state, object, text);
    }
    if (const auto given = parts_.members.get(state, id, object, name)) return *given;
    const std::string_view class_name = parts_.classes.method_class(object);
    if (!class_name.empty()) {
        const auto models = context_.library.methods(class_name, text);
        const bool is_property = !models.empty() && models.front().binding == models::Binding::property;
        if (is_property && !in_property_) return property(state, id, object, models);
        if (!models.empty() && !is_property) return bound_method(state, id, object, name);
    }
    if (known.kind == Kind::function && known.detail != 0) return kept_by(state, id, object);
    if (text == "__class__" && known.origin == heap::Origin::site && !class_name.empty())
        return heap_.value_of(heap_.objects().external(class_name, Kind::class_));
    if (kContainers.has(known.kind))
        return heap_.join(bound_method(state, id, object, name), parts_.outside.result(state, id));
    if (sound() && (known.is_symbolic() || known.kind == Kind::opaque || known.kind == Kind::instance)) {
        // It may be a property.
        return parts_.outside.call(state, id, heap_.value_of(object));
    }
    assume_that(state, Assumption::plain_attribute);
    if (context_.flow != nullptr) assume_that(state, Assumption::closed_world);
    const auto given = known.kind == Kind::opaque
                           ? parts_.calls.call_hooks_by_flow(state, id, {heap_.value_of(object), ValueId{}})
                           : std::nullopt;
    return held_or(state, object, name, given);
}

// What it holds, or what a getter gives that it may have.
Value Attributes::held_or(const State& state, ObjectId object, NameId name,
                          const std::optional<Value>& given) {
    const Value own = held(state, object, name);
    return given && !is_set_here(state, object, name) ? heap_.join(own, *given) : own;
}

// `copied.headers = …`: whatever sets and gets it, what was set here comes back.
bool Attributes::is_set_here(const State& state, ObjectId object, NameId name) const {
    const heap::Content content = heap_.content_of(state, object);
    const Value* const held_there = content.find(Slot::attribute(name));
    if (held_there == nullptr || held_there->plain.has(Kind::unbound)) return false;
    return std::ranges::none_of(heap_.objects_of(*held_there), [&](ObjectId it) {
        const heap::Object& one = heap_.objects()[it];
        return one.origin == heap::Origin::child && one.parent == object;
    });
}

Value Attributes::held(const State& state, ObjectId object, NameId name) {
    Value result = heap_.read(state, object, Slot::attribute(name));
    if (result.plain.has(Kind::unbound)) {
        result.plain = result.plain - Kind::unbound;
        result = heap_.join(result, heap_.value_of(heap_.objects().child(object, Slot::attribute(name), 0)));
    }
    return or_owner(result, object, name);
}

// `x.owner = self; self.items.append(x)`: of an item of `self.items`, `owner` may be `self`.
Value Attributes::or_owner(const Value& value, ObjectId holder, NameId name) {
    const heap::Objects& objects = heap_.objects();
    if (context_.flow == nullptr || sound() || !is_item_of_something(objects, holder)) return value;
    ObjectId container = holder;
    while (is_item_of_something(objects, container)) container = objects[container].parent;
    const heap::Object& field = objects[container];
    if (field.origin != heap::Origin::child || field.slot.kind() != heap::SlotKind::attribute) return value;
    const heap::Words& words = activation_.words;
    const program::CodeId class_body = objects.class_of(field.parent).code;
    const bool leads_back =
        class_body.valid() && objects[field.parent].kind == Kind::instance &&
        context_.flow->leads_back(class_body, words.text(NameId{field.slot.detail()}), words.text(name));
    const bool is_first = std::ranges::any_of(heap_.objects_of(value), [&](ObjectId it) {
        return objects[it].origin == heap::Origin::child && objects[it].parent == holder;
    });
    return leads_back && is_first ? heap_.join(value, heap_.value_of(field.parent)) : value;
}

// `self.optimizer = SGD(self.model.parameters())`: what it holds may be `self.model.weight`.
Value Attributes::or_parts(State& state, const Value& items, ObjectId holder) {
    const heap::Object field = heap_.objects()[holder];
    const bool is_field = field.origin == heap::Origin::child && field.part == heap::kAtEntry &&
                          field.slot.kind() == heap::SlotKind::attribute &&
                          heap_.objects()[field.parent].kind == Kind::instance;
    if (context_.flow == nullptr || sound() || !is_field) return items;
    const program::CodeId class_body = heap_.objects().class_of(field.parent).code;
    if (!class_body.valid()) return items;
    heap::Words& words = activation_.words;
    Value result = items;
    for (const FlowPart& it :
         context_.flow->held_parts(class_body, words.text(NameId{field.slot.detail()}))) {
        assume_that(state, Assumption::closed_world);
        const Value whole = held(state, field.parent, words.find_or_add(it.field));
        if (it.attribute.empty()) result = heap_.join(result, whole);
        if (it.attribute.empty()) continue;
        for (const ObjectId one : objects_of(whole))
            result = heap_.join(result, held(state, one, words.find_or_add(it.attribute)));
    }
    return result;
}

void Attributes::set_attribute(State& state, ValueId id, const Instruction& it) {
    const Value target = operand(it, 0);
    const Value value = operand(it, 1);
    const Slot slot = Slot::attribute(NameId{it.payload});
    const bool certain = heap_.only_object(target).valid();
    parts_.ledger.note_binding(state, id, target, NameId{it.payload}, value);
    for (const ObjectId object : objects_of(target)) {
        const heap::Object known = heap_.objects()[object];
        parts_.ledger.changed(state,
                              {id, object, target, operand_id(it, 0), ChangeKind::attribute, certain, {}});
        if (sound() && (known.is_symbolic() || known.kind == Kind::instance || known.kind == Kind::opaque)) {
            parts_.outside.run(state, id, std::vector{heap_.value_of(object), value});
            continue;
        }
        const Arguments::One receiver{target, operand_id(it, 0)};
        if (parts_.members.set(state, id, object, receiver, NameId{it.payload}, {value, operand_id(it, 1)}))
            continue;
        if (known.kind == Kind::opaque) {
            static_cast<void>(parts_.calls.call_hooks_by_flow(state, id, receiver,
                                                              Arguments::One{value, operand_id(it, 1)}));
        }
        const bool surely = certain && !parts_.members.stores_in_own_way(object);
        heap_.write(state, object, slot, value, surely);
        parts_.ledger.note_kept(id, object, slot, {value, operand_id(it, 1)});
    }
    if (target.is_any()) parts_.outside.run(state, id, std::vector{target, value});
}

void Attributes::delete_attribute(State& state, ValueId id, const Instruction& it) {
    const Value target = operand(it, 0);
    const bool certain = heap_.only_object(target).valid();
    for (const ObjectId object : objects_of(target)) {
        parts_.ledger.changed(state,
                              {id, object, target, operand_id(it, 0), ChangeKind::attribute, certain, {}});
        const Kind kind = heap_.objects()[object].kind;
        if (sound() && (kind == Kind::opaque || kind == Kind::instance)) {
            parts_.outside.run(state, id, heap_.value_of(object));
            continue;
        }
        const Arguments::One receiver{target, operand_id(it, 0)};
        if (parts_.members.remove(state, id, object, receiver, NameId{it.payload})) continue;
        if (kind == Kind::opaque) static_cast<void>(parts_.calls.call_hooks_by_flow(state, id, receiver));
        heap_.write(state, object, Slot::attribute(NameId{it.payload}), heap::atoms(Kind::unbound), certain);
    }
    if (target.is_any()) parts_.outside.run(state, id, target);
}

NameId Attributes::attribute_name(const Value& value) const {
    if (!value.constant.valid()) return {};
    const program::Constant& constant = module_.constants[value.constant.index()];
    return constant.kind == program::ConstantKind::string && constant.exact ? constant.text : NameId{};
}

}  // namespace doppelint::analysis
