#include "lowering/function_lowering.h"

namespace doppelint::lowering {

using program::BinaryOperator;
using program::Unpacking;
using syntax::Kind;
using syntax::NodeId;

namespace {

BinaryOperator operator_of(Kind token) {
    switch (token) {
        case Kind::minus_equal: return BinaryOperator::subtract;
        case Kind::star_equal: return BinaryOperator::multiply;
        case Kind::slash_equal: return BinaryOperator::divide;
        case Kind::double_slash_equal: return BinaryOperator::floor_divide;
        case Kind::percent_equal: return BinaryOperator::modulo;
        case Kind::double_star_equal: return BinaryOperator::power;
        case Kind::at_equal: return BinaryOperator::matrix_multiply;
        case Kind::left_shift_equal: return BinaryOperator::left_shift;
        case Kind::right_shift_equal: return BinaryOperator::right_shift;
        case Kind::ampersand_equal: return BinaryOperator::bit_and;
        case Kind::pipe_equal: return BinaryOperator::bit_or;
        case Kind::caret_equal: return BinaryOperator::bit_xor;
        default: return BinaryOperator::add;
    }
}

bool is_starred(Kind kind) {
    return kind == Kind::list_splat_pattern || kind == Kind::list_splat;
}

}  // namespace

// `a = b = value`: the value first, then the targets from left to right.
void FunctionLowering::execute_assignment(NodeId node) {
    NodeId last = node;
    NodeId right = child(node, Field::right);
    while (right.valid() && kind(right) == Kind::assignment) {
        last = right;
        right = child(right, Field::right);
    }
    if (!right.valid()) return annotate_target(last);
    const bool annotated = child(last, Field::type).valid();
    if (right.valid() && kind(right) == Kind::augmented_assignment) right = {};  // not Python
    const std::size_t begin = begin_plan();
    defer(evaluate(right));
    defer(then(Step::finish_assignment, node));
    if (annotated) defer(then(Step::finish_annotation, last));
    end_plan(begin);
}

void FunctionLowering::finish_assignment(const Task& task) {
    const ValueId value = pop();
    const std::size_t begin = begin_plan();
    for (NodeId at = task.node; at.valid() && kind(at) == Kind::assignment; at = child(at, Field::right)) {
        defer(then(Step::store_value, child(at, Field::left), value.index()));
    }
    end_plan(begin);
}

// `x: int` without a value. A target that is no plain name is evaluated up to its last step.
void FunctionLowering::annotate_target(NodeId node) {
    const NodeId left = child(node, Field::left);
    const std::size_t begin = begin_plan();
    if (left.valid() && kind(left) == Kind::attribute) {
        defer(evaluate(child(left, Field::object)));
        defer(then(Step::drop, left));
    } else if (left.valid() && kind(left) == Kind::subscript) {
        for (const NodeId it : expressions_in(left)) {
            defer(evaluate(it));
            defer(then(Step::drop, left));
        }
    }
    defer(then(Step::finish_annotation, node));
    end_plan(begin);
}

// Annotations of a function's locals are never evaluated; those of a module or class are, when the file is
// old enough, else they go to the scope's annotations.
void FunctionLowering::finish_annotation(const Task& task) {
    const NodeId type = child(task.node, Field::type);
    const NodeId left = child(task.node, Field::left);
    const program::ScopeKind here = module_.scopes[scope_.index()].kind;
    const bool evaluated = here == program::ScopeKind::module || here == program::ScopeKind::class_;
    if (!type.valid() || !evaluated) return;
    note_annotated_name(left, type);
    if (scopes_.annotations_are_text) return;
    if (options_.annotations == Annotations::on_request) {
        annotations_[scope_.index()].push_back(task.node);
        return;
    }
    const bool simple = left.valid() && kind(left) == Kind::identifier && scopes_.symbol(left).valid();
    const NameId name = simple ? module_.symbols[scopes_.symbol(left).index()].name : NameId{};
    plan({evaluate(type), then(Step::annotate_value, task.node, name.index())});
}

void FunctionLowering::note_annotated_name(NodeId target, NodeId type) {
    if (!target.valid() || kind(target) != Kind::identifier || !scopes_.symbol(target).valid()) return;
    std::string_view text = tree_.text(type);
    if (text.starts_with('"') || text.starts_with('\'')) text.remove_prefix(1);
    const NameId head = module_.names.intern(text.substr(0, text.find_first_of("[ \"'")));
    const NameId name = module_.symbols[scopes_.symbol(target).index()].name;
    module_.annotated_names.push_back({scope_, name, head, type_as_written(type)});
}

void FunctionLowering::annotate_value(const Task& task) {
    builder_.emit(Opcode::annotate, child(task.node, Field::type), {pop()}, task.first);
}

bool FunctionLowering::is_target_list(NodeId target) const {
    switch (kind(target)) {
        case Kind::pattern_list:
        case Kind::list_pattern:
        case Kind::expression_list:
        case Kind::tuple:
        case Kind::list:
        case Kind::tuple_pattern: return true;
        default: return false;
    }
}

// Stores the value `first`.
void FunctionLowering::store_value(const Task& task) {
    const NodeId target = unwrapped(task.node);
    const ValueId value{task.first};
    if (!target.valid()) return;
    if (is_target_list(target)) return unpack_into(target, value);
    switch (kind(target)) {
        case Kind::identifier: bind(target, value); break;
        case Kind::attribute:
            plan({evaluate(child(target, Field::object)), then(Step::set_attribute, target, value.index())});
            break;
        case Kind::subscript:
            plan({then(Step::evaluate_target, target), then(Step::set_item, target, value.index())});
            break;
        case Kind::list_splat_pattern:
        case Kind::list_splat:
        case Kind::as_pattern_target: {
            const std::vector<NodeId> inner = expressions_in(target);
            if (!inner.empty()) plan({then(Step::store_value, inner.front(), value.index())});
            break;
        }
        default: builder_.function().incomplete = true; break;
    }
}

void FunctionLowering::unpack_into(NodeId target, ValueId value) {
    const std::vector<NodeId> parts = expressions_in(target);
    Unpacking shape;
    for (const NodeId it : parts) {
        if (is_starred(kind(it)) && !shape.starred) {
            shape.starred = true;
        } else {
            ++(shape.starred ? shape.after : shape.before);
        }
    }
    const ValueId unpacked = builder_.emit(Opcode::unpack, target, {value}, shape.packed());
    const std::size_t begin = begin_plan();
    for (std::uint32_t at = 0; at < parts.size(); ++at) {
        const ValueId part = builder_.emit(Opcode::unpacked, parts[at], {unpacked}, at);
        defer(then(Step::store_value, parts[at], part.index()));
    }
    end_plan(begin);
}

void FunctionLowering::set_attribute(const Task& task) {
    const ValueId object = pop();
    const NodeId name = child(task.node, Field::attribute);
    if (!name.valid()) return;
    builder_.emit(Opcode::set_attribute, task.node, {object, ValueId{task.first}},
                  attribute_name(name).index());
}

// The object and the key of a subscript, left on the stack.
void FunctionLowering::evaluate_target(const Task& task) {
    const std::size_t begin = begin_plan();
    defer_subscript(task.node);
    end_plan(begin);
}

void FunctionLowering::set_item(const Task& task) {
    const ValueId key = pop();
    const ValueId object = pop();
    builder_.emit(Opcode::set_item, task.node, {object, key, ValueId{task.first}});
}

void FunctionLowering::execute_delete(NodeId node) {
    const NodeId target = only_child(node);
    if (target.valid()) plan({then(Step::remove, target)});
}

void FunctionLowering::remove(const Task& task) {
    const NodeId target = unwrapped(task.node);
    if (!target.valid()) return;
    switch (kind(target)) {
        case Kind::identifier: unbind(target); break;
        case Kind::attribute:
            plan({evaluate(child(target, Field::object)), then(Step::remove_attribute, target)});
            break;
        case Kind::subscript:
            plan({then(Step::evaluate_target, target), then(Step::remove_item, target)});
            break;
        default: {
            const std::size_t begin = begin_plan();
            for (const NodeId it : expressions_in(target)) defer(then(Step::remove, it));
            end_plan(begin);
            break;
        }
    }
}

void FunctionLowering::remove_attribute(const Task& task) {
    const ValueId object = pop();
    const NodeId name = child(task.node, Field::attribute);
    if (!name.valid()) return;
    builder_.emit(Opcode::delete_attribute, task.node, {object}, attribute_name(name).index());
}

void FunctionLowering::remove_item(const Task& task) {
    const ValueId key = pop();
    const ValueId object = pop();
    builder_.emit(Opcode::delete_item, task.node, {object, key});
}

// Load, operate, store: three instructions, of which the last can fail after the second changed the object.
void FunctionLowering::execute_augmented(NodeId node) {
    const NodeId target = unwrapped(child(node, Field::left));
    const NodeId right = child(node, Field::right);
    if (!target.valid()) return;
    switch (kind(target)) {
        case Kind::attribute:
            plan({evaluate(child(target, Field::object)), then(Step::augment_attribute, target),
                  evaluate(right), then(Step::finish_augmented, node)});
            break;
        case Kind::subscript:
            plan({then(Step::evaluate_target, target), then(Step::augment_item, target), evaluate(right),
                  then(Step::finish_augmented, node)});
            break;
        default: plan({evaluate(target), evaluate(right), then(Step::finish_augmented, node)}); break;
    }
}

void FunctionLowering::augment_attribute(const Task& task) {
    const NodeId name = child(task.node, Field::attribute);
    const ValueId object = values_.back();
    push(name.valid()
             ? builder_.emit(Opcode::get_attribute, task.node, {object}, attribute_name(name).index())
             : incomplete(task.node));
}

void FunctionLowering::augment_item(const Task& task) {
    const ValueId key = values_[values_.size() - 1];
    const ValueId object = values_[values_.size() - 2];
    push(builder_.emit(Opcode::get_item, task.node, {object, key}));
}

void FunctionLowering::finish_augmented(const Task& task) {
    const NodeId target = unwrapped(child(task.node, Field::left));
    const NodeId sign = child(task.node, Field::operator_);
    const BinaryOperator it = operator_of(sign.valid() ? kind(sign) : Kind::plus_equal);
    const ValueId right = pop();
    const ValueId before = pop();
    const ValueId after =
        builder_.emit(Opcode::in_place, task.node, {before, right}, 0, static_cast<std::uint8_t>(it));
    if (kind(target) == Kind::attribute) {
        set_attribute(then(Step::set_attribute, target, after.index()));
    } else if (kind(target) == Kind::subscript) {
        set_item(then(Step::set_item, target, after.index()));
    } else if (kind(target) == Kind::identifier) {
        bind(target, after);
    }
}

}  // namespace doppelint::lowering
