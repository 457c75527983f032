#include "checks/displayed.h"

#include "checks/enclosing.h"

namespace doppelint::checks {
namespace {

std::uint32_t cell_at(const source::SourceFile& file, std::uint32_t offset) {
    return file.notebook->cell_line(file.lines.line_of(offset)).cell;
}

}  // namespace

bool is_displayed(const Subject& subject, ValueId at) {
    const source::SourceFile* const file = subject.file.source;
    if (file == nullptr || !file->notebook || subject.function().kind != program::FunctionKind::module)
        return false;
    const syntax::Tree& tree = subject.file.tree;
    NodeId statement = subject.node_of(at);
    for (NodeId outer = enclosing(tree, statement); outer; outer = enclosing(tree, statement)) {
        const syntax::Kind kind = tree.kind(outer);
        if (kind == syntax::Kind::module) break;
        const bool is_whole =
            kind == syntax::Kind::parenthesized_expression || kind == syntax::Kind::expression_statement;
        if (!is_whole) return false;
        statement = outer;
    }
    const std::uint32_t cell = cell_at(*file, tree[statement].begin);
    const NodeId next = tree.end(statement);
    if (next.index() < tree.size() && cell_at(*file, tree[next].begin) == cell) return false;
    const std::string_view behind = tree.text().substr(tree[statement].end);
    const std::size_t sign = behind.find_first_not_of(" \t");
    return sign == std::string_view::npos || behind[sign] != ';';
}

}  // namespace doppelint::checks
