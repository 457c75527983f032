#include <algorithm>

#include "heap/faults.h"
#include "heap/heap.h"

namespace doppelint::heap {
namespace {

Content first_content(const Object& object, ObjectId id, const State& state) {
    Content result;
    switch (object.origin) {
        case Origin::site: break;  // made, and nothing was put in
        case Origin::variable:
            if (object.own_namespace) break;
            [[fallthrough]];
        case Origin::parameter:
        case Origin::child:
        case Origin::external: result.base = {Base::What::symbolic, id, state.epoch}; break;
    }
    return result;
}

bool is_place(const SlotValue& it) {
    return it.slot.kind() == SlotKind::index || it.slot.kind() == SlotKind::key;
}

bool is_past_end(const Content& content, Slot slot) {
    return content.exact && slot.kind() == SlotKind::index && content.find(slot) == nullptr;
}

std::uint32_t count_of(std::span<const SlotValue> slots, SlotKind kind) {
    return static_cast<std::uint32_t>(
        std::ranges::count_if(slots, [&](const SlotValue& it) { return it.slot.kind() == kind; }));
}

}  // namespace

Content Heap::content_of(const State& state, ObjectId object) const {
    if (const Content* const* found = state.contents.find(object.index())) return **found;
    return first_content(objects_[object], object, state);
}

// Paths that are too long end in one object that stands for everything below it.
ObjectId Heap::child(ObjectId parent, Slot slot, std::uint32_t epoch) {
    if (objects_.depth(parent) < limits_.path_depth) return objects_.child(parent, slot, epoch);
    if (objects_.is_beyond(parent)) return parent;
    return objects_.child(parent, Slot::beyond(), epoch);
}

Value Heap::unlisted(const Content& content, Slot slot) {
    const bool is_item = slot.is_item() || slot.kind() == SlotKind::keys;
    if (is_item && content.exact) return {};
    switch (content.base.what) {
        case Base::What::empty: {
            if (is_item) {
                const Value* const rest = content.find(Slot::rest());
                return rest != nullptr && slot.is_item() ? *rest : Value{};
            }
            return atoms(Kind::unbound);
        }
        case Base::What::symbolic: {
            // After code that is not seen, it may be any object which that code knows.
            if (policy_ == Policy::sound && content.base.epoch != kAtEntry) return anything();
            const ObjectId part = child(content.base.object, slot, content.base.epoch);
            const Kind kind = objects_[part].kind;
            const Value mine = models::kAtoms.has(kind) ? atoms(kind) : value_of(part);
            if (slot.is_item() && slot != Slot::rest()) {
                if (const Value* const rest = content.find(Slot::rest())) return join(mine, *rest);
            }
            return mine;
        }
        case Base::What::unknown: break;
    }
    return anything();
}

Value Heap::read(const State& state, ObjectId object, Slot slot) {
    const Content content = content_of(state, object);
    if (const Value* const listed = content.find(slot)) return *listed;
    return unlisted(content, slot);
}

Value Heap::read(const State& state, const Value& from, Slot slot) {
    Value result = from.is_any() ? anything() : Value{};
    for (const ObjectId it : ObjectList(objects_of(from))) {
        result = join(result, read(state, it, slot));
    }
    return result;
}

Value Heap::read_items(const State& state, ObjectId object) {
    const Content content = content_of(state, object);
    Value result = content.exact ? Value{} : unlisted(content, Slot::rest());
    for (const SlotValue& it : content.slots()) {
        if (faulty(Fault::iteration_gives_first) && !result.nothing()) break;
        if (it.slot.is_item()) result = join(result, it.value);
    }
    result.plain = result.plain - Kind::unbound;
    return result;
}

Value Heap::read_item(const State& state, ObjectId object, ItemKey key) {
    if (!key.known) return read_items(state, object);
    Value result = read(state, object, key.slot);
    result.plain = result.plain - Kind::unbound;
    return result;
}

void Heap::set_content(State& state, ObjectId object, const ContentBuilder& content) {
    const Content* const* const found = state.contents.find(object.index());
    const Content* const made = content.finish(arena_);
    if (found != nullptr && equal(**found, *made)) return;
    state.contents = state.contents.with(object.index(), made, arena_);
}

void Heap::add_content(State& state, ObjectId object, const ContentBuilder& content, Epoch place) {
    const Content* const* const found = state.contents.find(object.index());
    if (found == nullptr) return set_content(state, object, content);
    const Content* const both = join(object, **found, *content.finish(arena_), place);
    if (!equal(**found, *both)) state.contents = state.contents.with(object.index(), both, arena_);
}

void Heap::write(State& state, ObjectId object, Slot slot, const Value& value, bool certain) {
    const Content before = content_of(state, object);
    ContentBuilder content(before);
    if (slot.kind() == SlotKind::attribute && faulty(Fault::write_is_lost)) return;
    if (slot.kind() == SlotKind::content && faulty(Fault::cell_written_weakly_to_copy) &&
        before.find(slot) != nullptr)
        return;
    if ((certain && objects_[object].single()) || faulty(Fault::weak_is_strong)) {
        content.set(slot, value);
    } else {
        const Value* const listed = before.find(slot);
        content.set(slot, join(listed != nullptr ? *listed : unlisted(before, slot), value));
    }
    const bool too_many = slot.kind() == SlotKind::attribute && content.slots().size() > limits_.attributes;
    if (too_many) {
        content.remove_if([](const SlotValue& it) { return it.slot.kind() == SlotKind::attribute; });
        content.head().base = {Base::What::unknown, {}, 0};
    }
    set_content(state, object, content);
}

void Heap::fold_places(ContentBuilder& content) {
    const Content& head = content.head();
    Value rest;
    if (const Value* const listed = content.find(Slot::rest())) {
        rest = *listed;
    } else if (!head.exact) {
        Content bare = head;
        bare.count = 0;
        rest = unlisted(bare, Slot::rest());
    }
    for (const SlotValue& it : content.slots()) {
        if (is_place(it)) rest = join(rest, it.value);
    }
    rest.plain = rest.plain - Kind::unbound;
    content.remove_if(is_place);
    content.head().exact = false;
    if (content.head().base.what == Base::What::symbolic) content.head().base.what = Base::What::empty;
    content.set(Slot::rest(), rest);
}

void Heap::fold_indexes(ContentBuilder& content) {
    if (content.head().exact || count_of(content.slots(), SlotKind::index) != 0) fold_places(content);
}

const Content* Heap::with_folded_indexes(const Content& content) {
    ContentBuilder result(content);
    fold_indexes(result);
    return result.finish(arena_);
}

void Heap::forget_places(State& state, ObjectId object) {
    ContentBuilder content(content_of(state, object));
    fold_places(content);
    set_content(state, object, content);
}

void Heap::write_item(State& state, ObjectId object, ItemKey key, const Value& value, bool certain) {
    const Content before = content_of(state, object);
    const bool strong = (certain && objects_[object].single()) || faulty(Fault::weak_is_strong);
    if (strong && key.known && is_past_end(before, key.slot)) return;  // IndexError
    ContentBuilder content(before);
    content.head().distinct = Distinct::unknown;
    if (key.known) {
        content.set(key.slot, strong ? value : item_or(value, before, key.slot));
        const std::uint32_t most = key.slot.kind() == SlotKind::key ? limits_.keys : limits_.places;
        if (count_of(content.slots(), key.slot.kind()) > most) fold_places(content);
    } else {
        write_unknown_item(content, before, objects_[object].kind, value);
    }
    set_content(state, object, content);
}

Value Heap::item_or(const Value& value, const Content& before, Slot slot) {
    const Value* const listed = before.find(slot);
    Value old = listed != nullptr ? *listed : unlisted(before, slot);
    if (old.nothing()) old = atoms(Kind::unbound);
    return join(old, value);
}

void Heap::write_unknown_item(ContentBuilder& content, const Content& before, Kind kind, const Value& value) {
    content.change_each([&](SlotValue& it) {
        if (is_place(it) && !faulty(Fault::unknown_key_spares_places)) it.value = join(it.value, value);
    });
    // An index that is not known is one of those listed; a key may be new.
    const bool is_sequence = kind == Kind::list || kind == Kind::bytearray;
    if (before.exact && is_sequence) return;
    const Value* const rest = before.find(Slot::rest());
    const Value old = rest != nullptr ? *rest : (before.exact ? Value{} : unlisted(before, Slot::rest()));
    content.set(Slot::rest(), join(old, value));
    content.head().exact = false;
}

void Heap::add_item(State& state, ObjectId object, const Value& value, Shift shift, bool at_end,
                    bool certain) {
    const Content before = content_of(state, object);
    ContentBuilder content(before);
    Value items = read_items(state, object);
    Distinct& distinct = content.head().distinct;
    if (!certain) {
        distinct = Distinct::unknown;
    } else if (!items.nothing()) {
        const ObjectId added = only_object(value);
        if (added.valid() && !may_meet(items, value)) {
            distinct = distinct == Distinct::none || distinct == Distinct::distinct ? Distinct::distinct
                                                                                    : Distinct::unknown;
        } else if (added.valid() && must_meet(items, value) && distinct != Distinct::distinct) {
            distinct = Distinct::same;
        } else {
            distinct = Distinct::unknown;
        }
    }
    const bool strong = certain && objects_[object].single();
    if (strong && at_end && before.exact && count_of(content.slots(), SlotKind::index) < limits_.places) {
        content.set(Slot::index(count_of(content.slots(), SlotKind::index)), value);
        return set_content(state, object, content);
    }
    if (!faulty(Fault::insert_keeps_places) && (shift == Shift::moves_places || before.exact)) {
        fold_places(content);
    }
    const Value* const listed = content.find(Slot::rest());
    Content head = content.head();
    const Value old = listed != nullptr ? *listed : unlisted(head, Slot::rest());
    content.set(Slot::rest(), faulty(Fault::append_replaces_rest) ? value : join(old, value));
    set_content(state, object, content);
}

void Heap::remove_items(State& state, ObjectId object, ItemKey key, Shift shift, bool certain) {
    ContentBuilder content(content_of(state, object));
    if (shift == Shift::moves_places && faulty(Fault::remove_keeps_places)) return;
    if (shift == Shift::moves_places) {
        fold_places(content);
    } else if (key.known && certain && objects_[object].single()) {
        if (content.head().exact) {
            content.remove(key.slot);
        } else {
            content.set(key.slot, atoms(Kind::unbound));
        }
    } else {
        content.change_each([&](SlotValue& it) {
            if (is_place(it) && (!key.known || it.slot == key.slot))
                it.value = join(it.value, atoms(Kind::unbound));
        });
    }
    set_content(state, object, content);
}

void Heap::clear_items(State& state, ObjectId object, bool certain) {
    if (faulty(Fault::clear_does_nothing)) return;
    ContentBuilder content(content_of(state, object));
    if (certain && objects_[object].single()) {
        content.remove_if(
            [](const SlotValue& it) { return it.slot.is_item() || it.slot.kind() == SlotKind::keys; });
        content.head().exact = true;
        content.head().distinct = Distinct::none;
    } else {
        fold_places(content);
    }
    set_content(state, object, content);
}

}  // namespace doppelint::heap
