#include "checks/fix_walk.h"

#include <algorithm>
#include <array>
#include <utility>

#include "checks/enclosing.h"
#include "checks/registers.h"
#include "checks/rewriting.h"

namespace doppelint::checks {
namespace {

using findings::Applicability;
using syntax::Field;
using syntax::Kind;
using syntax::Tree;

bool is_walked_here(const Tree& tree, NodeId walked) {
    const NodeId loop = enclosing(tree, walked);
    if (!loop || tree[walked].field != Field::right) return false;
    const bool is_loop = tree.kind(loop) == Kind::for_statement || tree.kind(loop) == Kind::for_in_clause;
    return is_loop && tree.text(loop).starts_with("for");
}

// A name, an attribute, a view of one: working it out does nothing else.
bool is_plain(const Tree& tree, NodeId walked) {
    constexpr std::array<std::string_view, 3> kViews{"keys", "values", "items"};
    if (tree.kind(walked) == Kind::call) {
        const NodeId callee = tree.child(walked, Field::function);
        const NodeId method =
            tree.kind(callee) == Kind::attribute ? tree.child(callee, Field::attribute) : NodeId{};
        if (!method || std::ranges::find(kViews, tree.text(method)) == kViews.end()) return false;
        walked = tree.child(callee, Field::object);
    }
    while (tree.kind(walked) == Kind::attribute) walked = tree.child(walked, Field::object);
    return tree.kind(walked) == Kind::identifier;
}

// `rows.remove(row)`, where `row` is what the walk gave in this turn.
bool takes_out_item_of_turn(const Subject& subject, const analysis::Broken& broken) {
    const Instruction& event = subject.at(broken.obligation.event);
    if (event.opcode != Opcode::call || event.operand_count != 2) return false;
    const Instruction& method = subject.at(origin_of(subject, operand(subject.file.module, event, 0)));
    const bool is_remove = method.opcode == Opcode::get_attribute &&
                           subject.file.module.text(NameId{method.payload}) == "remove";
    if (!is_remove) return false;
    const Instruction& item = subject.at(origin_of(subject, operand(subject.file.module, event, 1)));
    return item.opcode == Opcode::next_item &&
           origin_of(subject, operand(subject.file.module, item, 0)) == subject.claim_of(broken).where;
}

std::optional<Applicability> applicability_of(const Subject& subject, const analysis::Broken& broken,
                                              NodeId walked) {
    using models::Kind;
    const auto plain = is_plain(subject.file.tree, walked) ? Applicability::safe : Applicability::unsafe;
    const ObjectId walked_object = broken.obligation.object;
    const bool is_deque =
        subject.any_caller.heap.objects().class_of(walked_object).library == "collections.deque";
    switch (subject.object(walked_object).kind) {
        case Kind::dict:
        case Kind::set: return plain;
        default: break;
    }
    if (is_deque) return plain;
    if (takes_out_item_of_turn(subject, broken)) return plain;
    return std::nullopt;
}

}  // namespace

std::optional<DraftFix> walked_as_list(const Subject& subject, const analysis::Broken& broken,
                                       std::string message) {
    const analysis::Claim& claim = subject.claim_of(broken);
    const Tree& tree = subject.file.tree;
    const NodeId walked = subject.node_of(claim.where);
    if (claim.callee.valid() || !walked || !is_walked_here(tree, walked) || !is_builtin(subject, "list"))
        return std::nullopt;
    const auto applicability = applicability_of(subject, broken, walked);
    if (!applicability) return std::nullopt;
    return fix_of(*applicability, std::move(message),
                  {inserted_before(walked, "list("), inserted_behind(tree, walked, ")")});
}

}  // namespace doppelint::checks
