#include <algorithm>

#include "lowering/function_lowering.h"

namespace doppelint::lowering {

using syntax::Kind;
using syntax::NodeId;

namespace {

Opcode display_opcode(Kind kind) {
    switch (kind) {
        case Kind::list:
        case Kind::list_pattern: return Opcode::make_list;
        case Kind::set: return Opcode::make_set;
        default: return Opcode::make_tuple;
    }
}

bool is_splat(Kind kind) {
    return kind == Kind::list_splat || kind == Kind::parenthesized_list_splat ||
           kind == Kind::list_splat_pattern;
}

}  // namespace

// The items of a display or of an expression list, and how each goes in.
void FunctionLowering::defer_items(NodeId node, std::vector<Label>& labels) {
    for (const NodeId it : expressions_in(node)) {
        labels.push_back({is_splat(kind(it)) ? Label::kStar : Label::kPositional});
        defer(evaluate(it));
    }
}

void FunctionLowering::evaluate_display(NodeId node) {
    const std::size_t begin = begin_plan();
    std::vector<Label> labels;
    defer_items(node, labels);
    defer(then(Step::finish_display, node, keep(std::move(labels))));
    end_plan(begin);
}

void FunctionLowering::finish_display(const Task& task) {
    const std::vector<Label> labels = std::move(labels_[task.first]);
    const std::vector<ValueId> items = pop_many(labels.size());
    const Opcode opcode = display_opcode(kind(task.node));
    const bool plain = std::all_of(labels.begin(), labels.end(),
                                   [](const Label& it) { return it.value == Label::kPositional; });
    push(plain ? builder_.emit(opcode, task.node, items)
               : builder_.emit_labelled(opcode, task.node, items, labels));
}

void FunctionLowering::evaluate_dictionary(NodeId node) {
    const std::size_t begin = begin_plan();
    std::vector<Label> labels;  // one per entry; a star for `**value`
    for (const NodeId it : tree_.children(node)) {
        if (kind(it) == Kind::pair) {
            labels.push_back({});
            defer(evaluate(child(it, Field::key)));
            defer(evaluate(child(it, Field::value)));
        } else if (kind(it) == Kind::dictionary_splat) {
            labels.push_back({Label::kDoubleStar});
            const std::vector<NodeId> inner = expressions_in(it);
            defer(evaluate(inner.empty() ? NodeId{} : inner.front()));
        } else if (kind(it) == Kind::error) {
            builder_.function().incomplete = true;
        }
    }
    defer(then(Step::finish_dictionary, node, keep(std::move(labels))));
    end_plan(begin);
}

void FunctionLowering::finish_dictionary(const Task& task) {
    const std::vector<Label> labels = std::move(labels_[task.first]);
    std::size_t count = 0;
    for (const Label& it : labels) count += it.value == Label::kDoubleStar ? 1U : 2U;
    const std::vector<ValueId> values = pop_many(count);
    std::vector<ValueId> operands;
    std::size_t at = 0;
    for (const Label& it : labels) {
        operands.push_back(it.value == Label::kDoubleStar ? ValueId{} : values[at++]);
        operands.push_back(values[at++]);
    }
    push(builder_.emit(Opcode::make_dict, task.node, operands));
}

// Python evaluates positional arguments and `*` in order, then keywords and `**` in order.
void FunctionLowering::evaluate_call(NodeId node) {
    const std::size_t begin = begin_plan();
    defer(evaluate(child(node, Field::function)));
    std::vector<Label> labels = {{}};
    const NodeId arguments = child(node, Field::arguments);
    if (arguments.valid() && kind(arguments) == Kind::generator_expression) {
        labels.push_back({});
        defer(evaluate(arguments));
    } else if (arguments.valid()) {
        const std::vector<NodeId> items = expressions_in(arguments);
        const auto named = [this](NodeId it) {
            return kind(it) == Kind::keyword_argument || kind(it) == Kind::dictionary_splat;
        };
        for (const NodeId it : items) {
            if (named(it)) continue;
            labels.push_back({is_splat(kind(it)) ? Label::kStar : Label::kPositional});
            defer(evaluate(it));
        }
        for (const NodeId it : items) {
            if (!named(it)) continue;
            const std::vector<NodeId> parts = expressions_in(it);
            if (kind(it) == Kind::dictionary_splat) {
                labels.push_back({Label::kDoubleStar});
            } else {
                labels.push_back({attribute_name(only_child(it)).index()});
            }
            defer(evaluate(parts.empty() ? NodeId{} : parts.back()));
        }
    }
    defer(then(Step::finish_call, node, keep(std::move(labels))));
    end_plan(begin);
}

void FunctionLowering::finish_call(const Task& task) {
    const std::vector<Label> labels = std::move(labels_[task.first]);
    const std::vector<ValueId> operands = pop_many(labels.size());
    const bool plain = std::all_of(labels.begin(), labels.end(),
                                   [](const Label& it) { return it.value == Label::kPositional; });
    push(plain ? builder_.emit(Opcode::call, task.node, operands)
               : builder_.emit_labelled(Opcode::call, task.node, operands, labels));
}

}  // namespace doppelint::lowering
