#include "project/frames.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace doppelint::project {

bool reads_frames(const Project& project, CodeId code) {
    constexpr std::array<std::string_view, 3> kAsking{"sys._getframe", "inspect.currentframe",
                                                      "inspect.stack"};
    const Module& module = project.program(code.module);
    return std::ranges::any_of(module.instructions_of(project.function(code)), [&](const Instruction& it) {
        if (it.opcode != Opcode::call) return false;
        const std::string called = project.meaning_of(code, module.operands_of(it)[0]).only_library();
        return std::ranges::find(kAsking, called) != kAsking.end();
    });
}

}  // namespace doppelint::project
