#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace doppelint::heap {

/// A deliberate mistake. Development builds make one at a time, on request; others never.
enum class Fault : std::uint8_t {
#define FAULT(name, description) name,
#include "heap/faults.def"
    count
};

#ifdef DOPPELINT_FAULTS
namespace detail {
/// Written once, before any analysis starts.
extern Fault active_fault;
}  // namespace detail
[[nodiscard]] inline bool faulty(Fault fault) {
    return detail::active_fault == fault;
}
#else
[[nodiscard]] constexpr bool faulty(Fault) {
    return false;
}
#endif

/// The names of all faults; empty in a build without them.
[[nodiscard]] std::vector<std::string_view> fault_names();
/// Makes this mistake from now on. False if there is no such fault in this build.
bool select_fault(std::string_view name);

}  // namespace doppelint::heap
