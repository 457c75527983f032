#include "project/one_instance.h"

#include <algorithm>
#include <vector>

namespace doppelint::project {
namespace {

/// Who has more below it is a base of many things, and has many instances.
constexpr std::size_t kMostBelow = 8;

/// Where a class is called.
struct Calls {
    std::uint32_t once = 0;  ///< by the body of a module, or where a global is found empty
    std::uint32_t later = 0;
};

std::size_t block_of(std::span<const program::Block> blocks, std::uint32_t at) {
    const auto it = std::ranges::find_if(blocks, [&](const program::Block& block) {
        return at >= block.first_instruction && at < block.first_instruction + block.instruction_count;
    });
    return static_cast<std::size_t>(it - blocks.begin());
}

/// `if manager is None: manager = Manager()`, of a global.
class MadeOnDemand {
  public:
    MadeOnDemand(const Module& module, const Function& function)
        : module_(module), function_(function), instructions_(module.instructions_of(function)) {}

    [[nodiscard]] bool holds(std::uint32_t call) const {
        const auto blocks = module_.blocks_of(function_);
        std::size_t block = block_of(blocks, call);
        const NameId name = stored_as(blocks[block], call);
        if (!name.valid()) return false;
        for (int steps = 0; steps < kMostBlocks; ++steps) {
            const auto before = module_.predecessors_of(blocks[block]);
            if (before.size() != 1) return false;
            const std::size_t from = before.front().index();
            if (finds_empty(blocks[from], block, name)) return true;
            block = from;
        }
        return false;
    }

  private:
    static constexpr int kMostBlocks = 4;

    [[nodiscard]] NameId stored_as(const program::Block& block, std::uint32_t call) const {
        for (const Instruction& it :
             instructions_.subspan(block.first_instruction, block.instruction_count)) {
            if (it.opcode == Opcode::store_global &&
                origin_of(module_, function_, module_.operands_of(it)[0]) == ValueId{call})
                return NameId{it.payload};
        }
        return {};
    }
    [[nodiscard]] bool reads(ValueId value, NameId name) const {
        const Instruction& it = instructions_[origin_of(module_, function_, value).index()];
        return it.opcode == Opcode::load_global && NameId{it.payload} == name;
    }
    // Whether the end of the block goes on to the other one where nothing is in the global.
    [[nodiscard]] bool finds_empty(const program::Block& from, std::size_t to, NameId name) const {
        const Instruction& last = instructions_[from.first_instruction + from.instruction_count - 1];
        if (last.opcode != Opcode::branch) return false;
        const bool is_first = module_.successors_of(from).front().index() == to;
        const program::Condition condition =
            condition_of(module_, function_, module_.operands_of(last)[0],
                         is_first ? program::Outcome::truthy : program::Outcome::falsy, {});
        const Instruction& test = instructions_[condition.test.index()];
        if (test.opcode != Opcode::compare) return !condition.holds && reads(condition.test, name);
        const auto how = static_cast<program::Comparison>(test.detail);
        const Instruction& other = instructions_[module_.operands_of(test)[1].index()];
        const bool is_none = other.opcode == Opcode::constant &&
                             module_.constants[other.payload].kind == program::ConstantKind::none;
        return is_none && how == (condition.holds ? program::Comparison::is : program::Comparison::is_not) &&
               reads(module_.operands_of(test)[0], name);
    }

    const Module& module_;
    const Function& function_;
    std::span<const Instruction> instructions_;
};

void count_calls(const Project& project, ModuleId id, CodeId class_body, Calls& calls) {
    const Module& module = project.program(id);
    for (std::uint32_t index = 0; index < module.functions.size(); ++index) {
        const Function& function = module.functions[index];
        const auto instructions = module.instructions_of(function);
        for (std::uint32_t at = 0; at < instructions.size(); ++at) {
            const Instruction& it = instructions[at];
            if (it.opcode != Opcode::call) continue;
            const Meanings called = project.meaning_of({id, FunctionId{index}}, module.operands_of(it)[0]);
            const bool is_of_class = std::ranges::any_of(called.any, [&](const Meaning& one) {
                return one.what == Meaning::What::class_ && one.code == class_body;
            });
            if (!is_of_class) continue;
            const bool is_once =
                function.kind == program::FunctionKind::module || MadeOnDemand(module, function).holds(at);
            ++(is_once ? calls.once : calls.later);
        }
    }
}

/// A class that a function makes, each time anew, and what becomes of it there.
class LocalClass {
  public:
    LocalClass(const Project& project, CodeId body)
        : module_(project.program(body.module)),
          function_(module_.function(project.interface(body.module).definition(body.function).made_in)),
          made_(project.interface(body.module).definition(body.function).made) {}

    [[nodiscard]] static bool is_one(const Project& project, CodeId body) {
        const FunctionId around = project.interface(body.module).definition(body.function).made_in;
        if (!around.valid()) return false;
        const program::FunctionKind kind = project.program(body.module).function(around).kind;
        return kind == program::FunctionKind::function || kind == program::FunctionKind::lambda;
    }

    /// Whether it is called once, where no loop comes by again, and goes nowhere else.
    [[nodiscard]] bool is_called_once() const {
        std::uint32_t calls = 0;
        const auto instructions = module_.instructions_of(function_);
        for (std::uint32_t at = 0; at < instructions.size(); ++at) {
            const auto operands = module_.operands_of(instructions[at]);
            for (std::size_t place = 0; place < operands.size(); ++place) {
                if (!is_class(operands[place])) continue;
                if (!is_harmless(instructions[at], place)) return false;
                if (instructions[at].opcode != Opcode::call) continue;
                if (++calls > 1 || comes_again(at)) return false;
            }
        }
        return calls == 1;
    }

  private:
    [[nodiscard]] bool is_class(ValueId value) const {
        return value.valid() && origin_of(module_, function_, value) == made_;
    }
    // It is named, called, or asked for something that it has.
    [[nodiscard]] static bool is_harmless(const Instruction& it, std::size_t place) {
        switch (it.opcode) {
            case Opcode::bind:
            case Opcode::read:
            case Opcode::read_checked:
            case Opcode::assume: return true;
            case Opcode::call:
            case Opcode::get_attribute: return place == 0;
            default: return false;
        }
    }
    // Whether the instruction runs once more without the class being made anew.
    [[nodiscard]] bool comes_again(std::uint32_t at) const {
        const auto blocks = module_.blocks_of(function_);
        std::vector<bool> seen(blocks.size());
        std::vector<std::size_t> open;
        const std::size_t from = block_of(blocks, at);
        const auto go_on = [&](std::size_t block) {
            for (const program::BlockId next : module_.successors_of(blocks[block])) {
                if (next.index() != block_of(blocks, made_.index()) && !seen[next.index()]) {
                    seen[next.index()] = true;
                    open.push_back(next.index());
                }
            }
        };
        go_on(from);
        while (!open.empty()) {
            const std::size_t block = open.back();
            open.pop_back();
            go_on(block);
        }
        return seen[from];
    }

    const Module& module_;
    const Function& function_;
    ValueId made_;
};

}  // namespace

bool has_one_instance(const Project& project, const ClassInfo& info) {
    if (info.subclasses.size() > kMostBelow) return false;
    if (LocalClass::is_one(project, info.body))
        return info.subclasses.empty() && LocalClass(project, info.body).is_called_once();
    std::vector<CodeId> classes(info.subclasses);
    classes.push_back(info.body);
    Calls calls;
    for (const CodeId it : classes) {
        const std::string_view name = project.program(it.module).text(project.function(it).name);
        for (std::uint32_t index = 0; index < project.module_count() && calls.later == 0; ++index) {
            const ModuleId module{index};
            if (project.program(module).names.find(name).valid()) count_calls(project, module, it, calls);
        }
    }
    return calls.once == 1 && calls.later == 0;
}

}  // namespace doppelint::project
