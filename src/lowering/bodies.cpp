// The bodies of functions: how each kind of scope begins and what it runs.
#include <string>

#include "lowering/function_lowering.h"

namespace doppelint::lowering {

using program::Function;
using program::FunctionId;
using program::FunctionKind;
using program::Parameter;
using program::ParameterKind;
using program::Scope;
using program::ScopeId;
using program::ScopeKind;
using syntax::NodeId;

namespace {

FunctionKind function_kind_of(ScopeKind kind) {
    switch (kind) {
        case ScopeKind::module: return FunctionKind::module;
        case ScopeKind::class_: return FunctionKind::class_body;
        case ScopeKind::lambda: return FunctionKind::lambda;
        case ScopeKind::generator: return FunctionKind::generator_expression;
        case ScopeKind::annotation: return FunctionKind::annotations;
        case ScopeKind::type_alias:
        case ScopeKind::type_variable: return FunctionKind::type_scope;
        default: return FunctionKind::function;
    }
}

std::string_view name_of_function(FunctionKind kind, std::string_view name) {
    switch (kind) {
        case FunctionKind::module: return "<module>";
        case FunctionKind::lambda: return "<lambda>";
        case FunctionKind::generator_expression: return "<genexpr>";
        case FunctionKind::annotations: return "__annotate__";
        default: return name;
    }
}

}  // namespace

FunctionLowering::FunctionLowering(const syntax::Tree& tree, const Options& options, program::Module& module,
                                   ScopeTable& scopes)
    : tree_(tree),
      options_(options),
      module_(module),
      scopes_(scopes),
      constants_(module),
      builder_(module),
      functions_(module.scopes.size()),
      kept_values_(module.symbols.size()),
      annotations_(module.scopes.size()) {
    for (std::uint32_t at = 0; at < module.scopes.size(); ++at) {
        if (!is_inlined(module.scopes[at].kind)) add_function(ScopeId{at});
    }
}

// Python's __qualname__. Functions nested deeper than any person writes share the name of one around them.
NameId FunctionLowering::qualified_name(const Function& parent, NameId name) {
    constexpr std::size_t kLongest = 1000;
    std::string whole(module_.text(parent.qualified_name));
    if (whole.size() > kLongest) return parent.qualified_name;
    if (!whole.empty()) whole += parent.kind == FunctionKind::class_body ? "." : ".<locals>.";
    whole += module_.text(name);
    return module_.names.intern(whole);
}

void FunctionLowering::add_function(ScopeId id) {
    const Scope& scope = module_.scopes[id.index()];
    Function it;
    it.kind = function_kind_of(scope.kind);
    it.scope = id;
    it.node = scope.node;
    it.name =
        module_.names.intern(name_of_function(it.kind, scope.name.valid() ? module_.text(scope.name) : ""));
    it.is_async = scope.kind == ScopeKind::function && has_token(scope.node, Kind::async_);
    it.qualified_name = module_.names.intern("");
    if (scope.parent.valid()) {
        it.parent = function_of(scope.parent);
        const Function& parent = module_.functions[it.parent.index()];
        it.qualified_name = qualified_name(parent, it.name);
    }
    functions_[id.index()] = FunctionId{static_cast<std::uint32_t>(module_.functions.size())};
    module_.functions.push_back(it);
}

void FunctionLowering::lower_body(const Scope& scope) {
    const NodeId node = scope.node;
    switch (scope.kind) {
        case ScopeKind::generator: return lower_generator(node);
        case ScopeKind::annotation: return lower_annotations();
        case ScopeKind::type_alias:
        case ScopeKind::type_variable: {
            enter_captures();
            const NodeId value = scope.kind == ScopeKind::type_alias ? child(node, Field::right) : node;
            return plan({evaluate(value), then(Step::finish_return, value)});
        }
        case ScopeKind::module: return plan({{Step::run_block, node}, {Step::end_namespace, node}});
        case ScopeKind::class_:
            enter_captures();
            make_cells(scope_, node);
            return plan({{Step::run_block, child(node, Field::body)}, {Step::end_namespace, node}});
        default: break;
    }
    declare_parameters(child(node, Field::parameters));
    enter_captures();
    make_cells(scope_, node);
    const NodeId body = child(node, Field::body);
    if (scope.kind == ScopeKind::lambda) {
        return plan({evaluate(body), then(Step::finish_return, body)});
    }
    plan({{Step::run_block, body}});
}

void FunctionLowering::declare_parameters(NodeId parameters) {
    Function& it = builder_.function();
    if (!parameters.valid()) return;
    ParameterKind ordinary = ParameterKind::ordinary;
    for (const NodeId node : tree_.children(parameters)) {
        if (kind(node) == Kind::positional_separator) {
            for (std::size_t at = it.first_parameter; at < module_.parameters.size(); ++at) {
                module_.parameters[at].kind = ParameterKind::positional_only;
            }
        } else if (kind(node) == Kind::keyword_separator) {
            ordinary = ParameterKind::keyword_only;
        } else {
            declare_parameter(node, ordinary);
        }
    }
    it.parameter_count = static_cast<std::uint32_t>(module_.parameters.size()) - it.first_parameter;
}

// The identifier under `x`, `*x`, `x: T = d`; none where the text is not Python.
NodeId FunctionLowering::parameter_name(NodeId node) const {
    NodeId name = node;
    while (name.valid() && kind(name) != Kind::identifier) {
        const NodeId named = child(name, Field::name);
        const std::vector<NodeId> parts = expressions_in(name);
        name = named.valid() || parts.empty() ? named : parts.front();
    }
    return name.valid() && scopes_.symbol(name).valid() ? name : NodeId{};
}

ParameterKind FunctionLowering::splat_of(NodeId node) const {
    for (NodeId it = node; it.valid() && kind(it) != Kind::identifier;) {
        if (kind(it) == Kind::list_splat_pattern) return ParameterKind::star;
        if (kind(it) == Kind::dictionary_splat_pattern) return ParameterKind::double_star;
        const NodeId named = child(it, Field::name);
        const std::vector<NodeId> parts = expressions_in(it);
        it = named.valid() || parts.empty() ? named : parts.front();
    }
    return ParameterKind::ordinary;
}

// Who annotates with more than a line has more than one class in mind.
NameId FunctionLowering::type_as_written(NodeId annotation) {
    constexpr std::size_t kLongest = 80;
    if (!annotation.valid()) return {};
    const std::string_view text = tree_.text(annotation);
    return text.size() <= kLongest ? module_.names.intern(text) : NameId{};
}

void FunctionLowering::declare_parameter(NodeId node, ParameterKind& ordinary) {
    Parameter it;
    it.annotation = child(node, Field::type);
    it.type = type_as_written(it.annotation);
    it.has_default = kind(node) == Kind::default_parameter || kind(node) == Kind::typed_default_parameter;
    it.kind = splat_of(node);
    const NodeId name = parameter_name(node);
    if (!name.valid()) {
        builder_.function().incomplete = true;
        return;
    }
    if (it.kind == ParameterKind::ordinary) it.kind = ordinary;
    if (it.kind == ParameterKind::star) ordinary = ParameterKind::keyword_only;
    const SymbolId symbol = scopes_.symbol(name);
    it.name = module_.symbols[symbol.index()].name;
    it.node = name;
    const auto index =
        static_cast<std::uint32_t>(module_.parameters.size()) - builder_.function().first_parameter;
    module_.parameters.push_back(it);
    builder_.write(variable_of(symbol), builder_.emit(Opcode::parameter, name, {}, index));
}

// The end of a module or class body: what evaluates its annotations on request.
void FunctionLowering::end_namespace(const Task& task) {
    if (annotations_[scope_.index()].empty()) return;
    const ScopeId annotations = scopes_.variable_annotations[scope_.index()];
    const ValueId made = make_function(annotations, task.node, {});
    const NameId name = module_.names.intern("__annotate__");
    const bool is_module = module_.scopes[scope_.index()].kind == ScopeKind::module;
    builder_.emit(is_module ? Opcode::store_global : Opcode::store_local_name, task.node, {made},
                  name.index());
}

// All annotations of a function, or of the variables of a class or module.
void FunctionLowering::lower_annotations() {
    enter_captures();
    const Scope& scope = module_.scopes[scope_.index()];
    const std::size_t begin = begin_plan();
    if (kind(scope.node) == Kind::function_definition) {
        for (const NodeId it : annotations_in(scope.node)) {
            defer(evaluate(it));
            defer(then(Step::annotate_signature, it));
        }
    } else {
        for (const NodeId it : annotations_[scope.parent.index()]) {
            const NodeId left = child(it, Field::left);
            const bool simple =
                left.valid() && kind(left) == Kind::identifier && scopes_.symbol(left).valid();
            const NameId name = simple ? module_.symbols[scopes_.symbol(left).index()].name : NameId{};
            defer(evaluate(child(it, Field::type)));
            defer(then(Step::annotate_value, it, name.index()));
        }
    }
    end_plan(begin);
}

void FunctionLowering::annotate_signature(const Task& task) {
    builder_.emit(Opcode::annotate, task.node, {pop()}, NameId{}.index());
}

}  // namespace doppelint::lowering
