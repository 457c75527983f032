#include <algorithm>
#include <array>
#include <optional>

#include "analysis/flow_solver.h"

namespace doppelint::analysis {
namespace {

using program::Function;
using program::Instruction;
using program::Module;
using program::Opcode;

constexpr std::uint32_t kLongestWay = 4;

constexpr std::array<std::string_view, 8> kPutIn{"append", "add",        "insert",     "extend",
                                                 "update", "setdefault", "appendleft", "put"};

/// A method's text, as far as it hands its own instance around.
class Method {
  public:
    Method(const Module& module, const Function& function)
        : module_(module), function_(function), instructions_(module.instructions_of(function)) {}

    [[nodiscard]] const Instruction& at(ValueId id) const { return instructions_[id.index()]; }
    [[nodiscard]] ValueId operand(const Instruction& it, std::uint32_t index) const {
        return module_.operands_of(it)[index];
    }
    [[nodiscard]] ValueId origin(ValueId value) const {
        return value.valid() ? project::origin_of(module_, function_, value) : value;
    }
    [[nodiscard]] bool is_self(ValueId value) const {
        const ValueId id = origin(value);
        return id.valid() && at(id).opcode == Opcode::parameter && at(id).payload == 0;
    }
    /// The attribute of the instance that holds `container`, itself or a few items down; or none.
    [[nodiscard]] std::string_view field_of(ValueId container) const;
    /// Calls `visit(container, member)` for all that is put into something.
    template <class Visit>
    void for_each_put(bool (*puts_in)(std::string_view), Visit&& visit) const {
        for (const Instruction& it : instructions_) {
            if (it.opcode == Opcode::set_item) visit(operand(it, 0), origin(operand(it, 2)));
            if (it.opcode != Opcode::call) continue;
            const Instruction& callee = at(origin(operand(it, 0)));
            if (callee.opcode != Opcode::get_attribute || !puts_in(module_.text(NameId{callee.payload})))
                continue;
            for (std::uint32_t index = 1; index < it.operand_count; ++index) {
                visit(operand(callee, 0), origin(operand(it, index)));
            }
        }
    }
    /// Whether the instance gets the value: as an argument of one of its methods, or in an attribute.
    [[nodiscard]] bool gives_to_self(ValueId made) const;

  private:
    [[nodiscard]] bool is_same(ValueId value, ValueId made) const;

    const Module& module_;
    const Function& function_;
    std::span<const Instruction> instructions_;
};

std::string_view Method::field_of(ValueId container) const {
    ValueId id = origin(container);
    for (std::uint32_t steps = 0; id.valid() && steps < kLongestWay; ++steps) {
        const Instruction& it = at(id);
        if (it.opcode == Opcode::get_attribute && is_self(operand(it, 0))) {
            return module_.text(NameId{it.payload});
        }
        const bool is_step =
            it.opcode == Opcode::get_item || it.opcode == Opcode::call || it.opcode == Opcode::get_attribute;
        if (!is_step) return {};
        id = origin(operand(it, 0));
    }
    return {};
}

// Itself, or what a variable holds that it was stored in.
bool Method::is_same(ValueId value, ValueId made) const {
    const ValueId id = origin(value);
    if (id == made) return true;
    if (!id.valid() || at(id).opcode != Opcode::load_cell) return false;
    const ValueId cell = operand(at(id), 0);
    return std::ranges::any_of(instructions_, [&](const Instruction& it) {
        return it.opcode == Opcode::store_cell && operand(it, 0) == cell && origin(operand(it, 1)) == made;
    });
}

bool Method::gives_to_self(ValueId made) const {
    return std::ranges::any_of(instructions_, [&](const Instruction& it) {
        if (it.opcode == Opcode::set_attribute) {
            return is_self(operand(it, 0)) && is_same(operand(it, 1), made);
        }
        if (it.opcode == Opcode::set_item) {
            return !field_of(operand(it, 0)).empty() && is_same(operand(it, 2), made);
        }
        if (it.opcode != Opcode::call || field_of(operand(it, 0)).empty()) return false;
        for (std::uint32_t index = 1; index < it.operand_count; ++index) {
            if (is_same(operand(it, index), made)) return true;
        }
        return false;
    });
}

}  // namespace

bool FlowSolver::puts_in(std::string_view method) {
    return std::ranges::find(kPutIn, method) != kPutIn.end();
}

// NOLINTNEXTLINE(readability-function-cognitive-complexity): plain loops over instructions
void FlowSolver::find_ways_back(CodeId method, CodeId body) {
    const Module& module = project_.program(method.module);
    const Function& function = project_.function(method);
    const Method text(module, function);
    const auto instructions = module.instructions_of(function);
    for (std::uint32_t index = 0; index < instructions.size(); ++index) {
        const Instruction& it = instructions[index];
        if (it.opcode == Opcode::set_attribute && text.is_self(text.operand(it, 1)) &&
            !text.is_self(text.operand(it, 0))) {
            const ValueId owned = text.origin(text.operand(it, 0));
            text.for_each_put(puts_in, [&](ValueId container, ValueId member) {
                const std::string_view field =
                    member == owned ? text.field_of(container) : std::string_view();
                if (field.empty()) return;
                into_.ways_back_[body].emplace_back(field, module.text(NameId{it.payload}));
            });
        }
        if (it.opcode != Opcode::make_function) continue;
        const CodeId made{method.module, program::FunctionId{it.payload}};
        const auto captures = module.captures_of(module.function(made.function));
        const NameId self = module.parameters_of(function)[0].name;
        const auto captured = std::ranges::find(captures, self, &program::Capture::name);
        if (captured == captures.end() || !captured->by_value || !text.gives_to_self(ValueId{index}))
            continue;
        into_.own_callbacks_.emplace(
            made, CallFlow::OwnCallback{body, static_cast<std::uint32_t>(captured - captures.begin())});
    }
}

}  // namespace doppelint::analysis
