#pragma once

#include <compare>
#include <cstdint>

#include "base/interner.h"
#include "program/module.h"

namespace doppelint::heap {

/// What a slot is called. The order is that of outputs.
enum class SlotKind : std::uint8_t {
    content,    ///< of a cell or global: the variable's value
    attribute,  ///< `.name`
    key,        ///< `["key"]`, a constant key of a mapping
    index,      ///< `[0]`, a place of a sequence
    rest,       ///< `[*]`: the items that have no slot of their own
    keys,       ///< `[keys]`: the keys that are no constants
    source,     ///< what an iterator walks, a view shows, a bound method is bound to
    function,   ///< what a bound method or partial calls
    argument,   ///< of a partial; a default or captured value of a function
};

/// A place in an object that holds a value.
class Slot {
  public:
    constexpr Slot() = default;
    static constexpr Slot content() { return {SlotKind::content, 0}; }
    static constexpr Slot attribute(NameId name) { return {SlotKind::attribute, name.index()}; }
    static constexpr Slot key(program::ConstantId constant) { return {SlotKind::key, constant.index()}; }
    static constexpr Slot index(std::uint32_t place) { return {SlotKind::index, place}; }
    static constexpr Slot rest() { return {SlotKind::rest, 0}; }
    static constexpr Slot keys() { return {SlotKind::keys, 0}; }
    static constexpr Slot source() { return {SlotKind::source, 0}; }
    static constexpr Slot function() { return {SlotKind::function, 0}; }
    static constexpr Slot argument(std::uint32_t place) { return {SlotKind::argument, place}; }
    /// Stands for all slots below a path that is as long as paths may be.
    static constexpr Slot beyond() { return {SlotKind::argument, kBeyond}; }

    [[nodiscard]] constexpr SlotKind kind() const { return static_cast<SlotKind>(bits_ >> kShift); }
    [[nodiscard]] constexpr std::uint32_t detail() const { return bits_ & ((1U << kShift) - 1U); }
    [[nodiscard]] constexpr std::uint32_t bits() const { return bits_; }
    /// Whether it holds an item: what subscription and iteration reach.
    [[nodiscard]] constexpr bool is_item() const {
        return kind() == SlotKind::key || kind() == SlotKind::index || kind() == SlotKind::rest;
    }
    constexpr auto operator<=>(const Slot&) const = default;

  private:
    static constexpr std::uint32_t kShift = 28;
    static constexpr std::uint32_t kBeyond = (1U << kShift) - 1U;
    constexpr Slot(SlotKind kind, std::uint32_t detail)
        : bits_((static_cast<std::uint32_t>(kind) << kShift) | detail) {}
    std::uint32_t bits_ = 0;
};

}  // namespace doppelint::heap
