#include "program/origin.h"

#include <algorithm>
#include <vector>

namespace doppelint::program {

ValueId sole_origin_of(const Module& module, const Function& function, ValueId value) {
    const auto instructions = module.instructions_of(function);
    const ValueId first = origin_of(module, function, value);
    ValueId sole;
    std::vector<ValueId> open{first};
    for (std::size_t next = 0; next < open.size(); ++next) {
        const ValueId origin = origin_of(module, function, open[next]);
        const Instruction& made = instructions[origin.index()];
        if (made.opcode != Opcode::phi) {
            if (sole.valid() && sole != origin) return first;
            sole = origin;
            continue;
        }
        for (const ValueId way : module.operands_of(made)) {
            if (way.valid() && std::ranges::find(open, way) == open.end()) open.push_back(way);
        }
    }
    return sole.valid() ? sole : first;
}

namespace {

// The items of the tuple or list that is written where `next` walks; none of anything else.
std::span<const ValueId> walked_display(const Module& module, const Function& function,
                                        const Instruction& next) {
    const auto instructions = module.instructions_of(function);
    const auto first_operand = [&](const Instruction& it) {
        return instructions[origin_of(module, function, module.operands_of(it)[0]).index()];
    };
    const Instruction iterator = first_operand(next);
    if (iterator.opcode != Opcode::get_iterator) return {};
    const Instruction display = first_operand(iterator);
    const bool is_display = display.opcode == Opcode::make_tuple || display.opcode == Opcode::make_list;
    return is_display && display.has_labels == 0 ? module.operands_of(display) : std::span<const ValueId>();
}

}  // namespace

Condition condition_of(const Module& module, const Function& function, ValueId condition, Outcome outcome,
                       ValueId until) {
    Condition result{origin_of(module, function, condition), outcome == Outcome::truthy};
    while (result.test.valid() && result.test != until) {
        const Instruction& it = module.instructions_of(function)[result.test.index()];
        const bool is_negation =
            it.opcode == Opcode::unary && static_cast<UnaryOperator>(it.detail) == UnaryOperator::not_;
        if (!is_negation) break;
        result = {origin_of(module, function, module.operands_of(it)[0]), !result.holds};
    }
    return result;
}

std::vector<ValueId> origins_of(const Module& module, const Function& function, ValueId value) {
    const auto instructions = module.instructions_of(function);
    std::vector<ValueId> seen{origin_of(module, function, value)};
    std::vector<ValueId> result;
    for (std::size_t next = 0; next < seen.size(); ++next) {
        const ValueId origin = seen[next];
        const Instruction& made = instructions[origin.index()];
        std::span<const ValueId> ways;
        if (made.opcode == Opcode::phi) ways = module.operands_of(made);
        if (made.opcode == Opcode::next_item) ways = walked_display(module, function, made);
        if (ways.empty() && made.opcode != Opcode::undefined) result.push_back(origin);
        for (const ValueId way : ways) {
            const ValueId behind = way.valid() ? origin_of(module, function, way) : ValueId{};
            if (behind.valid() && std::ranges::find(seen, behind) == seen.end()) seen.push_back(behind);
        }
    }
    return result;
}

}  // namespace doppelint::program
