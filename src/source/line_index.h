#pragma once

#include <compare>
#include <cstdint>
#include <string_view>
#include <vector>

#include "source/unicode.h"

namespace doppelint::source {

/// A place as people count it: both from 1, the column in Unicode code points.
struct Position {
    std::uint32_t line = 1;
    std::uint32_t column = 1;
    auto operator<=>(const Position&) const = default;
};

/// A place as editors count it: both from 0, the column in UTF-16 units.
struct EditorPosition {
    std::uint32_t line = 0;
    std::uint32_t character = 0;
    auto operator<=>(const EditorPosition&) const = default;
};

/// Where the lines of a text begin. Lines end at LF or CRLF; there is always at least one. Keeps no text:
/// callers pass the same text back in, so that an index costs four bytes a line (and eight for every 4 KiB
/// of text that is not ASCII).
///
/// Offsets behind the end of the text count as its end, offsets within a character as the character's
/// start, offsets within a line end as the end of the line.
class LineIndex {
  public:
    LineIndex() = default;
    explicit LineIndex(std::string_view text);

    [[nodiscard]] std::uint32_t line_count() const;
    /// The offset of the first byte of `line`, counted from 0; the size of the text if there is no such line.
    [[nodiscard]] std::uint32_t line_start(std::uint32_t line) const;
    /// The line, counted from 0, that holds the byte at `offset`.
    [[nodiscard]] std::uint32_t line_of(std::uint32_t offset) const;
    /// The text of `line`, counted from 0, without its line end; empty if there is no such line.
    [[nodiscard]] std::string_view line_text(std::string_view text, std::uint32_t line) const;

    [[nodiscard]] Position position(std::string_view text, std::uint32_t offset) const;
    [[nodiscard]] EditorPosition editor_position(std::string_view text, std::uint32_t offset) const;

    /// The inverses; a place behind the end of its line gives the end of that line, a line behind the last
    /// the end of the text.
    [[nodiscard]] std::uint32_t offset(std::string_view text, Position position) const;
    [[nodiscard]] std::uint32_t offset(std::string_view text, EditorPosition position) const;

  private:
    using Unit = std::uint32_t UnitCounts::*;

    [[nodiscard]] std::uint32_t column(std::string_view text, std::uint32_t line, std::uint32_t offset,
                                       Unit unit) const;
    [[nodiscard]] std::uint32_t offset(std::string_view text, std::uint32_t line, std::uint32_t column,
                                       Unit unit) const;
    [[nodiscard]] std::uint32_t units_before(std::string_view text, std::uint32_t offset, Unit unit) const;
    void count_blocks(std::string_view text);

    std::vector<std::uint32_t> starts_{0};
    // What precedes each block of the text; none if the text is ASCII. Keeps columns cheap in a line of
    // many megabytes.
    std::vector<UnitCounts> blocks_;
    std::uint32_t size_ = 0;
};

}  // namespace doppelint::source
