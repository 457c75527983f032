#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/kind.h"
#include "program/module.h"

namespace doppelint::heap {

[[nodiscard]] models::Kind kind_of(program::ConstantKind kind);

/// The value of an immutable of a builtin type, as far as it is known before the program runs.
struct KnownValue {
    /// How its object comes to be.
    enum class Made : std::uint8_t {
        by_compiler,  ///< a constant of this file, written or folded
        when_run,     ///< by an operator, each time anew but for caches
    };
    program::ConstantKind kind = program::ConstantKind::none;
    Made made = Made::by_compiler;
    bool exact = true;                    ///< false: `text` stands for the value, but is not it
    std::optional<std::int64_t> integer;  ///< of an int that fits
    double number = 0;                    ///< of a float: the value
    std::string text;  ///< of a str or bytes: the value; of other numbers: how it is written

    [[nodiscard]] bool is_singleton() const;
    /// `True` and `False` have one kind here, as they have one type.
    [[nodiscard]] bool same_type(const KnownValue& other) const;
};

[[nodiscard]] KnownValue known_value(const program::Module& module, program::ConstantId constant);
/// An int that an operator made.
[[nodiscard]] KnownValue known_integer(std::int64_t integer, KnownValue::Made made);

/// A tuple of constants, nested or not, which the compiler makes.
struct KnownTuple {
    std::string shape;              ///< `v(vv)` for `(1, (2, 3))`
    std::vector<KnownValue> parts;  ///< what stands for each `v`
};

enum class Equality : std::uint8_t { equal, different, unknown };

/// Whether two values of one type are equal in all that CPython merges constants by: 0.0 is not -0.0.
[[nodiscard]] Equality compare(const KnownValue& left, const KnownValue& right);
[[nodiscard]] Equality compare(const KnownTuple& left, const KnownTuple& right);

/// Of text: no character or byte.
[[nodiscard]] bool is_empty(const KnownValue& value);
/// A str of one character up to U+00FF, a bytes of one byte.
[[nodiscard]] bool is_cached_character(const KnownValue& value);
/// A str of ASCII letters, digits and underscores.
[[nodiscard]] bool is_spelled_like_a_name(const KnownValue& value);

}  // namespace doppelint::heap
