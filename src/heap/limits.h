#pragma once

#include <cstdint>

namespace doppelint::heap {

/// Every limit of the analysis. Reaching one loses precision and is counted in `--statistics`; it never
/// loses the rest of the function.
struct Limits {
    std::uint32_t objects_per_value = 16;      ///< more: anything
    std::uint32_t places = 8;                  ///< positions of a sequence that have slots of their own
    std::uint32_t keys = 16;                   ///< constant keys of a mapping that have slots of their own
    std::uint32_t attributes = 64;             ///< attributes of one object that have slots of their own
    std::uint32_t path_depth = 3;              ///< slots between a symbolic object and its root
    std::uint32_t walk_depth = 6;              ///< iterators over iterators
    std::uint32_t obligations = 64;            ///< of one function
    std::uint32_t loop_depth = 40;             ///< loops in loops; CPython itself stops at 20
    std::uint32_t loop_visits = 40;            ///< of one loop until it must be stable
    std::uint32_t widen_after = 3;             ///< visits of a loop with places and keys of their own
    std::uint32_t work_per_instruction = 200;  ///< work units of a function for each of its instructions
};

}  // namespace doppelint::heap
