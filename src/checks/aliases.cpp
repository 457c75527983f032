#include "checks/aliases.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "checks/order.h"
#include "checks/registers.h"

namespace doppelint::checks {
namespace {

// The first operand that the instruction gives away; what stands before it, it only looks at.
std::optional<std::uint32_t> first_given(Opcode opcode) {
    switch (opcode) {
        case Opcode::return_value:
        case Opcode::yield_value:
        case Opcode::make_list:
        case Opcode::make_tuple:
        case Opcode::make_set:
        case Opcode::make_dict: return 0;
        case Opcode::call:
        case Opcode::set_attribute:
        case Opcode::store_cell:
        case Opcode::list_append:
        case Opcode::dict_update: return 1;
        case Opcode::set_item:
        case Opcode::dict_insert: return 2;
        default: return std::nullopt;
    }
}

// Behind names and tests, and where ways meet behind a test.
bool may_come_from(const Subject& subject, ValueId value, ValueId origin) {
    if (!value.valid()) return false;
    const ValueId made = origin_of(subject, value);
    if (made == origin || subject.at(made).opcode != Opcode::phi) return made == origin;
    const auto ways = subject.file.module.operands_of(subject.at(made));
    return std::ranges::any_of(ways,
                               [&](ValueId way) { return way.valid() && origin_of(subject, way) == origin; });
}

}  // namespace

ValueId handed_on(const Subject& subject, ValueId value, ValueId after) {
    const program::Module& module = subject.file.module;
    const ValueId origin = origin_of(subject, value);
    const std::vector<bool> is_reached = reached_from(subject, after);
    for (std::uint32_t index = 0; index < is_reached.size(); ++index) {
        if (!is_reached[index] || index == after.index()) continue;
        const Instruction& it = subject.at(ValueId{index});
        const auto first = first_given(it.opcode);
        if (!first || *first >= it.operand_count) continue;
        const bool is_given =
            std::ranges::any_of(module.operands_of(it).subspan(*first),
                                [&](ValueId operand) { return may_come_from(subject, operand, origin); });
        if (is_given) return ValueId{index};
    }
    return {};
}

bool is_by_name(const Subject& subject, const analysis::Change& change) {
    if (!change.through_value.valid()) return false;
    switch (subject.at(change.through_value).opcode) {
        case Opcode::read:
        case Opcode::read_checked:
        case Opcode::load_cell: return true;
        default: return false;
    }
}

}  // namespace doppelint::checks
