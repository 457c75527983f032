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

}  // namespace

bool has_one_instance(const Project& project, const ClassInfo& info) {
    if (info.subclasses.size() > kMostBelow) return false;
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
