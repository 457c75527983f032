#include "checks/augmented.h"

#include "checks/registers.h"

namespace doppelint::checks {

bool adds_container(const Subject& subject, const Instruction& assignment) {
    const ValueId added = operand(subject.file.module, assignment, 1);
    switch (subject.at(origin_of(subject, added)).opcode) {
        case Opcode::make_list:
        case Opcode::make_set:
        case Opcode::make_dict:
        case Opcode::make_tuple: return true;
        default: return false;
    }
}

}  // namespace doppelint::checks
