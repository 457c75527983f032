#include "lowering/scope_builder.h"

#include <algorithm>

#include "lowering/scope_resolution.h"

namespace doppelint::lowering {

using program::ScopeKind;
using syntax::Field;
using syntax::Kind;
using syntax::NodeId;

ScopeTable build_scopes(const syntax::Tree& tree, Options options, program::Module& module) {
    ScopeTable table(tree.size());
    ScopeBuilder builder(tree, options, module, table);
    builder.run();
    resolve_symbols(module, builder.store());
    builder.store().finish();
    return table;
}

ScopeBuilder::ScopeBuilder(const syntax::Tree& tree, Options options, program::Module& module,
                           ScopeTable& table)
    : tree_(tree),
      options_(options),
      module_(module),
      table_(table),
      store_(module),
      super_(module.names.intern("super")),
      class_cell_(module.names.intern("__class__")) {}

void ScopeBuilder::run() {
    current_ = open_scope(ScopeKind::module, syntax::Tree::root(), {}, module_.names.intern("top"));
    for (std::uint32_t at = 1; at < tree_.size(); ++at) {
        leave_regions(at);
        enter_regions(at);
        if (at >= skip_until_) visit(NodeId{at});
    }
}

void ScopeBuilder::visit(NodeId node) {
    switch (tree_.kind(node)) {
        case Kind::identifier: identifier(node); break;
        case Kind::function_definition:
        case Kind::class_definition:
        case Kind::lambda:
        case Kind::list_comprehension:
        case Kind::set_comprehension:
        case Kind::dictionary_comprehension:
        case Kind::generator_expression:
        case Kind::type_alias_statement: visit_definition(node); break;
        default: visit_other(node); break;
    }
}

void ScopeBuilder::visit_definition(NodeId node) {
    switch (tree_.kind(node)) {
        case Kind::function_definition: function(node); break;
        case Kind::class_definition: class_definition(node); break;
        case Kind::lambda: lambda(node); break;
        case Kind::type_alias_statement: type_alias(node); break;
        default: comprehension(node); break;
    }
    flush_scheduled();
}

void ScopeBuilder::visit_other(NodeId node) {
    switch (tree_.kind(node)) {
        case Kind::expression_statement: statement_end_ = tree_.end(node).index(); break;
        case Kind::assignment: assignment(node); break;
        case Kind::augmented_assignment: bind_targets(tree_.child(node, Field::left), Role::augmented); break;
        case Kind::for_statement:
            loop_end_ = std::max(loop_end_, tree_.end(node).index());
            bind_targets(tree_.child(node, Field::left), Role::assigned);
            break;
        case Kind::while_statement: loop_end_ = std::max(loop_end_, tree_.end(node).index()); break;
        case Kind::for_in_clause: bind_targets(tree_.child(node, Field::left), Role::iteration); break;
        case Kind::named_expression:
            statement_end_ = std::max(statement_end_, tree_.end(node).index());
            mark(tree_.child(node, Field::name), Role::walrus);
            break;
        case Kind::as_pattern_target:
            bind_targets(tree_.first_child(node),
                         exception_target_ == node ? Role::exception : Role::assigned);
            break;
        case Kind::except_clause: {
            const NodeId value = tree_.child(node, Field::value);
            if (value.valid()) exception_target_ = tree_.child(value, Kind::as_pattern_target);
            break;
        }
        case Kind::delete_statement: bind_targets(tree_.first_child(node), Role::deleted); break;
        case Kind::import_statement:
        case Kind::import_from_statement:
        case Kind::future_import_statement: bind_import(node); break;
        case Kind::global_statement: mark_children(node, Role::declared_global); break;
        case Kind::nonlocal_statement: mark_children(node, Role::declared_nonlocal); break;
        case Kind::keyword_argument: mark(tree_.first_child(node), Role::ignored); break;
        case Kind::case_pattern:
        case Kind::as_pattern:
        case Kind::keyword_pattern:
        case Kind::splat_pattern:
        case Kind::union_pattern: bind_pattern(node); break;
        case Kind::dotted_name:
        case Kind::member_type: ignore_tail(node); break;
        default: break;
    }
}

}  // namespace doppelint::lowering
