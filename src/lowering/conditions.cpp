#include "lowering/function_lowering.h"

namespace doppelint::lowering {

using program::Outcome;
using syntax::NodeId;

// Goes to block `first` if the node is true, else to `second`.
void FunctionLowering::test(const Task& task) {
    const NodeId node = unwrapped(task.node);
    const BlockId if_true{task.first};
    const BlockId if_false{task.second};
    if (node.valid() && kind(node) == Kind::boolean_operator) {
        return test_boolean(node, if_true, if_false);
    }
    if (node.valid() && kind(node) == Kind::not_operator) {
        const NodeId inner = unwrapped(child(node, Field::argument));
        const bool nests =
            inner.valid() && (kind(inner) == Kind::boolean_operator || kind(inner) == Kind::not_operator);
        if (nests) return plan({then(Step::test, inner, if_false.index(), if_true.index())});
        plan({evaluate(inner), then(Step::branch_on, node, if_true.index(), if_false.index())});
        return;
    }
    plan({evaluate(node), then(Step::branch_on, node, if_true.index(), if_false.index())});
}

void FunctionLowering::test_boolean(NodeId node, BlockId if_true, BlockId if_false) {
    const NodeId sign = child(node, Field::operator_);
    const bool is_or = sign.valid() && kind(sign) == Kind::or_;
    const BlockId right = builder_.new_block();
    const BlockId left_true = is_or ? if_true : right;
    const BlockId left_false = is_or ? right : if_false;
    plan({then(Step::test, child(node, Field::left), left_true.index(), left_false.index()), enter(right),
          then(Step::test, child(node, Field::right), if_true.index(), if_false.index())});
}

void FunctionLowering::branch_on(const Task& task) {
    const BlockId if_true{task.first};
    const BlockId if_false{task.second};
    const bool negated = task.node.valid() && kind(task.node) == Kind::not_operator;
    const NodeId tested = negated ? unwrapped(child(task.node, Field::argument)) : task.node;
    branch(pop(), task.node, tested, negated ? if_false : if_true, negated ? if_true : if_false);
}

void FunctionLowering::enter_block(const Task& task) {
    builder_.start(BlockId{task.first});
}

// The local name that is the condition.
program::SymbolId FunctionLowering::tested_name(NodeId node) const {
    node = unwrapped(node);
    if (node.valid() && kind(node) == Kind::named_expression) node = child(node, Field::name);
    if (!node.valid() || kind(node) != Kind::identifier) return {};
    const SymbolId symbol = scopes_.symbol(node);
    return symbol.valid() && storage_of(symbol) == Storage::local ? symbol : SymbolId{};
}

// The names that a condition says something about: tested themselves, compared, or asked for their type.
void FunctionLowering::collect_tested(NodeId node, std::vector<NodeId>& names) const {
    node = unwrapped(node);
    if (!node.valid()) return;
    const auto note = [&](NodeId it) {
        it = unwrapped(it);
        if (!tested_name(it).valid()) return;
        names.push_back(kind(it) == Kind::named_expression ? child(it, Field::name) : it);
    };
    switch (kind(node)) {
        case Kind::identifier:
        case Kind::named_expression: note(node); break;
        case Kind::comparison_operator:
            for (const NodeId it : expressions_in(node)) note(it);
            break;
        case Kind::call: {
            const NodeId arguments = child(node, Field::arguments);
            if (arguments.valid() && kind(arguments) == Kind::argument_list) {
                const std::vector<NodeId> items = expressions_in(arguments);
                if (!items.empty()) note(items.front());
            }
            break;
        }
        default: break;
    }
}

void FunctionLowering::assume(const std::vector<NodeId>& names, ValueId condition, Outcome outcome) {
    for (const NodeId it : names) {
        const SymbolId owner = owner_of(scopes_.symbol(it));
        const ValueId before = builder_.read(variable_of(owner));
        const ValueId after =
            builder_.emit(Opcode::assume, it, {before, condition}, 0, static_cast<std::uint8_t>(outcome));
        builder_.write(variable_of(owner), after);
    }
}

// What an outcome tells of the names stands on a way of its own to its target.
void FunctionLowering::branch(ValueId condition, NodeId node, NodeId tested, BlockId if_true,
                              BlockId if_false) {
    std::vector<NodeId> names;
    collect_tested(tested, names);
    if (names.empty()) return builder_.branch(condition, if_true, if_false, node);
    const BlockId yes = builder_.new_block();
    const BlockId no = builder_.new_block();
    builder_.branch(condition, yes, no, node);
    builder_.start(yes);
    assume(names, condition, Outcome::truthy);
    builder_.jump(if_true, node);
    builder_.start(no);
    assume(names, condition, Outcome::falsy);
    builder_.jump(if_false, node);
}

}  // namespace doppelint::lowering
