#include "checks/flags_passed.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "checks/registers.h"
#include "project/flags.h"

namespace doppelint::checks {
namespace {

using project::Passed;

// How many parameters the first argument stands behind: one where the instance goes first.
std::optional<std::uint32_t> shift_of(const Subject& subject, const analysis::Change& change) {
    const program::Module& module = subject.file.module;
    const Instruction& call = subject.at(change.event);
    for (std::uint32_t at = 1; at < call.operand_count; ++at) {
        const ValueId value = operand(module, call, at);
        const bool is_it = value.valid() && module.label_of(call, at) == program::Label{} &&
                           origin_of(subject, value) == origin_of(subject, change.through_value);
        if (is_it && change.callee_root + 1 >= at) return change.callee_root + 1 - at;
    }
    return std::nullopt;
}

// By parameter; empty where the call does not tell.
std::vector<Passed> passed_by(const Subject& subject, const analysis::Change& change) {
    const program::Module& module = subject.file.module;
    const Instruction& call = subject.at(change.event);
    const auto shift = call.opcode == Opcode::call ? shift_of(subject, change) : std::nullopt;
    if (!shift || *shift > 1) return {};
    const program::Module& theirs = subject.file.project->program(change.callee.module);
    const auto parameters = theirs.parameters_of(subject.file.project->function(change.callee));
    std::vector<Passed> result(parameters.size(), Passed::nothing);
    for (std::uint32_t at = 1; at < call.operand_count; ++at) {
        const program::Label label = module.label_of(call, at);
        std::size_t place = at - 1 + *shift;
        if (label.is_keyword()) {
            const std::string_view name = module.text(label.keyword());
            const auto named = std::ranges::find_if(
                parameters, [&](const program::Parameter& it) { return theirs.text(it.name) == name; });
            place = static_cast<std::size_t>(named - parameters.begin());
        } else if (label != program::Label{}) {
            return {};  // `*args`, `**kwargs`
        }
        const bool is_rest = place < result.size() && !label.is_keyword() &&
                             parameters[place].kind != program::ParameterKind::ordinary &&
                             parameters[place].kind != program::ParameterKind::positional_only;
        if (is_rest) continue;  // it is one of `*args`
        if (place < result.size())
            result[place] = project::passed_as(module, subject.function(), operand(module, call, at));
    }
    if (*shift == 1 && !result.empty()) result.front() = Passed::unknown;
    return result;
}

}  // namespace

bool may_come_to(const Subject& subject, const analysis::Change& change) {
    std::vector<Passed> passed = passed_by(subject, change);
    if (passed.empty() || !change.callee_at.valid()) return true;
    const analysis::ProjectReader& project = *subject.file.project;
    if (!project.may_run(change.callee, change.callee_at, passed)) return false;
    // `take(options, pop=True)` asks for it.
    for (Passed& it : passed) {
        if (it != Passed::truthy) continue;
        it = Passed::falsy;
        if (!project.may_run(change.callee, change.callee_at, passed)) return false;
        it = Passed::truthy;
    }
    return true;
}

std::optional<ValueId> argument_passed(const Subject& subject, const analysis::Change& change,
                                       std::uint32_t parameter) {
    const program::Module& module = subject.file.module;
    const Instruction& call = subject.at(change.event);
    const program::Module& theirs = subject.file.project->program(change.callee.module);
    const auto parameters = theirs.parameters_of(subject.file.project->function(change.callee));
    if (call.opcode != Opcode::call || parameter >= parameters.size()) return std::nullopt;
    const auto shift = shift_of(subject, change);
    for (std::uint32_t at = 1; at < call.operand_count; ++at) {
        const program::Label label = module.label_of(call, at);
        if (!label.is_keyword() && (label != program::Label{} || !shift)) return std::nullopt;
        const bool is_it = label.is_keyword()
                               ? module.text(label.keyword()) == theirs.text(parameters[parameter].name)
                               : at - 1 + *shift == parameter;
        if (is_it) return operand(module, call, at);
    }
    return ValueId{};
}

}  // namespace doppelint::checks
