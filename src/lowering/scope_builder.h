#pragma once

#include <cstdint>
#include <vector>

#include "lowering/scopes.h"
#include "lowering/symbol_store.h"

namespace doppelint::lowering {

/// One pass over the flat tree, in its order, that finds every scope and enters every name where Python
/// looks for it. The scope changes at the borders of regions: a function's body, a comprehension, the first
/// iterable of that comprehension (which belongs to the scope around), …
class ScopeBuilder {
  public:
    ScopeBuilder(const syntax::Tree& tree, Options options, program::Module& module, ScopeTable& table);

    void run();
    [[nodiscard]] SymbolStore& store() { return store_; }

  private:
    using Node = syntax::Node;
    using NodeId = syntax::NodeId;
    using ScopeId = program::ScopeId;

    // How an identifier that the pass has yet to reach is used. Kept in the table until it is reached.
    enum class Role : std::uint32_t {
        ignored = 0xFFFFFF00U,
        assigned,
        augmented,
        deleted,
        parameter,
        imported,
        annotated,
        only_annotated,  // without a value: local, but not bound
        iteration,
        walrus,
        exception,
        declared_global,
        declared_nonlocal,
        type_parameter,
    };

    // A stretch of nodes in another scope than what is around it.
    struct Region {
        std::uint32_t begin = 0;
        std::uint32_t end = 0;
        ScopeId scope;  // none: nothing in here is a name of the program
    };
    struct Open {
        std::uint32_t end = 0;
        ScopeId outer;
        std::uint32_t outer_loop_end = 0;
        std::uint32_t outer_statement_end = 0;
    };

    void visit(NodeId node);
    void visit_definition(NodeId node);
    void visit_other(NodeId node);

    // Names (scope_names.cpp)
    void identifier(NodeId node);
    void enter(NodeId node, NameId name, Role role);
    void enter_walrus(NodeId node, NameId name);
    void declare(NodeId node, NameId name, program::Symbol::Use use);
    void note_super(NameId name, NodeId node);
    void bind_targets(NodeId target, Role role);
    void bind_pattern(NodeId pattern);
    void bind_import(NodeId statement);
    void ignore_tail(NodeId dotted_name);
    void mark(NodeId node, Role role) {
        if (node.valid() && tree_.kind(node) == syntax::Kind::identifier) {
            table_.set(node, static_cast<std::uint32_t>(role));
        }
    }
    void mark_children(NodeId node, Role role);
    [[nodiscard]] NameId name_of(NodeId node, Role role);

    // Scopes (scope_regions.cpp)
    void function(NodeId node);
    void lambda(NodeId node);
    void class_definition(NodeId node);
    void comprehension(NodeId node);
    void type_alias(NodeId node);
    void assignment(NodeId node);
    void parameter_list(NodeId parameters, ScopeId function, ScopeId annotations);
    void parameter(NodeId parameter, ScopeId function, ScopeId annotations);
    ScopeId type_parameters(NodeId node, NodeId parameters, NameId name);
    void type_parameter(NodeId type, ScopeId scope);
    ScopeId open_scope(program::ScopeKind kind, NodeId node, ScopeId parent, NameId name);
    ScopeId annotation_scope(NodeId node, ScopeId around);
    void schedule(NodeId node, ScopeId scope);
    void schedule_annotation(NodeId type, ScopeId scope);
    void flush_scheduled();
    void enter_regions(std::uint32_t at);
    void leave_regions(std::uint32_t at);

    [[nodiscard]] const program::Scope& scope(ScopeId id) const { return module_.scopes[id.index()]; }
    [[nodiscard]] program::ScopeKind kind_of(ScopeId id) const { return scope(id).kind; }

    const syntax::Tree& tree_;
    Options options_;
    program::Module& module_;
    ScopeTable& table_;
    SymbolStore store_;

    ScopeId current_;
    std::uint32_t loop_end_ = 0;       // behind the loops around the current node
    std::uint32_t statement_end_ = 0;  // behind the simple statement or definition around it
    std::vector<Region> pending_;      // the next one last
    std::vector<Region> scheduled_;    // of the node being visited, in any order
    std::vector<Open> open_;
    NameId super_;
    NameId class_cell_;
    NodeId exception_target_;       // `as e` of the last `except` seen
    std::uint32_t skip_until_ = 0;  // nodes before this index are not looked at
};

}  // namespace doppelint::lowering
