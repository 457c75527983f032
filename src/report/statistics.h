#pragma once

#include <cstdint>
#include <string>

namespace doppelint::report {

/// What a run was about and what it cost. Times are in nanoseconds; those of single steps are added up over
/// all threads.
struct Statistics {
    std::uint64_t files = 0;  ///< that could be read
    std::uint64_t bytes = 0;
    std::uint64_t lines = 0;
    std::uint64_t nodes = 0;
    std::uint64_t functions = 0;
    std::uint64_t instructions = 0;
    std::uint64_t read_time = 0;   ///< reading and decoding
    std::uint64_t parse_time = 0;  ///< parsing and flattening
    std::uint64_t lower_time = 0;
    std::uint64_t discover_time = 0;  ///< finding the files; not a part of the others
    std::uint64_t wall_time = 0;      ///< of everything after that, from beginning to end
    bool is_recalled = false;         ///< an earlier run did the work, and its counts are these

    Statistics& operator+=(const Statistics& other);
};

/// A small table of them.
[[nodiscard]] std::string render(const Statistics& statistics);

}  // namespace doppelint::report
