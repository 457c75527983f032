#include "views/statements.h"

#include <algorithm>

namespace doppelint::views {
namespace {

using program::Function;
using program::FunctionKind;
using syntax::Field;
using syntax::Kind;
using syntax::Tree;

bool is_statement(Kind kind) {
    switch (kind) {
        case Kind::expression_statement:
        case Kind::assert_statement:
        case Kind::break_statement:
        case Kind::continue_statement:
        case Kind::delete_statement:
        case Kind::exec_statement:
        case Kind::print_statement:
        case Kind::global_statement:
        case Kind::nonlocal_statement:
        case Kind::import_statement:
        case Kind::import_from_statement:
        case Kind::future_import_statement:
        case Kind::pass_statement:
        case Kind::raise_statement:
        case Kind::return_statement:
        case Kind::type_alias_statement:
        case Kind::if_statement:
        case Kind::elif_clause:
        case Kind::for_statement:
        case Kind::while_statement:
        case Kind::try_statement:
        case Kind::with_statement:
        case Kind::match_statement:
        case Kind::decorated_definition:
        case Kind::function_definition:
        case Kind::class_definition: return true;
        default: return false;
    }
}

bool is_definition(Kind kind) {
    return kind == Kind::function_definition || kind == Kind::class_definition;
}

NodeId body_of(const Tree& tree, NodeId node) {
    switch (tree.kind(node)) {
        case Kind::if_statement:
        case Kind::elif_clause: return tree.child(node, Field::consequence);
        case Kind::for_statement:
        case Kind::while_statement:
        case Kind::try_statement:
        case Kind::with_statement: return tree.child(node, Field::body);
        default: return {};
    }
}

NodeId definition_in(const Tree& tree, NodeId decorated) {
    const NodeId found = tree.child(decorated, Field::definition);
    return found.valid() ? found : decorated;
}

bool is_expression(FunctionKind kind) {
    return kind == FunctionKind::lambda || kind == FunctionKind::generator_expression;
}

}  // namespace

Statements::Statements(const Unit& unit, program::FunctionId id) {
    const Function& function = unit.module.function(id);
    const NodeId node = function.kind == FunctionKind::module ? Tree::root() : function.node;
    if (is_expression(function.kind)) {
        Statement whole;
        whole.node = whole.shown = node;
        whole.end = unit.tree.end(node);
        statements_.push_back(whole);
    } else if (function.kind == FunctionKind::module) {
        collect(unit.tree, node);
    } else if (const NodeId body = unit.tree.child(node, Field::body); body.valid()) {
        collect(unit.tree, body);
    }
    note_instructions(unit, function);
}

// What stands in the body of a definition inside belongs to that function.
void Statements::collect(const Tree& tree, NodeId body) {
    struct Open {
        NodeId end;
        StatementId statement;
        NodeId suite;
    };
    std::vector<Open> open = {{tree.end(body), {}, body}};
    for (NodeId at{body.index() + 1}; at < tree.end(body);) {
        while (at >= open.back().end) open.pop_back();
        const Kind kind = tree.kind(at);
        const Open around = open.back();
        if (kind == Kind::block) {
            open.push_back({tree.end(at), around.statement, at});
        } else if (is_statement(kind)) {
            const StatementId id{static_cast<std::uint32_t>(statements_.size())};
            Statement it;
            it.node = at;
            it.end = tree.end(at);
            it.shown = kind == Kind::decorated_definition ? definition_in(tree, at) : at;
            it.suite = around.suite;
            it.body = body_of(tree, at);
            it.parent = around.statement;
            statements_.push_back(it);
            if (is_definition(kind) || kind == Kind::decorated_definition) {
                at = it.end;
                continue;
            }
            open.push_back({it.end, id, around.suite});
        }
        at = NodeId{at.index() + 1};
    }
}

StatementId Statements::owner_of(NodeId node) const {
    if (!node.valid()) return {};
    const auto after = std::ranges::upper_bound(statements_, node, {}, &Statement::node);
    StatementId id{static_cast<std::uint32_t>(after - statements_.begin())};
    if (id.index() == 0) return {};
    id = StatementId{id.index() - 1};
    while (id.valid() && !holds(id, node)) id = statements_[id.index()].parent;
    return id;
}

void Statements::note_instructions(const Unit& unit, const Function& function) {
    for (const program::Instruction& it : unit.module.instructions_of(function)) {
        for (StatementId owner = owner_of(it.node); owner.valid();
             owner = statements_[owner.index()].parent) {
            Statement& statement = statements_[owner.index()];
            if (statement.has_instructions) break;
            statement.has_instructions = true;
        }
    }
}

}  // namespace doppelint::views
