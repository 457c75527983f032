#include "checks/is_with_value.h"

#include <algorithm>
#include <string>
#include <utility>

#include "checks/access_path.h"
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

// `self._made_of` and `self.text` behind `self._made_of = self.text`, or `self._kept[0]` behind
// `self._kept = (self.text, …)`.
bool is_kept_of(const Subject& subject, ValueId kept, ValueId source) {
    const program::Module& module = subject.file.module;
    const Instruction* place = &subject.at(origin_of(subject, kept));
    if (place->opcode == Opcode::get_item)
        place = &subject.at(origin_of(subject, operand(module, *place, 0)));
    if (place->opcode != Opcode::get_attribute) return false;
    const auto is_source = [&](ValueId value) { return is_same_path(subject, value, source); };
    return std::ranges::any_of(module.instructions_of(subject.function()), [&](const Instruction& it) {
        if (it.opcode != Opcode::set_attribute || it.payload != place->payload ||
            !is_same_path(subject, operand(module, it, 0), operand(module, *place, 0)))
            return false;
        const ValueId value = operand(module, it, 1);
        const Instruction& made = subject.at(origin_of(subject, value));
        return is_source(value) || (made.opcode == Opcode::make_tuple &&
                                    std::ranges::any_of(module.operands_of(made), is_source));
    });
}

// The attribute of the function's own instance that a register was read from, also by way of a swap:
// `rows, self._rows = self._rows, None`.
std::string_view attribute_behind(const Subject& subject, ValueId side) {
    const program::Module& module = subject.file.module;
    const Instruction* it = &subject.at(origin_of(subject, side));
    if (it->opcode == Opcode::unpacked) {
        const Instruction& unpack = subject.at(origin_of(subject, operand(module, *it, 0)));
        const ValueId display = origin_of(subject, operand(module, unpack, 0));
        const Instruction& made = subject.at(display);
        if (made.opcode != Opcode::make_tuple || it->payload >= made.operand_count) return {};
        it = &subject.at(origin_of(subject, operand(module, made, it->payload)));
    }
    if (it->opcode != Opcode::get_attribute) return {};
    const Instruction& holder = subject.at(origin_of(subject, operand(module, *it, 0)));
    const bool is_own = holder.opcode == Opcode::parameter && holder.payload == 0;
    return is_own ? module.text(NameId{it->payload}) : std::string_view();
}

// `rows is self._sent` behind `self._sent = self._rows = rows`: whether either was bound anew since.
bool asks_for_rebinding(const Subject& subject, const Comparison& it) {
    const std::string_view left = attribute_behind(subject, it.fact->left_id);
    const std::string_view right = attribute_behind(subject, it.fact->right_id);
    return !left.empty() && !right.empty() && left != right && subject.file.project != nullptr &&
           subject.file.project->are_bound_together(subject.file.module_id, left, right);
}

// `if self._made_of is not self.text: self._made_of = self.text; …`: whether what was made of it still holds.
// Another object costs time only.
bool asks_for_renewal(const Subject& subject, const Comparison& it) {
    // A constant of a class is put there to be asked for.
    const auto is_attribute = [&](ValueId side) {
        return subject.at(origin_of(subject, side)).opcode == Opcode::get_attribute &&
               subject.at(origin_of(subject, root_of(subject, side))).opcode != Opcode::load_global;
    };
    const ValueId left = it.fact->left_id;
    const ValueId right = it.fact->right_id;
    return (is_attribute(right) && is_kept_of(subject, left, right)) ||
           (is_attribute(left) && is_kept_of(subject, right, left));
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
            is_in_chain_with_singleton(subject, it) || asserts_what_was_handed_on(subject, it) ||
            asks_for_renewal(subject, it) || asks_for_rebinding(subject, it))
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
