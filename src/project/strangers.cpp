#include "project/strangers.h"

#include <algorithm>
#include <span>
#include <string_view>
#include <vector>

#include "project/answers_to_strangers.h"

namespace doppelint::project {
namespace {

/// An `__eq__` of the project.
class Equality {
  public:
    Equality(const Module& module, const Function& function)
        : module_(module), function_(function), instructions_(module.instructions_of(function)) {}

    [[nodiscard]] bool knows_strangers() const {
        bool asks = false;
        bool has_own_answer = false;
        for (const Instruction& it : instructions_) {
            asks |= asks_kind(it);
            if (it.opcode != Opcode::return_value) continue;
            for (const ValueId way : ways_to(operand(it, 0))) {
                if (!makes_truth(at(way))) return false;
                has_own_answer |= at(way).opcode != Opcode::compare;
            }
        }
        return asks && has_own_answer;
    }

  private:
    [[nodiscard]] ValueId operand(const Instruction& it, std::size_t place) const {
        return module_.operands_of(it)[place];
    }
    [[nodiscard]] ValueId origin(ValueId value) const { return origin_of(module_, function_, value); }
    [[nodiscard]] const Instruction& at(ValueId value) const { return instructions_[value.index()]; }
    [[nodiscard]] bool is_self(ValueId value) const {
        const Instruction& it = at(origin(value));
        return it.opcode == Opcode::parameter && it.payload == 0;
    }
    [[nodiscard]] bool asks_kind(const Instruction& it) const {
        if (it.opcode != Opcode::call || it.operand_count < 2 || is_self(operand(it, 1))) return false;
        const Instruction& callee = at(origin(operand(it, 0)));
        if (callee.opcode != Opcode::load_global) return false;
        const std::string_view name = module_.text(NameId{callee.payload});
        return name == "isinstance" || name == "type";
    }
    // What made the value, on each way.
    [[nodiscard]] std::vector<ValueId> ways_to(ValueId value) const {
        std::vector<ValueId> open{origin(value)};
        for (std::size_t next = 0; next < open.size(); ++next) {
            const Instruction& it = at(open[next]);
            if (it.opcode != Opcode::phi) continue;
            for (const ValueId way : module_.operands_of(it)) {
                if (std::ranges::find(open, origin(way)) == open.end()) open.push_back(origin(way));
            }
        }
        std::erase_if(open, [&](ValueId it) { return at(it).opcode == Opcode::phi; });
        return open;
    }
    // A comparison, a constant, what a method of its own says.
    [[nodiscard]] bool makes_truth(const Instruction& it) const {
        using program::ConstantKind;
        switch (it.opcode) {
            case Opcode::compare: return true;
            case Opcode::unary:
                return static_cast<program::UnaryOperator>(it.detail) == program::UnaryOperator::not_;
            case Opcode::constant: {
                const ConstantKind kind = module_.constants[it.payload].kind;
                return kind == ConstantKind::true_ || kind == ConstantKind::false_;
            }
            case Opcode::call: {
                const Instruction& callee = at(origin(operand(it, 0)));
                return asks_kind(it) ||
                       (callee.opcode == Opcode::get_attribute && is_self(operand(callee, 0)));
            }
            default: return false;
        }
    }

    const Module& module_;
    const Function& function_;
    std::span<const Instruction> instructions_;
};

}  // namespace

bool knows_strangers(const Project& project, CodeId equality, bool is_none) {
    return Equality(project.program(equality.module), project.function(equality)).knows_strangers() ||
           answers_strangers_as_is(project, equality, is_none);
}

}  // namespace doppelint::project
