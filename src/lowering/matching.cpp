#include <string>

#include "lowering/function_lowering.h"

namespace doppelint::lowering {

using program::Comparison;
using program::Unpacking;
using syntax::Kind;
using syntax::NodeId;

namespace {

bool is_literal(Kind kind) {
    switch (kind) {
        case Kind::integer:
        case Kind::float_:
        case Kind::string:
        case Kind::concatenated_string:
        case Kind::none:
        case Kind::true_:
        case Kind::false_:
        case Kind::complex_pattern: return true;
        default: return false;
    }
}

bool is_singleton(Kind kind) {
    return kind == Kind::none || kind == Kind::true_ || kind == Kind::false_;
}

}  // namespace

void FunctionLowering::execute_match(NodeId node) {
    const std::size_t begin = begin_plan();
    std::size_t subjects = 0;
    for (const NodeId it : tree_.children(node)) {
        if (tree_[it].field != Field::subject || !is_expression(it)) continue;
        defer(evaluate(it));
        ++subjects;
    }
    if (subjects != 1 || has_token(node, Kind::comma)) {
        defer(then(Step::finish_display, node, keep(std::vector<Label>(subjects))));
    }
    defer({Step::match_cases, node});
    end_plan(begin);
}

void FunctionLowering::match_cases(const Task& task) {
    const ValueId subject = pop();
    const BlockId after = builder_.new_block();
    const NodeId body = child(task.node, Field::body);
    const std::size_t begin = begin_plan();
    if (body.valid()) {
        for (const NodeId it : tree_.children(body)) {
            if (kind(it) == Kind::case_clause) {
                defer(then(Step::match_case, it, subject.index(), after.index()));
            }
        }
    }
    defer(then(Step::end_branch, task.node, after.index()));
    defer(enter(after));
    end_plan(begin);
}

std::vector<NodeId> FunctionLowering::patterns_in(NodeId node) const {
    std::vector<NodeId> found;
    for (const NodeId it : tree_.children(node)) {
        if (kind(it) == Kind::case_pattern) found.push_back(it);
    }
    return found;
}

// One case: its pattern, the names that it captured, its guard, its body. Failing leads to the next case.
void FunctionLowering::match_case(const Task& task) {
    const NodeId clause = task.node;
    const BlockId fail = builder_.new_block();
    const BlockId body = builder_.new_block();
    const NodeId guard = child(clause, Field::guard);
    match_captures_.clear();
    case_block_ = builder_.current();
    const std::size_t begin = begin_plan();
    defer(then(Step::match_whole, clause, task.first, fail.index()));
    defer({Step::match_captured, clause});
    if (guard.valid()) {
        defer(then(Step::test, only_child(guard), body.index(), fail.index()));
        defer(enter(body));
    }
    defer({Step::run_block, child(clause, Field::consequence)});
    defer(then(Step::end_branch, clause, task.second));
    defer(enter(fail));
    end_plan(begin);
}

// `case a, b:` is a sequence without brackets.
void FunctionLowering::match_whole(const Task& task) {
    const std::vector<NodeId> patterns = patterns_in(task.node);
    const ValueId subject{task.first};
    const BlockId fail{task.second};
    const bool starred = patterns.size() == 1 && child(patterns[0], Kind::splat_pattern).valid();
    if (patterns.size() == 1 && !starred && !has_token(task.node, Kind::comma)) {
        return plan({then(Step::match_node, patterns[0], task.first, task.second)});
    }
    match_sequence(task.node, patterns, subject, fail);
}

// Names are bound when the whole pattern has matched, not before.
void FunctionLowering::match_captured(const Task& /*task*/) {
    for (const Capture& it : match_captures_) {
        bind(it.identifier, builder_.read(it.variable));
    }
    match_captures_.clear();
}

void FunctionLowering::capture(NodeId identifier, ValueId value) {
    const SymbolId symbol = scopes_.symbol(identifier);
    for (const Capture& it : match_captures_) {
        // Alternatives capture the same names.
        if (scopes_.symbol(it.identifier) == symbol) return builder_.write(it.variable, value);
    }
    match_captures_.push_back({identifier, builder_.new_variable()});
    builder_.begin_variable(match_captures_.back().variable, case_block_);
    builder_.write(match_captures_.back().variable, value);
}

void FunctionLowering::continue_if(ValueId matched, BlockId fail, NodeId node) {
    const BlockId next = builder_.new_block();
    builder_.branch(matched, next, fail, node);
    builder_.start(next);
}

// Goes on if the value `first` matches, else to block `second`.
void FunctionLowering::match_node(const Task& task) {
    const ValueId subject{task.first};
    const BlockId fail{task.second};
    NodeId node = task.node;
    if (kind(node) == Kind::case_pattern) {
        if (has_token(node, Kind::minus)) {
            return match_negative({Step::match_negative, number_in(node), task.first, task.second});
        }
        node = only_child(node);
        if (!node.valid()) return;
    }
    switch (kind(node)) {
        case Kind::underscore: break;
        case Kind::as_pattern: {
            const NodeId name = child(node, Kind::identifier);
            const std::size_t begin = begin_plan();
            for (const NodeId it : patterns_in(node)) {
                defer(then(Step::match_node, it, task.first, task.second));
            }
            if (name.valid()) defer(then(Step::match_name, name, task.first));
            end_plan(begin);
            break;
        }
        case Kind::dotted_name:
            if (tree_[node].size == 2) {
                capture(only_child(node), subject);
            } else {
                plan({evaluate(node), then(Step::match_value, node, task.first, task.second)});
            }
            break;
        case Kind::union_pattern: match_alternatives(node, subject, fail); break;
        case Kind::tuple_pattern:
        case Kind::list_pattern: {
            const std::vector<NodeId> items = patterns_in(node);
            const bool is_group = kind(node) == Kind::tuple_pattern && items.size() == 1 &&
                                  !has_token(node, Kind::comma) &&
                                  !child(items[0], Kind::splat_pattern).valid();
            if (is_group) {
                plan({then(Step::match_node, items[0], task.first, task.second)});
            } else {
                match_sequence(node, items, subject, fail);
            }
            break;
        }
        case Kind::dict_pattern: match_mapping(node, subject, fail); break;
        case Kind::class_pattern: match_class(node, subject, fail); break;
        default:
            if (is_literal(kind(node))) {
                match_literal(node, subject, fail);
            } else {
                builder_.function().incomplete = true;
            }
            break;
    }
}

void FunctionLowering::match_name(const Task& task) {
    capture(task.node, ValueId{task.first});
}

// The number behind a sign; the grammar wraps the two only in sums.
NodeId FunctionLowering::number_in(NodeId node) const {
    const NodeId integer = child(node, Kind::integer);
    return integer.valid() ? integer : child(node, Kind::float_);
}

void FunctionLowering::negative_number(const Task& task) {
    const std::string text = "-" + std::string(tree_.text(task.node));
    push(constant(number(module_.names, text), task.node));
}

void FunctionLowering::match_negative(const Task& task) {
    if (!task.node.valid()) {
        builder_.function().incomplete = true;
        return;
    }
    negative_number(task);
    match_value(task);
}

void FunctionLowering::match_literal(NodeId pattern, ValueId subject, BlockId fail) {
    plan({evaluate(pattern), then(Step::match_value, pattern, subject.index(), fail.index())});
}

void FunctionLowering::match_value(const Task& task) {
    const ValueId value = pop();
    const Comparison how = is_singleton(kind(task.node)) ? Comparison::is : Comparison::equal;
    const ValueId matched = builder_.emit(Opcode::compare, task.node, {ValueId{task.first}, value}, 0,
                                          static_cast<std::uint8_t>(how));
    continue_if(matched, BlockId{task.second}, task.node);
}

void FunctionLowering::match_alternatives(NodeId pattern, ValueId subject, BlockId fail) {
    const BlockId matched = builder_.new_block();
    std::vector<Task> alternatives;
    bool negative = false;
    for (const NodeId it : tree_.children(pattern)) {
        if (kind(it) != Kind::pipe && kind(it) != Kind::minus) {
            const Step step = negative ? Step::match_negative : Step::match_node;
            alternatives.push_back(then(step, it, subject.index(), fail.index()));
        }
        negative = kind(it) == Kind::minus;
    }
    const std::size_t begin = begin_plan();
    for (std::size_t at = 0; at < alternatives.size(); ++at) {
        const bool last = at + 1 == alternatives.size();
        const BlockId next = last ? fail : builder_.new_block();
        alternatives[at].second = next.index();
        defer(alternatives[at]);
        defer(then(Step::end_branch, pattern, matched.index()));
        if (!last) defer(enter(next));
    }
    defer(enter(matched));
    end_plan(begin);
}

void FunctionLowering::match_sequence(NodeId pattern, const std::vector<NodeId>& items, ValueId subject,
                                      BlockId fail) {
    Unpacking shape;
    for (const NodeId it : items) {
        if (child(it, Kind::splat_pattern).valid()) {
            shape.starred = true;
        } else {
            ++(shape.starred ? shape.after : shape.before);
        }
    }
    continue_if(builder_.emit(Opcode::match_sequence, pattern, {subject}, shape.packed()), fail, pattern);
    const std::size_t begin = begin_plan();
    for (std::uint32_t at = 0; at < items.size(); ++at) {
        const NodeId splat = child(items[at], Kind::splat_pattern);
        const NodeId name = splat.valid() ? child(splat, Kind::identifier) : NodeId{};
        if (splat.valid() && !name.valid()) continue;
        const ValueId item = builder_.emit(Opcode::match_item, items[at], {subject}, at);
        if (name.valid()) {
            capture(name, item);
        } else {
            defer(then(Step::match_node, items[at], item.index(), fail.index()));
        }
    }
    end_plan(begin);
}

void FunctionLowering::match_mapping(NodeId pattern, ValueId subject, BlockId fail) {
    const std::size_t begin = begin_plan();
    std::uint32_t keys = 0;
    bool negative = false;
    for (const NodeId it : tree_.children(pattern)) {
        if (tree_[it].field == Field::key && kind(it) != Kind::minus) {
            defer({negative ? Step::negative_number : Step::evaluate, it});
            ++keys;
        }
        negative = kind(it) == Kind::minus;
    }
    labels_.emplace_back(keys);
    defer(then(Step::match_mapping_keys, pattern, subject.index(), fail.index()));
    end_plan(begin);
}

void FunctionLowering::match_mapping_keys(const Task& task) {
    const NodeId pattern = task.node;
    const ValueId subject{task.first};
    const std::vector<ValueId> keys = pop_many(labels_.back().size());
    labels_.pop_back();
    std::vector<ValueId> operands = {subject};
    operands.insert(operands.end(), keys.begin(), keys.end());
    const ValueId matched = builder_.emit(Opcode::match_mapping, pattern, operands);
    continue_if(matched, BlockId{task.second}, pattern);
    const std::vector<NodeId> values = patterns_in(pattern);
    const std::size_t begin = begin_plan();
    for (std::size_t at = 0; at < values.size() && at < keys.size(); ++at) {
        const ValueId value = builder_.emit(Opcode::match_key, values[at], {subject, keys[at]});
        defer(then(Step::match_node, values[at], value.index(), task.second));
    }
    end_plan(begin);
    const NodeId splat = child(pattern, Kind::splat_pattern);
    const NodeId rest = splat.valid() ? child(splat, Kind::identifier) : NodeId{};
    if (rest.valid()) capture(rest, builder_.emit(Opcode::match_rest, splat, operands));
}

void FunctionLowering::match_class(NodeId pattern, ValueId subject, BlockId fail) {
    plan({evaluate(child(pattern, Kind::dotted_name)),
          then(Step::match_class_parts, pattern, subject.index(), fail.index())});
}

void FunctionLowering::match_class_parts(const Task& task) {
    const ValueId type = pop();
    const ValueId subject{task.first};
    const std::vector<NodeId> parts = patterns_in(task.node);
    std::uint32_t positional = 0;
    for (const NodeId it : parts) positional += child(it, Kind::keyword_pattern).valid() ? 0U : 1U;
    const ValueId matched = builder_.emit(Opcode::match_class, task.node, {subject, type}, positional);
    continue_if(matched, BlockId{task.second}, task.node);
    const std::size_t begin = begin_plan();
    std::uint32_t position = 0;
    for (const NodeId it : parts) {
        const NodeId keyword = child(it, Kind::keyword_pattern);
        if (!keyword.valid()) {
            const ValueId part = builder_.emit(Opcode::match_positional, it, {subject, type}, position++);
            defer(then(Step::match_node, it, part.index(), task.second));
            continue;
        }
        const NodeId name = only_child(keyword);
        const ValueId part =
            builder_.emit(Opcode::get_attribute, keyword, {subject}, attribute_name(name).index());
        defer(then(Step::match_keyword, keyword, part.index(), task.second));
    }
    end_plan(begin);
}

// `name=pattern`: what stands behind the name, which the grammar does not wrap.
void FunctionLowering::match_keyword(const Task& task) {
    if (has_token(task.node, Kind::minus)) {
        return match_negative({Step::match_negative, number_in(task.node), task.first, task.second});
    }
    bool is_name = true;
    for (const NodeId it : tree_.children(task.node)) {
        if (!is_name) return plan({then(Step::match_node, it, task.first, task.second)});
        is_name = false;
    }
}

}  // namespace doppelint::lowering
