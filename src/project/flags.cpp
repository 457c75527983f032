#include "project/flags.h"

#include <algorithm>
#include <optional>
#include <span>

#include "program/origin.h"

namespace doppelint::project {
namespace {

using program::Block;
using program::ConstantKind;

// Puts the defaults where nothing is passed.
void fill_in(const Project& project, CodeId code, std::vector<Passed>& passed) {
    const Module& module = project.program(code.module);
    const Definition& definition = project.interface(code.module).definition(code.function);
    const auto parameters = module.parameters_of(project.function(code));
    if (!definition.made_in.valid() || !definition.made.valid()) {
        std::ranges::replace(passed, Passed::nothing, Passed::unknown);
        return;
    }
    const Function& around = module.function(definition.made_in);
    const auto defaults = module.operands_of(module.instructions_of(around)[definition.made.index()]);
    std::uint32_t operand = 0;
    for (std::size_t index = 0; index < passed.size(); ++index) {
        const bool has_default = parameters[index].has_default;
        const ValueId given = has_default && operand < defaults.size() ? defaults[operand] : ValueId{};
        if (passed[index] == Passed::nothing)
            passed[index] = given.valid() ? passed_as(module, around, given) : Passed::unknown;
        operand += has_default ? 1 : 0;
    }
}

/// Follows the ways that a call can take.
class Ways {
  public:
    Ways(const Module& module, const Function& function, std::span<const Passed> passed)
        : module_(module), function_(function), passed_(passed) {}

    [[nodiscard]] bool lead_to(ValueId at) const {
        const auto blocks = module_.blocks_of(function_);
        std::vector<bool> met(blocks.size());
        std::vector<program::BlockId> open;
        const auto go_to = [&](program::BlockId next) {
            if (next.valid() && !met[next.index()]) open.push_back(next);
            if (next.valid()) met[next.index()] = true;
        };
        go_to(program::BlockId{0});
        while (!open.empty()) {
            const Block& block = blocks[open.back().index()];
            open.pop_back();
            const std::uint32_t first = block.first_instruction;
            if (at.index() >= first && at.index() < first + block.instruction_count) return true;
            const std::optional<std::size_t> left_out = closed_successor(block);
            const auto successors = module_.successors_of(block);
            for (std::size_t way = 0; way < successors.size(); ++way) {
                if (way != left_out) go_to(successors[way]);
            }
            go_to(block.handler);
        }
        return false;
    }

  private:
    // The way that a branch on a flag does not take.
    [[nodiscard]] std::optional<std::size_t> closed_successor(const Block& block) const {
        if (block.instruction_count == 0) return std::nullopt;
        const auto instructions = module_.instructions_of(function_);
        const Instruction& end = instructions[block.first_instruction + block.instruction_count - 1];
        if (end.opcode != Opcode::branch) return std::nullopt;
        bool is_denied = false;
        const Instruction* it = &origin(module_.operands_of(end)[0]);
        while (it->opcode == Opcode::unary &&
               static_cast<program::UnaryOperator>(it->detail) == program::UnaryOperator::not_) {
            is_denied = !is_denied;
            it = &origin(module_.operands_of(*it)[0]);
        }
        if (it->opcode != Opcode::parameter || it->payload >= passed_.size()) return std::nullopt;
        const Passed flag = passed_[it->payload];
        if (flag != Passed::truthy && flag != Passed::falsy) return std::nullopt;
        return (flag == Passed::truthy) != is_denied ? 1 : 0;
    }

    [[nodiscard]] const Instruction& origin(ValueId value) const {
        return module_.instructions_of(function_)[program::sole_origin_of(module_, function_, value).index()];
    }

    const Module& module_;
    const Function& function_;
    std::span<const Passed> passed_;
};

}  // namespace

Passed passed_as(const Module& module, const Function& function, ValueId value) {
    const Instruction& it =
        module.instructions_of(function)[program::sole_origin_of(module, function, value).index()];
    if (it.opcode != Opcode::constant) return Passed::unknown;
    switch (module.constants[it.payload].kind) {
        case ConstantKind::true_: return Passed::truthy;
        case ConstantKind::false_:
        case ConstantKind::none: return Passed::falsy;
        default: return Passed::unknown;
    }
}

bool may_run(const Project& project, CodeId code, ValueId at, std::vector<Passed> passed) {
    const Module& module = project.program(code.module);
    const Function& function = project.function(code);
    passed.resize(std::min<std::size_t>(passed.size(), module.parameters_of(function).size()));
    if (module.blocks_of(function).empty()) return true;
    fill_in(project, code, passed);
    return Ways(module, function, passed).lead_to(at);
}

}  // namespace doppelint::project
