#include "base/arena.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace doppelint {
namespace {

constexpr std::size_t kKilobyte = std::size_t{1} << 10;
constexpr std::size_t kMegabyte = std::size_t{1} << 20;

bool is_aligned(const void* memory) {
    return reinterpret_cast<std::uintptr_t>(memory) % alignof(std::max_align_t) == 0;
}

TEST(Arena, aligns_for_any_ordinary_type) {
    Arena arena;
    for (std::size_t size = 0; size < 100; ++size) EXPECT_TRUE(is_aligned(arena.allocate(size))) << size;
}

TEST(Arena, holds_nothing_before_it_is_asked) {
    EXPECT_EQ(Arena().capacity(), 0U);
}

TEST(Arena, hands_out_blocks_that_do_not_overlap) {
    Arena arena;
    std::vector<std::pair<unsigned char*, std::size_t>> blocks;
    for (std::size_t at = 0; at < 2000; ++at) {
        const std::size_t size = at * 37 % 5000 + 1;
        auto* block = static_cast<unsigned char*>(arena.allocate(size));
        std::memset(block, static_cast<int>(at % 251), size);
        blocks.emplace_back(block, size);
    }
    for (std::size_t at = 0; at < blocks.size(); ++at) {
        const auto [block, size] = blocks[at];
        EXPECT_EQ(block[0], at % 251);
        EXPECT_EQ(block[size - 1], at % 251);
    }
}

TEST(Arena, serves_a_block_that_is_larger_than_any_chunk) {
    Arena arena;
    auto* block = static_cast<unsigned char*>(arena.allocate(64 * kMegabyte));
    EXPECT_TRUE(is_aligned(block));
    block[0] = 1;
    block[64 * kMegabyte - 1] = 2;
    EXPECT_GE(arena.capacity(), 64 * kMegabyte);
    EXPECT_NE(arena.allocate(1), nullptr);
}

TEST(Arena, copies_text) {
    Arena arena;
    std::string text = "some text";
    const std::string_view copy = arena.copy(text);
    text.assign(text.size(), '!');
    EXPECT_EQ(copy, "some text");
    EXPECT_EQ(arena.copy(""), "");
    EXPECT_EQ(arena.copy(std::string_view("a\0b", 3)).size(), 3U);
}

TEST(Arena, uses_its_memory_again_after_reset) {
    Arena arena;
    void* first = arena.allocate(100);
    for (int at = 0; at < 100; ++at) static_cast<void>(arena.allocate(10 * kKilobyte));
    const std::size_t capacity = arena.capacity();
    for (int round = 0; round < 10; ++round) {
        arena.reset();
        EXPECT_EQ(arena.allocate(100), first);
        for (int at = 0; at < 100; ++at) static_cast<void>(arena.allocate(10 * kKilobyte));
    }
    EXPECT_EQ(arena.capacity(), capacity);
}

TEST(Arena, gives_unusual_amounts_back_on_reset) {
    Arena arena;
    static_cast<void>(arena.allocate(kKilobyte));
    static_cast<void>(arena.allocate(100 * kMegabyte));
    arena.reset();
    EXPECT_LE(arena.capacity(), 16 * kMegabyte);
    EXPECT_NE(arena.allocate(kKilobyte), nullptr);
}

TEST(Arena, can_be_reset_before_its_first_use) {
    Arena arena;
    arena.reset();
    EXPECT_TRUE(is_aligned(arena.allocate(8)));
}

TEST(Arena, keeps_its_content_when_it_moves) {
    Arena first;
    const std::string_view text = first.copy("kept");
    Arena second = std::move(first);
    static_cast<void>(second.allocate(kKilobyte));
    EXPECT_EQ(text, "kept");
}

}  // namespace
}  // namespace doppelint
