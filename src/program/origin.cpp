#include "program/origin.h"

#include <algorithm>
#include <vector>

namespace doppelint::program {

ValueId sole_origin_of(const Module& module, const Function& function, ValueId value) {
    const auto instructions = module.instructions_of(function);
    const ValueId first = origin_of(module, function, value);
    ValueId sole;
    std::vector<ValueId> open{first};
    for (std::size_t next = 0; next < open.size(); ++next) {
        const ValueId origin = origin_of(module, function, open[next]);
        const Instruction& made = instructions[origin.index()];
        if (made.opcode != Opcode::phi) {
            if (sole.valid() && sole != origin) return first;
            sole = origin;
            continue;
        }
        for (const ValueId way : module.operands_of(made)) {
            if (way.valid() && std::ranges::find(open, way) == open.end()) open.push_back(way);
        }
    }
    return sole.valid() ? sole : first;
}

}  // namespace doppelint::program
