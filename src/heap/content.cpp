#include "heap/content.h"

#include <algorithm>
#include <new>

namespace doppelint::heap {
namespace {

template <class Slots>
auto place_of(Slots& slots, Slot slot) {
    return std::ranges::lower_bound(slots, slot, {}, &SlotValue::slot);
}

}  // namespace

Distinct join(Distinct left, Distinct right) {
    if (left == right || right == Distinct::none) return left;
    if (left == Distinct::none) return right;
    const auto leaves_rest = [](Distinct it) { return it == Distinct::same || it == Distinct::rest_same; };
    return leaves_rest(left) && leaves_rest(right) ? Distinct::rest_same : Distinct::unknown;
}

const Value* Content::find(Slot slot) const {
    const auto all = slots();
    const auto place = place_of(all, slot);
    return place != all.end() && place->slot == slot ? &place->value : nullptr;
}

bool equal(const Content& left, const Content& right) {
    return left.base == right.base && left.distinct == right.distinct && left.exact == right.exact &&
           left.consumed == right.consumed && left.maybe_consumed == right.maybe_consumed &&
           left.consumed_in_turns == right.consumed_in_turns && left.consumed_by == right.consumed_by &&
           left.escaped == right.escaped && left.touched == right.touched &&
           std::ranges::equal(left.slots(), right.slots());
}

const Value* ContentBuilder::find(Slot slot) const {
    const auto* const place = place_of(slots_, slot);
    return place != slots_.end() && place->slot == slot ? &place->value : nullptr;
}

void ContentBuilder::set(Slot slot, const Value& value) {
    auto* const place = place_of(slots_, slot);
    if (place != slots_.end() && place->slot == slot) {
        place->value = value;
    } else {
        slots_.insert(place, {slot, value});
    }
}

void ContentBuilder::remove(Slot slot) {
    auto* const place = place_of(slots_, slot);
    if (place != slots_.end() && place->slot == slot) slots_.erase(place);
}

const Content* ContentBuilder::finish(Arena& arena) const {
    auto* const slots = static_cast<SlotValue*>(arena.allocate(sizeof(SlotValue) * slots_.size()));
    std::ranges::uninitialized_copy(slots_, std::span(slots, slots_.size()));
    auto* const result = new (arena.allocate(sizeof(Content))) Content(head_);
    result->count = static_cast<std::uint32_t>(slots_.size());
    result->first = slots;
    return result;
}

}  // namespace doppelint::heap
