#include "analysis/copies.h"

#include <algorithm>

#include "analysis/parts.h"

namespace doppelint::analysis {

using heap::Assumption;
using heap::Base;
using heap::ContentBuilder;

namespace {

constexpr std::uint32_t kDeepParts = 0x8000'0000U;
constexpr std::uint32_t kCopyParts = 0x4000'0000U;
constexpr std::uint32_t kMemoPart = 0x2FF0U;
// What no copy of any depth makes anew.
constexpr Kinds kShared = Kinds(Kind::class_) | Kind::function | Kind::module;

}  // namespace

ObjectId deeply_copied(const heap::Object& object) {
    const bool is_copy = object.origin == heap::Origin::site && (object.part & kDeepParts) != 0;
    return is_copy ? ObjectId{object.part & ~kDeepParts} : ObjectId{};
}

// NOLINTBEGIN(misc-no-recursion): only faults of tests lead from one to the other

Value Copies::shallow(State& state, ValueId id, const Value& from) {
    if (faulty(Fault::copy_is_same)) return from;
    if (faulty(Fault::copy_is_deep)) return deep(state, id, from);
    if (from.is_any()) return heap_.join(parts_.outside.call(state, id, from), from);
    Value result = heap::atoms(from.plain);
    Value copies;  // but for those that classes of the project make as they like
    for (const ObjectId it : objects_of(from)) {
        const Value self = heap_.value_of(it);
        if (const auto given = by_protocol(state, id, it, "__copy__", {})) {
            result = heap_.join(result, *given);
            continue;
        }
        if ((kShared | Kind::tuple | Kind::frozenset).has(heap_.objects()[it].kind)) {
            result = heap_.join(result, self);
        } else if (may_say_itself(it) && sound()) {
            result = heap_.join(result, heap_.join(parts_.outside.call(state, id, self), self));
        } else {
            if (may_say_itself(it)) assume_that(state, Assumption::unknown_call);
            copies = heap_.join(copies, of_object(state, id, it));
        }
    }
    if (!copies.nothing()) parts_.ledger.note_copy(state, id, from, copies);
    return heap_.join(result, copies);
}

// The register of what `copy.copy(x)` copies.
ValueId Copies::copied_by(ValueId id) const {
    const Instruction& it = at(id);
    return it.opcode == Opcode::call && it.operand_count > 1 ? operand_id(it, 1) : ValueId{};
}

std::optional<Value> Copies::by_protocol(State& state, ValueId id, ObjectId object, std::string_view method,
                                         const Arguments& arguments) {
    const bool is_unknown = heap_.objects()[object].kind == Kind::opaque && !parts_.members.has_class(object);
    const bool may_have = is_unknown || parts_.members.has_member(object, method);
    if (!may_have || std::ranges::find(asked_, object) != asked_.end()) return std::nullopt;
    asked_.push_back(object);
    const Arguments::One self{heap_.value_of(object), is_unknown ? copied_by(id) : ValueId{}};
    std::optional<Value> given;
    if (is_unknown) {
        given = parts_.calls.call_special_by_flow(state, id, method, self, arguments.positional);
        if (!given) given = parts_.calls.call_by_test(state, id, self, method, arguments);
    } else {
        given = parts_.members.call(state, id, object, self, method, arguments);
    }
    asked_.pop_back();
    return given;
}

// A class may say in `__copy__` what its copies are.
bool Copies::may_say_itself(ObjectId object) const {
    const Kind kind = heap_.objects()[object].kind;
    return kind == Kind::opaque || (kind == Kind::instance && parts_.classes.method_class(object).empty());
}

ObjectId Copies::copy_made(ValueId id, ObjectId source) {
    const std::uint32_t part = part_from(id, source, kCopyParts);
    const heap::Object& known = heap_.objects()[source];
    if (known.origin != heap::Origin::external || known.kind != Kind::instance)
        return heap_.objects().made_from(id, part, source);
    // What a library offers has its class by what models say of its name.
    const std::uint32_t class_index = heap_.objects().class_index({parts_.classes.method_class(source), {}});
    return heap_.objects().made(id, part, Kind::instance, class_index);
}

Value Copies::of_object(State& state, ValueId id, ObjectId source) {
    ContentBuilder content(heap_.content_of(state, source));
    content.head().escaped = false;
    content.head().touched = {};
    content.remove(heap::Slot::attribute(activation_.words.find_or_add("__dict__")));
    const ObjectId copy = copy_made(id, source);
    put(state, id, copy, content);
    return heap_.value_of(copy);
}

std::uint32_t Copies::part_from(ValueId id, ObjectId source, std::uint32_t parts) const {
    const heap::Object& known = heap_.objects()[source];
    const bool is_own =
        known.origin == heap::Origin::site && known.site == id.index() && (known.part & parts) != 0;
    return is_own ? known.part : parts | source.index();
}

Value Copies::deep(State& state, ValueId id, const Value& from) {
    if (faulty(Fault::deep_copy_shares)) return shallow(state, id, from);
    if (from.is_any()) return heap_.join(parts_.outside.call(state, id, from), from);
    const ObjectId only = heap_.only_object(from);
    if (only.valid() && parts_.members.has_member(only, "__deepcopy__")) {
        Arguments memo;
        memo.add(make(state, {id, kMemoPart, Kind::dict}, ContentBuilder{}), ValueId{});
        if (const auto given = by_protocol(state, id, only, "__deepcopy__", memo)) return *given;
    }
    const std::vector<ObjectId> below = heap_.reachable(state, std::span(&from, 1));
    if (sound() && std::ranges::any_of(below, [&](ObjectId it) { return hides_something(state, it); })) {
        return heap_.join(parts_.outside.call(state, id, from), from);
    }
    for (const ObjectId it : below) {
        const ObjectId copy = deep_copy_of(id, it);
        if (copy == it) continue;
        ContentBuilder content(heap_.content_of(state, it));
        content.head().escaped = false;
        content.head().touched = {};
        if (content.head().base.what == Base::What::symbolic) {
            content.head().base = {Base::What::symbolic, copy, epoch_of(id)};
        }
        content.change_each([&](heap::SlotValue& slot) { slot.value = deep_copy_of(id, slot.value); });
        put(state, id, copy, content);
    }
    return deep_copy_of(id, from);
}

// NOLINTEND(misc-no-recursion)

bool Copies::hides_something(const State& state, ObjectId object) const {
    const Kind kind = heap_.objects()[object].kind;
    return kind == Kind::opaque || kind == Kind::instance ||
           heap_.content_of(state, object).base.what == Base::What::unknown;
}

// What may be many objects becomes many.
ObjectId Copies::deep_copy_of(ValueId id, ObjectId object) {
    const heap::Object known = heap_.objects()[object];
    if (kShared.has(known.kind)) return object;
    return heap_.objects().made_from(id, part_from(id, object, kDeepParts), object, !known.single());
}

// Tuples of what copies to itself stay themselves.
Value Copies::deep_copy_of(ValueId id, const Value& value) {
    Value result = value;
    result.objects = heap_.sets().mapped(value.objects, [&](ObjectId it) { return deep_copy_of(id, it); });
    for (const ObjectId it : objects_of(value)) {
        if (heap_.objects()[it].kind == Kind::tuple) result = heap_.join(result, heap_.value_of(it));
    }
    return result;
}

Value Copies::replaced(State& state, ValueId id, const Value& from, const Value& changes) {
    const Value result = shallow(state, id, from);
    for (const ObjectId copy : objects_of(result)) {
        if (heap_.objects()[copy].origin == heap::Origin::site) set_attributes(state, copy, changes);
    }
    return result;
}

void Copies::set_attributes(State& state, ObjectId object, const Value& mapping) {
    for (const ObjectId it : objects_of(mapping)) {
        const heap::Content content = heap_.content_of(state, it);
        for (const heap::SlotValue& slot : content.slots()) {
            if (slot.slot.kind() != heap::SlotKind::attribute) continue;
            heap_.write(state, object, slot.slot, slot.value, true);
        }
    }
}

}  // namespace doppelint::analysis
