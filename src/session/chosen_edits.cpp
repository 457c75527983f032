#include "session/chosen_edits.h"

#include <algorithm>
#include <iterator>

namespace doppelint::session {
namespace {

using source::Replacement;

bool is_insertion(const Replacement& it) {
    return it.begin == it.end;
}

// What is put in at the border of something that another fix changes depends on it.
bool are_in_the_way(const Replacement& left, const Replacement& right) {
    if (is_insertion(left) || is_insertion(right)) return left.begin <= right.end && right.begin <= left.end;
    return left.begin < right.end && right.begin < left.end;
}

}  // namespace

// Those that are taken do not overlap, so only one that begins earlier can reach as far.
bool ChosenEdits::has_room(const InOrder& taken, const findings::Edit& wanted) {
    const Replacement& change = wanted.change;
    auto at = taken.lower_bound({change.begin, 0, {}});
    if (at != taken.begin()) --at;
    for (; at != taken.end() && at->begin <= change.end; ++at) {
        const bool is_shared = wanted.adds_import && *at == change;
        if (!is_shared && are_in_the_way(*at, change)) return false;
    }
    return true;
}

bool ChosenEdits::take(const std::string& path, const findings::Fix& fix) {
    InOrder& taken = by_path_[path];
    const auto fits = [&](const findings::Edit& it) { return has_room(taken, it); };
    if (!std::ranges::all_of(fix.edits, fits)) return false;
    for (const findings::Edit& it : fix.edits) taken.insert(it.change);
    return true;
}

std::vector<Replacement> ChosenEdits::of(const std::string& path) const {
    const auto found = by_path_.find(path);
    if (found == by_path_.end()) return {};
    return {found->second.begin(), found->second.end()};
}

std::vector<std::string> ChosenEdits::paths() const {
    std::vector<std::string> result;
    for (const auto& [path, edits] : by_path_) {
        if (!edits.empty()) result.push_back(path);
    }
    return result;
}

}  // namespace doppelint::session
