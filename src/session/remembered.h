#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "session/parsed_file.h"

namespace doppelint::session {

/// What one check leaves for the next, over another state of the same files.
struct Remembered {
    std::vector<std::byte> bytes;  ///< see analysis::Memory; empty: nothing yet
    /// Of the last check: functions that were analyzed, and those that were only because something found in
    /// them has its place in source that is written in another way. By stable names, sorted.
    std::vector<std::string> analyzed, shown_again;
    ParsedFiles files;
};

}  // namespace doppelint::session
