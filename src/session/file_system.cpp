#include "session/file_system.h"

#include <array>

namespace doppelint::session {

std::string size_in_words(std::uint64_t bytes) {
    constexpr std::array<std::string_view, 4> kUnits{"bytes", "KB", "MB", "GB"};
    std::size_t unit = 0;
    std::uint64_t tenths = bytes * 10;
    for (; tenths >= 10240 && unit + 1 < kUnits.size(); ++unit) tenths /= 1024;
    std::string result = std::to_string(tenths / 10);
    if (tenths % 10 != 0) result += "." + std::to_string(tenths % 10);
    return result + " " + std::string(kUnits[unit]);
}

Error changed_meanwhile() {
    return {"not changed, because somebody else changed it meanwhile"};
}

Error larger_than(std::uint64_t limit) {
    return {"left out, because it is larger than the " + size_in_words(limit) + " that max-file-size allows"};
}

}  // namespace doppelint::session
