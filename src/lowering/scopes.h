#pragma once

#include <cstdint>
#include <vector>

#include "lowering/options.h"
#include "program/module.h"
#include "syntax/tree.h"

namespace doppelint::lowering {

/// What scoping knows about the nodes of a tree. The scopes and symbols themselves stand in the module.
class ScopeTable {
  public:
    explicit ScopeTable(std::uint32_t node_count) : entities_(node_count, kNothing) {}

    /// The symbol that an identifier names in the scope it stands in; none for what is no name of a scope
    /// (attributes, keywords of calls, modules).
    [[nodiscard]] program::SymbolId symbol(syntax::NodeId identifier) const {
        return program::SymbolId{entities_[identifier.index()]};
    }
    /// The scope that a definition, lambda, comprehension or `type` statement opens. The `type_parameter`
    /// node holds the scope of its parameters; the `type` node of one parameter, that of its bound; a
    /// function's `parameters` node and a class's or module's first annotation, that of annotations.
    [[nodiscard]] program::ScopeId scope(syntax::NodeId node) const {
        return program::ScopeId{entities_[node.index()]};
    }

    void set(syntax::NodeId node, std::uint32_t entity) { entities_[node.index()] = entity; }
    [[nodiscard]] std::uint32_t get(syntax::NodeId node) const { return entities_[node.index()]; }

    static constexpr std::uint32_t kNothing = 0xFFFFFFFFU;

    /// By scope: the class whose name mangles private names there, or none.
    std::vector<NameId> private_class;
    /// By scope: the type parameters of the class whose list of them it stands in; only these are private
    /// to the class there (3.13). None elsewhere.
    std::vector<program::ScopeId> class_parameters;
    /// By scope: the scope of its variables' annotations, or none.
    std::vector<program::ScopeId> variable_annotations;
    /// Whether the file says `from __future__ import annotations`.
    bool annotations_are_text = false;

  private:
    std::vector<std::uint32_t> entities_;
};

/// Finds every scope and every name of a tree, with CPython's rules, and puts them into `module`.
[[nodiscard]] ScopeTable build_scopes(const syntax::Tree& tree, Options options, program::Module& module);

/// Whether code of this scope runs as a part of the function around it.
[[nodiscard]] constexpr bool is_inlined(program::ScopeKind kind) {
    return kind == program::ScopeKind::comprehension || kind == program::ScopeKind::type_parameters;
}

/// The scope of the function, class body or module in whose activation code of `scope` runs.
[[nodiscard]] program::ScopeId home_of(const program::Module& module, program::ScopeId scope);

}  // namespace doppelint::lowering
