#include "lsp/edits.h"

#include <algorithm>
#include <utility>

namespace doppelint::lsp {
namespace {

// Whether a character of UTF-8 goes on here.
bool is_within_character(std::string_view text, std::size_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
}

}  // namespace

Json edit_of(const View& view, const session::LoadedFile& file,
             std::span<const source::Replacement> replacements) {
    Json edits = Json::array();
    for (const source::Replacement& it : replacements)
        edits.push_back({{"range", view.range_of(file, {it.begin, it.end})}, {"newText", it.text}});
    std::string uri = view.uri_of(file.input.path);
    if (!view.client().versions_edits) return {{"changes", {{uri, std::move(edits)}}}};
    const std::optional<std::int64_t> version = view.version_of(file.input.path);
    Json document{{"uri", std::move(uri)}, {"version", version ? Json(*version) : Json()}};
    Json change{{"textDocument", std::move(document)}, {"edits", std::move(edits)}};
    return {{"documentChanges", Json::array({std::move(change)})}};
}

source::Replacement difference(std::string_view before, std::string after) {
    const std::size_t shorter = std::min(before.size(), after.size());
    std::size_t same = 0;
    while (same < shorter && before[same] == after[same]) ++same;
    while (same > 0 && (is_within_character(before, same) || is_within_character(after, same))) --same;
    std::size_t same_at_end = 0;
    while (same_at_end < shorter - same &&
           before[before.size() - 1 - same_at_end] == after[after.size() - 1 - same_at_end])
        ++same_at_end;
    while (same_at_end > 0 && is_within_character(before, before.size() - same_at_end)) --same_at_end;
    return {static_cast<std::uint32_t>(same), static_cast<std::uint32_t>(before.size() - same_at_end),
            after.substr(same, after.size() - same_at_end - same)};
}

}  // namespace doppelint::lsp
