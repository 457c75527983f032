#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace doppelint::source {

/// The code points of the bytes from 0x80 on; 0 where the codec has none.
using UpperHalf = std::array<char16_t, 128>;

/// `unsupported` codecs exist in Python but are not decoded here.
enum class CodecKind : std::uint8_t { utf8, ascii, latin1, single_byte, utf16, unsupported };

/// One of Python's codecs.
struct Codec {
    std::string_view name;  ///< as Python prints it
    CodecKind kind;
    const UpperHalf* upper_half;  ///< of `ascii`, `latin1` and `single_byte`
};

/// A name or alias of a codec in Python's normal form: lower case, with `_` between words.
struct CodecName {
    std::string_view name;
    std::uint16_t codec;  ///< index into `all_codecs`
};

/// The codec that Python takes for `name` in a coding comment, or null if it has none of that name.
[[nodiscard]] const Codec* find_codec(std::string_view name);

[[nodiscard]] std::span<const Codec> all_codecs();
/// In the order of their names.
[[nodiscard]] std::span<const CodecName> all_codec_names();

}  // namespace doppelint::source
