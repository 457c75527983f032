#include "heap/object_set.h"

#include <algorithm>
#include <iterator>

namespace doppelint::heap {
namespace {

std::uint64_t hash_of(std::span<const ObjectId> sorted) {
    std::uint64_t hash = sorted.size();
    for (const ObjectId it : sorted) hash = FlatIndex::mixed(hash, it.index());
    return hash;
}

}  // namespace

ObjectSets::ObjectSets() : ranges_(1) {}

SetId ObjectSets::single(ObjectId object) {
    if (object.index() >= singles_.size()) singles_.resize(object.index() + 1);
    SetId& result = singles_[object.index()];
    if (!result.valid()) {
        result = SetId{static_cast<std::uint32_t>(ranges_.size())};
        ranges_.push_back({static_cast<std::uint32_t>(pool_.size()), 1});
        pool_.push_back(object);
    }
    return result;
}

SetId ObjectSets::of(std::vector<ObjectId> objects) {
    std::ranges::sort(objects);
    const auto repeated = std::ranges::unique(objects);
    objects.erase(repeated.begin(), repeated.end());
    return intern(objects);
}

SetId ObjectSets::intern(std::span<const ObjectId> sorted) {
    if (sorted.empty()) return empty();
    if (sorted.size() == 1) return single(sorted[0]);
    const auto [number, is_new] = index_.find_or_add(
        hash_of(sorted), static_cast<std::uint32_t>(ranges_.size()),
        [&](std::uint32_t known) { return std::ranges::equal(items(SetId{known}), sorted); });
    if (!is_new) return SetId{number};
    ranges_.push_back({static_cast<std::uint32_t>(pool_.size()), static_cast<std::uint32_t>(sorted.size())});
    pool_.insert(pool_.end(), sorted.begin(), sorted.end());
    return SetId{number};
}

SetId ObjectSets::unite(SetId left, SetId right) {
    if (left == right || right == empty()) return left;
    if (left == empty()) return right;
    if (right < left) std::swap(left, right);
    const auto [number, is_new] = union_index_.find_or_add(
        FlatIndex::mixed(0, pair_of(left.index(), right.index())), static_cast<std::uint32_t>(unions_.size()),
        [&](std::uint32_t known) { return unions_[known].left == left && unions_[known].right == right; });
    if (!is_new) return unions_[number].both;
    scratch_.clear();
    std::ranges::set_union(items(left), items(right), std::back_inserter(scratch_));
    unions_.push_back({left, right, intern(scratch_)});
    return unions_.back().both;
}

bool ObjectSets::has(SetId set, ObjectId object) const {
    return std::ranges::binary_search(items(set), object);
}

bool ObjectSets::meets(SetId left, SetId right) const {
    if (left == right) return left != empty();
    return std::ranges::any_of(items(left), [&](ObjectId it) { return has(right, it); });
}

bool ObjectSets::within(SetId inner, SetId outer) const {
    return inner == outer || std::ranges::includes(items(outer), items(inner));
}

SetId ObjectSets::without(SetId set, ObjectId object) {
    return filtered(set, [&](ObjectId it) { return it != object; });
}

}  // namespace doppelint::heap
