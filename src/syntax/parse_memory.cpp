#include "syntax/parse_memory.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstdlib>
#include <cstring>

#include <tree_sitter/api.h>

#include "base/check.h"

namespace doppelint::syntax {
namespace {

thread_local ParseMemory* current_memory = nullptr;

// A block is a header, which keeps its size class, and what the parser sees. Blocks of up to 1 KiB come in
// steps of 16 bytes, larger ones in powers of two.
constexpr std::size_t kHeader = sizeof(std::uint64_t);
constexpr std::size_t kGrain = 16;
constexpr std::size_t kSmallClasses = 64;
constexpr std::size_t kLargestSmall = kGrain * kSmallClasses;

struct SizeClass {
    std::size_t index;
    std::size_t size;  // with the header
};

SizeClass class_of(std::size_t wanted) {
    const std::size_t size = wanted + kHeader;
    if (size <= kLargestSmall) {
        const std::size_t grains = (size + kGrain - 1) / kGrain;
        return {grains - 1, grains * kGrain};
    }
    const std::size_t rounded = std::bit_ceil(size);
    const auto steps = static_cast<std::size_t>(std::countr_zero(rounded) - std::countr_zero(kLargestSmall));
    return {kSmallClasses + steps - 1, rounded};
}

std::size_t size_of_class(std::size_t index) {
    return index < kSmallClasses ? (index + 1) * kGrain : kLargestSmall << (index - kSmallClasses + 1);
}

std::uint64_t& class_of_block(void* block) {
    return *reinterpret_cast<std::uint64_t*>(static_cast<std::byte*>(block) - kHeader);
}

void* give(std::size_t size) {
    return current_memory != nullptr ? current_memory->allocate(size) : std::malloc(size);
}

void* give_zeroed(std::size_t count, std::size_t size) {
    if (current_memory == nullptr) return std::calloc(count, size);
    void* block = current_memory->allocate(count * size);
    std::memset(block, 0, count * size);
    return block;
}

void* give_resized(void* block, std::size_t size) {
    return current_memory != nullptr ? current_memory->resize(block, size) : std::realloc(block, size);
}

void take(void* block) {
    if (block == nullptr) return;
    if (current_memory != nullptr) {
        current_memory->free(block);
    } else {
        std::free(block);
    }
}

}  // namespace

void ParseMemory::install() {
    ts_set_allocator(give, give_zeroed, give_resized, take);
}

ParseMemory::Use::Use(ParseMemory& memory) : memory_(memory) {
    DOPPELINT_CHECK(current_memory == nullptr, "one parse at a time on a thread");
    current_memory = &memory;
}

ParseMemory::Use::~Use() {
    current_memory = nullptr;
    memory_.forget();
}

void ParseMemory::forget() {
    std::fill(std::begin(free_), std::end(free_), nullptr);
    arena_.reset();
    requested_ = 0;
}

void* ParseMemory::allocate(std::size_t size) {
    const SizeClass fit = class_of(size);
    requested_ += fit.size;
    if (FreeBlock* block = free_[fit.index]; block != nullptr) {
        free_[fit.index] = block->next;
        return block;
    }
    void* block = static_cast<std::byte*>(arena_.allocate(fit.size)) + kHeader;
    class_of_block(block) = fit.index;
    return block;
}

void* ParseMemory::resize(void* block, std::size_t size) {
    if (block == nullptr) return allocate(size);
    const std::size_t held = size_of_class(class_of_block(block)) - kHeader;
    if (size <= held) return block;
    void* moved = allocate(size);
    std::memcpy(moved, block, held);
    free(block);
    return moved;
}

void ParseMemory::free(void* block) {
    const std::size_t index = class_of_block(block);
    free_[index] = new (block) FreeBlock{free_[index]};
}

}  // namespace doppelint::syntax
