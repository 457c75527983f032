#include <utility>

#include "lsp/queries.h"
#include "report/heap_dot.h"
#include "report/heap_json.h"
#include "report/heap_svg.h"
#include "report/heap_text.h"
#include "session/heap.h"

namespace doppelint::lsp {
namespace {

using Render = std::string (*)(const views::HeapRecord&);

Render renderer_of(std::string_view format) {
    if (format == "text") return report::render_heap_text;
    if (format == "json") return report::render_heap_json;
    if (format == "svg") return report::render_heap_svg;
    if (format == "dot") return report::render_heap_dot;
    return nullptr;
}

}  // namespace

Answer heap_picture(const View& view, program::ModuleId module, const Query& query) {
    const Json* const position = member(query.params, "position");
    const auto line = position == nullptr ? std::nullopt : number_in(*position, "line");
    if (!line) return bad_params("`position` is no position");
    const Render render = renderer_of(text_in(query.params, "format").value_or("text"));
    if (render == nullptr) return bad_params("`format` is text, json, svg or dot");
    Json result;
    const auto show = [&](const views::HeapRecord& record) {
        const std::uint32_t shown = record.statement.begin.line;
        result = {{"content", render(record)},
                  {"title", record.function.name + ", line " + std::to_string(shown)},
                  {"line", shown - 1}};
    };
    // Where no statement stands there is no picture.
    static_cast<void>(session::show_heap_at(view.checked(), module, *line + 1, show));
    return result;
}

}  // namespace doppelint::lsp
