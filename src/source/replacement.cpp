#include "source/replacement.h"

#include <algorithm>
#include <optional>

#include "source/codecs.h"
#include "source/unicode.h"

namespace doppelint::source {
namespace {

// A text has LF where its file has a CR alone.
std::string as_in_file(std::string text, LineEnd line_end) {
    if (line_end == LineEnd::cr) std::ranges::replace(text, '\n', '\r');
    return text;
}

// The code point that begins at `at`, which is moved behind it.
char32_t next_code_point(std::string_view text, std::size_t& at) {
    const auto lead = static_cast<unsigned char>(text[at++]);
    if (lead < 0x80) return lead;
    const unsigned char lead_bits = lead < 0xE0 ? 0x1F : lead < 0xF0 ? 0x0F : 0x07;
    char32_t point = lead & lead_bits;
    while (at < text.size() && is_utf8_continuation(text[at])) {
        point = (point << 6) | (static_cast<unsigned char>(text[at++]) & 0x3FU);
    }
    return point;
}

// The text in an encoding of one byte for each character; none where it has no byte for one of them.
std::optional<std::string> encoded(std::string_view text, const UpperHalf& upper_half) {
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t point = next_code_point(text, at);
        if (point < 0x80) {
            result += static_cast<char>(point);
            continue;
        }
        const auto* const found = std::ranges::find(upper_half, point);
        if (found == upper_half.end()) return std::nullopt;
        result += static_cast<char>(0x80 + (found - upper_half.begin()));
    }
    return result;
}

// Text and bytes side by side: what replacements leave alone is taken over from the bytes.
class Rewriting {
  public:
    Rewriting(std::string_view bytes, const SourceFile& file, const UpperHalf* upper_half)
        : bytes_(bytes), file_(file), upper_half_(upper_half) {
        if (file.had_byte_order_mark) copy(kUtf8ByteOrderMark.size());
    }

    // Whether the encoding can say it.
    [[nodiscard]] bool put(const Replacement& it) {
        copy_to(it.begin);
        from_ += bytes_for(it.end);
        at_ = it.end;
        const std::string text = as_in_file(it.text, file_.line_end);
        const auto in_bytes = upper_half_ != nullptr ? encoded(text, *upper_half_) : std::optional(text);
        if (in_bytes) result_ += *in_bytes;
        return in_bytes.has_value();
    }
    [[nodiscard]] std::string finish() && {
        result_ += bytes_.substr(from_);
        return std::move(result_);
    }

  private:
    void copy(std::size_t count) {
        result_ += bytes_.substr(from_, count);
        from_ += count;
    }
    void copy_to(std::uint32_t offset) {
        copy(bytes_for(offset));
        at_ = offset;
    }
    // How many bytes of the file the text up to `offset` takes.
    [[nodiscard]] std::size_t bytes_for(std::uint32_t offset) const {
        if (upper_half_ == nullptr) return offset - at_;
        return count_units(std::string_view(file_.text).substr(at_, offset - at_)).code_points;
    }

    std::string_view bytes_;
    const SourceFile& file_;
    const UpperHalf* upper_half_;
    std::string result_;
    std::size_t from_ = 0;  ///< in the bytes
    std::uint32_t at_ = 0;  ///< in the text
};

}  // namespace

std::string with_line_ends_of(const SourceFile& file, std::string_view text) {
    std::string result;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text.substr(at).starts_with("\r\n")) continue;
        if (text[at] == '\n' && file.line_end == LineEnd::crlf) result += '\r';
        result += text[at];
    }
    return result;
}

Result<std::string> replaced(std::string_view bytes, const SourceFile& file,
                             std::span<const Replacement> replacements) {
    if (file.notebook) return failure("notebooks are not changed");
    if (file.encoding == Encoding::utf16_le || file.encoding == Encoding::utf16_be) {
        return failure("files in UTF-16, which Python does not run, are not changed");
    }
    const Codec* const codec = file.encoding == Encoding::utf8 ? nullptr : find_codec(coding_comment(bytes));
    Rewriting rewriting(bytes, file, codec != nullptr ? codec->upper_half : nullptr);
    for (const Replacement& it : replacements) {
        if (!rewriting.put(it)) return failure("the file's encoding has no letters for the change");
    }
    return std::move(rewriting).finish();
}

}  // namespace doppelint::source
