#pragma once

#include <cstddef>
#include <string>

#include "findings/baseline.h"
#include "session/check.h"

namespace doppelint::session {

/// The baseline at the absolute `path`. An error names the file, and the line of what cannot be read.
[[nodiscard]] Result<findings::Baseline> read_baseline(const std::string& path, const FileSystem& files);

/// Takes what is known out of the findings; how many there were.
std::size_t leave_out_known(std::vector<findings::Finding>& found, const findings::Baseline& baseline);

/// Writes to `path` what was found in the files of the request. What was known of other files that are still
/// there stays; what is gone is dropped. How many are known now.
[[nodiscard]] Result<std::size_t> write_baseline(const std::string& path, const Request& request,
                                                 const std::vector<findings::Finding>& found,
                                                 FileSystem& files);

}  // namespace doppelint::session
