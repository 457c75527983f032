#include "lowering/function_lowering.h"
#include "lowering/type_variables.h"

namespace doppelint::lowering {

using program::FunctionId;
using program::ScopeId;
using program::SymbolId;
using syntax::NodeId;

FunctionId FunctionLowering::function_of(ScopeId scope) const {
    return functions_[home_of(module_, scope).index()];
}

// A function object: its defaults, what it captures, its annotations.
ValueId FunctionLowering::make_function(ScopeId scope, NodeId node, std::vector<ValueId> operands) {
    for (const SymbolId it : captures_of(scope)) operands.push_back(captured(it));
    return builder_.emit(Opcode::make_function, node, operands, function_of(scope).index());
}

void FunctionLowering::execute_function(NodeId node) {
    plan({{Step::begin_definition, node}, {Step::bind_definition, node}});
}

// Decorators are evaluated first and called last, the nearest one first.
void FunctionLowering::execute_decorated(NodeId node) {
    const NodeId definition = child(node, Field::definition);
    std::vector<NodeId> decorators;
    for (const NodeId it : tree_.children(node)) {
        if (kind(it) == Kind::decorator) decorators.push_back(it);
    }
    if (!definition.valid()) return execute_error(node);
    const std::size_t begin = begin_plan();
    for (const NodeId it : decorators) {
        const std::vector<NodeId> parts = expressions_in(it);
        defer(evaluate(parts.empty() ? NodeId{} : parts.front()));
    }
    defer({Step::begin_definition, definition});
    for (std::size_t at = decorators.size(); at-- > 0;) {
        defer({Step::decorate, decorators[at]});
    }
    defer({Step::bind_definition, definition});
    end_plan(begin);
}

void FunctionLowering::decorate(const Task& task) {
    const ValueId decorated = pop();
    const ValueId decorator = pop();
    push(builder_.emit(Opcode::call, task.node, {decorator, decorated}));
}

void FunctionLowering::bind_definition(const Task& task) {
    const ValueId value = pop();
    const NodeId name = child(task.node, Field::name);
    if (name.valid()) bind(name, value);
}

void FunctionLowering::begin_definition(const Task& task) {
    const NodeId node = task.node;
    const NodeId parameters = child(node, Field::type_parameters);
    const std::size_t begin = begin_plan();
    if (kind(node) == Kind::class_definition) {
        if (parameters.valid()) defer({Step::begin_type_variables, parameters});
        defer_class(node);
    } else {
        const std::uint32_t defaults = defer_defaults(child(node, Field::parameters));
        if (parameters.valid()) defer({Step::begin_type_variables, parameters});
        const std::uint32_t annotations = defer_annotations(node);
        defer(then(Step::finish_function, node, defaults, annotations));
    }
    end_plan(begin);
}

void FunctionLowering::defer_class(NodeId node) {
    const NodeId bases = child(node, Field::superclasses);
    std::vector<Label> labels;
    const std::vector<NodeId> items = bases.valid() ? expressions_in(bases) : std::vector<NodeId>();
    for (const bool keywords : {false, true}) {
        for (const NodeId it : items) {
            const bool named = kind(it) == Kind::keyword_argument || kind(it) == Kind::dictionary_splat;
            if (named != keywords) continue;
            const std::vector<NodeId> parts = expressions_in(it);
            Label label;
            if (kind(it) == Kind::list_splat) label.value = Label::kStar;
            if (kind(it) == Kind::dictionary_splat) label.value = Label::kDoubleStar;
            if (kind(it) == Kind::keyword_argument) {
                label.value = attribute_name(only_child(it)).index();
            }
            labels.push_back(label);
            defer(evaluate(named && !parts.empty() ? parts.back() : it));
        }
    }
    defer(then(Step::finish_class, node, keep(std::move(labels))));
}

void FunctionLowering::finish_class(const Task& task) {
    std::vector<Label> labels = std::move(labels_[task.first]);
    std::vector<ValueId> operands = pop_many(labels.size());
    const ScopeId scope = scopes_.scope(task.node);
    for (const SymbolId it : captures_of(scope)) operands.push_back(captured(it));
    labels.resize(operands.size());
    push(builder_.emit_labelled(Opcode::make_class, task.node, operands, labels, function_of(scope).index()));
}

std::uint32_t FunctionLowering::defer_defaults(NodeId parameters) {
    if (!parameters.valid()) return 0;
    std::uint32_t count = 0;
    for (const NodeId it : tree_.children(parameters)) {
        if (kind(it) != Kind::default_parameter && kind(it) != Kind::typed_default_parameter) {
            continue;
        }
        if (!parameter_name(it).valid()) continue;
        defer(evaluate(child(it, Field::value)));
        ++count;
    }
    return count;
}

std::vector<NodeId> FunctionLowering::annotations_in(NodeId function) const {
    std::vector<NodeId> found;
    const NodeId parameters = child(function, Field::parameters);
    if (parameters.valid()) {
        for (const NodeId it : tree_.children(parameters)) {
            const NodeId type = child(it, Field::type);
            if (type.valid() && parameter_name(it).valid()) found.push_back(type);
        }
    }
    const NodeId returns = child(function, Field::return_type);
    if (returns.valid()) found.push_back(returns);
    return found;
}

// Evaluated here, or by a function of their own when somebody asks (3.14), or never.
std::uint32_t FunctionLowering::defer_annotations(NodeId function) {
    if (scopes_.annotations_are_text) return 0;
    const std::vector<NodeId> annotations = annotations_in(function);
    if (annotations.empty()) return 0;
    if (options_.annotations == Annotations::on_request) {
        defer({Step::make_annotations, function});
        return 1;
    }
    for (const NodeId it : annotations) defer(evaluate(it));
    return static_cast<std::uint32_t>(annotations.size());
}

void FunctionLowering::make_annotations(const Task& task) {
    const NodeId parameters = child(task.node, Field::parameters);
    const ScopeId scope = parameters.valid() ? scopes_.scope(parameters) : ScopeId{};
    push(scope.valid() ? make_function(scope, task.node, {}) : none(task.node));
}

void FunctionLowering::finish_function(const Task& task) {
    const std::vector<ValueId> annotations = pop_many(task.second);
    std::vector<ValueId> operands = pop_many(task.first);
    const ScopeId scope = scopes_.scope(task.node);
    for (const SymbolId it : captures_of(scope)) operands.push_back(captured(it));
    operands.insert(operands.end(), annotations.begin(), annotations.end());
    const FunctionId made = function_of(scope);
    module_.functions[made.index()].annotation_count = task.second;
    push(builder_.emit(Opcode::make_function, task.node, operands, made.index()));
}

void FunctionLowering::evaluate_lambda(NodeId node) {
    const std::size_t begin = begin_plan();
    const std::uint32_t defaults = defer_defaults(child(node, Field::parameters));
    defer(then(Step::finish_function, node, defaults, 0));
    end_plan(begin);
}

void FunctionLowering::begin_type_variables(const Task& task) {
    (void)make_type_variables(task.node);
}

std::vector<ValueId> FunctionLowering::make_type_variables(NodeId parameters) {
    std::vector<ValueId> made;
    make_cells(scopes_.scope(parameters), parameters);
    for (const NodeId it : tree_.children(parameters)) {
        if (kind(it) != Kind::type) continue;
        const TypeVariableParts parts = type_variable_parts(tree_, it);
        if (!parts.name.valid()) continue;
        ValueId limits[2];
        if (parts.bound.valid()) {
            limits[0] = make_function(scopes_.scope(parts.bound), parts.bound, {});
        }
        if (parts.fallback.valid()) {
            limits[1] = make_function(scopes_.scope(parts.fallback), parts.fallback, {});
        }
        const SymbolId symbol = scopes_.symbol(parts.name);
        made.push_back(builder_.emit(Opcode::make_type_variable, it, {limits[0], limits[1]},
                                     module_.symbols[symbol.index()].name.index(),
                                     static_cast<std::uint8_t>(parts.kind)));
        bind(parts.name, made.back());
    }
    return made;
}

void FunctionLowering::execute_type_alias(NodeId node) {
    const NodeId left = child(node, Field::left);
    const NodeId right = child(node, Field::right);
    const NodeId inner = left.valid() ? only_child(left) : NodeId{};
    if (!inner.valid() || !right.valid()) return execute_error(node);
    const bool generic = kind(inner) == Kind::generic_type;
    const NodeId name = generic ? only_child(inner) : inner;
    const NodeId parameters = generic ? child(inner, Kind::type_parameter) : NodeId{};
    if (!name.valid() || kind(name) != Kind::identifier || !scopes_.symbol(name).valid()) {
        return execute_error(node);
    }
    std::vector<ValueId> operands;
    if (parameters.valid()) operands = make_type_variables(parameters);
    operands.push_back(make_function(scopes_.scope(right), right, {}));
    const NameId text = module_.symbols[scopes_.symbol(name).index()].name;
    bind(name, builder_.emit(Opcode::make_type_alias, node, operands, text.index()));
}

}  // namespace doppelint::lowering
