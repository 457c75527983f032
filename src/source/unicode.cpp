#include "source/unicode.h"

#include <array>
#include <cstring>

namespace doppelint::source {
namespace {

using Word = std::uint64_t;
constexpr Word kLowBits = 0x0101010101010101;
constexpr Word kHighBits = kLowBits << 7;

Word load(const char* bytes) {
    Word word = 0;
    std::memcpy(&word, bytes, sizeof word);
    return word;
}

// What may follow a first byte: how many continuation bytes, and the range of the first of them, which
// keeps out overlong forms, surrogates and what lies above U+10FFFF.
struct Follow {
    std::size_t count;
    unsigned char lowest;
    unsigned char highest;
};

constexpr Follow follow(unsigned char first) {
    if (first < 0xC2 || first > 0xF4) return {0, 0, 0};
    if (first < 0xE0) return {1, 0x80, 0xBF};
    if (first == 0xE0) return {2, 0xA0, 0xBF};
    if (first == 0xED) return {2, 0x80, 0x9F};
    if (first < 0xF0) return {2, 0x80, 0xBF};
    if (first == 0xF0) return {3, 0x90, 0xBF};
    if (first == 0xF4) return {3, 0x80, 0x8F};
    return {3, 0x80, 0xBF};
}

// Why the character that starts `bytes` is none; empty if it is one, whose size `length` then gets.
std::string_view character_fault(std::string_view bytes, std::size_t& length) {
    Follow next = follow(static_cast<unsigned char>(bytes[0]));
    if (next.count == 0) return "invalid start byte";
    for (std::size_t i = 1; i <= next.count; ++i) {
        if (i >= bytes.size()) return "unexpected end of data";
        const auto byte = static_cast<unsigned char>(bytes[i]);
        if (byte < next.lowest || byte > next.highest) return "invalid continuation byte";
        next.lowest = 0x80;
        next.highest = 0xBF;
    }
    length = 1 + next.count;
    return {};
}

}  // namespace

std::size_t ascii_prefix(std::string_view bytes) {
    const char* const begin = bytes.data();
    std::size_t done = 0;
    for (; bytes.size() - done >= 4 * sizeof(Word); done += 4 * sizeof(Word)) {
        const char* at = begin + done;
        if (((load(at) | load(at + 8) | load(at + 16) | load(at + 24)) & kHighBits) != 0) break;
    }
    while (done < bytes.size() && static_cast<unsigned char>(begin[done]) < 0x80) ++done;
    return done;
}

std::optional<Utf8Fault> first_utf8_fault(std::string_view bytes) {
    std::size_t offset = ascii_prefix(bytes);
    while (offset < bytes.size()) {
        std::size_t length = 0;
        const std::string_view reason = character_fault(bytes.substr(offset), length);
        if (!reason.empty()) return Utf8Fault{offset, reason};
        offset += length;
        // Foreign text comes in runs; only ASCII is worth the call.
        if (offset < bytes.size() && static_cast<unsigned char>(bytes[offset]) < 0x80) {
            offset += ascii_prefix(bytes.substr(offset));
        }
    }
    return std::nullopt;
}

void append_utf8(std::string& text, char32_t code_point) {
    static constexpr std::array<char32_t, 4> kFirstByte{0x00, 0xC0, 0xE0, 0xF0};
    const std::size_t more = code_point < 0x80 ? 0 : code_point < 0x800 ? 1 : code_point < 0x10000 ? 2 : 3;
    text += static_cast<char>(kFirstByte[more] | (code_point >> (6 * more)));
    for (std::size_t left = more; left-- > 0;) {
        text += static_cast<char>(0x80 | ((code_point >> (6 * left)) & 0x3F));
    }
}

UnitCounts count_units(std::string_view text) {
    UnitCounts counts;
    std::size_t i = 0;
    // Eight bytes at a time: a bit per byte that continues a character, one per first byte of four. The
    // product adds up a word's bits in its top byte.
    for (; text.size() - i >= sizeof(Word); i += sizeof(Word)) {
        const Word word = load(text.data() + i);
        const Word continues = (word >> 7) & ~(word >> 6) & kLowBits;
        const Word of_four = (word >> 7) & (word >> 6) & (word >> 5) & (word >> 4) & kLowBits;
        counts.code_points += 8 - static_cast<std::uint32_t>((continues * kLowBits) >> 56);
        counts.utf16_units += static_cast<std::uint32_t>((of_four * kLowBits) >> 56);
    }
    for (; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        counts.code_points += is_utf8_continuation(text[i]) ? 0u : 1u;
        counts.utf16_units += byte >= 0xF0 ? 1u : 0u;
    }
    counts.utf16_units += counts.code_points;
    return counts;
}

}  // namespace doppelint::source
