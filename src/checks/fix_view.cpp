#include "checks/fix_view.h"

#include <utility>

#include "checks/registers.h"
#include "checks/rewriting.h"

namespace doppelint::checks {
namespace {

using findings::Applicability;
using syntax::Field;
using syntax::Kind;
using syntax::Tree;

// The expression that is bound to the snapshot's name.
NodeId bound_value(const Subject& subject, const Shown& shown) {
    const Instruction& bind = subject.at(subject.claim_of(*shown.broken).where);
    return subject.node_of(operand(subject.file.module, bind, 0));
}

}  // namespace

std::optional<DraftFix> copied_below(const Subject& subject, const Shown& shown, std::string message) {
    const Tree& tree = subject.file.tree;
    const NodeId value = bound_value(subject, shown);
    const bool is_dict = subject.object(shown.broken->obligation.object).kind == models::Kind::dict;
    if (!value || !is_dict || tree.kind(value) != Kind::call || !is_builtin(subject, "dict"))
        return std::nullopt;
    const NodeId callee = tree.child(value, Field::function);
    if (tree.kind(callee) != Kind::attribute) return std::nullopt;
    const NodeId object = tree.child(callee, Field::object);
    return fix_of(Applicability::safe, std::move(message),
                  {inserted_before(object, "dict("), inserted_behind(tree, object, ")")});
}

std::optional<DraftFix> copied_by_method(const Subject& subject, const Shown& shown, std::string_view call,
                                         std::string message) {
    const Tree& tree = subject.file.tree;
    const NodeId value = bound_value(subject, shown);
    if (!value) return std::nullopt;
    return fix_of(Applicability::safe, std::move(message),
                  {replaced(tree, value, operand_text(tree, value) + std::string(call))});
}

}  // namespace doppelint::checks
