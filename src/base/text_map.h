#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace doppelint {

struct TextHash {
    // NOLINTNEXTLINE(readability-identifier-naming): the library looks for this name
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};

/// By text; looking up makes no string.
template <class Value>
using TextMap = std::unordered_map<std::string, Value, TextHash, std::equal_to<>>;

}  // namespace doppelint
