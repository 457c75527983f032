#include "project/field_changes.h"

#include <algorithm>
#include <span>

#include "program/between.h"
#include "project/changing_methods.h"

namespace doppelint::project {
namespace {

/// One function and its first parameter.
class Method {
  public:
    Method(const Module& module, const Function& function)
        : module_(module), function_(function), instructions_(module.instructions_of(function)) {}

    [[nodiscard]] std::span<const Instruction> instructions() const { return instructions_; }
    [[nodiscard]] const Instruction& origin(const Instruction& it, std::size_t place) const {
        return instructions_[origin_of(module_, function_, module_.operands_of(it)[place]).index()];
    }
    /// `self.name`
    [[nodiscard]] bool is_field(const Instruction& it, NameId name) const {
        return it.opcode == Opcode::get_attribute && NameId{it.payload} == name && is_self(origin(it, 0));
    }
    [[nodiscard]] static bool is_self(const Instruction& it) {
        return it.opcode == Opcode::parameter && it.payload == 0;
    }
    /// In place, and as it was when the method began.
    [[nodiscard]] bool changes_field(const models::Library& library, NameId name) const {
        for (std::uint32_t index = 0; index < instructions_.size(); ++index) {
            if (changes_field(library, name, instructions_[index]) && !is_bound_before(ValueId{index}, name))
                return true;
        }
        return false;
    }
    [[nodiscard]] bool reads_field(NameId name) const {
        return std::ranges::any_of(instructions_, [&](const Instruction& it) { return is_field(it, name); });
    }

  private:
    [[nodiscard]] bool changes_field(const models::Library& library, NameId name,
                                     const Instruction& it) const {
        if (it.opcode == Opcode::set_item || it.opcode == Opcode::delete_item)
            return is_field(origin(it, 0), name);
        if (it.opcode != Opcode::call) return false;
        const Instruction& callee = origin(it, 0);
        return callee.opcode == Opcode::get_attribute && is_field(origin(callee, 0), name) &&
               changes_receiver(library, module_.text(NameId{callee.payload}));
    }
    // `self.rows = []; self.rows.append(1)`: that is another one.
    [[nodiscard]] bool is_bound_before(ValueId change, NameId name) const {
        for (std::uint32_t index = 0; index < instructions_.size(); ++index) {
            const Instruction& it = instructions_[index];
            const bool binds =
                it.opcode == Opcode::set_attribute && NameId{it.payload} == name && is_self(origin(it, 0));
            if (binds && program::is_always_between(module_, function_, ValueId{0}, ValueId{index}, change))
                return true;
        }
        return false;
    }

    const Module& module_;
    const Function& function_;
    std::span<const Instruction> instructions_;
};

// Calls `visit(code, name of the method, method)` for the methods that stand in the class's body.
template <class Visit>
void for_each_method(const Project& project, CodeId body, Visit&& visit) {
    const Module& module = project.program(body.module);
    for (std::uint32_t index = 0; index < module.functions.size(); ++index) {
        const Function& function = module.functions[index];
        if (function.parent != body.function || function.kind != program::FunctionKind::function) continue;
        visit(CodeId{body.module, FunctionId{index}}, module.text(function.name), Method(module, function));
    }
}

bool is_bound_by_class(const Project& project, const ClassInfo& info, std::string_view name) {
    return std::ranges::any_of(info.order, [&](const ClassName& it) {
        const ClassInfo* const owner = project.classes().find(it.body);
        return owner != nullptr && owner->members.contains(name);
    });
}

}  // namespace

CodeId field_changer(const Project& project, const ClassInfo& info, std::string_view name) {
    CodeId found;
    const auto look_at = [&](CodeId body) {
        const NameId here = project.program(body.module).names.find(name);
        if (found.valid() || !here.valid()) return;
        for_each_method(project, body, [&](CodeId code, std::string_view method, const Method& text) {
            const bool is_maker = method == "__init__" || method == "__new__";
            if (!found.valid() && !is_maker && text.changes_field(project.library(), here)) found = code;
        });
    };
    for (const ClassName& it : info.order) {
        if (it.body.valid()) look_at(it.body);
    }
    for (const CodeId it : info.subclasses) look_at(it);
    return found;
}

std::vector<InitialField> initial_fields(const Project& project, const ClassInfo& info) {
    std::vector<InitialField> result;
    const Module& module = project.program(info.body.module);
    const auto is_known = [&](std::string_view name) {
        return std::ranges::find(result, name, &InitialField::name) != result.end();
    };
    for_each_method(project, info.body, [&](CodeId code, std::string_view method, const Method& text) {
        if (method != "__init__") return;
        const auto instructions = text.instructions();
        for (std::uint32_t index = 0; index < instructions.size(); ++index) {
            const Instruction& it = instructions[index];
            if (it.opcode != Opcode::set_attribute || !Method::is_self(text.origin(it, 0))) continue;
            const std::string_view name = module.text(NameId{it.payload});
            if (is_known(name) || is_bound_by_class(project, info, name)) continue;
            result.push_back({name, code, ValueId{index}});
        }
    });
    std::erase_if(result, [&](const InitialField& it) {
        bool is_read = false;
        const NameId name = module.names.find(it.name);
        for_each_method(project, info.body, [&](CodeId, std::string_view method, const Method& text) {
            const bool is_copy = method == "copy" || method == "__copy__" || method == "__deepcopy__";
            is_read |= method != "__init__" && !is_copy && text.reads_field(name);
        });
        return !is_read;
    });
    return result;
}

}  // namespace doppelint::project
