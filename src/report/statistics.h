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
    std::uint64_t imported = 0;  ///< files that were read because others import them
    std::uint64_t analyzed = 0;  ///< functions that ran over the heap, those of imported files among them
    std::uint64_t given_up = 0;  ///< of these, such as hit the limit of work
    std::uint64_t calls = 0;     ///< instructions that run code
    std::uint64_t unknown_calls = 0;  ///< of these, such as may run code that nobody sees
    std::uint64_t read_time = 0;      ///< reading and decoding
    std::uint64_t parse_time = 0;     ///< parsing and flattening
    std::uint64_t lower_time = 0;
    std::uint64_t analyze_time = 0;   ///< flow, heap and checks, from beginning to end
    std::uint64_t discover_time = 0;  ///< finding the files; not a part of the others
    std::uint64_t wall_time = 0;      ///< of everything after that, from beginning to end
    bool is_recalled = false;         ///< an earlier run did the work, and its counts are these

    Statistics& operator+=(const Statistics& other);
};

/// A small table of them.
[[nodiscard]] std::string render(const Statistics& statistics);

}  // namespace doppelint::report
