#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "program/module.h"

namespace doppelint::program {

/// How names and constants stand in the printed form.

/// Whether `text` stands there as it is: an identifier, or a word in angle brackets such as
/// `<lambda>`.
[[nodiscard]] bool is_bare_name(std::string_view text);
/// As above, with dots between identifiers.
[[nodiscard]] bool is_bare_path(std::string_view text);

/// `text` between double quotes, with escapes for what is not a printable character.
[[nodiscard]] std::string quoted(std::string_view text);
/// As above, with escapes for every byte that is not a printable ASCII character.
[[nodiscard]] std::string quoted_bytes(std::string_view text);
/// What stood between such quotes, from the text between them; none if it has an escape that is none.
[[nodiscard]] std::optional<std::string> unescaped(std::string_view text);

/// A name, as it is or in quotes.
[[nodiscard]] std::string name_literal(std::string_view text);
/// The same in the first line of a scope or function, where some words have a meaning.
[[nodiscard]] std::string title_literal(std::string_view text);
/// The same for a module's dotted name.
[[nodiscard]] std::string path_literal(std::string_view text);

/// A constant as Python would write it, where that says everything, else as its kind and its text.
[[nodiscard]] std::string constant_literal(const Module& module, const Constant& constant);

/// The word before the text of a constant that is not written as Python would.
[[nodiscard]] std::string_view name_of(ConstantKind kind);

/// What a number as Python writes it is; its text stays to be interned. None if it is not a number.
struct Number {
    ConstantKind kind = ConstantKind::integer;
    std::int64_t integer = 0;
};
[[nodiscard]] std::optional<Number> number_from(std::string_view text);

}  // namespace doppelint::program
