#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "lsp/diagnostics.h"
#include "lsp/edits.h"
#include "lsp/queries.h"
#include "session/fix.h"
#include "session/ignoring.h"

namespace doppelint::lsp {
namespace {

using findings::Finding;
using session::LoadedFile;

constexpr std::string_view kQuickFix = "quickfix";
constexpr std::string_view kFixAll = "source.fixAll.doppelint";

// A kind that is asked for stands for all below it.
bool is_wanted(const Json& context, std::string_view kind) {
    const Json* const only = member(context, "only");
    if (only == nullptr || !only->is_array()) return true;
    return std::ranges::any_of(texts_in(context, "only"), [&](const std::string& it) {
        return kind == it || (kind.starts_with(it) && kind[it.size()] == '.');
    });
}

std::string capitalized(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

/// The actions for one file.
class Actions {
  public:
    Actions(const View& view, program::ModuleId module) : view_(view), file_(view.file(module)) {}

    void add_fix(const Finding& finding) {
        if (!finding.fix) return;
        const bool is_safe = finding.fix->applicability == findings::Applicability::safe;
        std::vector<source::Replacement> replacements;
        for (const findings::Edit& it : finding.fix->edits) replacements.push_back(it.change);
        Json action = quick_fix(finding, capitalized(finding.fix->message) + " (" + finding.code + ")" +
                                             (is_safe ? "" : "; this may change what the program does"));
        action["isPreferred"] = is_safe;
        action["edit"] = edit_of(view_, file_, replacements);
        all_.push_back(std::move(action));
    }

    void add_ignore(const Finding& finding) {
        const std::uint32_t line = finding.place.start.line - 1;
        if (!ignored_.emplace(line, finding.code).second) return;
        const auto comment = session::ignoring(*file_.parsed, line, finding.code);
        if (!comment) return;
        Json action = quick_fix(finding, "Ignore " + finding.code + " on this line");
        action["edit"] = edit_of(view_, file_, std::span(&*comment, 1));
        all_.push_back(std::move(action));
    }

    void add_fix_all(std::optional<Json> edit) {
        Json action{{"title", "Fix all that doppelint can fix safely"},
                    {"kind", kFixAll},
                    {"data", {{"uri", view_.uri_of(file_.input.path)}}}};
        if (edit) action["edit"] = *std::move(edit);
        all_.push_back(std::move(action));
    }

    [[nodiscard]] std::vector<const Finding*> findings_in(Stretch range) const {
        std::vector<const Finding*> result;
        for (const Finding& it : view_.project().findings()) {
            const bool is_here = it.place.path == file_.input.shown && it.place.cell == 0;
            if (is_here && View::stretch_of(file_, it.place).touches(range)) result.push_back(&it);
        }
        return result;
    }

    [[nodiscard]] bool has_safe_fix() const {
        return std::ranges::any_of(view_.project().findings(), [&](const Finding& it) {
            return it.place.path == file_.input.shown && it.fix &&
                   it.fix->applicability == findings::Applicability::safe;
        });
    }

    [[nodiscard]] const LoadedFile& file() const { return file_; }
    [[nodiscard]] Json take() && { return std::move(all_); }

  private:
    [[nodiscard]] Json quick_fix(const Finding& finding, std::string title) const {
        return {{"title", std::move(title)},
                {"kind", kQuickFix},
                {"diagnostics", Json::array({diagnostic_of(view_, file_, finding)})}};
    }

    const View& view_;
    const LoadedFile& file_;
    std::set<std::pair<std::uint32_t, std::string>> ignored_;
    Json all_ = Json::array();
};

// What safe fixes make of the file, proved as `check --fix` does; nothing where they change nothing.
std::optional<source::Replacement> all_fixed(const View& view, const LoadedFile& file) {
    // Of a file that is not open the bytes are fixed, which in other encodings are no text.
    if (file.file.encoding != source::Encoding::utf8 || file.file.had_byte_order_mark) return std::nullopt;
    session::Request request = view.project().request();
    auto nothing = std::make_shared<session::Reporting>();
    nothing->rules = {};
    for (session::InputFile& it : request.files) {
        if (it.path != file.input.path) it.reporting = nothing;
    }
    session::FixOptions options{findings::Applicability::safe, {}, request.working_folder};
    session::ThreadPool pool(session::hardware_threads());
    const session::FixReport fixed =
        session::fix(std::move(request), std::move(options), view.project().files(), pool);
    const auto own = std::ranges::find(fixed.files, file.input.path, &session::FixedFile::path);
    if (own == fixed.files.end()) return std::nullopt;
    return difference(file.file.text, own->after);
}

Json edit_for_all(const View& view, const LoadedFile& file) {
    const auto change = all_fixed(view, file);
    return edit_of(view, file, change ? std::span(&*change, 1) : std::span<const source::Replacement>());
}

// It takes two more checks, so its edit comes when it is wanted. A client that cannot ask for it gets it with
// the action, if it asks for such actions by name.
void add_fix_all(const View& view, Actions& actions, const Json& context) {
    if (view.client().resolves_edits) {
        actions.add_fix_all(std::nullopt);
    } else if (member(context, "only") != nullptr) {
        actions.add_fix_all(edit_for_all(view, actions.file()));
    }
}

}  // namespace

Answer code_actions(const View& view, program::ModuleId module, const Query& query) {
    Actions actions(view, module);
    const LoadedFile& file = actions.file();
    const Json* const range = member(query.params, "range");
    const auto asked = range == nullptr
                           ? std::nullopt
                           : stretch_of({file.file.text, file.file.lines}, *range, view.client().encoding);
    if (!asked) return bad_params("`range` is no range");
    if (file.file.notebook) return Json::array();
    const Json* const given = member(query.params, "context");
    const Json context = given == nullptr ? Json::object() : *given;
    if (is_wanted(context, kQuickFix)) {
        const std::vector<const Finding*> found = actions.findings_in(*asked);
        for (const Finding* it : found) actions.add_fix(*it);
        for (const Finding* it : found) actions.add_ignore(*it);
    }
    if (is_wanted(context, kFixAll) && actions.has_safe_fix()) add_fix_all(view, actions, context);
    return std::move(actions).take();
}

Answer resolved_action(const View& view, program::ModuleId module, const Query& query) {
    Json result = query.params;
    result["edit"] = edit_for_all(view, view.file(module));
    return result;
}

}  // namespace doppelint::lsp
