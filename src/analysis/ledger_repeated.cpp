// Containers of one object in all places: `[x] * n`, `dict.fromkeys(keys, x)`.
#include <algorithm>
#include <array>

#include "analysis/ledger.h"
#include "analysis/parts.h"

namespace doppelint::analysis {

using heap::Distinct;
using heap::Slot;

namespace {

constexpr Kinds kLeadOn = Kinds(Kind::iterator) | Kind::view | Kind::tuple;

}  // namespace

// Of what the change was reached by, the container whose slots all hold one and the same object.
ObjectId Ledger::repeated_in(State& state, const Change& change, std::span<const Way> way) {
    std::vector<ObjectId> path{change.object};
    const auto add = [&](const Value& value) {
        const auto objects = objects_of(value);
        path.insert(path.end(), objects.begin(), objects.end());
    };
    for (std::size_t step = 0; step < way.size(); ++step) {
        if (way[step].by_attribute) continue;
        const auto element = objects_of(way[step].part);
        const ObjectId found =
            alike_around(state, way[step].holder, element.size() == 1 ? element : heap::ObjectList());
        if (!found.valid()) continue;
        // What called code got at by an instance's attributes is its own business.
        const bool is_own = std::ranges::any_of(way.subspan(step + 1), &Way::by_attribute);
        return !is_own && changes_element(state, change, found, way.first(step)) ? first_made(state, found)
                                                                                 : ObjectId{};
    }
    constexpr std::uint32_t kLongestWay = 8;
    ValueId part = origin_of(change.through_value);
    for (std::uint32_t steps = 0; part.valid() && steps < kLongestWay; ++steps) {
        const ValueId base = holder_of(part);
        add(value_of(part));
        const ObjectId found =
            base.valid() ? repeated_behind(state, part, base, path) : given_by_method(state, part);
        if (found.valid())
            return changes_element(state, change, found, way) ? first_made(state, found) : ObjectId{};
        if (!base.valid()) return {};
        part = origin_of(base);
    }
    return {};
}

// The same of the object from which `part` was read, or of what is walked there. `path` has what came of it.
ObjectId Ledger::repeated_behind(State& state, ValueId part, ValueId base, std::span<const ObjectId> path) {
    const Instruction& it = at(part);
    if (it.opcode == Opcode::get_attribute) return {};
    const Value walked = walked_by(state, part, base);
    if (it.opcode == Opcode::get_item) {
        const ObjectId holder = heap_.only_object(walked);
        if (!holder.valid()) return {};
        const heap::Content content = heap_.content_of(state, holder);
        const heap::ItemKey key = parts_.items.item_key(state, holder, operand(it, 1));
        const bool is_listed = key.known && content.find(key.slot) != nullptr;
        return content.distinct == Distinct::rest_same && is_listed ? ObjectId{}
                                                                    : alike_around(state, walked, path);
    }
    if (const ObjectId found = alike_around(state, walked, path); found.valid()) return found;
    if (it.opcode != Opcode::next_item) return {};
    for (const ObjectId behind : led_to(state, value_of(base))) {
        if (comes_by(state, element_of(state, behind), path)) return behind;
    }
    return {};
}

// What iterators walk over that others made: of `enumerate(rows.items())` the view, and `rows`.
std::vector<ObjectId> Ledger::led_to(const State& state, const Value& from) const {
    constexpr std::size_t kMost = 16;
    const auto first = objects_of(from);
    std::vector<ObjectId> result(first.begin(), first.end());
    for (std::size_t next = 0; next < result.size() && next < kMost; ++next) {
        if (!kLeadOn.has(heap_.objects()[result[next]].kind)) continue;
        const heap::Content content = heap_.content_of(state, result[next]);
        for (const heap::SlotValue& it : content.slots()) {
            for (const ObjectId one : objects_of(it.value)) {
                if (std::ranges::find(result, one) == result.end()) result.push_back(one);
            }
        }
    }
    return result;
}

// What a copy or a display holds, it holds because another container was made so.
ObjectId Ledger::first_made(const State& state, ObjectId container) const {
    const heap::Object& object = heap_.objects()[container];
    const bool is_site = object.origin == heap::Origin::site;
    const bool is_made_of_another =
        is_site && (at(ValueId{object.site}).opcode == Opcode::make_dict ||
                    at(ValueId{object.site}).opcode == Opcode::make_list || claim_at_[object.site].valid());
    if (!is_made_of_another) return container;
    const ObjectId element = element_of(state, container);
    ObjectId first;
    state.contents.for_each([&](std::uint32_t key, const heap::Content* content) {
        const ObjectId other{key};
        if (content->distinct != Distinct::same || other == container || (first.valid() && first < other))
            return;
        const bool is_made = heap_.objects()[other].origin == heap::Origin::site;
        if (is_made && element.valid() && element_of(state, other) == element) first = other;
    });
    return first.valid() ? first : container;
}

// What called code gets at by attributes of the object is the object's own if both were made at once.
bool Ledger::changes_element(State& state, const Change& change, ObjectId container,
                             std::span<const Way> way) {
    if (std::ranges::none_of(way, &Way::by_attribute)) return true;
    const auto is_cache = [&](const Way& it) { return context_.intent.is_cache(it.attribute); };
    const ObjectId element = element_of(state, container);
    if (!element.valid() || std::ranges::any_of(way, is_cache)) return false;
    const heap::Object& whole = heap_.objects()[element];
    const heap::Object& changed = heap_.objects()[change.object];
    return whole.kind == Kind::instance && whole.origin == heap::Origin::site &&
           changed.origin == heap::Origin::site && changed.site == whole.site;
}

// The same of what a method of the container gave: `rows.get(key)`.
ObjectId Ledger::given_by_method(State& state, ValueId part) {
    if (at(part).opcode != Opcode::call) return {};
    const Instruction& method = at(origin_of(operand_id(at(part), 0)));
    if (method.opcode != Opcode::get_attribute) return {};
    const auto given = objects_of(value_of(part));
    const ObjectId found =
        alike_around(state, value_of(operand_id(method, 0)), given.size() == 1 ? given : heap::ObjectList());
    const bool is_item =
        found.valid() && heap_.sets().meets(heap_.read_items(state, found).objects, value_of(part).objects);
    return is_item ? found : ObjectId{};
}

// `holder` if all its slots hold one object, or all that are not listed one that stands in `path`.
ObjectId Ledger::alike_around(const State& state, const Value& holder, std::span<const ObjectId> path) const {
    const ObjectId only = heap_.only_object(holder);
    if (!only.valid()) return {};
    const Distinct distinct = heap_.content_of(state, only).distinct;
    // What a class of the project gives may be something else than what it holds.
    const bool is_plain = !heap_.objects().class_of(only).code.valid();
    if (distinct == Distinct::same && is_plain) return only;
    return comes_by(state, element_of(state, only), path) ? only : ObjectId{};
}

// Whether the way to what changed, which comes first in it, leads over the element.
bool Ledger::comes_by(const State& state, ObjectId element, std::span<const ObjectId> path) const {
    if (!element.valid() || std::ranges::find(path, element) == path.end()) return false;
    if (path.front() == element) return true;
    const auto parts = heap_.reachable(state, std::array{heap_.value_of(element)});
    return std::ranges::find(parts, path.front()) != parts.end();
}

// What all slots hold, or all that are not listed.
ObjectId Ledger::element_of(const State& state, ObjectId container) const {
    const heap::Content content = heap_.content_of(state, container);
    if (content.distinct != Distinct::same && content.distinct != Distinct::rest_same) return {};
    const Value* held = content.find(Slot::rest());
    for (const heap::SlotValue& it : content.slots()) {
        if (!it.slot.is_item() || content.distinct == Distinct::rest_same) continue;
        if (held != nullptr && *held != it.value) return {};
        held = &it.value;
    }
    return held != nullptr ? heap_.only_object(*held) : ObjectId{};
}

}  // namespace doppelint::analysis
