#include "report/format.h"

#include <algorithm>

#include "report/concise.h"
#include "report/json.h"

namespace doppelint::report {

std::optional<Format> find_format(std::string_view name) {
    const auto* const found = std::ranges::find(kFormatNames, name);
    if (found == kFormatNames.end()) return std::nullopt;
    return static_cast<Format>(found - kFormatNames.begin());
}

std::string render(Format format, std::span<const findings::Finding> findings) {
    switch (format) {
        case Format::concise: return render_concise(findings);
        case Format::json: return render_json(findings);
    }
    return {};
}

}  // namespace doppelint::report
