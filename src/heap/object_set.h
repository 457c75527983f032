#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/inline_vector.h"
#include "heap/object.h"

namespace doppelint::heap {

using SetId = Id<struct ObjectSetTag>;
/// A copy of a set's objects, for whoever walks them while sets are made.
using ObjectList = InlineVector<ObjectId, 4>;

/// Sorted sets of objects, each set once, so that equal sets have equal ids. Unions are remembered.
class ObjectSets {
  public:
    ObjectSets();

    [[nodiscard]] static constexpr SetId empty() { return SetId{0}; }
    SetId single(ObjectId object);
    SetId of(std::vector<ObjectId> objects);
    SetId unite(SetId left, SetId right);
    [[nodiscard]] std::span<const ObjectId> items(SetId set) const {
        const Range range = ranges_[set.index()];
        return std::span(pool_).subspan(range.first, range.count);
    }
    [[nodiscard]] std::size_t size(SetId set) const { return ranges_[set.index()].count; }
    [[nodiscard]] bool has(SetId set, ObjectId object) const;
    [[nodiscard]] bool meets(SetId left, SetId right) const;
    [[nodiscard]] bool within(SetId inner, SetId outer) const;
    SetId without(SetId set, ObjectId object);

    /// The set of what `change(object)` gives for each.
    template <class Change>
    SetId mapped(SetId set, Change&& change) {
        if (size(set) == 1) return single(change(items(set)[0]));
        std::vector<ObjectId> result;
        const std::span<const ObjectId> before = items(set);
        for (std::size_t at = 0; at < before.size(); ++at) {
            const ObjectId to = change(before[at]);
            if (result.empty() && to != before[at]) result.assign(before.begin(), before.end());
            if (!result.empty()) result[at] = to;
        }
        return result.empty() ? set : of(std::move(result));
    }
    /// The objects that `keep(object)` holds for.
    template <class Keep>
    SetId filtered(SetId set, Keep&& keep) {
        if (size(set) == 1) return keep(items(set)[0]) ? set : empty();
        std::vector<ObjectId> result;
        for (const ObjectId it : items(set)) {
            if (keep(it)) result.push_back(it);
        }
        return result.size() == size(set) ? set : of(std::move(result));
    }

  private:
    struct Range {
        std::uint32_t first = 0, count = 0;
    };
    SetId intern(std::span<const ObjectId> sorted);

    std::vector<ObjectId> pool_;
    std::vector<Range> ranges_;
    std::vector<SetId> singles_;  ///< by object
    FlatIndex index_;
    /// A union that was asked for.
    struct Union {
        SetId left, right, both;
    };
    std::vector<Union> unions_;
    FlatIndex union_index_;
    std::vector<ObjectId> scratch_;
};

}  // namespace doppelint::heap
