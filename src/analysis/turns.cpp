#include <algorithm>

#include "analysis/ledger.h"
#include "analysis/parts.h"
#include "program/between.h"
#include "program/origin.h"

namespace doppelint::analysis {

// Of what a register holds around the loop: whether it is what it was in the turn before. One object of the
// heap stands for those of all turns, so this is asked of the text.

bool Ledger::is_always_between(ValueId from, ValueId via, ValueId to) const {
    return program::is_always_between(module_, activation_.function, from, via, to);
}

// Whether control that goes on behind `from` may come to `to`.
bool Ledger::may_come(ValueId from, ValueId to) const {
    return !is_always_between(from, from, to);
}

// Whether all that the instruction gives is made by it.
bool Ledger::makes_anew(ValueId made) const {
    const auto objects = heap_.objects_of(activation_.values[made.index()]);
    return !objects.empty() && std::ranges::all_of(objects, [&](ObjectId it) {
        const heap::Object& object = heap_.objects()[it];
        return object.origin == heap::Origin::site && !object.older && object.site == made.index();
    });
}

// Whether `to` gets by the register something else than who ran at `from`: on every way from there it is made
// anew, or is the next item of the same walk, or a part of such an item. Parts of what is made anew may be
// the old ones.
bool Ledger::is_another(ValueId from, ValueId to, ValueId value) const {
    constexpr std::uint32_t kLongestWay = 16;
    const auto sole_origin = [&](ValueId it) {
        return program::sole_origin_of(module_, activation_.function, it);
    };
    const ValueId whole = sole_origin(value);
    for (std::uint32_t steps = 0; value.valid() && steps < kLongestWay; ++steps) {
        const ValueId made = sole_origin(value);
        const Instruction& it = at(made);
        if (it.opcode == Opcode::phi || !is_always_between(from, made, to)) return false;
        switch (it.opcode) {
            case Opcode::get_attribute:
            case Opcode::get_item: value = operand_id(it, 0); break;
            case Opcode::unpacked: value = operand_id(at(operand_id(it, 0)), 0); break;
            case Opcode::next_item: {
                const ValueId walk = origin_of(operand_id(it, 0));
                if (at(walk).opcode != Opcode::get_iterator) return false;
                if (!may_come(from, walk)) return true;
                // The walk begins again: over something else?
                to = walk;
                value = operand_id(at(walk), 0);
                break;
            }
            default: return made == whole && makes_anew(made);
        }
    }
    return false;
}

// `result = list(made()); result[0].clear()` in a loop: what the next turn copies is another one.
bool Ledger::sees_another(const OpenObligation& open, ValueId observation) const {
    if (!observation.valid()) return false;
    bool any = false;
    const Instruction& it = at(observation);
    for (std::uint32_t index = 0; index < it.operand_count; ++index) {
        ValueId seen = operand_id(it, index);
        if (!seen.valid()) continue;
        // A method that is called sees what it is of.
        const Instruction& made = at(origin_of(seen));
        const bool is_method =
            it.opcode == Opcode::call && index == 0 && made.opcode == Opcode::get_attribute;
        if (is_method) seen = operand_id(made, 0);
        if (!heap_.sets().meets(activation_.values[seen.index()].objects, open.other.objects)) continue;
        if (!is_another(open.obligation.event, observation, seen)) return false;
        any = true;
    }
    return any;
}

}  // namespace doppelint::analysis
