#include "lsp/positions.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace doppelint::lsp {
namespace {

constexpr std::array<std::pair<std::string_view, PositionEncoding>, 3> kEncodings{{
    {"utf-16", PositionEncoding::utf16},
    {"utf-8", PositionEncoding::utf8},
    {"utf-32", PositionEncoding::utf32},
}};

}  // namespace

PositionEncoding agreed_encoding(const Json& client_capabilities) {
    const Json* const general = member(client_capabilities, "general");
    if (general == nullptr) return PositionEncoding::utf16;
    for (const std::string& offered : texts_in(*general, "positionEncodings")) {
        for (const auto& [name, encoding] : kEncodings) {
            if (name == offered) return encoding;
        }
    }
    return PositionEncoding::utf16;
}

std::string_view name_of(PositionEncoding encoding) {
    return std::ranges::find(kEncodings, encoding, [](const auto& it) { return it.second; })->first;
}

Json position_at(const Lines& lines, std::uint32_t offset, PositionEncoding encoding) {
    source::EditorPosition result;
    if (encoding == PositionEncoding::utf16) {
        result = lines.index.editor_position(lines.text, offset);
    } else if (encoding == PositionEncoding::utf32) {
        const source::Position position = lines.index.position(lines.text, offset);
        result = {position.line - 1, position.column - 1};
    } else {
        result.line = lines.index.line_of(offset);
        result.character = offset - lines.index.line_start(result.line);
    }
    return {{"line", result.line}, {"character", result.character}};
}

Json range_at(const Lines& lines, std::uint32_t begin, std::uint32_t end, PositionEncoding encoding) {
    return {{"start", position_at(lines, begin, encoding)}, {"end", position_at(lines, end, encoding)}};
}

std::optional<std::uint32_t> offset_of(const Lines& lines, const Json& position, PositionEncoding encoding) {
    const auto line = number_in(position, "line");
    const auto character = number_in(position, "character");
    if (!line || !character) return std::nullopt;
    if (encoding == PositionEncoding::utf16)
        return lines.index.offset(lines.text, source::EditorPosition{*line, *character});
    if (encoding == PositionEncoding::utf32)
        return lines.index.offset(lines.text, source::Position{*line + 1, *character + 1});
    const std::uint32_t start = lines.index.line_start(*line);
    const auto length = static_cast<std::uint32_t>(lines.index.line_text(lines.text, *line).size());
    const std::uint32_t wanted = start + std::min(*character, length);
    // Not into a character.
    return lines.index.offset(lines.text, lines.index.position(lines.text, wanted));
}

std::optional<Stretch> stretch_of(const Lines& lines, const Json& range, PositionEncoding encoding) {
    const Json* const start = member(range, "start");
    const Json* const end = member(range, "end");
    if (start == nullptr || end == nullptr) return std::nullopt;
    const auto first = offset_of(lines, *start, encoding);
    const auto last = offset_of(lines, *end, encoding);
    if (!first || !last || *last < *first) return std::nullopt;
    return Stretch{*first, *last};
}

}  // namespace doppelint::lsp
