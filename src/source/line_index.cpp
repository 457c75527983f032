#include "source/line_index.h"

#include <algorithm>

#include "base/check.h"

namespace doppelint::source {
namespace {

constexpr std::uint32_t kBlockSize = 4096;
// Rather too large a first guess than to move the starts while they grow.
constexpr std::size_t kUsualLineSize = 32;

std::uint32_t to_offset(std::size_t size) {
    return static_cast<std::uint32_t>(size);
}

// How many units the character that starts with `byte` takes.
std::uint32_t width(char byte, std::uint32_t UnitCounts::* unit) {
    return count_units({&byte, 1}).*unit;
}

// Skips `units` from `begin` on, without going past `end` or stopping within a character.
std::uint32_t skip_units(std::string_view text, std::uint32_t begin, std::uint32_t end, std::uint32_t units,
                         std::uint32_t UnitCounts::* unit) {
    std::uint32_t at = begin;
    for (; at < end; ++at) {
        const std::uint32_t taken = width(text[at], unit);
        if (taken > units || (taken != 0 && units == 0)) break;
        units -= taken;
    }
    return at;
}

}  // namespace

LineIndex::LineIndex(std::string_view text) : size_(to_offset(text.size())) {
    starts_.reserve(text.size() / kUsualLineSize + 1);
    for (std::size_t at = text.find('\n'); at != text.npos; at = text.find('\n', at + 1)) {
        starts_.push_back(to_offset(at + 1));
    }
    if (ascii_prefix(text) != text.size()) count_blocks(text);
}

void LineIndex::count_blocks(std::string_view text) {
    blocks_.reserve(text.size() / kBlockSize + 1);
    UnitCounts before;
    for (std::size_t begin = 0; begin < text.size(); begin += kBlockSize) {
        blocks_.push_back(before);
        const UnitCounts here = count_units(text.substr(begin, kBlockSize));
        before.code_points += here.code_points;
        before.utf16_units += here.utf16_units;
    }
}

std::uint32_t LineIndex::line_count() const {
    return to_offset(starts_.size());
}

std::uint32_t LineIndex::line_start(std::uint32_t line) const {
    return line < starts_.size() ? starts_[line] : size_;
}

std::uint32_t LineIndex::line_of(std::uint32_t offset) const {
    const auto behind = std::ranges::upper_bound(starts_, offset);
    return to_offset(static_cast<std::size_t>(behind - starts_.begin())) - 1;
}

std::string_view LineIndex::line_text(std::string_view text, std::uint32_t line) const {
    DOPPELINT_CHECK(text.size() == size_, "a line index is asked about the text that it was made from");
    if (line >= line_count()) return {};
    const std::uint32_t begin = line_start(line);
    std::string_view found = text.substr(begin, line_start(line + 1) - begin);
    if (found.ends_with('\n')) {
        found.remove_suffix(1);
        if (found.ends_with('\r')) found.remove_suffix(1);
    }
    return found;
}

Position LineIndex::position(std::string_view text, std::uint32_t offset) const {
    const std::uint32_t line = line_of(offset);
    return {line + 1, column(text, line, offset, &UnitCounts::code_points) + 1};
}

EditorPosition LineIndex::editor_position(std::string_view text, std::uint32_t offset) const {
    const std::uint32_t line = line_of(offset);
    return {line, column(text, line, offset, &UnitCounts::utf16_units)};
}

std::uint32_t LineIndex::offset(std::string_view text, Position position) const {
    if (position.line == 0) return 0;
    const std::uint32_t column = std::max(position.column, 1u) - 1;
    return offset(text, position.line - 1, column, &UnitCounts::code_points);
}

std::uint32_t LineIndex::offset(std::string_view text, EditorPosition position) const {
    return offset(text, position.line, position.character, &UnitCounts::utf16_units);
}

std::uint32_t LineIndex::column(std::string_view text, std::uint32_t line, std::uint32_t offset,
                                Unit unit) const {
    const std::uint32_t begin = line_start(line);
    const std::uint32_t end = begin + to_offset(line_text(text, line).size());
    offset = std::min(offset, end);
    if (blocks_.empty()) return offset - begin;
    // The longest character has three continuation bytes.
    for (int i = 0; i < 3 && offset > begin && offset < end && is_utf8_continuation(text[offset]); ++i) {
        --offset;
    }
    if (offset - begin <= kBlockSize) return count_units(text.substr(begin, offset - begin)).*unit;
    return units_before(text, offset, unit) - units_before(text, begin, unit);
}

std::uint32_t LineIndex::units_before(std::string_view text, std::uint32_t offset, Unit unit) const {
    const std::uint32_t block = std::min(offset / kBlockSize, to_offset(blocks_.size()) - 1);
    const std::uint32_t begin = block * kBlockSize;
    return blocks_[block].*unit + count_units(text.substr(begin, offset - begin)).*unit;
}

std::uint32_t LineIndex::offset(std::string_view text, std::uint32_t line, std::uint32_t column,
                                Unit unit) const {
    const std::uint32_t begin = line_start(line);
    const std::uint32_t size = to_offset(line_text(text, line).size());
    if (blocks_.empty() || column >= size) return begin + std::min(column, size);
    if (column <= kBlockSize) return skip_units(text, begin, begin + size, column, unit);
    // Skips whole blocks first.
    const std::uint32_t wanted = units_before(text, begin, unit) + column;
    const auto first = blocks_.begin() + begin / kBlockSize + 1;
    const auto behind = std::ranges::lower_bound(first, blocks_.end(), wanted, {}, unit);
    const auto block = behind - blocks_.begin() - 1;
    const std::uint32_t from = std::max(begin, to_offset(static_cast<std::size_t>(block)) * kBlockSize);
    const std::uint32_t left = wanted - units_before(text, from, unit);
    return skip_units(text, std::min(from, begin + size), begin + size, left, unit);
}

}  // namespace doppelint::source
