#pragma once

#include <string_view>

namespace doppelint {

/// Ends the process with a sentence that says which of our own promises was broken, and where.
/// For errors in the program's input or surroundings use `Result`.
[[noreturn]] void report_broken_promise(std::string_view sentence, const char* file, int line);

}  // namespace doppelint

/// Checks a promise of ours in every build; `sentence` says what should have held.
#define DOPPELINT_CHECK(condition, sentence)                                  \
    do {                                                                      \
        if (!(condition)) [[unlikely]] {                                      \
            ::doppelint::report_broken_promise(sentence, __FILE__, __LINE__); \
        }                                                                     \
    } while (false)
