#include "report/format.h"

#include <algorithm>

#include "report/concise.h"
#include "report/full.h"
#include "report/github.h"
#include "report/gitlab.h"
#include "report/html.h"
#include "report/json.h"
#include "report/junit.h"
#include "report/sarif.h"

namespace doppelint::report {

std::optional<Format> find_format(std::string_view name) {
    const auto* const found = std::ranges::find(kFormatNames, name);
    if (found == kFormatNames.end()) return std::nullopt;
    return static_cast<Format>(found - kFormatNames.begin());
}

bool quotes_lines(Format format) {
    return format == Format::full || format == Format::html;
}

bool shows_pictures(Format format) {
    return format == Format::html;
}

std::string render(Format format, const Told& told, const Look& look) {
    switch (format) {
        case Format::full: return render_full(told.findings, told.quotes, look);
        case Format::concise: return render_concise(told.findings, look);
        case Format::json: return render_json(told.findings);
        case Format::jsonl: return render_json_lines(told.findings);
        case Format::sarif: return render_sarif(told.findings, told.warnings);
        case Format::github: return render_github(told.findings);
        case Format::gitlab: return render_gitlab(told.findings);
        case Format::junit: return render_junit(told.findings);
        case Format::html: return render_html(told);
    }
    return {};
}

}  // namespace doppelint::report
