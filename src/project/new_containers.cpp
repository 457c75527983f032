#include "project/new_containers.h"

namespace doppelint::project {
namespace {

// A display, a slice of something, or what an augmented assignment puts back.
bool is_new(const Module& module, const Function& function, ValueId value) {
    const auto instructions = module.instructions_of(function);
    const Instruction& it = instructions[origin_of(module, function, value).index()];
    if (it.opcode == Opcode::in_place) return true;
    if (it.opcode == Opcode::get_item) {
        const ValueId key = origin_of(module, function, module.operands_of(it)[1]);
        return instructions[key.index()].opcode == Opcode::make_slice;
    }
    return it.opcode == Opcode::make_list || it.opcode == Opcode::make_dict || it.opcode == Opcode::make_set;
}

/// Stores of an attribute, of whatever object.
struct Stores {
    std::uint32_t of_new = 0, of_others = 0;
};

void count_stores(const Module& module, NameId name, Stores& stores) {
    for (const Function& function : module.functions) {
        for (const Instruction& it : module.instructions_of(function)) {
            if (it.opcode != Opcode::set_attribute || NameId{it.payload} != name) continue;
            ++(is_new(module, function, module.operands_of(it)[1]) ? stores.of_new : stores.of_others);
        }
    }
}

}  // namespace

bool gets_new_containers(const Project& project, const ClassInfo& info, std::string_view name) {
    Stores stores;
    for (const ClassName& one : info.order) {
        if (!one.body.valid()) continue;
        const Module& module = project.program(one.body.module);
        count_stores(module, module.names.find(name), stores);
    }
    return stores.of_new > 0 && stores.of_others == 0;
}

}  // namespace doppelint::project
