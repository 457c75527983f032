#include <algorithm>
#include <string>

#include "lowering/function_lowering.h"

namespace doppelint::lowering {

using program::Import;
using syntax::NodeId;

namespace {

// Spaces may stand around the dots.
std::string without_spaces(std::string_view text) {
    std::string out;
    for (const char it : text) {
        const bool space = it == ' ' || it == '\t' || it == '\\' || it == '\n' || it == '\r';
        if (!space) out += it;
    }
    return out;
}

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\\\r\n") == std::string_view::npos;
}

}  // namespace

std::uint32_t FunctionLowering::add_import(const Import& it) {
    module_.imports.push_back(it);
    return static_cast<std::uint32_t>(module_.imports.size() - 1);
}

// `lazy import x` (3.15) is read without its first word.
bool FunctionLowering::is_lazy(NodeId statement) const {
    const std::uint32_t begin = tree_[statement].begin;
    return std::any_of(tree_.marks().begin(), tree_.marks().end(), [&](const syntax::Mark& it) {
        return it.kind == syntax::Mark::Kind::lazy_import && it.range.end <= begin &&
               is_blank(tree_.text().substr(it.range.end, begin - it.range.end));
    });
}

void FunctionLowering::execute_import(NodeId node) {
    for (const NodeId it : tree_.children(node)) {
        if (tree_[it].field != Field::name) continue;
        const bool aliased = kind(it) == Kind::aliased_import;
        const NodeId module = aliased ? child(it, Field::name) : it;
        if (!module.valid()) continue;
        Import what;
        what.module = module_.names.intern(without_spaces(tree_.text(module)));
        what.lazy = is_lazy(node);
        what.binds_top = !aliased;
        const ValueId value = builder_.emit(Opcode::import_module, it, {}, add_import(what));
        const NodeId name = aliased ? child(it, Field::alias) : only_child(module);
        if (name.valid()) bind(name, value);
    }
}

void FunctionLowering::execute_import_from(NodeId node) {
    Import what;
    what.lazy = is_lazy(node);
    NodeId module = child(node, Field::module_name);
    if (kind(node) == Kind::future_import_statement) {
        what.module = module_.names.intern("__future__");
    } else if (module.valid() && kind(module) == Kind::relative_import) {
        const NodeId prefix = child(module, Kind::import_prefix);
        const std::string dots = prefix.valid() ? without_spaces(tree_.text(prefix)) : "";
        what.level = static_cast<std::uint16_t>(std::count(dots.begin(), dots.end(), '.'));
        module = child(module, Kind::dotted_name);
    }
    if (!what.module.valid()) {
        what.module = module_.names.intern(module.valid() ? without_spaces(tree_.text(module)) : "");
    }
    for (const NodeId it : tree_.children(node)) {
        if (kind(it) == Kind::wildcard_import) {
            builder_.emit(Opcode::import_star, it, {}, add_import(what));
        } else if (tree_[it].field == Field::name) {
            const bool aliased = kind(it) == Kind::aliased_import;
            const NodeId member = aliased ? child(it, Field::name) : it;
            if (!member.valid()) continue;
            what.member = module_.names.intern(tree_.text(member));
            const ValueId value = builder_.emit(Opcode::import_member, it, {}, add_import(what));
            const NodeId name = aliased ? child(it, Field::alias) : only_child(member);
            if (name.valid()) bind(name, value);
            what.member = {};
        }
    }
}

}  // namespace doppelint::lowering
