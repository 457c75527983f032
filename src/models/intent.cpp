#include "models/intent.h"

#include <array>
#include <algorithm>

namespace doppelint::models {

const Intent& Intent::standard() {
    static const Intent kIntent;
    return kIntent;
}

bool Intent::is_snapshot(std::string_view name) const {
    constexpr std::array<std::string_view, 8> kWords{"old", "before", "backup", "saved", "snapshot", "original", "prev", "previous"};
    const auto has = [&](std::string_view word) {
        return name == word || (name.starts_with(word) && name.size() > word.size() && name[word.size()] == '_');
    };
    return std::ranges::any_of(kWords, has) || name.ends_with("_copy") || name.ends_with("_before");
}

}  // namespace doppelint::models
