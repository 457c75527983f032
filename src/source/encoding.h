#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace doppelint::source {

/// The encodings of PEP 263 that doppelint decodes.
enum class Encoding : std::uint8_t { utf8, ascii, latin1, single_byte, utf16_le, utf16_be };

/// U+FEFF as some editors put it before UTF-8 text.
inline constexpr std::string_view kUtf8ByteOrderMark = "\xEF\xBB\xBF";

struct Decoded {
    std::string text;  ///< UTF-8, without a byte-order mark
    Encoding encoding = Encoding::utf8;
    std::string name;  ///< the encoding's canonical name, as Python would print it: "iso8859-15"
    bool had_byte_order_mark = false;
};

/// Decodes `bytes` by their byte-order mark, else by the coding comment in one of the first two lines,
/// else as UTF-8. Takes the bytes by value: UTF-8 without a mark is not copied.
[[nodiscard]] Result<Decoded> decode(std::string bytes);

/// The encoding that the coding comment of PEP 263 names, or an empty view. Finds the comment where CPython
/// does.
[[nodiscard]] std::string_view coding_comment(std::string_view bytes);

}  // namespace doppelint::source
