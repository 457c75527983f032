#include "report/heap_holders.h"

#include <algorithm>
#include <array>
#include <set>

namespace doppelint::report {
namespace {

using views::NameView;
using views::ObjectNumber;
using views::ObjectView;
using views::SlotView;

constexpr std::size_t kMostCompared = 40;  // holders of one object

bool is_each_of(const ObjectView& owner, const SlotView& slot) {
    return slot.slot == "[*]" && owner.distinct == "same" && slot.objects.size() == 1;
}

std::size_t count_owners(std::span<const HeapHolders::Holder> holders) {
    std::set<std::size_t> owners;
    for (const HeapHolders::Holder& it : holders) owners.insert(it.owner);
    return owners.size();
}

}  // namespace

bool is_plain(const ObjectView& object) {
    constexpr std::array<std::string_view, 5> kPlain{"const", "function", "method", "module", "class"};
    return std::ranges::find(kPlain, object.kind) != kPlain.end();
}

HeapHolders::HeapHolders(const views::StatementView& statement) : statement_(statement) {
    for (const ObjectView& it : statement.objects) objects_[it.number] = &it;
    find_names();
    find_ways();
    find_holders();
    for (const ObjectView& it : statement.objects) sharings_[it.number] = sharing_of(it);
}

const ObjectView* HeapHolders::find(ObjectNumber number) const {
    const auto found = objects_.find(number);
    return found != objects_.end() ? found->second : nullptr;
}

std::string_view HeapHolders::path_to(ObjectNumber number) const {
    const auto found = ways_.find(number);
    return found != ways_.end() ? std::string_view(found->second) : std::string_view();
}

std::span<const HeapHolders::Holder> HeapHolders::holders_of(ObjectNumber number) const {
    const auto found = holders_.find(number);
    if (found == holders_.end()) return {};
    return found->second;
}

Sharing HeapHolders::sharing_of(const ObjectView& object) const {
    if (!object.is_mutable || is_plain(object)) return Sharing::none;
    std::size_t all = 0;
    std::size_t certain = 0;
    const std::span<const Holder> holders = holders_of(object.number);
    for (const Holder& it : holders) {
        const std::size_t places = it.is_each ? 2 : 1;
        all += places;
        if (it.is_certain) certain += places;
    }
    if (all < 2) return Sharing::none;
    if ((object.single && certain >= 2) || is_always_one(holders)) return Sharing::certain;
    // That all slots of one object may hold something unknown tells nobody anything.
    if (object.kind == "opaque" && count_owners(holders) < 2) return Sharing::none;
    return Sharing::possible;
}

bool HeapHolders::is_always_one(std::span<const Holder> holders) const {
    holders = holders.first(std::min(holders.size(), kMostCompared));
    for (const Holder& one : holders) {
        for (const Holder& other : holders) {
            const views::PairView pair{one.path, other.path};
            if (one.path < other.path && std::ranges::binary_search(statement_.must, pair)) return true;
        }
    }
    return false;
}

bool HeapHolders::is_said_by_slot(const NameView& name) const {
    const std::size_t dot = name.name.find('.');
    if (dot == std::string::npos) return false;
    const auto base = std::ranges::find(statement_.names, name.name.substr(0, dot), &NameView::name);
    if (base == statement_.names.end()) return false;
    const std::string slot = name.name.substr(dot);
    return std::ranges::any_of(base->objects, [&](ObjectNumber it) {
        const ObjectView* const object = find(it);
        return object != nullptr &&
               std::ranges::find(object->slots, slot, &SlotView::slot) != object->slots.end();
    });
}

void HeapHolders::find_names() {
    for (const NameView& it : statement_.names) {
        if (!is_said_by_slot(it)) names_.push_back(&it);
    }
}

// Step by step away from the names.
void HeapHolders::find_ways() {
    const auto reach = [&](ObjectNumber number, std::string way) {
        if (objects_.contains(number) && ways_.emplace(number, std::move(way)).second)
            reached_.push_back(number);
    };
    for (const NameView* const name : names_) {
        for (const ObjectNumber it : name->objects) reach(it, name->name);
    }
    std::size_t done = 0;
    while (done < reached_.size()) {
        const ObjectView& owner = *objects_.at(reached_[done++]);
        if (owner.kind == "const") continue;
        const std::string way = ways_.at(owner.number);
        for (const SlotView& slot : owner.slots) {
            for (const ObjectNumber it : slot.objects) reach(it, way + slot.slot);
        }
    }
}

void HeapHolders::find_holders() {
    std::size_t owner = 0;
    for (const NameView* const name : names_) {
        ++owner;
        for (const ObjectNumber it : name->objects)
            holders_[it].push_back({name->name, name->objects.size() == 1, false, owner});
    }
    for (const ObjectNumber number : reached_) {
        const ObjectView& object = *objects_.at(number);
        ++owner;
        for (const SlotView& slot : object.slots) {
            const Holder holder{ways_.at(number) + slot.slot, slot.objects.size() == 1,
                                is_each_of(object, slot), owner};
            for (const ObjectNumber it : slot.objects) holders_[it].push_back(holder);
        }
    }
}

}  // namespace doppelint::report
