#pragma once

#include <vector>

#include "heap/faults.h"
#include "heap/limits.h"
#include "heap/object_set.h"
#include "heap/state.h"

namespace doppelint::heap {

/// How an item is named in a subscription.
struct ItemKey {
    bool known = false;  ///< `slot` says which item
    Slot slot;
};

/// What a change does to the places of a container's items.
enum class Shift : std::uint8_t { keeps_places, moves_places };

/// The operations on states of one function. Holds the tables of objects and sets, and the arena in which
/// contents lie. What an operation changes is the state that it gets; nothing else remembers.
class Heap {
  public:
    Heap(Arena& arena, Policy policy, const Limits& limits)
        : arena_(arena), policy_(policy), limits_(limits), objects_(arena) {}

    [[nodiscard]] Policy policy() const { return policy_; }
    [[nodiscard]] const Limits& limits() const { return limits_; }
    [[nodiscard]] Objects& objects() { return objects_; }
    [[nodiscard]] const Objects& objects() const { return objects_; }
    [[nodiscard]] ObjectSets& sets() { return sets_; }
    [[nodiscard]] const ObjectSets& sets() const { return sets_; }
    [[nodiscard]] Arena& arena() { return arena_; }

    /// Values

    [[nodiscard]] Value value_of(ObjectId object) { return heap::objects(sets_.single(object)); }
    /// The least value for both; anything, where that is more objects than one value may have.
    [[nodiscard]] Value join(const Value& left, const Value& right);
    [[nodiscard]] std::span<const ObjectId> objects_of(const Value& value) const {
        return sets_.items(value.objects);
    }
    /// Whether everything that `inner` stands for, `outer` stands for too.
    [[nodiscard]] bool within(const Value& inner, const Value& outer) const;
    /// The object that `value` is for sure, or none.
    [[nodiscard]] ObjectId only_object(const Value& value) const;
    /// Whether two names of objects may stand for one object.
    [[nodiscard]] bool may_meet(ObjectId left, ObjectId right) const;
    [[nodiscard]] bool may_meet(const Value& left, const Value& right) const;
    /// Whether the two are one object for sure.
    [[nodiscard]] bool must_meet(const Value& left, const Value& right) const;
    /// The kinds that `value` may be of.
    [[nodiscard]] Kinds kinds_of(const Value& value) const;
    [[nodiscard]] Value narrowed_to(const Value& value, Kinds kinds);

    /// Whether some value had to become anything because of its size.
    [[nodiscard]] bool overflowed() const { return overflowed_; }

    /// Contents

    [[nodiscard]] Content content_of(const State& state, ObjectId object) const;
    [[nodiscard]] Value read(const State& state, ObjectId object, Slot slot);
    /// The slot in every object of `from`.
    [[nodiscard]] Value read(const State& state, const Value& from, Slot slot);
    [[nodiscard]] Value read_item(const State& state, ObjectId object, ItemKey key);
    /// Any item: what iterating gives, but of a mapping the values.
    [[nodiscard]] Value read_items(const State& state, ObjectId object);

    void set_content(State& state, ObjectId object, const ContentBuilder& content);
    /// The object has this content, or the one that it had.
    void add_content(State& state, ObjectId object, const ContentBuilder& content, Epoch place);
    /// Puts `value` into the slot. Strong if `object` is one object and `certain`.
    void write(State& state, ObjectId object, Slot slot, const Value& value, bool certain);
    void write_item(State& state, ObjectId object, ItemKey key, const Value& value, bool certain);
    /// Adds `value` to the items.
    void add_item(State& state, ObjectId object, const Value& value, Shift shift, bool at_end, bool certain);
    /// Items may be gone.
    void remove_items(State& state, ObjectId object, ItemKey key, Shift shift, bool certain);
    void clear_items(State& state, ObjectId object, bool certain);
    /// Folds places and keys of their own into `[*]`.
    void forget_places(State& state, ObjectId object);

    /// States

    /// What holds on either way. `place` names the block where they meet.
    [[nodiscard]] State join(const State& left, const State& right, std::uint32_t place);
    [[nodiscard]] bool within(const State& inner, const State& outer);
    /// These newest objects, as far as there are any, join the earlier ones of their sites.
    void age(State& state, std::vector<ObjectId> newest);
    /// `value` after the newest objects of the sites that `ages(site)` holds for have aged.
    template <class Ages>
    [[nodiscard]] Value aged(const Value& value, Ages&& ages) {
        if (value.objects == ObjectSets::empty() || faulty(Fault::registers_do_not_age)) return value;
        Value result = value;
        result.objects = sets_.mapped(value.objects, [&](ObjectId it) { return aged_object(it, ages); });
        return result;
    }

    /// These newest objects stand for any number of objects from now on; gives `value` with their new names.
    [[nodiscard]] Value multiplied(State& state, const Value& value, const std::vector<ObjectId>& sorted);
    /// Everything that code which can reach `roots` may reach.
    [[nodiscard]] std::vector<ObjectId> reachable(const State& state, std::span<const Value> roots) const;
    /// Code that is not seen gets `roots`, and may change whatever it can reach. Sound policy.
    void expose(State& state, std::span<const Value> roots, std::uint32_t epoch);

  private:
    template <class Ages>
    // NOLINTNEXTLINE(misc-no-recursion): as deep as a path, and those have a limit
    ObjectId aged_object(ObjectId id, Ages& ages) {
        const Object object = objects_[id];
        if (object.origin == Origin::site)
            return !object.older && ages(object.site) ? objects_.older(id) : id;
        if (object.origin != Origin::child) return id;
        const ObjectId parent = aged_object(object.parent, ages);
        return parent == object.parent ? id : objects_.child(parent, object.slot, object.part);
    }
    void fold(State& state, const std::vector<ObjectId>& recent);
    [[nodiscard]] bool mentions(const Content& content, const std::vector<ObjectId>& recent) const;
    [[nodiscard]] const Content* renamed(const Content& content, const std::vector<ObjectId>& recent);
    [[nodiscard]] Value renamed(const Value& value, const std::vector<ObjectId>& recent);
    ObjectId renamed(ObjectId id, const std::vector<ObjectId>& recent);
    [[nodiscard]] Value unlisted(const Content& content, Slot slot);
    [[nodiscard]] ObjectId child(ObjectId parent, Slot slot, std::uint32_t epoch);
    [[nodiscard]] const Content* join(ObjectId object, const Content& left, const Content& right,
                                      std::uint32_t place);
    [[nodiscard]] Base joined_base(ObjectId object, const Content& left, const Content& right,
                                   std::uint32_t place) const;
    void join_slots(ContentBuilder& result, const Content& left, const Content& right);
    /// What the slot holds where the other way has it listed: a key that is not there is unbound.
    [[nodiscard]] Value value_in(const Content& content, Slot slot);
    /// What the item may be, once `value` may have been written to it.
    [[nodiscard]] Value item_or(const Value& value, const Content& before, Slot slot);
    void write_unknown_item(ContentBuilder& content, const Content& before, Kind kind, const Value& value);
    void fold_places(ContentBuilder& content);
    /// The same, if any place has a slot of its own.
    void fold_indexes(ContentBuilder& content);
    [[nodiscard]] const Content* with_folded_indexes(const Content& content);
    [[nodiscard]] Value limited(const Value& value);
    /// Whether some object of the value is of unknown kind, so that `narrowed` says something.
    [[nodiscard]] bool has_unknown_kind(SetId set) const;

    Arena& arena_;
    Policy policy_;
    Limits limits_;
    Objects objects_;
    ObjectSets sets_;
    bool overflowed_ = false;  ///< some value would have had more objects than the limit
};

}  // namespace doppelint::heap
