#include "source/decoders.h"
#include "source/unicode.h"

namespace doppelint::source {
namespace {

constexpr std::size_t kMarkSize = 2;

bool is_high_surrogate(char32_t unit) {
    return unit >= 0xD800 && unit < 0xDC00;
}
bool is_low_surrogate(char32_t unit) {
    return unit >= 0xDC00 && unit < 0xE000;
}

char32_t unit_at(std::string_view bytes, std::size_t offset, ByteOrder order) {
    const auto first = static_cast<unsigned char>(bytes[offset]);
    const auto second = static_cast<unsigned char>(bytes[offset + 1]);
    const int unit = order == ByteOrder::big_endian ? first << 8 | second : second << 8 | first;
    return static_cast<char32_t>(unit);
}

// Decodes from `offset` on until the end or the first fault, whose reason is the result.
std::string_view decode_units(std::string_view bytes, ByteOrder order, std::size_t& offset,
                              std::string& text) {
    for (; offset < bytes.size(); offset += 2) {
        if (bytes.size() - offset < 2) return "truncated data";
        char32_t point = unit_at(bytes, offset, order);
        if (is_low_surrogate(point)) return "illegal encoding";
        if (is_high_surrogate(point)) {
            if (bytes.size() - offset < 4) return "unexpected end of data";
            const char32_t low = unit_at(bytes, offset + 2, order);
            if (!is_low_surrogate(low)) return "illegal UTF-16 surrogate";
            point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
            offset += 2;
        }
        append_utf8(text, point);
    }
    return {};
}

}  // namespace

Result<Decoded> decode_utf16(std::string_view bytes, ByteOrder order) {
    const bool is_little = order == ByteOrder::little_endian;
    Decoded decoded;
    decoded.encoding = is_little ? Encoding::utf16_le : Encoding::utf16_be;
    decoded.name = is_little ? "utf-16-le" : "utf-16-be";
    decoded.had_byte_order_mark = true;
    decoded.text.reserve(bytes.size());
    std::size_t offset = kMarkSize;
    const std::string_view reason = decode_units(bytes, order, offset, decoded.text);
    if (reason.empty()) return decoded;
    return undecodable(decoded.name, {bytes[offset], offset, decoded.text, reason});
}

}  // namespace doppelint::source
