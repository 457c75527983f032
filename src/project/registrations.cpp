#include "project/registrations.h"

#include <algorithm>
#include <array>
#include <span>

namespace doppelint::project {
namespace {

constexpr std::array<std::string_view, 5> kConstructors{"__init__", "__post_init__", "__setstate__", "setUp",
                                                        "asyncSetUp"};

// Whether only constructors store an attribute of that name, as far as the module tells.
bool is_fixed(const Module& module, NameId name) {
    return std::ranges::all_of(module.functions, [&](const Function& function) {
        if (is_constructor(module.text(function.name))) return true;
        return std::ranges::none_of(module.instructions_of(function), [&](const Instruction& it) {
            return it.opcode == Opcode::set_attribute && NameId{it.payload} == name;
        });
    });
}

/// What one method puts into what an attribute of its instance, or of its class, holds.
class Registrations {
  public:
    enum class First : std::uint8_t { instance, class_ };
    Registrations(const Module& module, FunctionId function, std::string_view name, First first)
        : first_(first),
          module_(module),
          function_(module.function(function)),
          instructions_(module.instructions_of(function_)),
          name_(module.names.find(name)) {}

    [[nodiscard]] bool any() const {
        return name_.valid() &&
               std::ranges::any_of(instructions_, [&](const Instruction& it) { return puts_self_in(it); });
    }

  private:
    [[nodiscard]] const Instruction& made(ValueId value) const {
        return instructions_[origin_of(module_, function_, value).index()];
    }
    [[nodiscard]] bool is_first(ValueId value) const {
        if (!value.valid()) return false;
        const Instruction& it = made(value);
        return it.opcode == Opcode::parameter && it.payload == 0;
    }
    // The instance; one that the class makes: `cls(…)`, `super().__new__(cls)`.
    [[nodiscard]] bool is_self(ValueId value) const {
        if (first_ == First::instance) return is_first(value);
        if (!value.valid() || made(value).opcode != Opcode::call) return false;
        const auto operands = module_.operands_of(made(value));
        if (is_first(operands[0])) return true;
        const Instruction& callee = made(operands[0]);
        return callee.opcode == Opcode::get_attribute && operands.size() > 1 && is_first(operands[1]) &&
               module_.text(NameId{callee.payload}) == "__new__";
    }
    [[nodiscard]] bool holds_self(ValueId value) const {
        if (!value.valid()) return false;
        const Instruction& it = made(value);
        const bool is_display = it.opcode == Opcode::make_list || it.opcode == Opcode::make_tuple;
        return is_self(value) ||
               (is_display &&
                std::ranges::any_of(module_.operands_of(it), [&](ValueId one) { return is_self(one); }));
    }
    [[nodiscard]] bool is_attribute(ValueId value) const {
        const Instruction& it = made(value);
        return it.opcode == Opcode::get_attribute && NameId{it.payload} == name_ &&
               is_first(module_.operands_of(it)[0]);
    }
    [[nodiscard]] bool puts_self_in(const Instruction& it) const {
        const auto operands = module_.operands_of(it);
        if (it.opcode == Opcode::set_item) {
            return is_attribute(operands[0]) && (holds_self(operands[2]) || is_own_key(operands[1]));
        }
        if (it.opcode != Opcode::call || operands.size() < 2) return false;
        const Instruction& method = made(operands[0]);
        if (method.opcode != Opcode::get_attribute || !is_attribute(module_.operands_of(method)[0]))
            return false;
        return std::ranges::any_of(operands.subspan(1), [&](ValueId one) { return holds_self(one); }) ||
               (module_.text(NameId{method.payload}) == "setdefault" && is_own_key(operands[1]));
    }
    // Who keys something by what only constructors set does not take it for its own.
    [[nodiscard]] bool is_own_key(ValueId key) const {
        if (!key.valid()) return false;
        const Instruction& it = made(key);
        if (it.opcode == Opcode::make_tuple) {
            return std::ranges::any_of(module_.operands_of(it),
                                       [&](ValueId part) { return is_own_part(part); });
        }
        return is_own_part(key);
    }
    [[nodiscard]] bool is_own_part(ValueId key) const {
        const Instruction& it = made(key);
        return it.opcode == Opcode::get_attribute && is_self(module_.operands_of(it)[0]) &&
               is_fixed(module_, NameId{it.payload});
    }

    First first_;
    const Module& module_;
    const Function& function_;
    std::span<const Instruction> instructions_;
    NameId name_;
};

}  // namespace

bool is_constructor(std::string_view method) {
    return std::ranges::find(kConstructors, method) != kConstructors.end();
}

bool registers_itself(const Module& module, FunctionId method, std::string_view name) {
    return Registrations(module, method, name, Registrations::First::instance).any();
}

bool registers_instances(const Module& module, FunctionId method, std::string_view name) {
    return Registrations(module, method, name, Registrations::First::class_).any();
}

}  // namespace doppelint::project
