#include "checks/repeated.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "checks/class_attributes.h"
#include "checks/registers.h"
#include "checks/results.h"
#include "checks/test_modules.h"
#include "checks/wording.h"

namespace doppelint::checks {
namespace {

using heap::Kind;

// `[row for _ in range(3)]`: a comprehension that puts in what was made before it.
bool repeats_in_turns(const Subject& subject, ValueId list) {
    const program::Module& module = subject.file.module;
    return std::ranges::any_of(module.instructions_of(subject.function()), [&](const Instruction& it) {
        return it.opcode == Opcode::list_append && operand(module, it, 0) == list &&
               origin_of(subject, operand(module, it, 1)) < list;
    });
}

// Whoever writes `[a, a]` knows that these are one object; an operation that repeats does not show it.
bool repeats(const Subject& subject, const heap::Object& container) {
    if (container.origin != heap::Origin::site) return false;
    const Instruction& made = subject.at(ValueId{container.site});
    if (made.opcode == Opcode::make_list) return repeats_in_turns(subject, ValueId{container.site});
    // The tuple of a call's arguments is no such thing: `check(a, a)`.
    return made.opcode == Opcode::binary || (made.opcode == Opcode::call && container.kind != Kind::tuple);
}

// Whether it is a dict that is made of keys and one value; and not of pairs, as `dict` makes it.
bool is_from_keys(const Subject& subject, ObjectId id) {
    const heap::Object& container = subject.object(id);
    const RanSpan ran = ran_at(subject, ValueId{container.site});
    const bool is_of_project = subject.any_caller.heap.objects().class_of(id).code.valid();
    return (container.kind == Kind::dict || is_of_project) &&
           std::ranges::none_of(
               ran, [](const analysis::Ran& it) { return it.model != nullptr && it.model->name == "dict"; });
}

// A container that this function made.
std::optional<Repeated> of_own(const Subject& subject, const analysis::Change& change) {
    if (!change.repeated_in.valid() || subject.object(change.object).kind == Kind::iterator)
        return std::nullopt;
    const heap::Object& container = subject.object(change.repeated_in);
    // A test passes `[x] * 2` to be read; what the code that it tests may do on some way is too far away.
    const bool is_far = change.callee.valid() && !change.callee_must && is_in_test(subject);
    if (is_far || !repeats(subject, container)) return std::nullopt;
    const NodeId node = subject.node_of(ValueId{container.site});
    const Wording wording(subject.file);
    return Repeated{.change = &change,
                    .is_mapping = is_from_keys(subject, change.repeated_in),
                    .place = {.message = {}, .node = node},
                    .made = wording.expression(node),
                    .action = wording.action(subject.at(change.event))};
}

bool is_item(const heap::Object& object) {
    return object.slot.kind() == heap::SlotKind::index || object.slot.kind() == heap::SlotKind::key ||
           object.slot == heap::Slot::rest();
}

/// What all places of an attribute's container hold.
struct OfAttribute {
    std::string_view name;
    const analysis::FlowRepeated* repeated = nullptr;
    ObjectId container, element;
};

// That of which the object is a part, if there is such.
OfAttribute repeated_around(const Subject& subject, ObjectId id) {
    constexpr std::uint32_t kMostSteps = 4;
    for (std::uint32_t steps = 0; steps < kMostSteps; ++steps) {
        const heap::Object& object = subject.object(id);
        if (object.origin != heap::Origin::child) return {};
        const auto attribute = is_item(object) ? attribute_of(subject, object.parent) : std::nullopt;
        if (attribute) {
            const auto* const repeated = subject.file.flow->repeated_in(attribute->of, attribute->name);
            return {attribute->name, repeated, object.parent, id};
        }
        id = object.parent;
    }
    return {};
}

bool leads_to(const Subject& subject, ObjectId holder, ObjectId part) {
    while (part != holder && subject.object(part).origin == heap::Origin::child)
        part = subject.object(part).parent;
    return part == holder;
}

// Whether it is a list, dict, … that the instance made for itself.
bool is_own_part(const Subject& subject, ObjectId instance, ObjectId part) {
    const heap::Object& object = subject.object(part);
    const auto attribute = object.parent == instance ? attribute_of(subject, part) : std::nullopt;
    if (!attribute || subject.file.intent.is_cache(attribute->name)) return false;
    const analysis::ClassReader classes = subject.file.project->classes();
    const project::ClassInfo* const info = classes.find(attribute->of);
    return info != nullptr && classes.gets_new_containers(*info, attribute->name);
}

// What called code got at by itself it says of itself what is to be said of. Not so of what it was given: the
// container, or what is in it.
bool is_callees_business(const Subject& subject, const analysis::Change& change, const OfAttribute& found) {
    if (!change.callee.valid()) return false;
    if (!change.callee_given.valid() || !leads_to(subject, found.container, change.callee_given)) return true;
    for (ObjectId id = change.object; id != change.callee_given; id = subject.object(id).parent) {
        if (subject.object(id).origin != heap::Origin::child) return true;
        if (subject.object(id).slot.kind() == heap::SlotKind::attribute)
            return !is_own_part(subject, found.element, change.object);
    }
    return false;
}

// A container that an attribute of instances holds.
std::optional<Repeated> of_attribute(const Subject& subject, const analysis::Change& change) {
    if (subject.file.flow == nullptr) return std::nullopt;
    const OfAttribute of = repeated_around(subject, change.object);
    const analysis::FlowRepeated* const found = of.repeated;
    if (found == nullptr || is_callees_business(subject, change, of)) return std::nullopt;
    const program::Module& module = subject.file.project->program(found->code.module);
    const Instruction& made =
        module.instructions_of(module.function(found->code.function))[found->value.index()];
    DraftStep place = step_at(subject, {}, found->code, found->value);
    const Wording wording(subject.file);
    const Phrase written = place.module.valid() ? Phrase(of.name) : wording.expression(place.node);
    const Phrase words = written.text() == "…" ? Phrase(of.name) : written;
    return Repeated{.change = &change,
                    .is_mapping = made.opcode == Opcode::call,
                    .place = std::move(place),
                    .made = words,
                    .action = wording.action(subject.at(change.event))};
}

}  // namespace

std::vector<Repeated> changes_of_repeated(const Subject& subject) {
    std::vector<Repeated> result;
    for (const analysis::Change& change : subject.facts().changes) {
        if (!change.event.valid() || !subject.node_of(change.event)) continue;
        auto found = of_own(subject, change);
        if (!found) found = of_attribute(subject, change);
        if (!found) continue;
        result.push_back(std::move(*found));
    }
    return result;
}

}  // namespace doppelint::checks
