#include "checks/copy_without_effect.h"

#include <algorithm>
#include <utility>

#include "checks/confidence.h"
#include "checks/displayed.h"
#include "checks/drafts.h"
#include "checks/dropped_results.h"
#include "checks/fix_result.h"
#include "checks/registers.h"
#include "checks/results.h"
#include "checks/some_item.h"
#include "checks/test_modules.h"
#include "checks/wording.h"

namespace doppelint::checks::copy_without_effect {
namespace {

// `rows[:]` of a container.
bool is_whole_slice(const Subject& subject, ValueId at) {
    const program::Module& module = subject.file.module;
    const Instruction& it = subject.at(at);
    if (it.opcode != Opcode::get_item) return false;
    const Instruction& slice = subject.at(operand(module, it, 1));
    const auto parts = module.operands_of(slice);
    return slice.opcode == Opcode::make_slice &&
           std::ranges::none_of(parts, [](ValueId one) { return one.valid(); });
}

// Of what nobody knows the class of, a slice may be asked for what it does: `select(…)[:]` may run a query.
bool is_container(const Subject& subject, ObjectId id) {
    return models::kContainers.has(subject.object(id).kind) || is_array(subject, id);
}

bool is_claimed(const Subject& subject, ValueId at) {
    return std::ranges::any_of(subject.facts().claims, [&](const analysis::Claim& it) {
        return it.where == at && it.shape == analysis::Claim::Shape::pair && !it.callee.valid() &&
               std::ranges::all_of(subject.any_caller.heap.objects_of(it.source),
                                   [&](ObjectId one) { return is_container(subject, one); });
    });
}

void report(const Subject& subject, Sink& sink, ValueId at, Witness witness) {
    // Whether something can be copied at all is a test's own question.
    if (!subject.node_of(at) || is_in_test(subject)) return;
    Draft draft = draft_at(subject, at, confidence_of(true, {}, witness),
                           message::Dropped{.copy = words_of(subject, at)}.text());
    draft.steps = {{step::Dropped{}.text(), draft.node}};
    draft.fix = result_taken(subject, draft.node, fix::Take{.copy = words_of(subject, at)}.text());
    sink.add(std::move(draft));
}

}  // namespace

void run(const Subject& subject, Sink& sink) {
    for (const DroppedResult& it : dropped_results(subject)) {
        if (it.model == nullptr || !copies(subject.file.library, *it.model)) continue;
        report(subject, sink, it.at, it.guessed ? Witness::assumed : Witness::seen);
    }
    if (subject.facts().claims.empty()) return;
    const auto instructions = subject.file.module.instructions_of(subject.function());
    for (std::uint32_t index = 0; index < instructions.size(); ++index) {
        const ValueId at{index};
        if (!is_whole_slice(subject, at) || !is_claimed(subject, at)) continue;
        const bool is_dropped = result_of(subject, at).fate == Fate::dropped;
        if (is_dropped && !is_attempt(subject, at) && !is_displayed(subject, at))
            report(subject, sink, at, Witness::seen);
    }
}

}  // namespace doppelint::checks::copy_without_effect
