#include "lowering/function_lowering.h"

namespace doppelint::lowering {

using program::BinaryOperator;
using program::Comparison;
using program::UnaryOperator;
using syntax::Kind;
using syntax::NodeId;

namespace {

UnaryOperator unary_operator_of(Kind token) {
    switch (token) {
        case Kind::plus: return UnaryOperator::positive;
        case Kind::tilde: return UnaryOperator::invert;
        default: return UnaryOperator::negative;
    }
}

BinaryOperator binary_operator_of(Kind token) {
    switch (token) {
        case Kind::minus: return BinaryOperator::subtract;
        case Kind::star: return BinaryOperator::multiply;
        case Kind::slash: return BinaryOperator::divide;
        case Kind::double_slash: return BinaryOperator::floor_divide;
        case Kind::percent: return BinaryOperator::modulo;
        case Kind::double_star: return BinaryOperator::power;
        case Kind::at: return BinaryOperator::matrix_multiply;
        case Kind::left_shift: return BinaryOperator::left_shift;
        case Kind::right_shift: return BinaryOperator::right_shift;
        case Kind::ampersand: return BinaryOperator::bit_and;
        case Kind::pipe: return BinaryOperator::bit_or;
        case Kind::caret: return BinaryOperator::bit_xor;
        default: return BinaryOperator::add;
    }
}

template <class Enum>
std::uint8_t detail(Enum it) {
    return static_cast<std::uint8_t>(it);
}

}  // namespace

void FunctionLowering::evaluate(const Task& task) {
    const NodeId node = unwrapped(task.node);
    if (!node.valid()) {
        push(incomplete(task.node));
        return;
    }
    switch (kind(node)) {
        case Kind::identifier: push(tree_[node].missing() ? incomplete(node) : load(node)); break;
        case Kind::attribute:
            plan({evaluate(child(node, Field::object)), then(Step::finish_attribute, node)});
            break;
        case Kind::member_type: plan({evaluate(only_child(node)), then(Step::finish_attribute, node)}); break;
        case Kind::dotted_name: evaluate_dotted(node); break;
        case Kind::subscript: evaluate_subscript(node); break;
        case Kind::generic_type: evaluate_generic(node); break;
        case Kind::slice: evaluate_slice(node); break;
        case Kind::call: evaluate_call(node); break;
        case Kind::list:
        case Kind::tuple:
        case Kind::set:
        case Kind::expression_list:
        case Kind::pattern_list:
        case Kind::tuple_pattern:
        case Kind::list_pattern: evaluate_display(node); break;
        case Kind::dictionary: evaluate_dictionary(node); break;
        case Kind::list_comprehension:
        case Kind::set_comprehension:
        case Kind::dictionary_comprehension: evaluate_comprehension(node); break;
        case Kind::generator_expression: evaluate_generator(node); break;
        case Kind::lambda: evaluate_lambda(node); break;
        case Kind::string:
        case Kind::concatenated_string: evaluate_string(node); break;
        case Kind::list_splat:
        case Kind::splat_type:
        case Kind::parenthesized_list_splat:
        case Kind::constrained_type: {
            const std::vector<NodeId> parts = expressions_in(node);
            plan({evaluate(parts.empty() ? NodeId{} : parts.front())});
            break;
        }
        default: evaluate_operation(node); break;
    }
}

void FunctionLowering::evaluate_operation(NodeId node) {
    switch (kind(node)) {
        case Kind::unary_operator:
        case Kind::not_operator:
            plan({evaluate(child(node, Field::argument)), then(Step::finish_unary, node)});
            break;
        case Kind::binary_operator:
            plan({evaluate(child(node, Field::left)), evaluate(child(node, Field::right)),
                  then(Step::finish_binary, node)});
            break;
        case Kind::union_type: {
            const NodeId left = only_child(node);
            const NodeId right = left.valid() ? tree_.end(left) : NodeId{};
            plan({evaluate(left), evaluate(NodeId{right.index() + 1}), then(Step::finish_binary, node)});
            break;
        }
        case Kind::boolean_operator: evaluate_boolean(node); break;
        case Kind::comparison_operator: evaluate_comparison(node); break;
        case Kind::conditional_expression: evaluate_conditional(node); break;
        case Kind::named_expression:
            plan({evaluate(child(node, Field::value)), then(Step::finish_named, node)});
            break;
        case Kind::await: plan({evaluate(only_child(node)), then(Step::finish_await, node)}); break;
        case Kind::yield: evaluate_yield(node); break;
        default: evaluate_literal(node); break;
    }
}

void FunctionLowering::evaluate_literal(NodeId node) {
    using program::ConstantKind;
    switch (kind(node)) {
        case Kind::none: push(none(node)); break;
        case Kind::true_: push(constant({ConstantKind::true_, true, {}, 0}, node)); break;
        case Kind::false_: push(constant({ConstantKind::false_, true, {}, 0}, node)); break;
        case Kind::ellipsis: push(constant({ConstantKind::ellipsis, true, {}, 0}, node)); break;
        case Kind::complex_pattern:
        case Kind::integer:
        case Kind::float_: push(constant(number(module_.names, tree_.text(node)), node)); break;
        default: push(incomplete(node)); break;
    }
}

void FunctionLowering::drop(const Task& /*task*/) {
    values_.pop_back();
}

void FunctionLowering::finish_attribute(const Task& task) {
    NodeId name = child(task.node, Field::attribute);
    if (!name.valid()) name = child(task.node, Kind::identifier);
    const ValueId object = pop();
    if (!name.valid()) return push(incomplete(task.node));
    push(builder_.emit(Opcode::get_attribute, task.node, {object}, attribute_name(name).index()));
}

// `a.b.c` of a pattern.
void FunctionLowering::evaluate_dotted(NodeId node) {
    const std::vector<NodeId> parts = expressions_in(node);
    if (parts.empty()) return push(incomplete(node));
    ValueId value = load(parts.front());
    for (std::size_t at = 1; at < parts.size(); ++at) {
        const NodeId origin = at + 1 == parts.size() ? node : parts[at];
        value = builder_.emit(Opcode::get_attribute, origin, {value}, attribute_name(parts[at]).index());
    }
    push(value);
}

void FunctionLowering::evaluate_subscript(NodeId node) {
    const std::size_t begin = begin_plan();
    defer_subscript(node);
    defer(then(Step::finish_subscript, node));
    end_plan(begin);
}

// The object, then the key. Several indexes, or one before a comma, are one tuple.
void FunctionLowering::defer_subscript(NodeId node) {
    defer(evaluate(child(node, Field::value)));
    std::vector<Label> labels;
    for (const NodeId it : tree_.children(node)) {
        if (tree_[it].field != Field::subscript || !is_expression(it)) continue;
        const bool starred = kind(it) == Kind::list_splat;
        labels.push_back({starred ? Label::kStar : Label::kPositional});
        defer(evaluate(it));
    }
    const bool is_tuple =
        labels.size() != 1 || labels[0].value == Label::kStar || has_token(node, Kind::comma);
    if (is_tuple) defer(then(Step::finish_display, node, keep(std::move(labels))));
}

// `dict[str, int]` where the grammar expects a type.
void FunctionLowering::evaluate_generic(NodeId node) {
    const std::size_t begin = begin_plan();
    defer(evaluate(only_child(node)));
    const NodeId arguments = child(node, Kind::type_parameter);
    std::vector<Label> labels;
    if (arguments.valid()) {
        for (const NodeId it : expressions_in(arguments)) {
            const NodeId inner = unwrapped(it);
            const bool starred =
                inner.valid() && (kind(inner) == Kind::splat_type || kind(inner) == Kind::list_splat);
            labels.push_back({starred ? Label::kStar : Label::kPositional});
            defer(evaluate(it));
        }
    }
    if (labels.size() != 1 || labels[0].value == Label::kStar)
        defer(then(Step::finish_display, node, keep(std::move(labels))));
    defer(then(Step::finish_subscript, node));
    end_plan(begin);
}

void FunctionLowering::finish_subscript(const Task& task) {
    const ValueId key = pop();
    const ValueId object = pop();
    push(builder_.emit(Opcode::get_item, task.node, {object, key}));
}

void FunctionLowering::evaluate_slice(NodeId node) {
    const std::size_t begin = begin_plan();
    std::uint32_t present = 0;
    std::uint32_t position = 0;
    for (const NodeId it : tree_.children(node)) {
        if (kind(it) == Kind::colon) {
            ++position;
        } else if (is_expression(it) && position < 3 && (present & (1U << position)) == 0) {
            present |= 1U << position;
            defer(evaluate(it));
        }
    }
    defer(then(Step::finish_slice, node, present));
    end_plan(begin);
}

void FunctionLowering::finish_slice(const Task& task) {
    ValueId parts[3];
    for (std::uint32_t position = 3; position-- > 0;) {
        if ((task.first & (1U << position)) != 0) parts[position] = pop();
    }
    push(builder_.emit(Opcode::make_slice, task.node, {parts[0], parts[1], parts[2]}));
}

void FunctionLowering::finish_unary(const Task& task) {
    const ValueId value = pop();
    UnaryOperator it = UnaryOperator::not_;
    if (kind(task.node) == Kind::unary_operator) {
        const NodeId sign = child(task.node, Field::operator_);
        it = unary_operator_of(sign.valid() ? kind(sign) : Kind::minus);
    }
    push(builder_.emit(Opcode::unary, task.node, {value}, 0, detail(it)));
}

void FunctionLowering::finish_binary(const Task& task) {
    const ValueId right = pop();
    const ValueId left = pop();
    const NodeId sign = child(task.node, Field::operator_);
    BinaryOperator it = sign.valid() ? binary_operator_of(kind(sign)) : BinaryOperator::add;
    if (kind(task.node) == Kind::union_type) it = BinaryOperator::bit_or;
    push(builder_.emit(Opcode::binary, task.node, {left, right}, 0, detail(it)));
}

// `a and b` is one of its operands: a variable that both ways write.
void FunctionLowering::evaluate_boolean(NodeId node) {
    const BlockId join = builder_.new_block();
    const VariableId result = builder_.new_variable();
    plan({evaluate(child(node, Field::left)),
          then(Step::finish_boolean_left, node, join.index(), result.index()),
          evaluate(child(node, Field::right)),
          then(Step::finish_choice, node, join.index(), result.index())});
}

void FunctionLowering::finish_boolean_left(const Task& task) {
    const NodeId sign = child(task.node, Field::operator_);
    const bool is_or = sign.valid() && kind(sign) == Kind::or_;
    const BlockId join{task.first};
    const BlockId right = builder_.new_block();
    const ValueId left = pop();
    const NodeId tested = child(task.node, Field::left);
    builder_.write(VariableId{task.second}, left);
    const SymbolId name = tested_name(tested);
    if (!name.valid()) {
        branch(left, task.node, tested, is_or ? join : right, is_or ? right : join);
    } else {
        // What `name or …` gives is what passed the test.
        const BlockId given = builder_.new_block();
        branch(left, task.node, tested, is_or ? given : right, is_or ? right : given);
        builder_.start(given);
        builder_.write(VariableId{task.second}, load_symbol(name, task.node));
        builder_.jump(join, task.node);
    }
    enter_block(enter(right));
}

// The last way to the result: write it, go to where the ways meet, and read it there.
void FunctionLowering::finish_choice(const Task& task) {
    const VariableId result{task.second};
    builder_.write(result, pop());
    builder_.jump(BlockId{task.first}, task.node);
    builder_.start(BlockId{task.first});
    push(builder_.read(result));
}

void FunctionLowering::evaluate_conditional(NodeId node) {
    const std::vector<NodeId> parts = expressions_in(node);
    if (parts.size() != 3) return push(incomplete(node));
    const BlockId yes = builder_.new_block();
    const BlockId no = builder_.new_block();
    const BlockId join = builder_.new_block();
    const VariableId result = builder_.new_variable();
    plan({then(Step::test, parts[1], yes.index(), no.index()), enter(yes), evaluate(parts[0]),
          then(Step::finish_conditional_branch, node, join.index(), result.index()), enter(no),
          evaluate(parts[2]), then(Step::finish_choice, node, join.index(), result.index())});
}

void FunctionLowering::finish_conditional_branch(const Task& task) {
    builder_.write(VariableId{task.second}, pop());
    builder_.jump(BlockId{task.first}, task.node);
}

Comparison FunctionLowering::comparison_of(Kind token) const {
    switch (token) {
        case Kind::less: return Comparison::less;
        case Kind::less_equal: return Comparison::less_equal;
        case Kind::not_equal:
        case Kind::angle_not_equal: return Comparison::not_equal;
        case Kind::greater: return Comparison::greater;
        case Kind::greater_equal: return Comparison::greater_equal;
        case Kind::in: return Comparison::in;
        case Kind::not_in: return Comparison::not_in;
        case Kind::is: return Comparison::is;
        case Kind::is_not: return Comparison::is_not;
        default: return Comparison::equal;
    }
}

// `a < b < c` stops at the first comparison that is false; its right side is the left side of the next.
void FunctionLowering::evaluate_comparison(NodeId node) {
    std::vector<NodeId> operands;
    std::vector<NodeId> signs;
    for (const NodeId it : tree_.children(node)) {
        (is_expression(it) ? operands : signs).push_back(it);
    }
    if (operands.size() < 2 || signs.size() + 1 != operands.size()) return push(incomplete(node));
    const BlockId join = signs.size() > 1 ? builder_.new_block() : BlockId{};
    const VariableId result = signs.size() > 1 ? builder_.new_variable() : VariableId{};
    const std::size_t begin = begin_plan();
    defer(evaluate(operands[0]));
    for (std::size_t at = 0; at < signs.size(); ++at) {
        const bool last = at + 1 == signs.size();
        defer(evaluate(operands[at + 1]));
        defer(then(Step::finish_comparison, signs[at], last ? node.index() : join.index(),
                   last ? NodeId{}.index() : result.index()));
    }
    if (signs.size() > 1) {
        defer(then(Step::finish_choice, node, join.index(), result.index()));
    }
    end_plan(begin);
}

void FunctionLowering::finish_comparison(const Task& task) {
    const ValueId right = pop();
    const ValueId left = pop();
    const std::uint8_t sign = detail(comparison_of(kind(task.node)));
    const VariableId result{task.second};
    const bool last = !result.valid();
    const NodeId node = last ? NodeId{task.first} : task.node;
    const ValueId answer = builder_.emit(Opcode::compare, node, {left, right}, 0, sign);
    if (last) return push(answer);
    builder_.write(result, answer);
    const BlockId next = builder_.new_block();
    builder_.branch(answer, next, BlockId{task.first}, task.node);
    builder_.start(next);
    push(right);
}

void FunctionLowering::finish_named(const Task& task) {
    const NodeId name = child(task.node, Field::name);
    if (name.valid()) bind(name, values_.back());
}

void FunctionLowering::finish_await(const Task& task) {
    push(builder_.emit(Opcode::await_value, task.node, {pop()}));
}

void FunctionLowering::evaluate_yield(NodeId node) {
    builder_.function().is_generator = true;
    const std::vector<NodeId> parts = expressions_in(node);
    const std::size_t begin = begin_plan();
    for (const NodeId it : parts) defer(evaluate(it));
    if (parts.size() > 1) {
        defer(then(Step::finish_display, node, keep(std::vector<Label>(parts.size()))));
    }
    defer(then(Step::finish_yield, node, parts.empty() ? 0 : 1));
    end_plan(begin);
}

void FunctionLowering::finish_yield(const Task& task) {
    const ValueId value = task.first != 0 ? pop() : none(task.node);
    const bool delegates = has_token(task.node, Kind::from);
    push(builder_.emit(delegates ? Opcode::yield_from : Opcode::yield_value, task.node, {value}));
}

}  // namespace doppelint::lowering
