#include "checks/fix_iterator.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "checks/rewriting.h"

namespace doppelint::checks {

std::optional<DraftFix> made_a_list(const Subject& subject, NodeId iterator, std::string message) {
    using syntax::Kind;
    constexpr std::array<std::string_view, 6> kMakers{"map",       "filter",   "zip",
                                                      "enumerate", "reversed", "iter"};
    const syntax::Tree& tree = subject.file.tree;
    if (!iterator) return std::nullopt;
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
