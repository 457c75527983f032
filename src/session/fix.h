#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "session/check.h"
#include "session/narrowing.h"

namespace doppelint::session {

/// A file, and what its fixes make of it.
struct FixedFile {
    std::string path;           ///< absolute
    std::string shown;          ///< as findings name it
    std::string before, after;  ///< its bytes
    bool is_unsaved = false;    ///< `before` is not from the disk, and is not written to it
    std::size_t fixed = 0;      ///< findings whose fixes were applied
};

/// What fixing files comes to.
struct FixReport {
    Report report;                          ///< of the files as they are after it
    std::vector<findings::Finding> before;  ///< what was found in them as they were
    std::vector<FixedFile> files;           ///< those that change, and all that are unsaved
};

/// Which fixes are applied: of the findings that the request asks for and that are wanted now, as far as
/// they are as safe as `least`.
struct FixOptions {
    findings::Applicability least = findings::Applicability::safe;
    Narrowing narrowing;
    std::string working_folder = "/";
};

/// Applies fixes. What
/// it gives is proved: the fixed files were analyzed again, together with all others; they parse, each
/// finding whose fix was applied is gone, and nothing new is found, however unsure. A fix that fails is left
/// out. What overlaps waits for another round. Writes nothing.
[[nodiscard]] FixReport fix(Request request, FixOptions options, const FileSystem& files, Executor& executor);

/// Writes the files that are not unsaved. One that cannot be written stays as it was: its findings are back
/// in the report, with a warning.
void write(FixReport& fixed, FileSystem& files);

}  // namespace doppelint::session
