#include "project/steady_writes.h"

#include <algorithm>
#include <span>
#include <string_view>
#include <vector>

#include "program/origin.h"

namespace doppelint::project {
namespace {

using program::Block;
using program::BlockId;

/// `container[key] = value`, or `container.setdefault(key, value)`.
struct Write {
    ValueId container, key, value;
};

class Code {
  public:
    Code(const Module& module, const Function& function)
        : module_(module), function_(function), instructions_(module.instructions_of(function)) {}

    [[nodiscard]] std::optional<SteadyWrite> steady_write(ValueId at) const {
        const std::optional<Write> write = write_at(at);
        if (!write || made(write->container).opcode != Opcode::parameter ||
            made(write->key).opcode != Opcode::constant)
            return std::nullopt;
        SteadyWrite result;
        const Instruction& value = made(write->value);
        const bool is_argument = value.opcode == Opcode::parameter;
        if (!is_argument && value.opcode != Opcode::constant) return std::nullopt;
        if (is_argument) result.parameter = value.payload;
        if (!is_always_written(at, result) || is_asked_before(at, *write)) return std::nullopt;
        return result;
    }

  private:
    [[nodiscard]] ValueId origin(ValueId value) const {
        return program::sole_origin_of(module_, function_, value);
    }
    [[nodiscard]] const Instruction& made(ValueId value) const {
        return instructions_[origin(value).index()];
    }

    [[nodiscard]] std::optional<Write> write_at(ValueId at) const {
        const Instruction& it = instructions_[at.index()];
        const auto operands = module_.operands_of(it);
        if (it.opcode == Opcode::set_item) return Write{operands[0], operands[1], operands[2]};
        const bool is_plain = it.opcode == Opcode::call && operands.size() == 3 && it.has_labels == 0 &&
                              std::ranges::all_of(operands, [](ValueId value) { return value.valid(); });
        if (!is_plain) return std::nullopt;
        const Instruction& method = made(operands[0]);
        const bool is_default =
            method.opcode == Opcode::get_attribute && module_.text(NameId{method.payload}) == "setdefault";
        if (!is_default) return std::nullopt;
        return Write{module_.operands_of(method)[0], operands[1], operands[2]};
    }

    [[nodiscard]] bool is_in(ValueId at, const Block& block) const {
        return at.index() >= block.first_instruction &&
               at.index() < block.first_instruction + block.instruction_count;
    }
    [[nodiscard]] const Instruction* end_of(const Block& block) const {
        return block.instruction_count == 0
                   ? nullptr
                   : &instructions_[block.first_instruction + block.instruction_count - 1];
    }

    // Whether no way to a `return` passes it by, but for what a test of the written argument decides.
    [[nodiscard]] bool is_always_written(ValueId at, const SteadyWrite& write) const {
        const auto decides = [&](const Instruction& end) {
            if (end.opcode != Opcode::branch) return false;
            const Instruction& tested = made(module_.operands_of(end)[0]);
            return write.parameter && tested.opcode == Opcode::parameter &&
                   tested.payload == *write.parameter;
        };
        const auto blocks = module_.blocks_of(function_);
        std::vector<bool> met(blocks.size());
        std::vector<BlockId> open{BlockId{0}};
        met[0] = true;
        while (!open.empty()) {
            const Block& block = blocks[open.back().index()];
            open.pop_back();
            const Instruction* const end = end_of(block);
            if (is_in(at, block) || (end != nullptr && decides(*end))) continue;
            if (end != nullptr && end->opcode == Opcode::return_value) return false;
            for (const BlockId next : module_.successors_of(block)) {
                if (!met[next.index()]) open.push_back(next);
                met[next.index()] = true;
            }
        }
        return true;
    }

    // The blocks from which control may come to the instruction.
    [[nodiscard]] std::vector<bool> leads_to(ValueId at) const {
        const auto blocks = module_.blocks_of(function_);
        std::vector<bool> leads(blocks.size());
        for (bool goes_on = true; goes_on;) {
            goes_on = false;
            for (std::size_t index = 0; index < blocks.size(); ++index) {
                const auto next = module_.successors_of(blocks[index]);
                const bool is_new = !leads[index] && std::ranges::any_of(next, [&](BlockId it) {
                    return leads[it.index()] || is_in(at, blocks[it.index()]);
                });
                leads[index] = leads[index] || is_new;
                goes_on |= is_new;
            }
        }
        return leads;
    }

    // Whether something that may run before looks at the item, or at the whole.
    [[nodiscard]] bool is_asked_before(ValueId at, const Write& write) const {
        const std::vector<bool> leads = leads_to(at);
        const auto blocks = module_.blocks_of(function_);
        for (std::size_t index = 0; index < blocks.size(); ++index) {
            const Block& block = blocks[index];
            const bool is_here = is_in(at, block);
            if (!leads[index] && !is_here) continue;
            const std::uint32_t end =
                is_here && !leads[index] ? at.index() : block.first_instruction + block.instruction_count;
            for (std::uint32_t place = block.first_instruction; place < end; ++place) {
                if (ValueId{place} != at && asks(instructions_[place], write)) return true;
            }
        }
        return false;
    }

    [[nodiscard]] bool asks(const Instruction& it, const Write& write) const {
        if (program::passes_on(it.opcode) || it.opcode == Opcode::phi || it.opcode == Opcode::get_attribute ||
            it.opcode == Opcode::branch)
            return false;
        const auto operands = module_.operands_of(it);
        const auto is_container = [&](ValueId value) {
            return value.valid() && origin(value) == origin(write.container);
        };
        if (it.opcode == Opcode::call) {
            const Instruction& method = made(operands[0]);
            const bool is_method =
                method.opcode == Opcode::get_attribute && is_container(module_.operands_of(method)[0]);
            if (is_method) return operands.size() < 2 || !is_other_key(operands[1], write.key);
        }
        if (std::ranges::none_of(operands, is_container)) return false;
        if (it.opcode == Opcode::get_item || it.opcode == Opcode::set_item)
            return !is_container(operands[0]) || !is_other_key(operands[1], write.key);
        return it.opcode != Opcode::compare || !is_other_key(operands[0], write.key);
    }

    [[nodiscard]] bool is_other_key(ValueId key, ValueId written) const {
        if (!key.valid()) return false;
        const Instruction& one = made(key);
        const Instruction& other = made(written);
        if (one.opcode != Opcode::constant) return false;
        const program::Constant& left = module_.constants[one.payload];
        const program::Constant& right = module_.constants[other.payload];
        const bool are_texts = left.kind == program::ConstantKind::string && right.kind == left.kind;
        return are_texts && module_.text(left.text) != module_.text(right.text);
    }

    const Module& module_;
    const Function& function_;
    std::span<const Instruction> instructions_;
};

}  // namespace

std::optional<SteadyWrite> steady_write(const Project& project, CodeId code, ValueId at) {
    const Module& module = project.program(code.module);
    const Function& function = project.function(code);
    const std::size_t count = module.instructions_of(function).size();
    if (module.blocks_of(function).empty() || !at.valid() || at.index() >= count) return std::nullopt;
    return Code(module, function).steady_write(at);
}

}  // namespace doppelint::project
