#include "project/records.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace doppelint::project {
namespace {

constexpr std::array<std::string_view, 4> kAttrs{"attr.s", "attr.attrs", "attr.define", "attrs.define"};
constexpr std::array<std::string_view, 5> kFields{"dataclasses.field", "attr.ib", "attr.attrib", "attr.field",
                                                  "attrs.field"};

// What runs while the instance is made, or makes another one what this is.
constexpr std::array<std::string_view, 10> kMakers{
    "__init__",          "__new__", "__post_init__", "__setstate__", "__array_finalize__",
    "__init_subclass__", "copy",    "__copy__",      "__deepcopy__", "__setattr__"};

// What answers, and may keep the answer for the next time.
constexpr std::array<std::string_view, 9> kAnswers{"__hash__", "__repr__",    "__str__",
                                                   "__len__",  "__bool__",    "__eq__",
                                                   "__iter__", "__getattr__", "__contains__"};

// What a call passes under the name; none: nothing.
ValueId passed_as(const Module& module, const Instruction& call, std::string_view name) {
    const auto operands = module.operands_of(call);
    for (std::uint32_t at = 1; at < operands.size(); ++at) {
        const program::Label label = module.label_of(call, at);
        if (label.is_keyword() && module.text(label.keyword()) == name) return operands[at];
    }
    return {};
}

bool is_maker(const Module& module, const Function& function) {
    return std::ranges::find(kMakers, module.text(function.name)) != kMakers.end();
}

// Whether the instruction's first operand is the first parameter, or what that has been under another name.
bool is_about_first(const Module& module, const Function& function, const Instruction& it) {
    const ValueId origin = origin_of(module, function, module.operands_of(it)[0]);
    const Instruction& holder = module.instructions_of(function)[origin.index()];
    return holder.opcode == Opcode::parameter && holder.payload == 0;
}

bool sets_attribute_of_first(const Module& module, const Function& function) {
    return std::ranges::any_of(module.instructions_of(function), [&](const Instruction& it) {
        return it.opcode == Opcode::set_attribute && is_about_first(module, function, it);
    });
}

// Whether a method without arguments gives all that it sets: it keeps its answer for the next time.
bool keeps_its_answer(const Module& module, const Function& function) {
    const auto instructions = module.instructions_of(function);
    const auto is_given = [&](NameId attribute) {
        return std::ranges::any_of(instructions, [&](const Instruction& it) {
            if (it.opcode != Opcode::return_value || it.operand_count == 0) return false;
            const ValueId origin = origin_of(module, function, module.operands_of(it)[0]);
            const Instruction& given = instructions[origin.index()];
            return given.opcode == Opcode::get_attribute && NameId{given.payload} == attribute &&
                   is_about_first(module, function, given);
        });
    };
    return function.parameter_count == 1 && std::ranges::all_of(instructions, [&](const Instruction& it) {
               return it.opcode != Opcode::set_attribute || is_given(NameId{it.payload});
           });
}

// Whether a method sets an attribute of its first parameter, and does not run while the instance is made.
bool changes_later(const Module& module, const Function& function) {
    const std::string_view name = module.text(function.name);
    return function.kind == program::FunctionKind::function && !is_maker(module, function) &&
           std::ranges::find(kAnswers, name) == kAnswers.end() && sets_attribute_of_first(module, function) &&
           !keeps_its_answer(module, function);
}

// `self.set_kind(…)` in `__init__`, and nowhere else in the modules of these classes.
bool runs_while_made_alone(const Project& project, const ClassInfo& info, std::string_view method) {
    std::vector<CodeId> bodies = info.subclasses;
    for (const ClassName& it : info.order) {
        if (it.body.valid()) bodies.push_back(it.body);
    }
    std::vector<ModuleId> modules;
    for (const CodeId it : bodies) {
        if (std::ranges::find(modules, it.module) == modules.end()) modules.push_back(it.module);
    }
    bool is_called = false;
    for (const ModuleId id : modules) {
        const Module& module = project.program(id);
        const NameId name = module.names.find(method);
        if (!name.valid()) continue;
        for (const Function& function : module.functions) {
            for (const Instruction& it : module.instructions_of(function)) {
                if (it.opcode != Opcode::get_attribute || NameId{it.payload} != name) continue;
                if (!is_maker(module, function) || !is_about_first(module, function, it)) return false;
                is_called = true;
            }
        }
    }
    return is_called;
}

// Whether `__new__` keeps what it made with the class: there is one instance, which has no copies.
bool keeps_its_instance(const Project& project, const ClassInfo& info) {
    const auto found = info.members.find("__new__");
    if (found == info.members.end()) return false;
    const Module& module = project.program(info.body.module);
    return std::ranges::any_of(found->second, [&](const Member& it) {
        return it.function.valid() && sets_attribute_of_first(module, module.function(it.function));
    });
}

// Whether a library's decorator of the class is called with `option=value`.
bool is_decorated_with(const Project& project, const ClassInfo& info, std::string_view option,
                       program::ConstantKind value) {
    const project::Definition& definition =
        project.interface(info.body.module).definition(info.body.function);
    if (!definition.made_in.valid()) return false;
    const Module& module = project.program(info.body.module);
    const Function& around = module.function(definition.made_in);
    const auto instructions = module.instructions_of(around);
    return std::ranges::any_of(info.decorators, [&](ValueId decorator) {
        const Instruction& made = instructions[origin_of(module, around, decorator).index()];
        if (made.opcode != Opcode::call || project.library_decorator(info.body, decorator).empty())
            return false;
        const auto operands = module.operands_of(made);
        for (std::uint32_t at = 1; at < operands.size(); ++at) {
            const program::Label label = module.label_of(made, at);
            if (!label.is_keyword() || module.text(label.keyword()) != option) continue;
            const Instruction& given = instructions[origin_of(module, around, operands[at]).index()];
            return given.opcode == Opcode::constant && module.constants[given.payload].kind == value;
        }
        return false;
    });
}

}  // namespace

Record record_kind(const Project& project, const ClassInfo& info) {
    const auto is_named_tuple = [](const ClassName& it) { return it.library == "typing.NamedTuple"; };
    if (std::ranges::any_of(info.order, is_named_tuple)) return Record::named_tuple;
    for (const ValueId decorator : info.decorators) {
        const std::string name = project.library_decorator(info.body, decorator);
        if (name == "dataclasses.dataclass") return Record::dataclass;
        if (std::ranges::find(kAttrs, name) != kAttrs.end()) return Record::attrs;
    }
    return Record::none;
}

bool is_frozen(const Project& project, const ClassInfo& info) {
    if (record_kind(project, info) == Record::named_tuple) return true;
    const bool is_called_so = std::ranges::any_of(info.decorators, [&](ValueId decorator) {
        const std::string name = project.library_decorator(info.body, decorator);
        return name == "attr.frozen" || name == "attrs.frozen";
    });
    return is_called_so || is_decorated_with(project, info, "frozen", program::ConstantKind::true_);
}

bool is_unhashable(const Project& project, const ClassInfo& info) {
    if (info.members.contains("__hash__")) return false;
    if (info.members.contains("__eq__")) return true;
    return record_kind(project, info) == Record::dataclass && !is_frozen(project, info) &&
           !is_decorated_with(project, info, "eq", program::ConstantKind::false_) &&
           !is_decorated_with(project, info, "unsafe_hash", program::ConstantKind::true_);
}

CodeId changer(const Project& project, const ClassInfo& info) {
    if (is_frozen(project, info) || keeps_its_instance(project, info)) return {};
    for (const ClassName& name : info.order) {
        if (!name.body.valid()) continue;
        const Module& module = project.program(name.body.module);
        for (std::uint32_t index = 0; index < module.functions.size(); ++index) {
            const CodeId code{name.body.module, FunctionId{index}};
            const Function& function = module.functions[index];
            if (function.parent != name.body.function || !changes_later(module, function)) continue;
            // What a class before it in the order has in its place may refuse the change.
            const std::string_view method = module.text(function.name);
            const Found found = project.classes().lookup(info, method);
            if (found.owner == nullptr || found.owner->body != name.body) continue;
            const bool gets_instance = std::ranges::none_of(*found.members, [&](const Member& it) {
                return it.function == code.function &&
                       (it.wrap == Wrap::static_method || it.wrap == Wrap::class_method);
            });
            if (gets_instance && !runs_while_made_alone(project, info, method)) return code;
        }
    }
    return {};
}

ValueId default_of_field(const Project& project, CodeId body, ValueId value) {
    const Module& module = project.program(body.module);
    const Function& function = module.function(body.function);
    const Instruction& made = module.instructions_of(function)[origin_of(module, function, value).index()];
    if (made.opcode != Opcode::call) return value;
    const std::string maker = project.meaning_of(body, module.operands_of(made)[0]).only_library();
    if (std::ranges::find(kFields, maker) == kFields.end()) return value;
    return passed_as(module, made, "default");
}

ValueId converter_of_field(const Module& module, const Function& body, ValueId value) {
    const Instruction& made = module.instructions_of(body)[origin_of(module, body, value).index()];
    return made.opcode == Opcode::call ? passed_as(module, made, "converter") : ValueId{};
}

}  // namespace doppelint::project
