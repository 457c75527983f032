#include "base/hash.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace doppelint {

std::uint64_t hash_of(std::string_view bytes) {
    return XXH3_64bits(bytes.data(), bytes.size());
}

std::uint64_t hash_of(std::span<const std::byte> bytes) {
    return XXH3_64bits(bytes.data(), bytes.size());
}

}  // namespace doppelint
