#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

namespace doppelint {

/// A hash that is the same on every machine and in every run.
[[nodiscard]] std::uint64_t hash_of(std::string_view bytes);
[[nodiscard]] std::uint64_t hash_of(std::span<const std::byte> bytes);

/// Takes values one after the other. Each is set off from the next: "a", "bc" is not "ab", "c".
class Hasher {
  public:
    template <class T>
        requires std::integral<T> || std::is_enum_v<T>
    Hasher& add(T value) {
        const auto wide = static_cast<std::uint64_t>(value);
        bytes_.append(reinterpret_cast<const char*>(&wide), sizeof wide);
        return *this;
    }
    Hasher& add(std::string_view text) {
        add(text.size());
        bytes_.append(text);
        return *this;
    }
    [[nodiscard]] std::uint64_t value() const { return hash_of(bytes_); }

  private:
    std::string bytes_;
};

}  // namespace doppelint
