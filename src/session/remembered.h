#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "session/parsed_file.h"

namespace doppelint::session {

/// What one check leaves for the next, over another state of the same files.
struct Remembered {
    std::vector<std::byte> bytes;  ///< see analysis::Memory; empty: nothing yet
    /// Where checks follow one another closely, `bytes` stay for a while, and what they lack is kept beside
    /// them.
    bool in_layers = false;
    std::vector<std::byte> recent;                           ///< see analysis::Memory
    std::map<std::string, std::uint64_t, std::less<>> keys;  ///< of the files that `bytes` are about, by path
    /// Of the last check: functions that were analyzed, and those that were only because something found in
    /// them has its place in source that is written in another way. By stable names, sorted.
    std::vector<std::string> analyzed, shown_again;
    ParsedFiles files;  ///< of the last check
};

}  // namespace doppelint::session
