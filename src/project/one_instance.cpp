#include "project/one_instance.h"

#include <algorithm>
#include <vector>

namespace doppelint::project {
namespace {

/// Who has more below it is a base of many things, and has many instances.
constexpr std::size_t kMostBelow = 8;

/// Where a class is called.
struct Calls {
    std::uint32_t at_load = 0;  ///< by the bodies of modules
    std::uint32_t later = 0;
};

void count_calls(const Project& project, ModuleId id, CodeId class_body, Calls& calls) {
    const Module& module = project.program(id);
    for (std::uint32_t index = 0; index < module.functions.size(); ++index) {
        const Function& function = module.functions[index];
        for (const Instruction& it : module.instructions_of(function)) {
            if (it.opcode != Opcode::call) continue;
            const Meanings called = project.meaning_of({id, FunctionId{index}}, module.operands_of(it)[0]);
            const bool is_of_class = std::ranges::any_of(called.any, [&](const Meaning& one) {
                return one.what == Meaning::What::class_ && one.code == class_body;
            });
            if (is_of_class) ++(function.kind == program::FunctionKind::module ? calls.at_load : calls.later);
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
        const std::size_t from = block_of(at);
        const auto go_on = [&](std::size_t block) {
            for (const program::BlockId next : module_.successors_of(blocks[block])) {
                if (next.index() != block_of(made_.index()) && !seen[next.index()]) {
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
    [[nodiscard]] std::size_t block_of(std::uint32_t at) const {
        const auto blocks = module_.blocks_of(function_);
        const auto it = std::ranges::find_if(blocks, [&](const program::Block& block) {
            return at >= block.first_instruction && at < block.first_instruction + block.instruction_count;
        });
        return static_cast<std::size_t>(it - blocks.begin());
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
    return calls.at_load == 1 && calls.later == 0;
}

}  // namespace doppelint::project
