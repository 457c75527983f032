#include <utility>

#include "lsp/queries.h"
#include "report/hover_text.h"
#include "session/heap.h"
#include "session/inspection.h"

namespace doppelint::lsp {
namespace {

// Markdown's code within a line is as readable without Markdown.
Json contents(const View& view, std::string text) {
    return {{"kind", view.client().reads_markdown ? "markdown" : "plaintext"}, {"value", std::move(text)}};
}

}  // namespace

Answer hover(const View& view, program::ModuleId module, const Query& query) {
    const session::LoadedFile& file = view.file(module);
    const Json* const position = member(query.params, "position");
    const auto offset = position == nullptr
                            ? std::nullopt
                            : offset_of({file.file.text, file.file.lines}, *position, view.client().encoding);
    if (!offset) return bad_params("`position` is no position");
    const session::WrittenPath path = session::path_at(*file.parsed, *offset);
    if (path.text.empty() || file.file.notebook) return Json();
    std::string text;
    // Where no statement stands there is nothing to say.
    static_cast<void>(session::show_heap_at(
        view.checked(), module, file.file.lines.line_of(*offset) + 1,
        [&](const views::HeapRecord& record) { text = report::render_hover(record, path.text); }));
    for (const std::string& it : session::seen_at(view.checked(), module, *offset))
        text += (text.empty() ? "" : "\n\n") + it;
    if (text.empty()) return Json();
    return Json{{"contents", contents(view, std::move(text))},
                {"range", view.range_of(file, {path.range.begin, path.range.end})}};
}

}  // namespace doppelint::lsp
