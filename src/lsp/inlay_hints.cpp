#include "lsp/queries.h"
#include "session/inspection.h"

namespace doppelint::lsp {

Answer inlay_hints(const View& view, program::ModuleId module, const Query& query) {
    const session::LoadedFile& file = view.file(module);
    const Lines lines{file.file.text, file.file.lines};
    const Json* const range = member(query.params, "range");
    const auto asked = range == nullptr ? std::nullopt : stretch_of(lines, *range, view.client().encoding);
    if (!asked) return bad_params("`range` is no range");
    Json result = Json::array();
    if (!view.shows_changes() || file.file.notebook) return result;
    for (const session::ChangedArgument& it :
         session::changed_arguments(view.checked(), module, {asked->begin, asked->end})) {
        result.push_back({{"position", position_at(lines, it.argument.begin, view.client().encoding)},
                          {"label", it.must ? "changes" : "may change"},
                          {"tooltip", "This call changes the object that it is given here."},
                          {"paddingRight", true}});
    }
    return result;
}

}  // namespace doppelint::lsp
