#pragma once

#include <cstddef>
#include <cstdint>

#include "base/arena.h"

namespace doppelint::syntax {

/// The memory under the parser: while a `ParseMemory::Use` stands on a thread, everything that the parser
/// allocates there comes from one arena, with freed blocks reused by size. When it ends, all of it is dropped
/// at once; the parser's own tree is never torn down node by node.
class ParseMemory {
  public:
    class Use {
      public:
        explicit Use(ParseMemory& memory);
        Use(const Use&) = delete;
        Use& operator=(const Use&) = delete;
        ~Use();

      private:
        ParseMemory& memory_;
    };

    /// Tells the parser's library, once per process, to allocate here.
    static void install();

    [[nodiscard]] void* allocate(std::size_t size);
    [[nodiscard]] void* resize(void* block, std::size_t size);
    void free(void* block);

    /// How many bytes were asked for since the `Use` began, given back or not.
    [[nodiscard]] std::uint64_t requested() const { return requested_; }

  private:
    // Blocks are rounded up to a size class; each keeps its class in front of it.
    static constexpr std::size_t kClasses = 96;
    struct FreeBlock {
        FreeBlock* next;
    };

    void forget();

    Arena arena_;
    std::uint64_t requested_ = 0;
    FreeBlock* free_[kClasses] = {};
};

}  // namespace doppelint::syntax
