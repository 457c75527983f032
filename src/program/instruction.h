#pragma once

#include <cstdint>
#include <string_view>

#include "base/ids.h"
#include "syntax/node.h"

namespace doppelint::program {

enum class Opcode : std::uint8_t {
#define OPCODE(name, shape, may_raise) name,
#include "program/opcodes.def"
    count
};

enum class Shape : std::uint8_t { value, effect, end };

[[nodiscard]] std::string_view name_of(Opcode opcode);
[[nodiscard]] Shape shape_of(Opcode opcode);
[[nodiscard]] bool may_raise(Opcode opcode);

enum class UnaryOperator : std::uint8_t { negative, positive, invert, not_ };

enum class BinaryOperator : std::uint8_t {
    add,
    subtract,
    multiply,
    divide,
    floor_divide,
    modulo,
    power,
    matrix_multiply,
    left_shift,
    right_shift,
    bit_and,
    bit_or,
    bit_xor,
};

enum class Comparison : std::uint8_t {
    less,
    less_equal,
    equal,
    not_equal,
    greater,
    greater_equal,
    in,
    not_in,
    is,
    is_not,
};

/// What an `assume` knows of its condition.
enum class Outcome : std::uint8_t { falsy, truthy };

/// `for` or `async for`; `with` or `async with`.
enum class Synchrony : std::uint8_t { sync, async };

/// `!s`, `!r`, `!a` of an interpolation.
enum class Conversion : std::uint8_t { none, str, repr, ascii };

enum class TypeVariable : std::uint8_t { plain, tuple, parameters };

enum class ExceptionMatch : std::uint8_t { plain, group };

[[nodiscard]] std::string_view name_of(UnaryOperator it);
[[nodiscard]] std::string_view name_of(BinaryOperator it);
[[nodiscard]] std::string_view name_of(Comparison it);

/// How an iterable is taken apart: `a, b, *c, d` is {before 2, after 1, starred}.
struct Unpacking {
    std::uint16_t before = 0;
    std::uint16_t after = 0;
    bool starred = false;

    [[nodiscard]] std::uint32_t targets() const {
        return static_cast<std::uint32_t>(before) + after + (starred ? 1U : 0U);
    }
    [[nodiscard]] std::uint32_t packed() const;
    [[nodiscard]] static Unpacking from(std::uint32_t packed);
    auto operator<=>(const Unpacking&) const = default;
};

/// The instruction at this index of its function, and the value that it makes.
using ValueId = Id<struct ValueTag>;
using BlockId = Id<struct BlockTag>;

/// One operation. Operands, labels and successors stand in pools of the function's module.
struct Instruction {
    Opcode opcode = Opcode::undefined;
    std::uint8_t detail = 0;       ///< the operator, outcome, …: see opcodes.def
    std::uint16_t has_labels = 0;  ///< 1: each argument has a label in the pool of labels
    std::uint32_t first_operand = 0;
    std::uint32_t operand_count = 0;
    std::uint32_t payload = 0;  ///< see opcodes.def
    syntax::NodeId node;        ///< where it comes from
};

}  // namespace doppelint::program
