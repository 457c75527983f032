#include "lsp/client.h"

#include <algorithm>
#include <utility>

#include "session/paths.h"
#include "session/python_versions.h"
#include "session/words.h"

namespace doppelint::lsp {
namespace {

using Selectors = std::vector<findings::RuleSelector>;

/// Reads settings and notes what is wrong with them.
class Reader {
  public:
    Reader(const Json& settings, std::vector<std::string>& problems)
        : settings_(settings), problems_(problems) {}

    void flag(std::string_view name, bool& into) const {
        const Json* const it = present(name);
        if (it == nullptr) return;
        if (it->is_boolean()) {
            into = it->get<bool>();
        } else {
            reject(name, "must be true or false");
        }
    }

    [[nodiscard]] std::optional<std::string> text(std::string_view name) const {
        const Json* const it = present(name);
        if (it == nullptr) return std::nullopt;
        if (it->is_string()) {
            std::string result = it->get<std::string>();
            return result.empty() ? std::nullopt : std::optional(std::move(result));
        }
        reject(name, "must be a text");
        return std::nullopt;
    }

    [[nodiscard]] std::optional<Selectors> rules(std::string_view name) const {
        const Json* const it = present(name);
        if (it == nullptr) return std::nullopt;
        if (!it->is_array()) {
            reject(name, "must be a list of rules");
            return std::nullopt;
        }
        Selectors result;
        for (const Json& word : *it) {
            const Result<findings::RuleSelector> one = word.is_string()
                                                           ? session::parse_selector(word.get<std::string>())
                                                           : failure("must be a list of rules");
            if (one) {
                result.push_back(*one);
            } else {
                reject(name, one.error().message);
            }
        }
        return result;
    }

    void reject(std::string_view name, const std::string& why) const {
        problems_.push_back("the setting `doppelint." + std::string(name) + "` " + why);
    }

  private:
    [[nodiscard]] const Json* present(std::string_view name) const {
        const Json* const it = member(settings_, name);
        return it == nullptr || it->is_null() ? nullptr : it;
    }

    const Json& settings_;
    std::vector<std::string>& problems_;
};

void read_selection(const Reader& reader, session::Overrides& into) {
    // An empty list is what editors send for "not set".
    auto select = reader.rules("select");
    if (select && !select->empty()) into.selection.select = *std::move(select);
    if (auto more = reader.rules("extendSelect")) into.selection.extend_select = *std::move(more);
    if (auto ignored = reader.rules("ignore")) into.selection.ignore = *std::move(ignored);
    if (const auto written = reader.text("minConfidence")) {
        const auto confidence = session::parse_confidence(*written);
        if (confidence) {
            into.min_confidence = *confidence;
        } else {
            reader.reject("minConfidence", confidence.error().message);
        }
    }
}

}  // namespace

Client client_of(const Json& capabilities) {
    Client result;
    result.encoding = agreed_encoding(capabilities);
    result.pulls = member(capabilities, {"textDocument", "diagnostic"}) != nullptr;
    result.refreshes_pulls = is_set(capabilities, {"workspace", "diagnostics", "refreshSupport"});
    result.refreshes_hints = is_set(capabilities, {"workspace", "inlayHint", "refreshSupport"});
    result.relates = is_set(capabilities, {"textDocument", "publishDiagnostics", "relatedInformation"}) ||
                     is_set(capabilities, {"textDocument", "diagnostic", "relatedInformation"});
    result.describes_codes =
        is_set(capabilities, {"textDocument", "publishDiagnostics", "codeDescriptionSupport"}) ||
        is_set(capabilities, {"textDocument", "diagnostic", "codeDescriptionSupport"});
    if (const Json* const resolved = member(capabilities, {"textDocument", "codeAction", "resolveSupport"})) {
        result.resolves_edits = std::ranges::count(texts_in(*resolved, "properties"), "edit") > 0;
    }
    result.versions_edits = is_set(capabilities, {"workspace", "workspaceEdit", "documentChanges"});
    result.has_configuration = is_set(capabilities, {"workspace", "configuration"});
    result.registers_settings =
        is_set(capabilities, {"workspace", "didChangeConfiguration", "dynamicRegistration"});
    result.watches_files =
        is_set(capabilities, {"workspace", "didChangeWatchedFiles", "dynamicRegistration"});
    result.shows_progress = is_set(capabilities, {"window", "workDoneProgress"});
    if (const Json* const hover = member(capabilities, {"textDocument", "hover"}))
        result.reads_markdown = std::ranges::count(texts_in(*hover, "contentFormat"), "markdown") > 0;
    return result;
}

ClientSettings settings_of(const Json& settings, const std::string& folder) {
    ClientSettings result;
    const Reader reader(settings, result.problems);
    reader.flag("enable", result.is_enabled);
    if (const auto mode = reader.text("diagnosticMode")) {
        if (*mode == "workspace") {
            result.mode = DiagnosticMode::workspace;
        } else if (*mode != "openFilesOnly") {
            reader.reject("diagnosticMode", "must be `openFilesOnly` or `workspace`");
        }
    }
    if (const Json* const hints = member(settings, "inlayHints"))
        Reader(*hints, result.problems).flag("argumentChanges", result.shows_changes);
    if (const auto path = reader.text("configuration"))
        result.overrides.configuration_file = session::absolute_path(folder, *path);
    if (const auto version = reader.text("targetVersion")) {
        const auto range = session::parse_target_version(*version);
        if (range) {
            result.overrides.target_version = *range;
        } else {
            reader.reject("targetVersion", range.error().message);
        }
    }
    read_selection(reader, result.overrides);
    return result;
}

}  // namespace doppelint::lsp
