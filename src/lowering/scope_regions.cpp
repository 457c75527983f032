#include <algorithm>

#include "lowering/scope_builder.h"
#include "lowering/type_variables.h"

namespace doppelint::lowering {

using program::ScopeId;
using program::ScopeKind;
using syntax::Field;
using syntax::Kind;
using syntax::NodeId;

namespace {

std::string_view comprehension_name(Kind kind) {
    switch (kind) {
        case Kind::list_comprehension: return "listcomp";
        case Kind::set_comprehension: return "setcomp";
        case Kind::dictionary_comprehension: return "dictcomp";
        default: return "genexpr";
    }
}

bool wraps_parameter(Kind kind) {
    return kind == Kind::default_parameter || kind == Kind::typed_parameter ||
           kind == Kind::typed_default_parameter;
}

bool runs_later(ScopeKind kind) {
    return kind != ScopeKind::module && kind != ScopeKind::class_;
}

}  // namespace

ScopeId ScopeBuilder::open_scope(ScopeKind kind, NodeId node, ScopeId parent, NameId name) {
    program::Scope made;
    made.kind = kind;
    made.node = node;
    made.parent = parent;
    made.name = name;
    made.is_nested = parent.valid() && (scope(parent).is_nested || runs_later(scope(parent).kind));
    table_.private_class.push_back(parent.valid() ? table_.private_class[parent.index()] : NameId{});
    table_.class_parameters.push_back(parent.valid() ? table_.class_parameters[parent.index()] : ScopeId{});
    table_.variable_annotations.emplace_back();
    return store_.add_scope(made);
}

void ScopeBuilder::schedule(NodeId node, ScopeId scope) {
    if (node.valid()) scheduled_.push_back({node.index(), tree_.end(node).index(), scope});
}

// The regions of one node lie inside the next region that is pending, so they go before it.
void ScopeBuilder::flush_scheduled() {
    std::sort(scheduled_.begin(), scheduled_.end(), [](const Region& a, const Region& b) {
        return a.begin != b.begin ? a.begin > b.begin : a.end < b.end;
    });
    pending_.insert(pending_.end(), scheduled_.begin(), scheduled_.end());
    scheduled_.clear();
}

void ScopeBuilder::enter_regions(std::uint32_t at) {
    while (!pending_.empty() && pending_.back().begin == at) {
        const Region region = pending_.back();
        pending_.pop_back();
        if (!region.scope.valid()) {
            skip_until_ = region.end;
            continue;
        }
        open_.push_back({region.end, current_, loop_end_, statement_end_});
        const ScopeKind kind = kind_of(region.scope);
        const bool goes_in = region.scope != current_ && scope(current_).parent != region.scope;
        if (goes_in && !is_inlined(kind)) {
            loop_end_ = 0;
            statement_end_ = 0;
        }
        if (kind == ScopeKind::comprehension || kind == ScopeKind::generator) loop_end_ = region.end;
        current_ = region.scope;
    }
}

void ScopeBuilder::leave_regions(std::uint32_t at) {
    while (!open_.empty() && open_.back().end <= at) {
        const Open open = open_.back();
        open_.pop_back();
        current_ = open.outer;
        loop_end_ = open.outer_loop_end;
        statement_end_ = open.outer_statement_end;
    }
}

void ScopeBuilder::function(NodeId node) {
    const NodeId name = tree_.child(node, Field::name);
    statement_end_ = tree_.end(node).index();
    if (name.valid()) mark(name, Role::assigned);
    const NameId text = module_.names.intern(name.valid() ? tree_.text(name) : "");
    const ScopeId around = type_parameters(node, tree_.child(node, Field::type_parameters), text);
    const NodeId parameters = tree_.child(node, Field::parameters);
    const NodeId returns = tree_.child(node, Field::return_type);
    ScopeId annotations = around;
    if (options_.annotations == Annotations::on_request && !table_.annotations_are_text) {
        annotations = open_scope(ScopeKind::annotation, node, around, text);
        if (parameters.valid()) table_.set(parameters, annotations.index());
    }
    const ScopeId made = open_scope(ScopeKind::function, node, around, text);
    table_.set(node, made.index());
    if (parameters.valid()) parameter_list(parameters, made, annotations);
    if (returns.valid()) schedule_annotation(returns, annotations);
    schedule(tree_.child(node, Field::body), made);
}

void ScopeBuilder::schedule_annotation(NodeId type, ScopeId scope) {
    schedule(type, table_.annotations_are_text ? ScopeId{} : scope);
}

void ScopeBuilder::lambda(NodeId node) {
    const ScopeId made = open_scope(ScopeKind::lambda, node, current_, module_.names.intern("lambda"));
    table_.set(node, made.index());
    const NodeId parameters = tree_.child(node, Field::parameters);
    if (parameters.valid()) parameter_list(parameters, made, current_);
    schedule(tree_.child(node, Field::body), made);
}

void ScopeBuilder::parameter_list(NodeId parameters, ScopeId function, ScopeId annotations) {
    for (const NodeId it : tree_.children(parameters)) parameter(it, function, annotations);
}

// The annotations on the way to the parameter's name, then the name.
void ScopeBuilder::parameter(NodeId parameter, ScopeId function, ScopeId annotations) {
    NodeId at = parameter;
    while (at.valid() && wraps_parameter(tree_.kind(at))) {
        const NodeId type = tree_.child(at, Field::type);
        if (type.valid()) schedule_annotation(type, annotations);
        const NodeId name = tree_.child(at, Field::name);
        const NodeId inner = name.valid() ? name : tree_.first_child(at);
        at = inner == type ? NodeId{} : inner;
    }
    if (!at.valid()) return;
    const Kind kind = tree_.kind(at);
    const bool starred = kind == Kind::list_splat_pattern || kind == Kind::dictionary_splat_pattern;
    if (kind != Kind::identifier && !starred) return;
    mark(at, Role::parameter);
    if (starred) mark_children(at, Role::parameter);
    schedule(at, function);
}

void ScopeBuilder::class_definition(NodeId node) {
    const NodeId name = tree_.child(node, Field::name);
    statement_end_ = tree_.end(node).index();
    if (name.valid()) mark(name, Role::assigned);
    const NameId text = module_.names.intern(name.valid() ? tree_.text(name) : "");
    const NodeId parameters = tree_.child(node, Field::type_parameters);
    const ScopeId around = type_parameters(node, parameters, text);
    if (parameters.valid()) schedule(tree_.child(node, Field::superclasses), around);
    const ScopeId made = open_scope(ScopeKind::class_, node, around, text);
    table_.private_class[made.index()] = text;
    table_.class_parameters[made.index()] = {};
    table_.set(node, made.index());
    schedule(tree_.child(node, Field::body), made);
}

void ScopeBuilder::comprehension(NodeId node) {
    const Kind kind = tree_.kind(node);
    const ScopeId outer = current_;
    const ScopeId made =
        open_scope(kind == Kind::generator_expression ? ScopeKind::generator : ScopeKind::comprehension, node,
                   outer, module_.names.intern(comprehension_name(kind)));
    table_.set(node, made.index());
    bool first = true;
    for (const NodeId it : tree_.children(node)) {
        schedule(it, made);
        if (first && tree_.kind(it) == Kind::for_in_clause) {
            schedule(tree_.child(it, Field::right), outer);
            first = false;
        }
    }
}

void ScopeBuilder::type_alias(NodeId node) {
    statement_end_ = tree_.end(node).index();
    NodeId left = tree_.child(node, Field::left);
    const NodeId right = tree_.child(node, Field::right);
    if (left.valid()) left = tree_.first_child(left);
    NodeId parameters;
    NodeId name = left;
    if (left.valid() && tree_.kind(left) == Kind::generic_type) {
        name = tree_.first_child(left);
        parameters = tree_.child(left, Kind::type_parameter);
    }
    if (!name.valid() || !right.valid()) return;
    mark(name, Role::assigned);
    const NameId text = module_.names.intern(tree_.text(name));
    const ScopeId around = type_parameters(node, parameters, text);
    const ScopeId made = open_scope(ScopeKind::type_alias, node, around, text);
    table_.set(right, made.index());
    schedule(right, made);
}

ScopeId ScopeBuilder::type_parameters(NodeId node, NodeId parameters, NameId name) {
    if (!parameters.valid()) return current_;
    const ScopeId made = open_scope(ScopeKind::type_parameters, node, current_, name);
    if (tree_.kind(node) == Kind::class_definition) {
        table_.private_class[made.index()] = name;
        table_.class_parameters[made.index()] = made;
    }
    table_.set(parameters, made.index());
    schedule(parameters, made);
    for (const NodeId it : tree_.children(parameters)) {
        if (tree_.kind(it) == Kind::type) type_parameter(it, made);
    }
    return made;
}

void ScopeBuilder::type_parameter(NodeId type, ScopeId scope) {
    const TypeVariableParts parts = type_variable_parts(tree_, type);
    if (!parts.name.valid()) return;
    mark(parts.name, Role::type_parameter);
    for (const NodeId part : {parts.bound, parts.fallback}) {
        if (!part.valid()) continue;
        const ScopeId made =
            open_scope(ScopeKind::type_variable, part, scope, module_.names.intern(tree_.text(parts.name)));
        table_.set(part, made.index());
        schedule(part, made);
    }
}

void ScopeBuilder::assignment(NodeId node) {
    const NodeId left = tree_.child(node, Field::left);
    const NodeId type = tree_.child(node, Field::type);
    const NodeId right = tree_.child(node, Field::right);
    if (!type.valid()) {
        bind_targets(left, Role::assigned);
        return;
    }
    const bool simple = left.valid() && tree_.kind(left) == Kind::identifier;
    if (simple) {
        mark(left, right.valid() ? Role::annotated : Role::only_annotated);
    } else if (right.valid()) {
        bind_targets(left, Role::assigned);
    } else if (left.valid() && tree_.kind(left) == Kind::tuple_pattern) {
        mark_children(left, Role::ignored);
    }
    schedule_annotation(type, annotation_scope(type, current_));
    flush_scheduled();
}

ScopeId ScopeBuilder::annotation_scope(NodeId node, ScopeId around) {
    if (options_.annotations == Annotations::executed) return around;
    if (runs_later(kind_of(around))) return {};  // never evaluated
    if (!table_.variable_annotations[around.index()].valid()) {
        const ScopeId made = open_scope(ScopeKind::annotation, node, around, {});
        table_.variable_annotations[around.index()] = made;
    }
    return table_.variable_annotations[around.index()];
}

}  // namespace doppelint::lowering
