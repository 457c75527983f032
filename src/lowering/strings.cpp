#include "lowering/function_lowering.h"

namespace doppelint::lowering {

using program::Conversion;
using syntax::NodeId;

namespace {

Conversion conversion_of(std::string_view written) {
    if (written == "!s") return Conversion::str;
    if (written == "!r") return Conversion::repr;
    if (written == "!a") return Conversion::ascii;
    return Conversion::none;
}

bool is_template(std::string_view literal) {
    for (const char it : literal.substr(0, 2)) {
        if (it == '"' || it == '\'') return false;
        if (it == 't' || it == 'T') return true;
    }
    return false;
}

}  // namespace

// A literal without holes is a constant; with holes it is built from its pieces, in order.
void FunctionLowering::evaluate_string(NodeId node) {
    std::vector<NodeId> literals;
    if (kind(node) == Kind::string) {
        literals.push_back(node);
    } else {
        for (const NodeId it : tree_.children(node)) {
            if (kind(it) == Kind::string) literals.push_back(it);
        }
    }
    bool holes = false;
    for (const NodeId it : literals) holes = holes || tree_[it].size > 1;
    if (!holes && !literals.empty()) {
        std::vector<std::string_view> texts;
        texts.reserve(literals.size());
        for (const NodeId it : literals) texts.push_back(tree_.text(it));
        push(constant(string(module_.names, texts), node));
        return;
    }
    const std::size_t begin = begin_plan();
    std::uint32_t count = 0;
    for (const NodeId it : literals) defer_pieces(it, count);
    defer(then(Step::finish_string, node, count));
    end_plan(begin);
}

void FunctionLowering::defer_pieces(NodeId string, std::uint32_t& count) {
    if (tree_[string].size == 1) {
        defer(evaluate(string));
        ++count;
        return;
    }
    for (const NodeId it : tree_.children(string)) {
        if (kind(it) == Kind::string_content) {
            defer(then(Step::finish_hole, it, 1));
            ++count;
        } else if (kind(it) == Kind::interpolation || kind(it) == Kind::format_expression) {
            defer({Step::evaluate_hole, it});
            ++count;
        } else if (kind(it) == Kind::error) {
            builder_.function().incomplete = true;
        }
    }
}

// `{value!r:>{width}}`: the value, then the holes of its format.
void FunctionLowering::evaluate_hole(const Task& task) {
    const std::size_t begin = begin_plan();
    std::uint32_t parts = 0;
    std::uint32_t formats = 0;
    for (const NodeId it : tree_.children(task.node)) {
        if (kind(it) == Kind::format_specifier) {
            formats += defer_formats(it);
        } else if (is_expression(it) && kind(it) != Kind::type_conversion) {
            defer(evaluate(it));
            ++parts;
        }
    }
    defer(then(Step::finish_hole, task.node, 0, (parts << 16U) | formats));
    end_plan(begin);
}

std::uint32_t FunctionLowering::defer_formats(NodeId specifier) {
    std::uint32_t count = 0;
    for (const NodeId it : tree_.children(specifier)) {
        if (kind(it) != Kind::interpolation && kind(it) != Kind::format_expression) continue;
        defer({Step::evaluate_hole, it});
        ++count;
    }
    return count;
}

void FunctionLowering::finish_hole(const Task& task) {
    const NodeId node = task.node;
    if (task.first == 1) {
        push(constant(text_constant(module_.names, tree_.text(node)), node));
        return;
    }
    const std::vector<ValueId> formats = pop_many(task.second & 0xFFFFU);
    const std::vector<ValueId> parts = pop_many(task.second >> 16U);
    ValueId value = parts.size() == 1 ? parts.front() : ValueId{};
    if (parts.empty()) value = incomplete(node);
    if (parts.size() > 1) value = builder_.emit(Opcode::make_tuple, node, parts);
    std::vector<ValueId> operands = {value};
    operands.insert(operands.end(), formats.begin(), formats.end());
    const NodeId conversion = child(node, Kind::type_conversion);
    const Conversion it = conversion.valid() ? conversion_of(tree_.text(conversion)) : Conversion::none;
    push(builder_.emit(Opcode::format_value, node, operands, 0, static_cast<std::uint8_t>(it)));
}

void FunctionLowering::finish_string(const Task& task) {
    const std::vector<ValueId> pieces = pop_many(task.first);
    const Opcode opcode = is_template(tree_.text(task.node)) ? Opcode::build_template : Opcode::build_string;
    push(builder_.emit(opcode, task.node, pieces));
}

}  // namespace doppelint::lowering
