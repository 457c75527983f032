#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace doppelint::models {

/// What an object is, as far as the heap tells objects apart. The first ones are atoms: immutable, without
/// content, never the subject of a change, and told apart only where `is` asks.
enum class Kind : std::uint8_t {
#define KIND(name, text, mutability) name,
#include "models/kinds.def"
    count
};

/// A set of kinds.
class Kinds {
  public:
    constexpr Kinds() = default;
    // NOLINTNEXTLINE(google-explicit-constructor): a kind is a set of itself
    constexpr Kinds(Kind kind) : bits_(1U << static_cast<std::uint32_t>(kind)) {}

    [[nodiscard]] static constexpr Kinds from_bits(std::uint32_t bits) {
        Kinds result;
        result.bits_ = bits;
        return result;
    }
    [[nodiscard]] constexpr std::uint32_t bits() const { return bits_; }
    [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }
    [[nodiscard]] constexpr bool has(Kind kind) const { return (bits_ & Kinds(kind).bits_) != 0; }
    [[nodiscard]] constexpr bool within(Kinds other) const { return (bits_ & ~other.bits_) == 0; }
    [[nodiscard]] constexpr bool meets(Kinds other) const { return (bits_ & other.bits_) != 0; }

    friend constexpr Kinds operator|(Kinds left, Kinds right) { return from_bits(left.bits_ | right.bits_); }
    friend constexpr Kinds operator&(Kinds left, Kinds right) { return from_bits(left.bits_ & right.bits_); }
    friend constexpr Kinds operator-(Kinds left, Kinds right) { return from_bits(left.bits_ & ~right.bits_); }
    constexpr Kinds& operator|=(Kinds other) {
        bits_ |= other.bits_;
        return *this;
    }
    constexpr bool operator==(const Kinds&) const = default;

  private:
    std::uint32_t bits_ = 0;
};

/// Kinds that are plain values.
inline constexpr Kinds kAtoms = Kinds::from_bits((1U << static_cast<std::uint32_t>(Kind::list)) - 1U);
/// Builtin containers that can change.
inline constexpr Kinds kContainers = Kinds(Kind::list) | Kind::dict | Kind::set | Kind::bytearray;
/// Every kind there is.
inline constexpr Kinds kAllKinds = Kinds::from_bits((1U << static_cast<std::uint32_t>(Kind::count)) - 1U);

/// The word of the outputs and of rules/models: "list", "int".
[[nodiscard]] std::string_view name_of(Kind kind);
/// Whether objects of this kind can change. Of `opaque` it is not known, and taken to be so.
[[nodiscard]] bool is_mutable(Kind kind);
/// The kind that `name_of` names so, or none.
[[nodiscard]] std::optional<Kind> find_kind(std::string_view text);

}  // namespace doppelint::models
