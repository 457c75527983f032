#include <algorithm>
#include <optional>

#include "analysis/flow_solver.h"

namespace doppelint::analysis {

namespace {

/// Attributes that are looked at; what comes later is not said. Real projects take a few thousand.
constexpr std::size_t kMostStepsForParts = 1'000'000;

}  // namespace

// Which things of libraries the items of an object of a library are.
std::vector<FlowSolver::ThingId> FlowSolver::things_held_by(ThingId object) const {
    std::vector<ThingId> result;
    const bool is_holder = things_[object].kind == Thing::Kind::object && object < items_.size();
    if (!is_holder || items_[object] == 0) return result;
    for (const ThingId it : sets_[items_[object]]) {
        if (things_[it].kind == Thing::Kind::object) result.push_back(it);
    }
    return result;
}

// The way by a field to the thing: the field itself, or an attribute of what it holds.
std::optional<FlowPart> FlowSolver::way_by(const Field& field, ThingId part, const FieldsByThing& all,
                                           std::size_t& steps) const {
    const auto has_part = [&](Node node) {
        bool found = false;
        for (const ThingId it : sets_[node]) found |= it == part;
        return found;
    };
    std::optional<FlowPart> found;
    if (has_part(field.node)) found = {word(field.name), {}};
    for (const ThingId it : sets_[field.node]) {
        const auto inner = all.find(it);
        if (inner == all.end() || things_[it].kind != Thing::Kind::object) continue;
        steps += inner->second.size();
        for (const Field& attribute : inner->second) {
            if (has_part(attribute.node)) found = {word(field.name), word(attribute.name)};
        }
    }
    return found;
}

// The way to the thing by other fields of an instance. None where two fields lead there: then it may stand
// for several, of which the object holds one.
std::optional<FlowPart> FlowSolver::way_to(ThingId part, std::uint32_t but, std::span<const Field> fields,
                                           const FieldsByThing& all, std::size_t& steps) const {
    std::optional<FlowPart> result;
    for (const Field& field : fields) {
        if (field.name == but) continue;
        const std::optional<FlowPart> found = way_by(field, part, all, steps);
        if (found && result) return std::nullopt;
        if (found) result = found;
    }
    return result;
}

// `self.optimizer = SGD(self.model.parameters())`: the optimizer holds `self.model.weight`.
void FlowSolver::write_held_parts() {
    const auto holds_library_things = [&](Node node) {
        bool found = false;
        for (const ThingId it : sets_[node]) found = found || !things_held_by(it).empty();
        return found;
    };
    const auto is_candidate = [&](const auto& row) {
        const auto holder = static_cast<ThingId>(row.key >> 32U);
        return things_[holder].kind == Thing::Kind::instance && !is_deep_copy(holder) &&
               holds_library_things(row.value);
    };
    const auto& rows = fields_.rows();
    if (std::ranges::none_of(rows, is_candidate)) return;
    std::size_t steps = 0;
    FieldsByThing all;
    for (const auto& [key, node] : rows) {
        all[static_cast<ThingId>(key >> 32U)].push_back(
            {static_cast<std::uint32_t>(key & 0xFFFF'FFFFU), node});
    }
    for (const auto& row : rows) {
        if (!is_candidate(row)) continue;
        const auto holder = static_cast<ThingId>(row.key >> 32U);
        const auto name = static_cast<std::uint32_t>(row.key & 0xFFFF'FFFFU);
        std::vector<FlowPart> parts;
        for (const ThingId object : sets_[row.value]) {
            for (const ThingId part : things_held_by(object)) {
                if (steps > kMostStepsForParts) return;
                const std::optional<FlowPart> way = way_to(part, name, all[holder], all, steps);
                if (way && std::ranges::find(parts, *way) == parts.end()) parts.push_back(*way);
            }
        }
        if (!parts.empty()) into_.held_parts_.add(things_[holder].code, word(name), parts);
    }
}

}  // namespace doppelint::analysis
