#include "checks/late_binding_closure.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "checks/broken.h"
#include "checks/fix_closure.h"
#include "checks/registers.h"
#include "checks/wording.h"

namespace doppelint::checks::late_binding_closure {
namespace {

using analysis::LateBinding;

// The name of what a call calls, without what stands in front of it.
std::string_view called_name(const Subject& subject, ValueId call) {
    const syntax::Tree& tree = subject.file.tree;
    const NodeId node = subject.node_of(call);
    NodeId callee = node ? tree.child(node, syntax::Field::function) : NodeId{};
    if (callee && tree.kind(callee) == syntax::Kind::attribute)
        callee = tree.child(callee, syntax::Field::attribute);
    return callee ? tree.text(callee) : std::string_view();
}

// `pool.submit(job).result()`: the turn waits for it.
bool is_waited_for(const Subject& subject, ValueId call) {
    std::vector<ValueId> all{call};
    for (std::size_t index = 0; index < all.size(); ++index) {
        for (const ValueId use : subject.uses.of(all[index])) {
            const Opcode opcode = subject.at(use).opcode;
            if (opcode == Opcode::get_attribute || opcode == Opcode::await_value) return true;
            if (passes_on(opcode) && std::ranges::find(all, use) == all.end()) all.push_back(use);
        }
    }
    return false;
}

// What is known to live on; or a call that keeps what it gets, as a model or its name says.
bool outlives(const Subject& subject, const LateBinding& it) {
    if (!it.kept.valid()) return true;
    if (is_waited_for(subject, it.kept)) return false;
    return it.by_model || subject.file.intent.is_keeper(called_name(subject, it.kept));
}

// The first that is done with the closure.
NodeId used_at(const Subject& subject, ValueId made) {
    std::vector<ValueId> all{made};
    for (std::size_t index = 0; index < all.size(); ++index) {
        for (const ValueId use : subject.uses.of(all[index])) {
            const Opcode opcode = subject.at(use).opcode;
            if (passes_on(opcode) || opcode == Opcode::phi) {
                if (std::ranges::find(all, use) == all.end()) all.push_back(use);
            } else if (opcode != Opcode::store_cell && opcode != Opcode::store_global) {
                return subject.node_of(use);
            }
        }
    }
    return {};
}

NodeId node_of(const Subject& subject, const LateBinding& it) {
    const NodeId definition = subject.node_of(it.made);
    if (!definition) return definition;
    const NodeId name = subject.file.tree.child(definition, syntax::Field::name);
    return name ? name : definition;
}

}  // namespace

void run(const Subject& subject, Sink& sink) {
    for (const LateBinding& it : subject.facts().late_bindings) {
        const NodeId made = node_of(subject, it);
        if (!made || !outlives(subject, it)) continue;
        const Phrase name = subject.file.module.text(it.name);
        Draft draft;
        draft.confidence = confidence_of(false, {});
        draft.node = made;
        draft.message = message::Late{.name = name}.text();
        draft.steps = {{step::Made{.name = name}.text(), made}};
        const NodeId kept = it.kept.valid() ? subject.node_of(it.kept) : used_at(subject, it.made);
        if (kept) draft.steps.push_back({step::Kept{}.text(), kept});
        const NodeId bound = subject.node_of(it.bound);
        if (bound) draft.steps.push_back({step::Bound{.name = name}.text(), bound});
        draft.fix = bound_in_turn(subject, it, fix::Bind{.name = name}.text());
        draft.claim = made;
        draft.event = it.made;
        sink.add(std::move(draft));
    }
}

}  // namespace doppelint::checks::late_binding_closure
