#include "checks/selection.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

namespace doppelint::checks {
namespace {

using Confidence = findings::Confidence;

// Surer ones first, then in the order of the text. Objects and instructions decide last, where nobody sees
// it.
auto order_of(const syntax::Tree& tree, const Draft& it) {
    return std::tuple(it.confidence, tree[it.node].begin, it.rule->code, tree[it.node].end, it.claim.index(),
                      it.object.index(), it.event.index());
}

// A draft that names no object is about all that its statement does.
bool meet(const Draft& left, const Draft& right) {
    const bool one_object = !left.object.valid() || !right.object.valid() || left.object == right.object;
    return left.event == right.event && one_object;
}

}  // namespace

std::vector<Draft> selected(const syntax::Tree& tree, std::vector<Draft> drafts) {
    std::ranges::sort(drafts, {}, [&](const Draft& it) { return order_of(tree, it); });
    std::set<std::tuple<const findings::Rule*, NodeId, ObjectId>> objects;
    std::set<std::tuple<const findings::Rule*, NodeId, std::uint32_t>> places;
    std::erase_if(drafts, [&](const Draft& it) {
        const bool new_object = objects.emplace(it.rule, it.claim, it.object).second;
        const bool new_place = places.emplace(it.rule, it.claim, tree[it.node].begin).second;
        return !new_object || !new_place;
    });
    const auto is_beaten = [&](const Draft& it) {
        return std::ranges::any_of(drafts, [&](const Draft& other) {
            return meet(other, it) && other.rule->precedence < it.rule->precedence &&
                   (other.confidence != Confidence::possible || it.confidence == Confidence::possible);
        });
    };
    std::vector<Draft> result;
    std::ranges::copy_if(drafts, std::back_inserter(result), [&](const Draft& it) { return !is_beaten(it); });
    return result;
}

}  // namespace doppelint::checks
