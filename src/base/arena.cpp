#include "base/arena.h"

#include <algorithm>
#include <cstring>

namespace doppelint {
namespace {

constexpr std::size_t kFirstChunk = std::size_t{64} << 10;
constexpr std::size_t kLargestChunk = std::size_t{4} << 20;
// What `reset` keeps; a file of unusual size does not hold its memory for the rest of the run.
constexpr std::size_t kKeptOnReset = std::size_t{16} << 20;

}  // namespace

std::string_view Arena::copy(std::string_view text) {
    if (text.empty()) return {};
    auto* memory = static_cast<char*>(allocate(text.size()));
    std::memcpy(memory, text.data(), text.size());
    return {memory, text.size()};
}

void Arena::enter(std::size_t chunk) {
    current_ = chunk;
    next_ = chunks_[chunk].memory.get();
    end_ = next_ + chunks_[chunk].size;
}

void* Arena::allocate_slow(std::size_t rounded) {
    std::size_t candidate = next_ == nullptr ? 0 : current_ + 1;
    while (candidate < chunks_.size() && chunks_[candidate].size < rounded) ++candidate;
    if (candidate >= chunks_.size()) {
        const std::size_t grown =
            chunks_.empty() ? kFirstChunk : std::min(kLargestChunk, chunks_.back().size * 2);
        const std::size_t size = std::max(rounded, grown);
        chunks_.push_back({std::make_unique_for_overwrite<std::byte[]>(size), size});
        capacity_ += size;
        candidate = chunks_.size() - 1;
    }
    enter(candidate);
    void* result = next_;
    next_ += rounded;
    return result;
}

void Arena::reset() {
    while (chunks_.size() > 1 && capacity_ > kKeptOnReset) {
        capacity_ -= chunks_.back().size;
        chunks_.pop_back();
    }
    if (!chunks_.empty()) enter(0);
}

}  // namespace doppelint
