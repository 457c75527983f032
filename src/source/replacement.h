#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "source/source_file.h"

namespace doppelint::source {

/// A stretch of a file's text, in bytes of `SourceFile::text`, and what is to stand there.
struct Replacement {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::string text;
    auto operator<=>(const Replacement&) const = default;
};

/// `text` with the line ends that the file's text has on its first line.
[[nodiscard]] std::string with_line_ends_of(const SourceFile& file, std::string_view text);

/// Makes the replacements in the bytes that `file` was made from. They are sorted and do not overlap. All
/// else stays as it is, byte for byte: encoding, byte-order mark, line ends. Fails where the encoding cannot
/// say it, for UTF-16 and for notebooks.
[[nodiscard]] Result<std::string> replaced(std::string_view bytes, const SourceFile& file,
                                           std::span<const Replacement> replacements);

}  // namespace doppelint::source
