#include "views/copies.h"

#include <algorithm>

#include "analysis/copies.h"

namespace doppelint::views {

using heap::ObjectId;

CopiesMade::CopiesMade(const analysis::Facts& facts, const heap::Heap& heap) {
    for (const analysis::Claim& it : facts.claims) {
        if (it.shape == analysis::Claim::Shape::pair) add_shallow(it, heap);
    }
    for (std::uint32_t at = 0; at < heap.objects().size(); ++at) {
        const ObjectId source = analysis::deeply_copied(heap.objects()[ObjectId{at}]);
        if (source.valid()) copies_[ObjectId{at}] = {{source}, true};
    }
}

// What the claim is about may have been there before: a copy of a tuple is the tuple.
void CopiesMade::add_shallow(const analysis::Claim& claim, const heap::Heap& heap) {
    for (const ObjectId copy : heap.objects_of(claim.copy)) {
        const heap::Object& object = heap.objects()[copy];
        if (object.origin != heap::Origin::site || object.site != claim.where.index()) continue;
        std::vector<ObjectId>& sources = copies_[copy].of;
        for (const ObjectId source : heap.objects_of(claim.source)) {
            if (source != copy && std::ranges::find(sources, source) == sources.end())
                sources.push_back(source);
        }
    }
}

const CopiesMade::Copy* CopiesMade::find(ObjectId object) const {
    const auto found = copies_.find(object);
    return found != copies_.end() && !found->second.of.empty() ? &found->second : nullptr;
}

}  // namespace doppelint::views
