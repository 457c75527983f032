#include "base/interner.h"

#include <cstring>

namespace doppelint {
namespace {

// A fast mixing hash for short strings; ids come from order of appearance, so its value is never
// visible outside.
std::uint64_t hash_of(std::string_view text) {
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
    return state;
}

}  // namespace

NameId Interner::intern(std::string_view text) {
    const auto is_same = [&](std::uint32_t name) { return texts_[name] == text; };
    const auto [name, is_new] =
        index_.find_or_add(hash_of(text), static_cast<std::uint32_t>(texts_.size()), is_same);
    if (is_new) texts_.push_back(storage_.copy(text));
    return NameId{name};
}

NameId Interner::find(std::string_view text) const {
    const std::uint32_t found =
        index_.find(hash_of(text), [&](std::uint32_t name) { return texts_[name] == text; });
    return found != FlatIndex::kNone ? NameId{found} : NameId{};
}

}  // namespace doppelint
