#include "heap/faults.h"

#include <algorithm>
#include <array>

namespace doppelint::heap {

#ifdef DOPPELINT_FAULTS

namespace detail {
Fault active_fault = Fault::count;
}  // namespace detail

namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(Fault::count)> kNames{
#define FAULT(name, description) #name,
#include "heap/faults.def"
};

}  // namespace

std::vector<std::string_view> fault_names() {
    return {kNames.begin(), kNames.end()};
}

bool select_fault(std::string_view name) {
    const auto* const found = std::ranges::find(kNames, name);
    if (found == kNames.end()) return false;
    detail::active_fault = static_cast<Fault>(found - kNames.begin());
    return true;
}

#else

std::vector<std::string_view> fault_names() {
    return {};
}

bool select_fault(std::string_view) {
    return false;
}

#endif

}  // namespace doppelint::heap
