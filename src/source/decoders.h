#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/result.h"
#include "source/encoding.h"

namespace doppelint::source {

// The parts of `decode`.

enum class ByteOrder : std::uint8_t { little_endian, big_endian };

/// Decodes UTF-16 that begins with its byte-order mark.
[[nodiscard]] Result<Decoded> decode_utf16(std::string_view bytes, ByteOrder order);

/// A byte that does not fit its encoding.
struct UndecodableByte {
    char byte = 0;
    std::size_t position = 0;      ///< counted from 0 in the file
    std::string_view text_before;  ///< for counting lines
    std::string_view reason;
};

/// Fails with Python's sentence for it, and adds the line.
[[nodiscard]] tl::unexpected<Error> undecodable(std::string_view encoding, const UndecodableByte& fault);

}  // namespace doppelint::source
