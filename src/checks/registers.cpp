#include "checks/registers.h"

namespace doppelint::checks {

const Instruction& at(const program::Module& module, const Site& site) {
    return module.instructions_of(*site.function)[site.value.index()];
}

ValueId operand(const program::Module& module, const Instruction& it, std::uint32_t index) {
    return index < it.operand_count ? module.operands_of(it)[index] : ValueId{};
}

Site origin_of(const program::Module& module, Site site) {
    return {site.function, program::origin_of(module, *site.function, site.value)};
}

ValueId origin_of(const Subject& subject, ValueId value) {
    return program::origin_of(subject.file.module, subject.function(), value);
}

ValueId sole_origin_of(const Subject& subject, ValueId value) {
    return program::sole_origin_of(subject.file.module, subject.function(), value);
}

std::vector<ValueId> origins_of(const Subject& subject, ValueId value) {
    std::vector<ValueId> open{origin_of(subject, value)};
    for (std::size_t next = 0; next < open.size(); ++next) {
        const Instruction& it = subject.at(open[next]);
        if (it.opcode != Opcode::phi) continue;
        for (const ValueId way : subject.file.module.operands_of(it)) {
            const ValueId origin = way.valid() ? origin_of(subject, way) : ValueId{};
            if (origin.valid() && std::ranges::find(open, origin) == open.end()) open.push_back(origin);
        }
    }
    return open;
}

bool same_thing(const Subject& subject, ValueId left, ValueId right) {
    const ValueId one = sole_origin_of(subject, left);
    const ValueId other = sole_origin_of(subject, right);
    if (one == other) return true;
    const Instruction& it = subject.at(one);
    const Instruction& its = subject.at(other);
    // An attribute of the same thing.
    if (it.opcode == Opcode::get_attribute && its.opcode == it.opcode && it.payload == its.payload) {
        return sole_origin_of(subject, operand(subject.file.module, it, 0)) ==
               sole_origin_of(subject, operand(subject.file.module, its, 0));
    }
    const bool is_variable = it.opcode == Opcode::load_global || it.opcode == Opcode::load_cell;
    return is_variable && it.opcode == its.opcode && it.payload == its.payload;
}

NodeId name_bound_to(const Subject& subject, ValueId value) {
    for (const ValueId use : subject.uses.of(value)) {
        const Opcode opcode = subject.at(use).opcode;
        const bool binds = opcode == Opcode::bind || opcode == Opcode::store_global ||
                           opcode == Opcode::store_cell || opcode == Opcode::store_local_name ||
                           opcode == Opcode::set_attribute;
        if (binds) return subject.node_of(use);
    }
    return {};
}

}  // namespace doppelint::checks
