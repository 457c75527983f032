#include "checks/late_binding_closure.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "checks/broken.h"
#include "checks/enclosing.h"
#include "checks/fix_closure.h"
#include "checks/order.h"
#include "checks/registers.h"
#include "checks/results.h"
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

// `list(pool.map(job, rows))`, `for row in pool.map(job, rows)`
bool walks_results(const Subject& subject, ValueId use) {
    if (subject.at(use).opcode == Opcode::get_iterator) return true;
    const RanSpan ran = ran_at(subject, use);
    const auto walks = [](const models::Term& it) { return it.word == models::Word::consume; };
    return std::ranges::any_of(ran, [&](const analysis::Ran& it) {
        return !it.nested && it.model != nullptr &&
               std::ranges::any_of(subject.file.library.effects_of(*it.model), walks);
    });
}

// `pool.submit(job).result()`: the turn waits for it. So does `for it in [pool.submit(job) for _ in
// range(9)]`, before the variable is bound again.
bool is_waited_for(const Subject& subject, const LateBinding& binding) {
    const std::vector<bool> in_turn = binding.bound.valid()
                                          ? reached_from(subject, binding.kept, binding.bound)
                                          : reached_from(subject, binding.kept);
    std::vector<ValueId> all{binding.kept};
    const auto add = [&](ValueId one) {
        if (std::ranges::find(all, one) == all.end()) all.push_back(one);
    };
    std::size_t next = 0;
    while (next < all.size()) {
        for (const ValueId use : subject.uses.of(all[next++])) {
            const Opcode opcode = subject.at(use).opcode;
            const bool waits = opcode == Opcode::get_attribute || opcode == Opcode::await_value ||
                               walks_results(subject, use);
            if (waits && in_turn[use.index()]) return true;
            if (passes_on(opcode)) add(use);
            if (opcode == Opcode::list_append) add(operand(subject.file.module, subject.at(use), 0));
        }
    }
    return false;
}

// `Button(window, command=lambda: press(name))`: by its name, the argument is called when something happens.
bool is_callback(const Subject& subject, const LateBinding& it) {
    const program::Module& module = subject.file.module;
    const Instruction& call = subject.at(it.kept);
    for (std::uint32_t index = 1; index < call.operand_count; ++index) {
        const program::Label label = module.label_of(call, index);
        const bool is_it =
            label.is_keyword() && sole_origin_of(subject, operand(module, call, index)) == it.made;
        if (is_it && subject.file.intent.is_callback(module.text(label.keyword()))) return true;
    }
    return false;
}

// What is known to live on; or a call that keeps what it gets, as a model or its name says.
bool outlives(const Subject& subject, const LateBinding& it) {
    if (!it.kept.valid() || is_callback(subject, it)) return true;
    if (is_waited_for(subject, it)) return false;
    return it.by_model || subject.file.intent.is_keeper(called_name(subject, it.kept));
}

// `words = defaultdict(lambda: len(words))`: as long as nobody has both but by that name, the closure reads
// what holds it.
bool reads_its_holder(const Subject& subject, const LateBinding& it) {
    if (!it.bound.valid()) return false;
    const program::Module& module = subject.file.module;
    const auto is_made = [&](ValueId one) { return one.valid() && sole_origin_of(subject, one) == it.made; };
    return std::ranges::any_of(module.operands_of(subject.at(it.bound)), [&](ValueId one) {
        if (!one.valid()) return false;
        const Instruction& holder = subject.at(origin_of(subject, one));
        return holder.opcode == Opcode::call && std::ranges::any_of(module.operands_of(holder), is_made);
    });
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

// Whether the condition is a name that no turn of a loop binds.
bool is_fixed(const Subject& subject, NodeId condition) {
    if (!condition || subject.file.tree.kind(condition) != syntax::Kind::identifier) return false;
    const auto instructions = subject.file.module.instructions_of(subject.function());
    return std::ranges::any_of(instructions, [&](const Instruction& it) {
        if (it.node != condition || !passes_on(it.opcode)) return false;
        const Opcode made = subject.at(sole_origin_of(subject, operand(subject.file.module, it, 0))).opcode;
        return made == Opcode::parameter || made == Opcode::capture || made == Opcode::constant;
    });
}

// Whether each turn of the loop around `made` gets to the statement, or none does: between the two there are
// only conditions that stay as they are.
bool is_of_each_turn(const Subject& subject, NodeId made, NodeId statement) {
    const syntax::Tree& tree = subject.file.tree;
    for (NodeId it = enclosing(tree, statement); it; it = enclosing(tree, it)) {
        switch (tree.kind(it)) {
            case syntax::Kind::for_statement:
                return it.index() < made.index() && made.index() < tree.end(it).index();
            case syntax::Kind::if_statement:
                if (!is_fixed(subject, tree.child(it, syntax::Field::condition))) return false;
                break;
            case syntax::Kind::block:
            case syntax::Kind::expression_statement:
            case syntax::Kind::assignment: break;
            default: return false;
        }
    }
    return false;
}

// `options["on_move"] = on_move`, in each turn: the next turn puts its own in the place of this one.
bool is_replaced(const Subject& subject, const LateBinding& it) {
    const program::Module& module = subject.file.module;
    std::vector<ValueId> all{it.made};
    bool any = false;
    for (std::size_t index = 0; index < all.size(); ++index) {
        for (const ValueId use : subject.uses.of(all[index])) {
            const Instruction& by = subject.at(use);
            if (passes_on(by.opcode)) {
                if (std::ranges::find(all, use) == all.end()) all.push_back(use);
                continue;
            }
            const bool keeps =
                by.opcode == Opcode::set_item &&
                subject.at(origin_of(subject, operand(module, by, 1))).opcode == Opcode::constant;
            if (!keeps || !is_of_each_turn(subject, subject.node_of(it.made), by.node)) return false;
            any = true;
        }
    }
    return any;
}

// The loop right around the node; none: there is none in its function.
NodeId loop_around(const syntax::Tree& tree, NodeId node) {
    for (NodeId it = enclosing(tree, node); it; it = enclosing(tree, it)) {
        const syntax::Kind kind = tree.kind(it);
        if (kind == syntax::Kind::for_statement || kind == syntax::Kind::while_statement) return it;
        if (kind == syntax::Kind::function_definition) return {};
    }
    return {};
}

// Whether the call runs a generator expression.
bool is_generator_expression(const Subject& subject, const Instruction& call) {
    if (call.opcode != Opcode::call) return false;
    const Instruction& callee = subject.at(origin_of(subject, operand(subject.file.module, call, 0)));
    return callee.opcode == Opcode::make_function &&
           subject.file.module.function(FunctionId{callee.payload}).kind ==
               program::FunctionKind::generator_expression;
}

// `files = (…)`, and nothing is done with it but that loops in the same turn walk it, perhaps by way of
// another generator expression.
bool is_walked_in_turn(const Subject& subject, const LateBinding& it) {
    const syntax::Tree& tree = subject.file.tree;
    const NodeId loop = loop_around(tree, subject.node_of(it.made));
    if (!loop) return false;
    std::vector<ValueId> all{it.made};
    bool is_walked = false;
    for (std::size_t index = 0; index < all.size(); ++index) {
        for (const ValueId use : subject.uses.of(all[index])) {
            const Instruction& by = subject.at(use);
            is_walked |= by.opcode == Opcode::next_item;
            if (by.opcode == Opcode::next_item) continue;
            const bool is_here =
                by.node && loop.index() < by.node.index() && by.node.index() < tree.end(loop).index();
            const bool goes_on =
                passes_on(by.opcode) || by.opcode == Opcode::phi ||
                (is_here && (by.opcode == Opcode::get_iterator || is_generator_expression(subject, by)));
            if (!goes_on) return false;
            if (std::ranges::find(all, use) == all.end()) all.push_back(use);
        }
    }
    return is_walked;
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
        if (!made || !outlives(subject, it) || is_replaced(subject, it) || is_walked_in_turn(subject, it) ||
            reads_its_holder(subject, it))
            continue;
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
