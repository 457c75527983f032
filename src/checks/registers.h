#pragma once

#include <vector>

#include "checks/subject.h"
#include "program/origin.h"

namespace doppelint::checks {

/// An instruction of some function of the file.
struct Site {
    const program::Function* function = nullptr;
    ValueId value;
};

using program::passes_on;

[[nodiscard]] const Instruction& at(const program::Module& module, const Site& site);
/// An operand, or none where it is absent.
[[nodiscard]] ValueId operand(const program::Module& module, const Instruction& it, std::uint32_t index);

/// The instruction that made the value: behind names and tests.
[[nodiscard]] Site origin_of(const program::Module& module, Site site);
/// The same for a register of the function that is looked at.
[[nodiscard]] ValueId origin_of(const Subject& subject, ValueId value);

/// Whether both registers hold the same: one value, or what one variable of the module or a cell holds.
[[nodiscard]] bool same_thing(const Subject& subject, ValueId left, ValueId right);

/// The instruction that made the value, also behind places where ways meet, if it is the same on all of them;
/// else where they meet.
[[nodiscard]] ValueId sole_origin_of(const Subject& subject, ValueId value);

/// All instructions that may have made the value, behind names, tests and places where ways meet; and those
/// places.
[[nodiscard]] std::vector<ValueId> origins_of(const Subject& subject, ValueId value);

/// Where the value is first bound to a name, or none.
[[nodiscard]] NodeId name_bound_to(const Subject& subject, ValueId value);

}  // namespace doppelint::checks
