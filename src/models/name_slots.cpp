#include "models/name_slots.h"

#include <bit>

namespace doppelint::models {

std::vector<std::uint16_t> make_name_slots(std::span<const std::string_view> names) {
    // Less than half full, so that a search that fails ends soon.
    std::vector<std::uint16_t> slots(std::bit_ceil((names.size() * 2) + 1), NameSlots::kFree);
    const std::size_t mask = slots.size() - 1;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0 && names[i] == names[i - 1]) continue;
        std::size_t at = hash_of({names[i]}) & mask;
        while (slots[at] != NameSlots::kFree) at = (at + 1) & mask;
        slots[at] = static_cast<std::uint16_t>(i);
    }
    return slots;
}

}  // namespace doppelint::models
