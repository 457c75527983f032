#include <algorithm>
#include <vector>

#include "analysis/ledger.h"
#include "analysis/parts.h"

namespace doppelint::analysis {

using heap::Slot;

void Ledger::change_of_snapshot(State& state, const Change& change, ClaimId claim, std::span<const Way> way) {
    const Claim& binding = facts_.claims[claim.index()];
    if (binding.of_parts) return change_of_part(state, change, claim, way);
    if (binding.of_view) return change_of_shown(state, change, claim);
    if (binding.of_attribute) return change_of_attribute(state, change, claim, way);
    const Value& bound = activation_.values[binding.where.index()];
    if (!heap_.sets().has(bound.objects, change.object)) return;
    if (goes_through(change.through_value, binding.where)) return;
    if (is_newer(change, binding.where)) return;
    add_debt(state, claim, change, change.must && heap_.only_object(bound) == change.object);
}

// `best = row; …; row = []; row.append(x)` in a loop: the name is bound to the list of an earlier turn.
bool Ledger::is_newer(const Change& change, ValueId bound) const {
    if (change.through_value.valid() && is_another(bound, change.event, change.through_value)) return true;
    const heap::Object& object = heap_.objects()[change.object];
    if (object.origin != heap::Origin::site) return false;
    return object.older ? comes_after(change, bound) : is_made_behind(change.object, bound, change.event);
}

// Whether the object that is there at `event` was made since control left `where`.
bool Ledger::is_made_behind(ObjectId object, ValueId where, ValueId event) const {
    const heap::Object& known = heap_.objects()[object];
    return known.origin == heap::Origin::site && !known.older &&
           is_always_between(where, ValueId{known.site}, event);
}

// Whether the register by which the object was reached got it from what makes it, each time behind `bound`:
// control comes to everything on the way only by there.
bool Ledger::comes_after(const Change& change, ValueId bound) const {
    constexpr std::size_t kLongest = 32;
    if (!change.through_value.valid()) return false;
    const ValueId site{heap_.objects()[change.object].site};
    std::vector<ValueId> open{change.through_value};
    for (std::size_t next = 0; next < open.size(); ++next) {
        const ValueId value = open[next];
        const Instruction& it = at(value);
        if (open.size() > kLongest || !is_always_between(ValueId{0}, bound, value)) return false;
        if (it.opcode == Opcode::phi || program::passes_on(it.opcode)) {
            const auto operands = module_.operands_of(it);
            for (const ValueId way : it.opcode == Opcode::phi ? operands : operands.first(1)) {
                if (way.valid() && std::ranges::find(open, way) == open.end()) open.push_back(way);
            }
        } else if (value != site &&
                   heap_.sets().has(activation_.values[value.index()].objects, change.object)) {
            return false;
        }
    }
    return std::ranges::find(open, site) != open.end();
}

// The change of a container that the attribute holds, too.
void Ledger::change_of_attribute(State& state, const Change& change, ClaimId claim,
                                 std::span<const Way> way) {
    const Claim kept = facts_.claims[claim.index()];
    if (change.kind == ChangeKind::attribute || !heap_.sets().has(kept.source.objects, change.object)) return;
    if (!is_still_held(state, kept, change.object) || goes_through(change, kept.name, way)) return;
    const bool must = heap_.only_object(kept.copy).valid() && heap_.only_object(kept.source).valid();
    add_debt(state, claim, change, change.must && must);
}

bool Ledger::is_still_held(State& state, const Claim& claim, ObjectId object) {
    return std::ranges::any_of(objects_of(claim.copy), [&](ObjectId holder) {
        const Value held = heap_.read(state, holder, Slot::attribute(claim.name));
        return heap_.sets().has(held.objects, object);
    });
}

// The change of what the view shows. Of keys, those that are there stay.
void Ledger::change_of_shown(State& state, const Change& change, ClaimId claim) {
    const Value bound = activation_.values[facts_.claims[claim.index()].where.index()];
    for (const ObjectId view : objects_of(bound)) {
        const bool of_array = heap_.objects()[view].kind != Kind::view;
        const bool of_keys = !of_array && static_cast<ViewOf>(heap_.objects()[view].detail) == ViewOf::keys;
        const bool shows_nothing = change.kind == ChangeKind::attribute ||
                                   (change.kind == ChangeKind::reorders && !of_array) ||
                                   (of_keys && change.kind == ChangeKind::reassigns);
        const Value source = heap_.read(state, view, Slot::source());
        if (shows_nothing || !heap_.sets().has(source.objects, change.object)) continue;
        const bool must = heap_.only_object(bound).valid() && heap_.only_object(source).valid();
        return add_debt(state, claim, change, change.must && must);
    }
}

// Of arrays over arrays the one that is behind all of them.
void Ledger::note_array(const State& state, ValueId id, const Value& given) {
    constexpr std::size_t kMostArrays = 1000;
    const ObjectId array = heap_.only_object(given);
    if (!activation_.recording || !array.valid() || facts_.arrays_given.size() == kMostArrays) return;
    if (heap_.objects()[array].kind != Kind::instance || !parts_.classes.has_library_class(array)) return;
    ObjectId memory = array;
    for (std::uint32_t steps = 0; heap_.objects()[memory].kind == Kind::instance; ++steps) {
        const heap::Content content = heap_.content_of(state, memory);
        const Value* const source = content.find(Slot::source());
        if (source == nullptr) break;
        const bool shows_all = heap_.objects()[memory].detail == heap::kWholeArray;
        memory = heap_.only_object(*source);
        if (!shows_all || !memory.valid() || steps == heap_.limits().walk_depth) return;
    }
    facts_.arrays_given.push_back({id, array, memory});
}

}  // namespace doppelint::analysis
