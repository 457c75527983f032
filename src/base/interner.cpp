#include "base/interner.h"

#include <cstring>

namespace doppelint {
namespace {

constexpr std::size_t kFirstSlots = 256;

// A fast mixing hash for short strings; ids come from order of appearance, so its value is never
// visible outside.
std::uint32_t hash_of(std::string_view text) {
    constexpr std::uint64_t kMultiplier = 0x9E3779B97F4A7C15ULL;
    std::uint64_t state = text.size() * kMultiplier;
    const char* at = text.data();
    std::size_t left = text.size();
    while (left >= sizeof(std::uint64_t)) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, sizeof word);
        state = (state ^ word) * kMultiplier;
        state ^= state >> 29U;
        at += sizeof word;
        left -= sizeof word;
    }
    if (left > 0) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, left);
        state = (state ^ word) * kMultiplier;
    }
    return static_cast<std::uint32_t>(state >> 32U);
}

}  // namespace

Interner::Interner() : slots_(kFirstSlots) {}

std::size_t Interner::probe(std::string_view text, std::uint32_t hash) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = hash & mask;
    while (slots_[at].name.valid()) {
        if (slots_[at].hash == hash && texts_[slots_[at].name.index()] == text) break;
        at = (at + 1) & mask;
    }
    return at;
}

NameId Interner::intern(std::string_view text) {
    const std::uint32_t hash = hash_of(text);
    std::size_t at = probe(text, hash);
    if (slots_[at].name.valid()) return slots_[at].name;
    if (texts_.size() * 2 >= slots_.size()) {
        grow();
        at = probe(text, hash);
    }
    const NameId name{static_cast<std::uint32_t>(texts_.size())};
    texts_.push_back(storage_.copy(text));
    slots_[at] = {hash, name};
    return name;
}

NameId Interner::find(std::string_view text) const {
    return slots_[probe(text, hash_of(text))].name;
}

void Interner::grow() {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    const std::size_t mask = slots_.size() - 1;
    for (const Slot& slot : old) {
        if (!slot.name.valid()) continue;
        std::size_t at = slot.hash & mask;
        while (slots_[at].name.valid()) at = (at + 1) & mask;
        slots_[at] = slot;
    }
}

}  // namespace doppelint
