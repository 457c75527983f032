#include "project/bound_together.h"

#include <algorithm>

#include "program/origin.h"

namespace doppelint::project {
namespace {

// The stores of one assignment follow one another, with nothing but what their targets ask for in between.
constexpr std::size_t kFurthest = 8;

bool are_bound_in(const Module& module, const Function& function, std::string_view one,
                  std::string_view other) {
    const auto instructions = module.instructions_of(function);
    const auto origin = [&](const Instruction& it, std::uint32_t place) {
        return program::origin_of(module, function, module.operands_of(it)[place]);
    };
    for (std::size_t at = 0; at < instructions.size(); ++at) {
        const Instruction& first = instructions[at];
        if (first.opcode != Opcode::set_attribute) continue;
        const std::string_view name = module.text(NameId{first.payload});
        if (name != one && name != other) continue;
        const auto rest = instructions.subspan(at + 1);
        const bool is_found =
            std::ranges::any_of(rest.first(std::min(rest.size(), kFurthest)), [&](const Instruction& it) {
                return it.opcode == Opcode::set_attribute && it.payload != first.payload &&
                       module.text(NameId{it.payload}) == (name == one ? other : one) &&
                       origin(it, 0) == origin(first, 0) && origin(it, 1) == origin(first, 1);
            });
        if (is_found) return true;
    }
    return false;
}

}  // namespace

bool are_bound_together(const Project& project, ModuleId id, std::string_view one, std::string_view other) {
    const Module& module = project.program(id);
    return std::ranges::any_of(module.functions, [&](const Function& function) {
        return are_bound_in(module, function, one, other);
    });
}

}  // namespace doppelint::project
