#include "project/test_objects.h"

#include <algorithm>
#include <array>
#include <vector>

namespace doppelint::project {
namespace {

// What runs before each test of a class.
constexpr std::array<std::string_view, 3> kSetUps{"setUp", "asyncSetUp", "setup_method"};

// Whether the instruction hands on what others may hold, too.
bool hands_on(Opcode opcode) {
    switch (opcode) {
        case Opcode::parameter:
        case Opcode::capture:
        case Opcode::load_global:
        case Opcode::load_cell:
        case Opcode::get_attribute:
        case Opcode::get_item:
        case Opcode::import_member:
        case Opcode::import_module:
        case Opcode::phi: return true;
        default: return false;
    }
}

const Instruction& origin_in(const Module& module, const Function& function, ValueId value) {
    return module.instructions_of(function)[origin_of(module, function, value).index()];
}

bool binds_something_new(const Module& module, const Function& function, NameId attribute) {
    return std::ranges::any_of(module.instructions_of(function), [&](const Instruction& it) {
        if (it.opcode != Opcode::set_attribute || NameId{it.payload} != attribute) return false;
        const auto operands = module.operands_of(it);
        const Instruction& holder = origin_in(module, function, operands[0]);
        return holder.opcode == Opcode::parameter && holder.payload == 0 &&
               !hands_on(origin_in(module, function, operands[1]).opcode);
    });
}

// `@pytest.fixture`, and `@pytest.fixture(…)` without another scope than one test's.
bool is_of_one_test(const Project& project, CodeId fixture) {
    const Definition& definition = project.interface(fixture.module).definition(fixture.function);
    if (!definition.made_in.valid()) return false;
    const Module& module = project.program(fixture.module);
    const Function& around = module.function(definition.made_in);
    return std::ranges::any_of(definition.decorators, [&](ValueId decorator) {
        if (project.library_decorator(fixture, decorator) != "pytest.fixture") return false;
        const Instruction& made = origin_in(module, around, decorator);
        if (made.opcode != Opcode::call) return true;
        const auto operands = module.operands_of(made);
        for (std::uint32_t at = 1; at < operands.size(); ++at) {
            const program::Label label = module.label_of(made, at);
            if (!label.is_keyword() || module.text(label.keyword()) != "scope") continue;
            const Instruction& given = origin_in(module, around, operands[at]);
            const bool is_text = given.opcode == Opcode::constant &&
                                 module.constants[given.payload].kind == program::ConstantKind::string;
            return is_text && module.text(module.constants[given.payload].text) == "function";
        }
        return true;
    });
}

bool gives_something_new(const Project& project, CodeId fixture) {
    const Module& module = project.program(fixture.module);
    const Function& function = module.function(fixture.function);
    return std::ranges::none_of(module.instructions_of(function), [&](const Instruction& it) {
        const bool gives = it.opcode == Opcode::return_value || it.opcode == Opcode::yield_value;
        return gives && it.operand_count > 0 &&
               hands_on(origin_in(module, function, module.operands_of(it)[0]).opcode);
    });
}

}  // namespace

bool is_made_for_each_test(const Project& project, const ClassInfo& info, std::string_view attribute) {
    return std::ranges::any_of(info.order, [&](const ClassName& name) {
        const ClassInfo* const owner = project.classes().find(name.body);
        if (owner == nullptr) return false;
        const Module& module = project.program(name.body.module);
        const NameId known = module.names.find(attribute);
        return known.valid() && std::ranges::any_of(kSetUps, [&](std::string_view set_up) {
                   const auto found = owner->members.find(set_up);
                   return found != owner->members.end() &&
                          std::ranges::any_of(found->second, [&](const Member& it) {
                              return it.function.valid() &&
                                     binds_something_new(module, module.function(it.function), known);
                          });
               });
    });
}

// A fixture stands in the class, in one that runs the tests that this one brings, or in the module.
bool is_filled_for_each_test(const Project& project, CodeId test, std::string_view parameter) {
    std::vector<CodeId> fixtures;
    const auto look_in = [&](const ClassInfo& info) {
        const Found found = project.classes().lookup(info, parameter);
        if (found.owner == nullptr) return;
        for (const Member& it : *found.members) {
            if (it.function.valid()) fixtures.push_back({found.owner->body.module, it.function});
        }
    };
    const CodeId around = project.class_around(test);
    if (const ClassInfo* const info = around.valid() ? project.classes().find(around) : nullptr) {
        look_in(*info);
        for (const CodeId below : info->subclasses) look_in(*project.classes().find(below));
    }
    const Meanings here = project.member(test.module, parameter);
    if (const Meaning* const only = fixtures.empty() ? here.only() : nullptr) {
        if (only->what == Meaning::What::function) fixtures.push_back(only->code);
    }
    return !fixtures.empty() && std::ranges::all_of(fixtures, [&](CodeId it) {
        return is_of_one_test(project, it) && gives_something_new(project, it);
    });
}

}  // namespace doppelint::project
