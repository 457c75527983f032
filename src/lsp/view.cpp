#include "lsp/view.h"

#include "report/uri.h"

namespace doppelint::lsp {

using program::ModuleId;
using session::LoadedFile;

View::View(const session::LiveProject& project, const ClientContext& context, const OpenDocuments& open,
           bool shows_changes)
    : project_(project), context_(context), open_(open), shows_changes_(shows_changes) {
    const session::LoadedProject& loaded = checked().loaded();
    for (std::uint32_t at = 0; at < loaded.count(); ++at) {
        const session::InputFile& input = loaded.file(ModuleId{at}).input;
        by_shown_.emplace(input.shown, at);
        if (at < loaded.named_count()) by_path_.emplace(input.path, at);
    }
}

std::optional<ModuleId> View::find(std::string_view path) const {
    const auto found = by_path_.find(path);
    return found == by_path_.end() ? std::nullopt : std::optional(found->second);
}

const LoadedFile* View::shown_as(std::string_view shown) const {
    const auto found = by_shown_.find(shown);
    return found == by_shown_.end() ? nullptr : &file(found->second);
}

std::string View::uri_of(const std::string& path) const {
    const auto found = open_.find(path);
    return found == open_.end() ? report::uri_of(path) : found->second.uri;
}

std::string View::page_of(std::string_view code) const {
    const std::string path = context_.pages.path_of(code);
    return path.empty() ? path : report::uri_of(path);
}

std::optional<std::int64_t> View::version_of(const std::string& path) const {
    const auto found = open_.find(path);
    return found == open_.end() ? std::nullopt : std::optional(found->second.version);
}

Json View::range_of(const LoadedFile& file, Stretch stretch) const {
    return range_at({file.file.text, file.file.lines}, stretch.begin, stretch.end, client().encoding);
}

Stretch View::stretch_of(const LoadedFile& file, const findings::Place& place) {
    const auto offset = [&](source::Position position) {
        return file.file.lines.offset(file.file.text, position);
    };
    return {offset(place.start), offset(place.end)};
}

std::optional<Json> View::location_of(const findings::Place& place) const {
    const LoadedFile* const found = shown_as(place.path);
    if (found == nullptr || place.cell != 0) return std::nullopt;
    return Json{{"uri", uri_of(found->input.path)}, {"range", range_of(*found, stretch_of(*found, place))}};
}

}  // namespace doppelint::lsp
