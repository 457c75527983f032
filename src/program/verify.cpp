#include "program/verify.h"

#include <cstdint>

#include "program/literal.h"
#include "program/print.h"
#include "program/verification.h"

namespace doppelint::program {
namespace {

std::string title(const Module& module, FunctionId function) {
    const NameId name = module.function(function).name;
    std::string out = "function " + std::to_string(function.index());
    if (name.valid() && name.index() < module.names.size()) {
        out += " " + name_literal(module.text(name));
    }
    return out;
}

}  // namespace

std::vector<std::string> verify(const Module& module) {
    Verification it(module);
    verify_ranges(it);
    if (!it.problems.empty()) return std::move(it.problems);
    verify_scopes(it);
    for (std::uint32_t index = 0; index < module.functions.size(); ++index) {
        const FunctionId function{index};
        const std::size_t before = it.problems.size();
        verify_instructions(it, function);
        verify_blocks(it, function);
        if (it.problems.size() == before) verify_values(it, function);
    }
    return std::move(it.problems);
}

void Verification::report(FunctionId function, std::string_view sentence) {
    report(title(module, function).append(": ").append(sentence));
}

void Verification::report(FunctionId function, BlockId block, std::string_view sentence) {
    report(title(module, function) + ", block " + std::to_string(block.index()) + ": " +
           std::string(sentence));
}

void Verification::report(FunctionId function, ValueId value, std::string_view sentence) {
    report(title(module, function) + ", `" + print_instruction(module, module.function(function), value) +
           "` at " + std::to_string(value.index()) + ": " + std::string(sentence));
}

}  // namespace doppelint::program
