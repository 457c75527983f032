#include "project/metaclasses.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "program/origin.h"
#include "project/project.h"

namespace doppelint::project {
namespace {

// `__new__(mcs, name, bases, namespace)`; of `type(name, bases, namespace)` one less.
constexpr std::uint32_t kNamespace = 3;

/// One method of a metaclass that takes part in making classes.
class ClassMaker {
  public:
    ClassMaker(const Project& project, CodeId code, Replaced& into)
        : project_(project),
          code_(code),
          module_(project.program(code.module)),
          function_(project.function(code)),
          instructions_(module_.instructions_of(function_)),
          into_(into) {}

    void look(std::string_view method) {
        if (method == "__prepare__") return look_at_results();
        find_namespace();
        bool hands_on = method != "__new__";
        for (const Instruction& it : instructions_) {
            look_at(it);
            const std::optional<bool> is_namespace = hands_on_namespace(it);
            hands_on |= is_namespace.value_or(false);
            into_.all |= !is_namespace.value_or(true);
        }
        into_.all |= !hands_on;
    }

  private:
    [[nodiscard]] const Instruction& at(ValueId value) const { return instructions_[value.index()]; }
    // Also behind places where ways meet, if it is the same on all of them.
    [[nodiscard]] ValueId origin(ValueId value) const {
        return program::sole_origin_of(module_, function_, value);
    }
    [[nodiscard]] ValueId operand(const Instruction& it, std::size_t place) const {
        return module_.operands_of(it)[place];
    }
    [[nodiscard]] std::string_view name_of(const Instruction& it) const {
        const bool has_name = it.opcode == Opcode::load_global || it.opcode == Opcode::get_attribute;
        return has_name ? module_.text(NameId{it.payload}) : std::string_view();
    }

    // The namespace under all its names, and copies of it: what is true of one is taken to be true of all.
    void find_namespace() {
        const auto parameters = module_.parameters_of(function_);
        for (std::uint32_t index = 0; index < instructions_.size(); ++index) {
            const Instruction& it = instructions_[index];
            if (it.opcode == Opcode::parameter) {
                const program::ParameterKind kind = parameters[it.payload].kind;
                if (kind == program::ParameterKind::star) rest_ = ValueId{index};
                const bool is_plain = kind == program::ParameterKind::ordinary ||
                                      kind == program::ParameterKind::positional_only;
                if (is_plain && it.payload == kNamespace) namespaces_.emplace_back(index);
            } else if (is_copy(it)) {
                namespaces_.emplace_back(index);
            }
        }
    }
    [[nodiscard]] bool is_copy(const Instruction& it) const {
        if (it.opcode != Opcode::call) return false;
        const Instruction& callee = at(origin(operand(it, 0)));
        if (name_of(callee) == "copy" && callee.opcode == Opcode::get_attribute)
            return it.operand_count == 1 && is_namespace(operand(callee, 0));
        return name_of(callee) == "dict" && it.operand_count == 2 && is_namespace(operand(it, 1));
    }
    [[nodiscard]] bool is_namespace(ValueId value) const {
        return value.valid() && std::ranges::find(namespaces_, origin(value)) != namespaces_.end();
    }

    void replaces(ValueId key) {
        const Instruction& it = at(origin(key));
        const bool is_text = it.opcode == Opcode::constant &&
                             module_.constants[it.payload].kind == program::ConstantKind::string;
        if (is_text) {
            into_.names.push_back(module_.text(module_.constants[it.payload].text));
        } else {
            into_.all = true;
        }
    }

    void look_at(const Instruction& it) {
        switch (it.opcode) {
            case Opcode::set_attribute: into_.names.push_back(module_.text(NameId{it.payload})); return;
            case Opcode::call: return look_at_call(it);
            case Opcode::set_item:
                if (is_namespace(operand(it, 0))) replaces(operand(it, 1));
                return;
            case Opcode::get_attribute: {
                constexpr std::array<std::string_view, 6> kReading{"items", "keys", "values",
                                                                   "get",   "copy", "pop"};
                const bool reads = std::ranges::find(kReading, name_of(it)) != kReading.end();
                into_.all |= is_namespace(operand(it, 0)) && !reads;
                return;
            }
            case Opcode::phi:
                if (is_namespace(id_of(it))) return;
                [[fallthrough]];
            case Opcode::in_place:
            case Opcode::make_cell:
            case Opcode::store_cell:
            case Opcode::make_function:
            case Opcode::return_value:
                into_.all |= std::ranges::any_of(module_.operands_of(it),
                                                 [&](ValueId one) { return is_namespace(one); });
                return;
            default: return;
        }
    }

    // Builtins only look at it; what other code does with it, who knows.
    void look_at_call(const Instruction& it) {
        const Instruction& callee = at(origin(operand(it, 0)));
        const std::string_view name = name_of(callee);
        if (name == "setattr" && it.operand_count == 4) return replaces(operand(it, 2));
        if (name == "__setattr__") {
            into_.all = true;
            return;
        }
        const bool makes_class = name == "__new__" || name == "__init__" || name == "__prepare__";
        if (makes_class || is_builtin(callee)) return;
        into_.all |= std::ranges::any_of(module_.operands_of(it).subspan(1),
                                         [&](ValueId one) { return is_namespace(one); });
    }
    [[nodiscard]] bool is_builtin(const Instruction& callee) const {
        return callee.opcode == Opcode::load_global &&
               project_.meaning_of(code_, id_of(callee)).only_library().starts_with("builtins.");
    }
    [[nodiscard]] ValueId id_of(const Instruction& it) const {
        return ValueId{static_cast<std::uint32_t>(&it - instructions_.data())};
    }

    // Whether a call that makes the class, `super().__new__(mcs, name, bases, namespace)`, `type(name, bases,
    // namespace)`, `super().__new__(mcs, *rest)`, gets the namespace; none: it is no such call.
    [[nodiscard]] std::optional<bool> hands_on_namespace(const Instruction& it) const {
        if (it.opcode != Opcode::call) return std::nullopt;
        const std::string_view name = name_of(at(origin(operand(it, 0))));
        if (name != "__new__" && name != "type") return std::nullopt;
        const std::uint32_t place = name == "type" ? kNamespace : kNamespace + 1;
        for (std::uint32_t index = 1; index < it.operand_count; ++index) {
            const ValueId value = operand(it, index);
            if (module_.label_of(it, index).value == program::Label::kStar)
                return rest_.valid() && origin(value) == rest_;
            if (index == place) return is_namespace(value);
        }
        return std::nullopt;
    }

    // What `__prepare__` gives may do anything with what is put into it, unless it is a plain dict.
    void look_at_results() {
        for (const Instruction& it : instructions_) {
            if (it.opcode != Opcode::return_value) continue;
            const Instruction& made = at(origin(operand(it, 0)));
            if (made.opcode == Opcode::make_dict && made.operand_count == 0) continue;
            const std::string name = made.opcode == Opcode::call && made.operand_count == 1
                                         ? project_.meaning_of(code_, operand(made, 0)).only_library()
                                         : std::string();
            into_.all |= name != "builtins.dict" && name != "collections.OrderedDict";
        }
    }

    const Project& project_;
    CodeId code_;
    const Module& module_;
    const Function& function_;
    std::span<const Instruction> instructions_;
    Replaced& into_;
    std::vector<ValueId> namespaces_;
    ValueId rest_;
};

}  // namespace

Replaced replaced_by(const Project& project, const ClassTable& classes, const ClassInfo& metaclass) {
    Replaced result;
    result.all = metaclass.open;
    for (const ClassName& above : metaclass.order) {
        const ClassInfo* const info = classes.find(above.body);
        if (info == nullptr) {
            // Of the metaclasses of libraries only these two are known to leave everything as it is.
            result.all |= above.library != "type" && above.library != "abc.ABCMeta";
            continue;
        }
        for (const std::string_view method : {"__prepare__", "__new__", "__init__"}) {
            const auto found = info->members.find(method);
            if (found == info->members.end()) continue;
            for (const Member& it : found->second) {
                if (it.function.valid())
                    ClassMaker(project, {info->body.module, it.function}, result).look(method);
            }
        }
    }
    return result;
}

}  // namespace doppelint::project
