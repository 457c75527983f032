#include "checks/singleton_equality.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "checks/confidence.h"
#include "checks/drafts.h"
#include "checks/fix_comparison.h"
#include "checks/registers.h"
#include "checks/results.h"
#include "checks/test_modules.h"
#include "checks/wording.h"

namespace doppelint::checks::singleton_equality {
namespace {

using program::Comparison;

// "None", "NotImplemented", the name of an `object()`; nothing for anything else.
std::optional<Phrase> singleton_of(const Subject& subject, ValueId side) {
    const program::Module& module = subject.file.module;
    const Instruction& it = subject.at(origin_of(subject, side));
    if (it.opcode == Opcode::constant) {
        const bool is_none = module.constants[it.payload].kind == program::ConstantKind::none;
        return is_none ? std::optional(Phrase(std::string_view("None"))) : std::nullopt;
    }
    if (it.opcode != Opcode::load_global) return std::nullopt;
    const std::string_view name = module.text(NameId{it.payload});
    const analysis::GlobalName& known = subject.file.globals[NameId{it.payload}];
    const bool is_builtin = known.what == analysis::GlobalName::What::unbound && name == "NotImplemented";
    return is_builtin || known.is_marker ? std::optional(Phrase(name)) : std::nullopt;
}

// Whether an `__eq__` of the project is asked that never says that the comparison is none of its business.
bool asks_own_equality(const Subject& subject, RanSpan ran) {
    return std::ranges::any_of(ran, [&](const analysis::Ran& it) {
        return !it.nested && it.code.valid() && !it.constructs && !it.may_decline &&
               !subject.file.project->knows_strangers(it.code);
    });
}

}  // namespace

void run(const Subject& subject, Sink& sink) {
    const Wording wording(subject.file);
    for (const RanSpan ran : ran_by_instruction(subject)) {
        const ValueId at = ran.front().at;
        const Instruction& it = subject.at(at);
        if (it.opcode != Opcode::compare || !it.node) continue;
        const auto how = static_cast<Comparison>(it.detail);
        if (how != Comparison::equal && how != Comparison::not_equal) continue;
        const ValueId left = operand(subject.file.module, it, 0);
        const ValueId right = operand(subject.file.module, it, 1);
        std::optional<Phrase> singleton = singleton_of(subject, right);
        const ValueId asked = singleton ? left : right;
        if (!singleton) singleton = singleton_of(subject, left);
        // A test of an `__eq__` asks it what nobody else would.
        if (!singleton || !asks_own_equality(subject, ran) || is_in_test(subject)) continue;
        if (result_of(subject, at).fate != Fate::tested || !subject.node_of(asked)) continue;
        const Phrase object = wording.expression(subject.node_of(asked));
        const Phrase sign(std::string_view(how == Comparison::equal ? "is" : "is not"));
        Draft draft = draft_at(subject, at, confidence_of(false, {}),
                               message::Asks{.object = object, .singleton = *singleton, .sign = sign}.text());
        draft.steps = {{step::Own{.object = object}.text(), it.node}};
        draft.fix = compared_by_identity(subject, it.node, fix::Compare{.sign = sign}.text());
        sink.add(std::move(draft));
    }
}

}  // namespace doppelint::checks::singleton_equality
