#include "checks/singleton_equality.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "checks/comparisons.h"
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

// The `__eq__` of the project that is asked and never says that the comparison is none of its business; null:
// there is none.
const analysis::Ran* own_equality(const Subject& subject, RanSpan ran, bool is_none) {
    const auto found = std::ranges::find_if(ran, [&](const analysis::Ran& it) {
        return !it.nested && it.code.valid() && !it.constructs && !it.may_decline &&
               !subject.file.project->knows_strangers(it.code, is_none);
    });
    return found != ran.end() ? &*found : nullptr;
}

// The class of a library's object that may come there and compares in its own way; empty: there is none.
std::string_view library_class(const Subject& subject, ValueId at, ValueId asked) {
    if (subject.file.flow == nullptr) return {};
    for (const analysis::FlowComparison& it :
         subject.file.flow->comparisons({subject.file.module_id, subject.id})) {
        if (it.what == analysis::FlowComparison::What::own_equality && it.comparison == at &&
            it.side == asked)
            return it.library;
    }
    return {};
}

// Whose method gives the answer.
std::vector<DraftStep> steps_of(const Subject& subject, NodeId comparison, const Phrase& object,
                                const analysis::Ran* own, std::string_view library) {
    if (own == nullptr) {
        const Phrase name(library);
        return {{step::Library{.object = object, .type = name}.text(), comparison}};
    }
    const program::Function& method = subject.file.project->function(own->code);
    const program::Module& module = subject.file.project->program(own->code.module);
    const bool is_here = own->code.module == subject.file.module_id;
    const Phrase name(module.text(method.qualified_name));
    return {
        {step::Method{.method = name}.text(), method.node, is_here ? program::ModuleId{} : own->code.module},
        {step::Own{.object = object}.text(), comparison}};
}

void look_at(const Subject& subject, ValueId at, Sink& sink) {
    const Wording wording(subject.file);
    const Instruction& it = subject.at(at);
    const ValueId left = operand(subject.file.module, it, 0);
    const ValueId right = operand(subject.file.module, it, 1);
    std::optional<Phrase> singleton = singleton_of(subject, right);
    const ValueId asked = singleton ? left : right;
    if (!singleton) singleton = singleton_of(subject, left);
    if (!singleton) return;
    const analysis::Ran* const own = own_equality(subject, ran_at(subject, at), singleton->text() == "None");
    const std::string_view library = own == nullptr ? library_class(subject, at, asked) : std::string_view();
    if ((own == nullptr && library.empty()) || result_of(subject, at).fate != Fate::tested ||
        !subject.node_of(asked))
        return;
    const Phrase object = wording.expression(subject.node_of(asked));
    const bool asks_equal = static_cast<Comparison>(it.detail) == Comparison::equal;
    const Phrase sign(std::string_view(asks_equal ? "is" : "is not"));
    Draft draft = draft_at(
        subject, at, confidence_of(false, {}),
        message::Asks{.comparison = words_of(subject, it.node), .object = object, .sign = sign}.text());
    draft.steps = steps_of(subject, it.node, object, own, library);
    draft.fix = compared_by_identity(subject, it.node, fix::Compare{.sign = sign}.text());
    sink.add(std::move(draft));
}

}  // namespace

void run(const Subject& subject, Sink& sink) {
    // A test of an `__eq__` asks it what nobody else would.
    if (is_in_test(subject)) return;
    const auto instructions = subject.file.module.instructions_of(subject.function());
    for (std::uint32_t index = 0; index < instructions.size(); ++index) {
        const Instruction& it = instructions[index];
        if (it.opcode != Opcode::compare || !it.node) continue;
        const auto how = static_cast<Comparison>(it.detail);
        if (how == Comparison::equal || how == Comparison::not_equal) look_at(subject, ValueId{index}, sink);
    }
}

}  // namespace doppelint::checks::singleton_equality
