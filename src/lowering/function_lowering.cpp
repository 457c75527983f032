#include "lowering/function_lowering.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/check.h"
#include "lowering/lower.h"

namespace doppelint::lowering {

using program::FunctionId;

namespace {

// A problem in the text makes the innermost function around it incomplete.
void mark_incomplete(const syntax::Tree& tree, program::Module& module) {
    std::vector<FunctionId> functions;  // by where their nodes begin
    functions.reserve(module.functions.size());
    for (std::uint32_t it = 0; it < module.functions.size(); ++it) functions.emplace_back(it);
    const auto node_of = [&](FunctionId it) { return tree[module.functions[it.index()].node]; };
    std::sort(functions.begin(), functions.end(), [&](FunctionId a, FunctionId b) {
        return std::pair(node_of(a).begin, a) < std::pair(node_of(b).begin, b);
    });
    for (const syntax::Problem& problem : tree.problems()) {
        const std::uint32_t at = problem.range.begin;
        const auto behind =
            std::upper_bound(functions.begin(), functions.end(), at,
                             [&](std::uint32_t offset, FunctionId it) { return offset < node_of(it).begin; });
        if (behind == functions.begin()) continue;
        FunctionId innermost = *std::prev(behind);
        while (module.functions[innermost.index()].parent.valid() && node_of(innermost).end < at) {
            innermost = module.functions[innermost.index()].parent;
        }
        module.functions[innermost.index()].incomplete = true;
    }
}

}  // namespace

program::Module lower(const syntax::Tree& tree, const Options& options) {
    program::Module module;
    ScopeTable scopes = build_scopes(tree, options, module);
    FunctionLowering lowering(tree, options, module, scopes);
    for (std::uint32_t it = 0; it < module.functions.size(); ++it) {
        lowering.lower(FunctionId{it});
    }
    if (!tree.problems().empty()) mark_incomplete(tree, module);
    return module;
}

void FunctionLowering::lower(FunctionId function) {
    function_ = function;
    scope_ = module_.functions[function.index()].scope;
    tasks_.clear();
    values_.clear();
    frames_.clear();
    labels_.clear();
    for (const SymbolId symbol : kept_) kept_values_[symbol.index()] = {};
    kept_.clear();
    program::Function& it = module_.functions[function.index()];
    it.first_parameter = static_cast<std::uint32_t>(module_.parameters.size());
    it.first_capture = static_cast<std::uint32_t>(module_.captures.size());
    builder_.begin(function);
    lower_body(module_.scopes[scope_.index()]);
    run();
    if (builder_.is_live()) builder_.end(Opcode::return_value, {}, {none({})});
    builder_.finish();
}

void FunctionLowering::run() {
    while (!tasks_.empty()) {
        const Task task = tasks_.back();
        tasks_.pop_back();
        carry_out(task);
    }
    DOPPELINT_CHECK(values_.empty(), "every value that was made has been taken");
    DOPPELINT_CHECK(frames_.empty(), "every frame that was entered has been left");
}

void FunctionLowering::carry_out(const Task& task) {
    switch (task.step) {
#define STEP(name) \
    case Step::name: name(task); break;
#include "lowering/steps.def"
    }
}

void FunctionLowering::plan(std::initializer_list<Task> tasks) {
    for (const Task* it = tasks.end(); it != tasks.begin();) tasks_.push_back(*--it);
}

void FunctionLowering::end_plan(std::size_t begin) {
    std::reverse(tasks_.begin() + static_cast<std::ptrdiff_t>(begin), tasks_.end());
}

ValueId FunctionLowering::pop() {
    DOPPELINT_CHECK(!values_.empty(), "a step finds the values that it was planned for");
    const ValueId value = values_.back();
    values_.pop_back();
    return value;
}

std::vector<ValueId> FunctionLowering::pop_many(std::size_t count) {
    DOPPELINT_CHECK(values_.size() >= count, "a step finds the values that it was planned for");
    std::vector<ValueId> taken(values_.end() - static_cast<std::ptrdiff_t>(count), values_.end());
    values_.erase(values_.end() - static_cast<std::ptrdiff_t>(count), values_.end());
    return taken;
}

NodeId FunctionLowering::unwrapped(NodeId node) const {
    while (node.valid() && wraps(node)) node = only_child(node);
    return node;
}

bool FunctionLowering::wraps(NodeId node) const {
    switch (kind(node)) {
        case Kind::parenthesized_expression:
        case Kind::type: return true;
        // A target in parentheses: `(a) = 1`.
        case Kind::tuple_pattern: {
            const NodeId inner = only_child(node);
            return inner.valid() && tree_.end(inner) == tree_.end(node) && is_expression(inner) &&
                   kind(inner) != Kind::list_splat_pattern && kind(inner) != Kind::case_pattern;
        }
        default: return false;
    }
}

// Whether a child of an expression is a part of it, rather than a sign.
bool FunctionLowering::is_expression(NodeId node) const {
    return kind(node) < Kind::plus && kind(node) != Kind::other;
}

std::vector<NodeId> FunctionLowering::expressions_in(NodeId node) const {
    std::vector<NodeId> found;
    for (const NodeId it : tree_.children(node)) {
        if (is_expression(it)) found.push_back(it);
    }
    return found;
}

ValueId FunctionLowering::constant(const program::Constant& it, NodeId node) {
    return builder_.emit(Opcode::constant, node, {}, constants_.add(it).index());
}

ValueId FunctionLowering::none(NodeId node) {
    return constant({program::ConstantKind::none, true, {}, 0}, node);
}

ValueId FunctionLowering::integer(std::uint32_t value, NodeId node) {
    return constant(number(module_.names, std::to_string(value)), node);
}

ValueId FunctionLowering::incomplete(NodeId node) {
    builder_.function().incomplete = true;
    return builder_.emit(Opcode::incomplete, node, {});
}

std::uint32_t FunctionLowering::keep(std::vector<Label> labels) {
    labels_.push_back(std::move(labels));
    return static_cast<std::uint32_t>(labels_.size() - 1);
}

}  // namespace doppelint::lowering
