#include "checks/is_with_value.h"

#include <algorithm>
#include <string>
#include <utility>

#include "checks/comparisons.h"
#include "checks/fix_comparison.h"
#include "checks/registers.h"
#include "checks/test_modules.h"

namespace doppelint::checks::is_with_value {
namespace {

// The name that the function's parameter has for its default; none: another default, or none.
NameId default_of(const Subject& subject, ValueId side) {
    const program::Module& module = subject.file.module;
    const Instruction& parameter = subject.at(origin_of(subject, side));
    if (subject.file.project == nullptr || parameter.opcode != Opcode::parameter) return {};
    const auto parameters = module.parameters_of(subject.function());
    const project::Definition& definition =
        subject.file.project->interface(subject.file.module_id).definition(subject.id);
    if (!parameters[parameter.payload].has_default || !definition.made_in.valid()) return {};
    const auto place = static_cast<std::uint32_t>(
        std::ranges::count_if(parameters.first(parameter.payload), &program::Parameter::has_default));
    const program::Function& around = module.function(definition.made_in);
    const Instruction& made = module.instructions_of(around)[definition.made.index()];
    const Site given = origin_of(module, {&around, operand(module, made, place)});
    if (!given.value.valid()) return {};
    const Instruction& it = at(module, given);
    const bool is_name = it.opcode == Opcode::load_global || it.opcode == Opcode::load_local_name;
    return is_name ? NameId{it.payload} : NameId{};
}

// `if value is NOT_GIVEN` of a parameter that is NOT_GIVEN by default.
bool asks_for_default(const Subject& subject, const Comparison& it) {
    const auto is_default = [&](ValueId side, ValueId other) {
        const Instruction& load = subject.at(origin_of(subject, other));
        return load.opcode == Opcode::load_global && default_of(subject, side) == NameId{load.payload};
    };
    return is_default(it.fact->left_id, it.fact->right_id) || is_default(it.fact->right_id, it.fact->left_id);
}

std::string text_of(const Subject& subject, const Comparison& it, const Phrase& kind) {
    const Phrase words = words_of(subject, it);
    const Phrase sign = sign_by_value(subject, it);
    if (asks_for_default(subject, it)) return message::Sentinel{.comparison = words}.text();
    if (kind.text() == "value") return message::Values{.comparison = words, .sign = sign}.text();
    // `==` would not tell True from 1: what is meant, nobody knows.
    if (tells_truths_apart(subject, it)) return message::Number{.comparison = words, .kind = kind}.text();
    return message::Value{.comparison = words, .kind = kind, .sign = sign}.text();
}

}  // namespace

void run(const Subject& subject, Sink& sink) {
    for (const Comparison& it : comparisons(subject)) {
        const std::optional<Phrase> kind = kind_of_value(subject, it);
        if (!kind || !compares_values(subject, it) || is_shortcut(subject, it) ||
            is_in_chain_with_singleton(subject, it) || asserts_what_was_handed_on(subject, it))
            continue;
        Draft draft = draft_of(it, text_of(subject, it, *kind), it.fact->assumptions);
        // Tests of caches, of interning and the like assert which object it is.
        if (is_asserted(subject, it) && is_in_test(subject))
            draft.confidence = findings::Confidence::possible;
        if (!asks_for_default(subject, it)) {
            draft.fix =
                compared_by_value(subject, it, fix::Compare{.sign = sign_by_value(subject, it)}.text());
        }
        draft.steps = {{step::Reason{.reason = heap::sentence_of(it.fact->reason)}.text(), it.node}};
        if (tells_truths_apart(subject, it)) draft.steps.push_back({step::Truth{}.text(), it.node});
        sink.add(std::move(draft));
    }
}

}  // namespace doppelint::checks::is_with_value
