#include "source/encoding.h"

#include <algorithm>
#include <utility>

#include "source/codecs.h"
#include "source/decoders.h"
#include "source/unicode.h"

namespace doppelint::source {
namespace {

using namespace std::string_view_literals;

std::string quoted(std::string_view name) {
    constexpr std::size_t kLongest = 60;
    const std::string_view end = name.size() > kLongest ? "…" : "";
    return '"' + std::string(name.substr(0, kLongest)).append(end) + '"';
}

tl::unexpected<Error> not_supported(std::string_view encoding) {
    return failure("the encoding " + quoted(encoding) + " is not supported");
}

Result<Decoded> decode_utf8(std::string bytes) {
    if (const auto fault = first_utf8_fault(bytes)) {
        const std::size_t at = fault->offset;
        const std::string_view before = std::string_view(bytes).substr(0, at);
        return undecodable("utf-8", {bytes[at], at, before, fault->reason});
    }
    return Decoded{std::move(bytes), Encoding::utf8, "utf-8", false};
}

// Python refuses such a file if the comment names another encoding.
Result<Decoded> decode_marked_utf8(std::string bytes) {
    const std::string_view comment = coding_comment(bytes);
    if (!comment.empty()) {
        const Codec* codec = find_codec(comment);
        if (codec == nullptr || codec->kind != CodecKind::utf8) {
            return failure("the coding comment names " + quoted(comment) +
                           ", but the file begins with the byte-order mark of UTF-8");
        }
    }
    // The mark is UTF-8 itself, so that positions in sentences count it.
    Result<Decoded> decoded = decode_utf8(std::move(bytes));
    if (!decoded) return decoded;
    decoded->text.erase(0, kUtf8ByteOrderMark.size());
    decoded->had_byte_order_mark = true;
    return decoded;
}

Encoding encoding_of(CodecKind single_byte_kind) {
    if (single_byte_kind == CodecKind::ascii) return Encoding::ascii;
    return single_byte_kind == CodecKind::latin1 ? Encoding::latin1 : Encoding::single_byte;
}

tl::unexpected<Error> outside_codec(const Codec& codec, std::string_view bytes, std::size_t offset) {
    const bool is_ascii = codec.kind == CodecKind::ascii;
    return undecodable(is_ascii ? "ascii" : "charmap",
                       {bytes[offset], offset, bytes.substr(0, offset),
                        is_ascii ? "ordinal not in range(128)" : "character maps to <undefined>"});
}

Result<Decoded> decode_single_bytes(std::string bytes, const Codec& codec) {
    Decoded decoded{{}, encoding_of(codec.kind), std::string(codec.name), false};
    const std::string_view input = bytes;
    std::size_t offset = ascii_prefix(input);
    if (offset == input.size()) {
        decoded.text = std::move(bytes);
        return decoded;
    }
    decoded.text.reserve(input.size() + input.size() / 4);
    decoded.text.append(input.substr(0, offset));
    for (; offset < input.size(); ++offset) {
        const auto byte = static_cast<unsigned char>(input[offset]);
        const char32_t point = byte < 0x80 ? byte : (*codec.upper_half)[byte - 0x80u];
        if (point == 0 && byte != 0) return outside_codec(codec, input, offset);
        append_utf8(decoded.text, point);
    }
    return decoded;
}

Result<Decoded> decode_by_comment(std::string bytes) {
    const std::string_view comment = coding_comment(bytes);
    if (comment.empty()) return decode_utf8(std::move(bytes));
    const Codec* codec = find_codec(comment);
    if (codec == nullptr) return failure("unknown encoding: " + std::string(comment.substr(0, 60)));
    switch (codec->kind) {
        case CodecKind::utf8: return decode_utf8(std::move(bytes));
        case CodecKind::utf16:
            return failure("the coding comment names " + quoted(comment) +
                           ", but the file does not begin with the byte-order mark of UTF-16");
        case CodecKind::unsupported: return not_supported(codec->name);
        default: return decode_single_bytes(std::move(bytes), *codec);
    }
}

}  // namespace

Result<Decoded> decode(std::string bytes) {
    if (bytes.starts_with(kUtf8ByteOrderMark)) return decode_marked_utf8(std::move(bytes));
    // The mark of UTF-32 begins with that of UTF-16.
    if (bytes.starts_with("\xFF\xFE\0\0"sv) || bytes.starts_with("\0\0\xFE\xFF"sv)) {
        return not_supported("utf-32");
    }
    if (bytes.starts_with("\xFF\xFE")) return decode_utf16(bytes, ByteOrder::little_endian);
    if (bytes.starts_with("\xFE\xFF")) return decode_utf16(bytes, ByteOrder::big_endian);
    return decode_by_comment(std::move(bytes));
}

tl::unexpected<Error> undecodable(std::string_view encoding, const UndecodableByte& fault) {
    constexpr std::string_view kHex = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(fault.byte);
    const std::string_view before = fault.text_before;
    // Lines end at LF or at a CR that no LF follows.
    std::size_t line = 1;
    for (std::size_t i = 0; i < before.size(); ++i) {
        const bool is_lone_return = before[i] == '\r' && !before.substr(i + 1).starts_with('\n');
        if (before[i] == '\n' || is_lone_return) ++line;
    }
    std::string sentence = "'" + std::string(encoding) + "' codec can't decode byte 0x";
    sentence += kHex[byte >> 4];
    sentence += kHex[byte & 15];
    sentence += " in position " + std::to_string(fault.position);
    sentence += " (line " + std::to_string(line) + "): " + std::string(fault.reason);
    return failure(std::move(sentence));
}

}  // namespace doppelint::source
