#include "program/instruction.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace doppelint::program {
namespace {

struct Row {
    std::string_view name;
    Shape shape;
    bool raises;
};

// The words of the third column.
enum class Raises : std::uint8_t { no, yes };

constexpr std::array kRows = {
#define OPCODE(name, shape, may_raise) Row{#name, Shape::shape, Raises::may_raise == Raises::yes},
#include "program/opcodes.def"
};
static_assert(kRows.size() == static_cast<std::size_t>(Opcode::count));

constexpr std::array<std::string_view, 4> kUnaryOperators = {"negative", "positive", "invert", "not"};
constexpr std::array<std::string_view, 13> kBinaryOperators = {
    "add",        "subtract",    "multiply", "divide", "floor_divide", "modulo", "power", "matrix_multiply",
    "left_shift", "right_shift", "bit_and",  "bit_or", "bit_xor"};
constexpr std::array<std::string_view, 10> kComparisons = {
    "less", "less_equal", "equal", "not_equal", "greater", "greater_equal", "in", "not_in", "is", "is_not"};

// The packed form of an Unpacking, from the lowest bit: before, after, starred.
constexpr std::uint32_t kBeforeBits = 16;
constexpr std::uint32_t kAfterMask = 0x7FFF;
constexpr std::uint32_t kStarredBit = 31;

const Row& row_of(Opcode opcode) {
    return kRows[static_cast<std::size_t>(opcode)];
}

}  // namespace

std::string_view name_of(Opcode opcode) {
    return row_of(opcode).name;
}
Shape shape_of(Opcode opcode) {
    return row_of(opcode).shape;
}
bool may_raise(Opcode opcode) {
    return row_of(opcode).raises;
}

std::string_view name_of(UnaryOperator it) {
    return kUnaryOperators[static_cast<std::size_t>(it)];
}
std::string_view name_of(BinaryOperator it) {
    return kBinaryOperators[static_cast<std::size_t>(it)];
}
std::string_view name_of(Comparison it) {
    return kComparisons[static_cast<std::size_t>(it)];
}

std::uint32_t Unpacking::packed() const {
    const std::uint32_t kept_after = std::min<std::uint32_t>(after, kAfterMask);
    return before | (kept_after << kBeforeBits) | ((starred ? 1U : 0U) << kStarredBit);
}

Unpacking Unpacking::from(std::uint32_t packed) {
    return {static_cast<std::uint16_t>(packed & 0xFFFFU),
            static_cast<std::uint16_t>((packed >> kBeforeBits) & kAfterMask), (packed >> kStarredBit) != 0};
}

}  // namespace doppelint::program
