#include "lsp/diagnostics.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/hash.h"
#include "findings/rule.h"

namespace doppelint::lsp {
namespace {

using findings::Finding;
using session::LoadedFile;

int severity_of(const Finding& finding) {
    switch (finding.severity) {
        case findings::Severity::error: return 1;
        case findings::Severity::warning: return 2;
        case findings::Severity::info: return 3;
    }
    return 2;
}

Json related_to(const View& view, const Finding& finding) {
    Json result = Json::array();
    for (const findings::Step& it : finding.steps) {
        if (auto location = view.location_of(it.place))
            result.push_back({{"location", *std::move(location)}, {"message", it.message}});
    }
    return result;
}

std::string result_id_of(const Json& items) {
    return std::to_string(hash_of(std::string_view(written(items))));
}

}  // namespace

Json diagnostic_of(const View& view, const LoadedFile& file, const Finding& finding) {
    constexpr int kUnnecessary = 1;
    Json result{{"range", view.range_of(file, View::stretch_of(file, finding.place))},
                {"severity", severity_of(finding)},
                {"code", finding.code},
                {"source", "doppelint"},
                {"message", finding.message},
                {"data", {{"fingerprint", finding.fingerprint}}}};
    if (view.client().relates && !finding.steps.empty())
        result["relatedInformation"] = related_to(view, finding);
    if (view.client().describes_codes) {
        std::string page = finding.url.empty() ? view.page_of(finding.code) : finding.url;
        if (!page.empty()) result["codeDescription"] = {{"href", std::move(page)}};
    }
    if (finding.code == findings::kUnusedSuppression.code) result["tags"] = Json::array({kUnnecessary});
    return result;
}

std::vector<FileDiagnostics> diagnostics_of(const View& view) {
    std::map<std::string, FileDiagnostics> by_path;
    for (const Finding& it : view.project().findings()) {
        const LoadedFile* const file = view.shown_as(it.place.path);
        if (file == nullptr || it.place.cell != 0) continue;
        FileDiagnostics& into = by_path[file->input.path];
        into.items.push_back(diagnostic_of(view, *file, it));
    }
    std::vector<FileDiagnostics> result;
    for (auto& [path, it] : by_path) {
        it.path = path;
        it.uri = view.uri_of(path);
        it.result_id = result_id_of(it.items);
        result.push_back(std::move(it));
    }
    return result;
}

std::string empty_result_id() {
    return result_id_of(Json::array());
}

}  // namespace doppelint::lsp
