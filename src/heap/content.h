#pragma once

#include <cstdint>
#include <span>

#include "base/inline_vector.h"
#include "heap/policy.h"
#include "heap/value.h"

namespace doppelint::heap {

/// What the slots of a container have to do with one another.
enum class Distinct : std::uint8_t {
    none,       ///< fewer than two slots: nothing to say
    same,       ///< all are one object
    rest_same,  ///< those that are not listed are one object
    distinct,   ///< each is an object of its own
    unknown,
};
[[nodiscard]] Distinct join(Distinct left, Distinct right);

/// What is known of how an object's unlisted slots came to be.
struct Base {
    enum class What : std::uint8_t {
        empty,     ///< there are none
        symbolic,  ///< they hold what `object` held at `epoch`
        unknown,   ///< they may hold anything
    };
    What what = What::empty;
    ObjectId object;
    std::uint32_t epoch = 0;
    bool operator==(const Base&) const = default;
};

struct SlotValue {
    Slot slot;
    Value value;
    bool operator==(const SlotValue&) const = default;
};

/// The content of one object at one time. Immutable; lies in an arena. Slots are sorted.
struct Content {
    Base base;
    Distinct distinct = Distinct::none;
    bool exact = false;     ///< of a sequence: the indexes listed are all its places; of a mapping: the keys
    bool consumed = false;  ///< of an iterator: certainly walked to its end
    bool maybe_consumed = false;
    bool consumed_in_turns = false;  ///< certainly walked to its end in each earlier turn of a loop
    std::uint32_t consumed_by =
        0;                 ///< the instruction whose walk came to the end on some way, from 1; 0: none
    bool escaped = false;  ///< code outside this activation may know it
    Assumptions touched;   ///< what was taken for granted of it since it was made
    std::uint32_t count = 0;
    const SlotValue* first = nullptr;

    [[nodiscard]] std::span<const SlotValue> slots() const { return {first, count}; }
    [[nodiscard]] const Value* find(Slot slot) const;
};

[[nodiscard]] bool equal(const Content& left, const Content& right);

/// A content being written: starts as a copy of one, ends as a new one in the arena.
class ContentBuilder {
  public:
    ContentBuilder() = default;
    explicit ContentBuilder(const Content& from) : head_(from), slots_(from.slots()) {}

    [[nodiscard]] Content& head() { return head_; }
    [[nodiscard]] std::span<const SlotValue> slots() const { return slots_; }
    [[nodiscard]] const Value* find(Slot slot) const;
    void set(Slot slot, const Value& value);
    void remove(Slot slot);
    template <class Test>
    void remove_if(Test&& test) {
        slots_.remove_if(test);
    }
    template <class Change>
    void change_each(Change&& change) {
        for (SlotValue& it : slots_) change(it);
    }
    [[nodiscard]] const Content* finish(Arena& arena) const;

  private:
    Content head_;
    InlineVector<SlotValue, 4> slots_;
};

}  // namespace doppelint::heap
