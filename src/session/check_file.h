#pragma once

#include <string>
#include <vector>

#include "session/check.h"
#include "session/front.h"

namespace doppelint::session {

/// What one file has to say.
struct FileReport {
    std::vector<findings::Finding> findings;  ///< sorted
    std::string warning;                      ///< why it could not be read, as `path: why`; empty: it could
    report::Statistics statistics;
};

[[nodiscard]] FileReport check_file(const InputFile& input, const FileSystem& files,
                                    const CheckOptions& options);

}  // namespace doppelint::session
