#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace doppelint {

/// Hands out memory by moving a pointer and gives all of it back at once. Nothing in it is destroyed,
/// so it holds only values that need no destructor.
class Arena {
  public:
    Arena() = default;
    Arena(const Arena&) = delete;
    Arena& operator=(const Arena&) = delete;
    Arena(Arena&&) = default;
    Arena& operator=(Arena&&) = default;
    ~Arena() = default;

    /// Memory for `size` bytes, aligned for any ordinary type.
    [[nodiscard]] void* allocate(std::size_t size) {
        const std::size_t rounded = (size + kAlignment - 1) & ~(kAlignment - 1);
        if (rounded <= static_cast<std::size_t>(end_ - next_)) [[likely]] {
            void* result = next_;
            next_ += rounded;
            return result;
        }
        return allocate_slow(rounded);
    }

    /// A copy of `text` that lives as long as the arena's content.
    [[nodiscard]] std::string_view copy(std::string_view text);

    /// Forgets everything handed out, and keeps the first chunks for the next round.
    void reset();

    /// Bytes held from the system.
    [[nodiscard]] std::size_t capacity() const { return capacity_; }

  private:
    static constexpr std::size_t kAlignment = alignof(std::max_align_t);

    struct Chunk {
        std::unique_ptr<std::byte[]> memory;
        std::size_t size = 0;
    };

    [[nodiscard]] void* allocate_slow(std::size_t rounded);
    void enter(std::size_t chunk);

    std::vector<Chunk> chunks_;
    std::size_t current_ = 0;
    std::size_t capacity_ = 0;
    std::byte* next_ = nullptr;
    std::byte* end_ = nullptr;
};

}  // namespace doppelint
