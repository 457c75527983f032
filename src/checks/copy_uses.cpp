#include "checks/copy_uses.h"

#include <algorithm>
#include <vector>

#include "checks/order.h"
#include "checks/registers.h"
#include "checks/results.h"
#include "program/between.h"

namespace doppelint::checks {
namespace {

// `tasks.values()`, `enumerate(tasks)`: what is called gives a way to walk it, and does nothing else.
bool gives_walk(const Subject& subject, ValueId call) {
    const models::Library& library = subject.file.library;
    return all_run(ran_at(subject, call), [&](const analysis::Ran& it) {
        if (it.model == nullptr || !library.effects_of(*it.model).empty()) return false;
        const models::Word word = library.term(it.model->result).word;
        return word == models::Word::view || word == models::Word::iterator;
    });
}

// `gather(*tasks)`: what is called gets the items.
bool is_spread(const Subject& subject, const Instruction& call, ValueId value) {
    const program::Module& module = subject.file.module;
    const auto operands = module.operands_of(call);
    for (std::uint32_t at = 0; at < operands.size(); ++at) {
        if (operands[at] == value && module.label_of(call, at).value != program::Label::kStar) return false;
    }
    return true;
}

class WalkedCopy {
  public:
    WalkedCopy(const Subject& subject, ValueId copy) : subject_(subject), pending_{copy} {}

    [[nodiscard]] bool is_only_walked() {
        bool any = false;
        // NOLINTNEXTLINE(modernize-loop-convert): `pending_` grows
        for (std::size_t next = 0; next < pending_.size(); ++next) {
            const ValueId value = pending_[next];
            for (const ValueId use : subject_.uses.of(value)) {
                if (!allows(use, value)) return false;
                any = true;
            }
        }
        return any;
    }

  private:
    bool allows(ValueId use, ValueId value) {
        const Instruction& it = subject_.at(use);
        switch (it.opcode) {
            case Opcode::get_iterator:
            case Opcode::unpack:
            case Opcode::branch: return true;
            case Opcode::read:
            case Opcode::read_checked:
            case Opcode::bind:
            case Opcode::assume: return follow(use);
            // Of an attribute, that it is called.
            case Opcode::get_attribute:
                return std::ranges::all_of(subject_.uses.of(use), [&](ValueId call) {
                    return subject_.at(call).opcode == Opcode::call && subject_.at(call).operand_count == 1 &&
                           gives_walk(subject_, call) && follow(call);
                });
            case Opcode::call:
                return is_spread(subject_, it, value) || (gives_walk(subject_, use) && follow(use));
            default: return false;
        }
    }

    bool follow(ValueId value) {
        if (std::ranges::find(pending_, value) == pending_.end()) pending_.push_back(value);
        return true;
    }

    const Subject& subject_;
    std::vector<ValueId> pending_;
};

// Whether the instruction hands what the register holds to somebody else.
bool gives_away(const Subject& subject, ValueId use, ValueId value) {
    const Instruction& it = subject.at(use);
    switch (it.opcode) {
        case Opcode::get_attribute:
        case Opcode::get_iterator:
        case Opcode::get_item:
        case Opcode::delete_item:
        case Opcode::compare:
        case Opcode::branch:
        case Opcode::unpack:
        case Opcode::phi: return false;
        case Opcode::set_item: return operand(subject.file.module, it, 0) != value;
        case Opcode::call: return !gives_walk(subject, use) && !only_computes(subject, ran_at(subject, use));
        default: return true;
    }
}

}  // namespace

bool is_only_walked(const Subject& subject, ValueId copy) {
    return WalkedCopy(subject, copy).is_only_walked();
}

bool is_never_read_after(const Subject& subject, ValueId value, ValueId event) {
    const program::Module& module = subject.file.module;
    const ValueId bound = origin_of(subject, value);
    // Whether control comes from one to the other before the register gets something else.
    const auto comes = [&](ValueId from, ValueId to) {
        const bool is_reached = !program::is_always_between(module, subject.function(), from, from, to);
        return is_reached && !program::is_always_between(module, subject.function(), from, bound, to);
    };
    std::vector<ValueId> pending{bound};
    for (std::size_t next = 0; next < pending.size(); ++next) {
        for (const ValueId use : subject.uses.of(pending[next])) {
            if (passes_on(subject.at(use).opcode)) {
                pending.push_back(use);
            } else if (comes(event, use) || (gives_away(subject, use, pending[next]) && comes(use, event))) {
                return false;
            }
        }
    }
    return true;
}

bool is_used_after(const Subject& subject, ValueId value, ValueId event) {
    const std::vector<bool> reached = reached_from(subject, event);
    const ValueId source = sole_origin_of(subject, value);
    const auto instructions = subject.file.module.instructions_of(subject.function());
    for (std::uint32_t index = 0; index < instructions.size(); ++index) {
        const Instruction& it = instructions[index];
        if (!reached[index] || passes_on(it.opcode) || it.opcode == Opcode::phi) continue;
        const bool reads_anew =
            it.opcode == Opcode::get_attribute && same_thing(subject, ValueId{index}, source);
        const bool takes = std::ranges::any_of(subject.file.module.operands_of(it), [&](ValueId one) {
            return one.valid() && sole_origin_of(subject, one) == source;
        });
        if (reads_anew || takes) return true;
    }
    return false;
}

}  // namespace doppelint::checks
