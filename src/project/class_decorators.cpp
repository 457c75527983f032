#include "project/class_decorators.h"

#include <algorithm>
#include <string>
#include <vector>

#include "program/origin.h"
#include "project/project.h"

namespace doppelint::project {
namespace {

const Instruction& at(const Module& module, const Function& function, ValueId value) {
    return module.instructions_of(function)[value.index()];
}

// What each call of the function gives, as far as it gives anything: where that was made.
std::vector<ValueId> results_of(const Module& module, const Function& function) {
    std::vector<ValueId> results;
    for (const program::Block& block : module.blocks_of(function)) {
        if (!block.reachable) continue;
        const auto instructions = module.instructions_of(function);
        for (std::uint32_t index = 0; index < block.instruction_count; ++index) {
            const Instruction& it = instructions[block.first_instruction + index];
            if (it.opcode != Opcode::return_value) continue;
            results.push_back(program::sole_origin_of(module, function, module.operands_of(it)[0]));
        }
    }
    return results;
}

bool runs_at_once(const Function& function) {
    return function.kind == program::FunctionKind::function && !function.is_generator && !function.is_async &&
           !function.incomplete;
}

// `def register(cls): …; return cls`
bool gives_argument(const Module& module, const Function& function) {
    const std::vector<ValueId> results = results_of(module, function);
    return runs_at_once(function) && !results.empty() && std::ranges::all_of(results, [&](ValueId it) {
               const Instruction& given = at(module, function, it);
               return given.opcode == Opcode::parameter && given.payload == 0;
           });
}

// `def register(name): def keep(cls): …; return cls` and then `return keep`
bool makes_decorator(const Module& module, const Function& function) {
    const std::vector<ValueId> results = results_of(module, function);
    return runs_at_once(function) && !results.empty() && std::ranges::all_of(results, [&](ValueId it) {
               const Instruction& given = at(module, function, it);
               return given.opcode == Opcode::make_function &&
                      gives_argument(module, module.function(FunctionId{given.payload}));
           });
}

// Whether the function of a library may give its argument back; what it gives instead is a copy of the class.
bool gives_argument(const models::Library& library, std::string_view name) {
    for (const models::Model& model : library.functions(name)) {
        std::vector<const models::Term*> terms{&library.term(model.result)};
        for (std::size_t next = 0; next < terms.size(); ++next) {
            if (terms[next]->word == models::Word::argument) return true;
            const bool chooses =
                terms[next]->word == models::Word::either || terms[next]->word == models::Word::if_passed;
            if (!chooses) continue;
            for (const models::Term& it : library.arguments_of(*terms[next])) terms.push_back(&it);
        }
    }
    return false;
}

}  // namespace

bool is_given_back(const Project& project, const ClassInfo& info) {
    const Definition& definition = project.interface(info.body.module).definition(info.body.function);
    if (info.decorators.empty()) return true;
    const CodeId around{info.body.module, definition.made_in};
    const Module& module = project.program(around.module);
    const Function& function = project.function(around);
    return std::ranges::all_of(info.decorators, [&](ValueId decorator) {
        const ValueId origin = program::origin_of(module, function, decorator);
        const bool is_called = at(module, function, origin).opcode == Opcode::call;
        const ValueId maker = is_called ? module.operands_of(at(module, function, origin))[0] : origin;
        const Meanings meanings = project.meaning_of(around, maker);
        const Meaning* const only = meanings.only();
        if (only == nullptr) return false;
        if (only->what == Meaning::What::library) return gives_argument(project.library(), only->dotted);
        if (only->what != Meaning::What::function || project.is_decorated(only->code)) return false;
        const Module& other = project.program(only->code.module);
        return is_called ? makes_decorator(other, project.function(only->code))
                         : gives_argument(other, project.function(only->code));
    });
}

}  // namespace doppelint::project
