#include "checks/repeated.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "checks/class_attributes.h"
#include "checks/results.h"
#include "checks/wording.h"

namespace doppelint::checks {
namespace {

using heap::Kind;

// Whoever writes `[a, a]` knows that these are one object; an operation that repeats does not show it.
bool repeats(const Subject& subject, const heap::Object& container) {
    if (container.origin != heap::Origin::site) return false;
    const Instruction& made = subject.at(ValueId{container.site});
    // The tuple of a call's arguments is no such thing: `check(a, a)`.
    return made.opcode == Opcode::binary || (made.opcode == Opcode::call && container.kind != Kind::tuple);
}

// Whether it is a dict that is made of keys and one value; and not of pairs, as `dict` makes it.
bool is_from_keys(const Subject& subject, const heap::Object& container) {
    const RanSpan ran = ran_at(subject, ValueId{container.site});
    return container.kind == Kind::dict && std::ranges::none_of(ran, [](const analysis::Ran& it) {
               return it.model != nullptr && it.model->name == "dict";
           });
}

// A container that this function made.
std::optional<Repeated> of_own(const Subject& subject, const analysis::Change& change) {
    if (!change.repeated_in.valid() || subject.object(change.object).kind == Kind::iterator)
        return std::nullopt;
    const heap::Object& container = subject.object(change.repeated_in);
    if (!repeats(subject, container)) return std::nullopt;
    const NodeId node = subject.node_of(ValueId{container.site});
    const Wording wording(subject.file);
    return Repeated{.change = &change,
                    .is_mapping = is_from_keys(subject, container),
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
};

// That of which the object is a part, if there is such.
OfAttribute repeated_around(const Subject& subject, ObjectId id) {
    constexpr std::uint32_t kMostSteps = 4;
    for (std::uint32_t steps = 0; steps < kMostSteps; ++steps) {
        const heap::Object& object = subject.object(id);
        if (object.origin != heap::Origin::child) return {};
        const auto attribute = is_item(object) ? attribute_of(subject, object.parent) : std::nullopt;
        if (attribute)
            return {attribute->name, subject.file.flow->repeated_in(attribute->of, attribute->name)};
        id = object.parent;
    }
    return {};
}

// A container that an attribute of instances holds.
std::optional<Repeated> of_attribute(const Subject& subject, const analysis::Change& change) {
    if (subject.file.flow == nullptr || change.is_callees_own()) return std::nullopt;
    const auto [name, found] = repeated_around(subject, change.object);
    if (found == nullptr) return std::nullopt;
    const program::Module& module = subject.file.project->program(found->code.module);
    const Instruction& made =
        module.instructions_of(module.function(found->code.function))[found->value.index()];
    DraftStep place = step_at(subject, {}, found->code, found->value);
    const Wording wording(subject.file);
    const Phrase written = place.module.valid() ? Phrase(name) : wording.expression(place.node);
    const Phrase words = written.text() == "…" ? Phrase(name) : written;
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
