#include "checks/changed_while_iterating.h"

#include <algorithm>
#include <utility>

#include "checks/access_path.h"
#include "checks/broken.h"
#include "checks/enclosing.h"
#include "checks/fix_walk.h"
#include "checks/order.h"
#include "checks/registers.h"
#include "checks/results.h"
#include "checks/some_item.h"
#include "checks/wording.h"

namespace doppelint::checks::changed_while_iterating {
namespace {

using models::Kind;

// Whether the key or item may be there already.
bool may_be_there(const Subject& subject, const analysis::Broken& broken) {
    const analysis::ChangeKind how = broken.obligation.kind;
    if (how == analysis::ChangeKind::assigns || how == analysis::ChangeKind::adds) return true;
    return subject.at(broken.obligation.event).opcode == Opcode::call && !broken.must;
}

std::string first_line(Kind kind, const Phrase& action, const Phrase& walked, bool is_sure) {
    switch (kind) {
        case Kind::dict:
        case Kind::set:
            if (!is_sure) {
                return message::MaySize{.change = action, .kind = Wording::kind(kind), .walked = walked}
                    .text();
            }
            return message::Size{.change = action, .kind = Wording::kind(kind), .walked = walked}.text();
        case Kind::list:
        case Kind::bytearray: return message::Places{.change = action, .walked = walked}.text();
        default: return message::Changed{.change = action, .walked = walked}.text();
    }
}

// Whether something within the statement makes the name true.
bool sets_flag(const Subject& subject, const syntax::Node& within, std::string_view flag) {
    const program::Module& module = subject.file.module;
    return std::ranges::any_of(module.instructions_of(subject.function()), [&](const Instruction& it) {
        if (it.opcode != Opcode::bind || !it.node || module.text(NameId{it.payload}) != flag) return false;
        const syntax::Node& node = subject.file.tree[it.node];
        const Instruction& value = subject.at(origin_of(subject, operand(module, it, 0)));
        return node.begin >= within.begin && node.end <= within.end && value.opcode == Opcode::constant &&
               module.constants[value.payload].kind == program::ConstantKind::true_;
    });
}

// `while todo: for item in todo: …`, `while changed: changed = False; for …: changed = True`: what a turn of
// the inner loop skips comes again in the next of the outer.
bool is_repeated(const Subject& subject, NodeId walked) {
    const syntax::Tree& tree = subject.file.tree;
    const NodeId loop = enclosing(tree, walked);
    for (NodeId outer = loop; outer; outer = enclosing(tree, outer)) {
        if (tree.kind(outer) == syntax::Kind::function_definition) return false;
        const NodeId condition = tree.kind(outer) == syntax::Kind::while_statement
                                     ? tree.child(outer, syntax::Field::condition)
                                     : NodeId{};
        if (!condition) continue;
        if (tree.text(condition) == tree.text(walked)) return true;
        if (tree.kind(condition) == syntax::Kind::identifier &&
            sets_flag(subject, tree[loop], tree.text(condition)))
            return true;
    }
    return false;
}

// Called code may get from what it was given at what holds that.
bool is_done_by_callee(const Subject& subject, const analysis::Broken& broken) {
    return std::ranges::any_of(subject.facts().changes, [&](const analysis::Change& it) {
        return it.event == broken.obligation.event && it.object == broken.obligation.object &&
               it.callee.valid();
    });
}

// `for x in old: new.add(x)`, where each may be one of several objects, the same for both: which one is not
// known.
bool meet_in_several(const Subject& subject, const analysis::Broken& broken) {
    return std::ranges::any_of(subject.any_caller.facts.broken, [&](const analysis::Broken& it) {
        return it.obligation.claim == broken.obligation.claim &&
               it.obligation.event == broken.obligation.event &&
               it.obligation.object != broken.obligation.object;
    });
}

// `for x in rows[i]: rows[j].append(x)`: two items are read, and which ones is not known.
bool may_be_another(const Subject& subject, const analysis::Broken& broken) {
    const analysis::Claim& claim = subject.claim_of(broken);
    const Instruction& walk = subject.at(claim.where);
    if (claim.callee.valid() || walk.operand_count == 0 || !broken.obligation.through.valid()) return false;
    const ValueId walked = base_of_walk(subject, operand(subject.file.module, walk, 0));
    const ValueId changed = origin_of(subject, broken.obligation.through);
    const bool is_other = are_other_items(subject, walked, changed) ||
                          (!is_done_by_callee(subject, broken) && is_item_of(subject, walked, changed));
    if (is_other) return true;
    if (meet_in_several(subject, broken) && !is_done_by_callee(subject, broken) &&
        !same_thing(subject, walked, changed))
        return true;
    return is_some_item(subject, broken.obligation.object) && changed != walked &&
           changed != origin_of(subject, operand(subject.file.module, walk, 0));
}

// `tuple(xs)`, `frozenset(xs)`: nobody adds to such a thing.
bool walks_fixed_copy(const Subject& subject, const analysis::Claim& claim) {
    const Instruction& walk = subject.at(claim.where);
    if (walk.opcode != Opcode::get_iterator || claim.callee.valid()) return false;
    const ValueId walked = origin_of(subject, operand(subject.file.module, walk, 0));
    return subject.at(walked).opcode == Opcode::call &&
           all_run(ran_at(subject, walked), [](const analysis::Ran& it) {
               return it.model != nullptr && (it.model->name == "tuple" || it.model->name == "frozenset");
           });
}

bool is_lazy(const analysis::Claim& claim) {
    return !claim.callee.valid() && !claim.copy.nothing();
}

// Whether the value is what stands at `place` in the pair of this turn: `i` or `x` of `enumerate(xs)`.
bool is_of_turn(const Subject& subject, const analysis::Claim& claim, ValueId value, std::uint32_t place) {
    const program::Module& module = subject.file.module;
    const Instruction& it = subject.at(origin_of(subject, value));
    if (it.opcode != Opcode::unpacked || it.payload != place) return false;
    const Instruction& pair =
        subject.at(origin_of(subject, operand(module, subject.at(operand(module, it, 0)), 0)));
    return pair.opcode == Opcode::next_item && origin_of(subject, operand(module, pair, 0)) == claim.where;
}

std::string_view method_called(const Subject& subject, const Instruction& call) {
    if (call.opcode != Opcode::call) return {};
    const Instruction& method = subject.at(origin_of(subject, operand(subject.file.module, call, 0)));
    return method.opcode == Opcode::get_attribute ? subject.file.module.text(NameId{method.payload})
                                                  : std::string_view();
}

// `for i, x in enumerate(xs)`: who counts along may well know what moves, and that it stands behind the walk.
// To take out where the loop stands moves what comes next: `del xs[i]`, `xs.pop(i)`, `xs.remove(x)`.
bool may_be_further_on(const Subject& subject, const analysis::Broken& broken) {
    const analysis::Claim& claim = subject.claim_of(broken);
    if (!is_lazy(claim)) return false;
    if (is_done_by_callee(subject, broken)) return true;
    const program::Module& module = subject.file.module;
    const Instruction& it = subject.at(broken.obligation.event);
    if (it.operand_count < 2 || subject.object(broken.obligation.object).kind == Kind::dict) return false;
    const ValueId given = operand(module, it, 1);
    if (it.opcode == Opcode::delete_item) return !is_of_turn(subject, claim, given, 0);
    if (it.opcode != Opcode::call) return true;
    const std::string_view name = method_called(subject, it);
    return !(name == "pop" && is_of_turn(subject, claim, given, 0)) &&
           !(name == "remove" && is_of_turn(subject, claim, given, 1));
}

// `for x in reversed(xs): xs.remove(x)`, also within `enumerate(…)`: what moves up stands behind the walk.
bool walks_backwards(const Subject& subject, const analysis::Broken& broken) {
    constexpr int kDeepest = 4;
    const program::Module& module = subject.file.module;
    const analysis::Claim& claim = subject.claim_of(broken);
    if (!is_lazy(claim) || subject.object(broken.obligation.object).kind == Kind::dict) return false;
    ValueId walked = origin_of(subject, operand(module, subject.at(claim.where), 0));
    for (int depth = 0; depth < kDeepest; ++depth) {
        const Instruction& call = subject.at(walked);
        if (call.opcode != Opcode::call || call.operand_count < 2) return false;
        const bool is_reversed = std::ranges::any_of(ran_at(subject, walked), [](const analysis::Ran& it) {
            return it.model != nullptr && it.model->name == "reversed";
        });
        if (is_reversed) return true;
        walked = origin_of(subject, operand(module, call, 1));
    }
    return false;
}

// What the loop walks over, as people would say it: of `enumerate(rows)` that is `rows`.
NodeId node_of_walked(const Subject& subject, const analysis::Claim& claim) {
    const program::Module& module = subject.file.module;
    const NodeId whole = subject.node_of(claim.where);
    if (!is_lazy(claim)) return whole;
    const Instruction& call = subject.at(origin_of(subject, operand(module, subject.at(claim.where), 0)));
    const NodeId argument = call.opcode == Opcode::call && call.operand_count > 1
                                ? subject.node_of(operand(module, call, 1))
                                : NodeId{};
    return argument ? argument : whole;
}

// Whether control only gets to the next turn by an exception: `xs.remove(x); break` in a `try`.
bool leaves_loop(const Subject& subject, const analysis::Broken& broken) {
    if (!broken.observation.valid()) return false;
    return !reached_from(subject, broken.obligation.event)[broken.observation.index()];
}

// `del xs[i]`, `xs.pop(i)`, `xs.remove(x)`: the item of the turn, and no other.
bool takes_item_of_turn(const Subject& subject, const analysis::Claim& claim, ValueId event) {
    const Instruction& it = subject.at(event);
    if (it.operand_count < 2) return false;
    const ValueId given = operand(subject.file.module, it, 1);
    const std::string_view name = method_called(subject, it);
    if (name == "remove") return true;
    return (it.opcode == Opcode::delete_item || name == "pop") && is_of_turn(subject, claim, given, 0);
}

// `xs.insert(0, x)`, `xs.insert(i, y)`: no further on than the turn is.
bool puts_in_up_to_turn(const Subject& subject, const analysis::Claim& claim, ValueId event) {
    const program::Module& module = subject.file.module;
    const Instruction& it = subject.at(event);
    if (method_called(subject, it) != "insert" || it.operand_count < 2) return false;
    const ValueId given = operand(module, it, 1);
    const Instruction& place = subject.at(origin_of(subject, given));
    const bool is_front = place.opcode == Opcode::constant &&
                          module.constants[place.payload].kind == program::ConstantKind::integer &&
                          module.constants[place.payload].integer == 0;
    return is_front || is_of_turn(subject, claim, given, 0);
}

// `xs.insert(0, xs.pop(i))`: what is taken out is put in again before the next turn, which finds the items
// where they were.
bool is_made_good(const Subject& subject, const analysis::Broken& broken) {
    const analysis::Obligation& change = broken.obligation;
    const analysis::Claim& claim = subject.claim_of(broken);
    if (!broken.observation.valid() || claim.callee.valid()) return false;
    const bool takes = takes_item_of_turn(subject, claim, change.event);
    if (!takes && !puts_in_up_to_turn(subject, claim, change.event)) return false;
    return std::ranges::any_of(subject.facts().changes, [&](const analysis::Change& it) {
        if (it.object != change.object || it.event == change.event || it.callee.valid()) return false;
        if (takes) {
            return puts_in_up_to_turn(subject, claim, it.event) &&
                   !reached_from(subject, change.event, it.event)[broken.observation.index()];
        }
        return takes_item_of_turn(subject, claim, it.event) &&
               !reached_from(subject, broken.observation, it.event)[change.event.index()];
    });
}

}  // namespace

void run(const Subject& subject, Sink& sink) {
    const Wording wording(subject.file);
    for (const analysis::Broken& broken : broken_claims(subject, analysis::Claim::Shape::region)) {
        const analysis::Obligation& change = broken.obligation;
        const NodeId walked = subject.node_of(subject.claim_of(broken).where);
        const bool is_harmless =
            is_repeated(subject, walked) || walks_fixed_copy(subject, subject.claim_of(broken)) ||
            walks_backwards(subject, broken) || leaves_loop(subject, broken) || is_made_good(subject, broken);
        if (is_harmless) continue;
        const Phrase name = wording.expression(node_of_walked(subject, subject.claim_of(broken)));
        Draft draft;
        // Reading an item of something may add it; whether it is there already is not known.
        const bool is_guess = may_be_another(subject, broken) || may_be_further_on(subject, broken) ||
                              subject.at(change.event).opcode == Opcode::get_item;
        draft.confidence = is_guess ? findings::Confidence::possible : confidence_of(subject, broken);
        draft.message =
            first_line(subject.object(change.object).kind, wording.action(subject.at(change.event)), name,
                       !may_be_there(subject, broken));
        draft.node = subject.node_of(change.event);
        draft.steps = {{step::Walked{.walked = name}.text(), walked}, {step::Changed{}.text(), draft.node}};
        // A list of `enumerate(rows)` has places that are no longer true.
        if (!is_lazy(subject.claim_of(broken)))
            draft.fix = walked_as_list(subject, broken, fix::WalkCopy{.walked = name}.text());
        draft.claim = walked;
        draft.object = change.object;
        draft.event = change.event;
        sink.add(std::move(draft));
    }
}

}  // namespace doppelint::checks::changed_while_iterating
