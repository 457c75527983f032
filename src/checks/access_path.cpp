#include "checks/access_path.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "checks/registers.h"
#include "checks/some_item.h"

namespace doppelint::checks {
namespace {

/// One step of the way from a variable to what a register holds.
struct AccessStep {
    enum class By : std::uint8_t { item, place, attribute };
    By by = By::item;
    ValueId key;              ///< by item: the register that holds its key, or the instruction that took it
    std::uint32_t place = 0;  ///< by place: which of several that were unpacked; by attribute: its name
};

struct AccessPath {
    ValueId root;
    std::vector<AccessStep> steps;  ///< from the root on
};

struct Taken {
    ValueId from;
    AccessStep step;
};

// `table.get(key)`, `table.pop(key)`: an item like `table[key]`.
std::optional<Taken> taken_by_method(const Subject& subject, const Instruction& call) {
    const program::Module& module = subject.file.module;
    const Instruction& method = subject.at(origin_of(subject, operand(module, call, 0)));
    if (method.opcode != Opcode::get_attribute || call.operand_count < 2) return std::nullopt;
    const std::string_view name = module.text(NameId{method.payload});
    if (name != "get" && name != "pop" && name != "setdefault") return std::nullopt;
    const ValueId key = origin_of(subject, operand(module, call, 1));
    return Taken{operand(module, method, 0), {.by = AccessStep::By::item, .key = key}};
}

std::optional<Taken> taken(const Subject& subject, ValueId value) {
    using By = AccessStep::By;
    const program::Module& module = subject.file.module;
    const Instruction& it = subject.at(value);
    switch (it.opcode) {
        case Opcode::get_item: {
            const ValueId key = origin_of(subject, operand(module, it, 1));
            if (subject.at(key).opcode == Opcode::make_slice) return std::nullopt;
            return Taken{operand(module, it, 0), {.by = By::item, .key = key}};
        }
        case Opcode::get_attribute:
            return Taken{operand(module, it, 0), {.by = By::attribute, .key = {}, .place = it.payload}};
        case Opcode::unpacked: {
            const Instruction& unpack = subject.at(operand(module, it, 0));
            return Taken{operand(module, unpack, 0), {.by = By::place, .key = {}, .place = it.payload}};
        }
        case Opcode::next_item: {
            const Instruction& walk = subject.at(origin_of(subject, operand(module, it, 0)));
            if (walk.opcode != Opcode::get_iterator) return std::nullopt;
            return Taken{base_of_walk(subject, operand(module, walk, 0)), {.by = By::item, .key = value}};
        }
        case Opcode::call: return taken_by_method(subject, it);
        default: return std::nullopt;
    }
}

constexpr std::size_t kMostSteps = 16;

AccessPath path_to(const Subject& subject, ValueId value) {
    AccessPath path{origin_of(subject, value), {}};
    while (path.steps.size() < kMostSteps) {
        const std::optional<Taken> step = taken(subject, path.root);
        if (!step || !step->from.valid()) break;
        path.steps.push_back(step->step);
        path.root = origin_of(subject, step->from);
    }
    std::ranges::reverse(path.steps);
    return path;
}

bool is_item(const AccessStep& step) {
    return step.by != AccessStep::By::attribute;
}

bool is_same_step(const Subject& subject, const AccessStep& left, const AccessStep& right) {
    if (left.by != right.by || left.place != right.place) return false;
    if (left.by != AccessStep::By::item) return true;
    if (same_thing(subject, left.key, right.key)) return true;
    const Instruction& one = subject.at(left.key);
    const Instruction& other = subject.at(right.key);
    return one.opcode == Opcode::constant && other.opcode == Opcode::constant && one.payload == other.payload;
}

// Where the ways part.
auto parting(const Subject& subject, const AccessPath& one, const AccessPath& other) {
    return std::ranges::mismatch(
        one.steps, other.steps,
        [&](const AccessStep& left, const AccessStep& right) { return is_same_step(subject, left, right); });
}

}  // namespace

bool is_same_path(const Subject& subject, ValueId left, ValueId right) {
    while (true) {
        left = origin_of(subject, left);
        right = origin_of(subject, right);
        if (!left.valid() || !right.valid()) return false;
        if (left == right) return true;
        const Instruction& one = subject.at(left);
        const Instruction& other = subject.at(right);
        if (one.opcode != other.opcode || one.payload != other.payload) return false;
        if (one.opcode == Opcode::load_global) return true;
        if (one.opcode != Opcode::get_attribute && one.opcode != Opcode::load_cell) return false;
        left = operand(subject.file.module, one, 0);
        right = operand(subject.file.module, other, 0);
    }
}

ValueId root_of(const Subject& subject, ValueId value) {
    return path_to(subject, value).root;
}

bool are_other_items(const Subject& subject, ValueId left, ValueId right) {
    const AccessPath one = path_to(subject, left);
    const AccessPath other = path_to(subject, right);
    if (!same_thing(subject, one.root, other.root)) return false;
    const auto [here, there] = parting(subject, one, other);
    return here != one.steps.end() && there != other.steps.end() && is_item(*here) && is_item(*there);
}

bool is_item_of(const Subject& subject, ValueId container, ValueId value) {
    const AccessPath outer = path_to(subject, container);
    const AccessPath inner = path_to(subject, value);
    if (!same_thing(subject, outer.root, inner.root)) return false;
    const auto [here, there] = parting(subject, outer, inner);
    return here == outer.steps.end() && std::any_of(there, inner.steps.end(), is_item);
}

}  // namespace doppelint::checks
