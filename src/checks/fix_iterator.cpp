#include "checks/fix_iterator.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "checks/registers.h"
#include "checks/rewriting.h"

namespace doppelint::checks {
namespace {

// `next(it)`, which no list answers.
bool is_asked_for_next(const Subject& subject, ValueId made) {
    return std::ranges::any_of(subject.facts().ran, [&](const analysis::Ran& it) {
        if (it.model == nullptr || it.model->name != "builtins.next") return false;
        const Instruction& call = subject.at(it.at);
        return call.opcode == Opcode::call && call.operand_count > 1 &&
               origin_of(subject, operand(subject.file.module, call, 1)) == made;
    });
}

}  // namespace

std::optional<DraftFix> made_a_list(const Subject& subject, ValueId made, std::string message) {
    using syntax::Kind;
    constexpr std::array<std::string_view, 5> kMakers{"map", "filter", "zip", "enumerate", "reversed"};
    const syntax::Tree& tree = subject.file.tree;
    const NodeId iterator = subject.node_of(made);
    if (!iterator || is_too_long(subject) || is_asked_for_next(subject, made)) return std::nullopt;
    if (tree.kind(iterator) == Kind::generator_expression) {
        const std::string_view text = tree.text(iterator);
        if (!text.starts_with('(') || !text.ends_with(')')) return std::nullopt;
        const auto size = static_cast<std::uint32_t>(text.size());
        return fix_of(findings::Applicability::unsafe, std::move(message),
                      {{iterator, 0, 1, "["}, {iterator, size - 1, size, "]"}});
    }
    if (tree.kind(iterator) != Kind::call || !is_builtin(subject, "list")) return std::nullopt;
    const std::string_view name = tree.text(tree.child(iterator, syntax::Field::function));
    if (std::ranges::find(kMakers, name) == kMakers.end() || !is_builtin(subject, name)) return std::nullopt;
    return fix_of(findings::Applicability::unsafe, std::move(message),
                  {inserted_before(iterator, "list("), inserted_behind(tree, iterator, ")")});
}

}  // namespace doppelint::checks
