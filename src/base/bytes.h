#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace doppelint {

/// Writes plain values one behind the other.
class ByteWriter {
  public:
    template <class T>
        requires std::integral<T> || std::is_enum_v<T>
    ByteWriter& put(T value) {
        return put(std::as_bytes(std::span(&value, 1)));
    }
    ByteWriter& put(std::span<const std::byte> bytes) {
        bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
        return *this;
    }
    /// With its length before it.
    ByteWriter& put_sized(std::span<const std::byte> bytes) {
        return put(static_cast<std::uint32_t>(bytes.size())).put(bytes);
    }
    ByteWriter& put(std::string_view text) { return put_sized(std::as_bytes(std::span(text))); }

    [[nodiscard]] std::size_t size() const { return bytes_.size(); }
    [[nodiscard]] std::span<const std::byte> bytes() const { return bytes_; }
    [[nodiscard]] std::vector<std::byte> take() { return std::move(bytes_); }

  private:
    std::vector<std::byte> bytes_;
};

/// Reads them again. What is not there reads as zero, and `ok` says so at the end.
class ByteReader {
  public:
    explicit ByteReader(std::span<const std::byte> bytes) : rest_(bytes) {}

    template <class T>
        requires std::integral<T> || std::is_enum_v<T>
    [[nodiscard]] T get() {
        std::span<const std::byte> bytes = take(sizeof(T));
        T value{};
        if (bytes.size() == sizeof(T)) std::memcpy(&value, bytes.data(), sizeof(T));
        return value;
    }
    [[nodiscard]] std::span<const std::byte> take(std::size_t count) {
        if (count > rest_.size()) {
            ok_ = false;
            rest_ = {};
            return {};
        }
        const std::span<const std::byte> result = rest_.first(count);
        rest_ = rest_.subspan(count);
        return result;
    }
    [[nodiscard]] std::span<const std::byte> sized() { return take(get<std::uint32_t>()); }
    [[nodiscard]] std::string_view text() {
        const std::span<const std::byte> bytes = sized();
        return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    }
    /// How many of something follow, each of at least `size` bytes.
    [[nodiscard]] std::uint32_t count(std::size_t size) {
        const auto count = get<std::uint32_t>();
        if (std::uint64_t{count} * size <= rest_.size()) return count;
        ok_ = false;
        rest_ = {};
        return 0;
    }
    [[nodiscard]] bool ok() const { return ok_; }
    [[nodiscard]] bool at_end() const { return ok_ && rest_.empty(); }

  private:
    std::span<const std::byte> rest_;
    bool ok_ = true;
};

}  // namespace doppelint
