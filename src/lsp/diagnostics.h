#pragma once

#include <string>
#include <vector>

#include "lsp/view.h"

namespace doppelint::lsp {

/// What is found in one file.
struct FileDiagnostics {
    std::string path;
    std::string uri;
    Json items = Json::array();
    std::string result_id;  ///< another one for other items
};

[[nodiscard]] Json diagnostic_of(const View& view, const session::LoadedFile& file,
                                 const findings::Finding& finding);

/// Those files that have any, by path. Notebooks are left out.
[[nodiscard]] std::vector<FileDiagnostics> diagnostics_of(const View& view);

/// For a file in which nothing is found.
[[nodiscard]] std::string empty_result_id();

}  // namespace doppelint::lsp
