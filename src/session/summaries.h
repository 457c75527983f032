#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/executor.h"
#include "session/check.h"
#include "session/file_system.h"
#include "session/front.h"
#include "views/summary_view.h"

namespace doppelint::session {

/// Which functions of the files are asked about; with neither, all.
struct FunctionsAsked {
    std::optional<std::uint32_t> line;          ///< the innermost around it
    std::optional<std::string> qualified_name;  ///< those that Python calls so
};

struct Summaries {
    std::vector<views::SummaryView> views;  ///< in the order of the files and of the source
    std::vector<std::string> warnings;      ///< files that could not be read, as `path: why`
};

/// What a call of each of the functions does. Fails if there is none of those that are asked about.
[[nodiscard]] Result<Summaries> summaries(const Request& request, const FunctionsAsked& asked,
                                          const FileSystem& files, Executor& executor);

}  // namespace doppelint::session
