#pragma once

#include <cstdint>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace doppelint::lsp {

using Json = nlohmann::json;

// What a client sends may have any shape. These ask and never assume.

/// The member of an object, or null: `of` has none of that name, or is no object.
[[nodiscard]] const Json* member(const Json& of, std::string_view name);
/// The member behind several names, one in the other.
[[nodiscard]] const Json* member(const Json& of, std::initializer_list<std::string_view> path);
[[nodiscard]] std::optional<std::string> text_in(const Json& of, std::string_view name);
/// None where it does not fit either.
[[nodiscard]] std::optional<std::uint32_t> number_in(const Json& of, std::string_view name);
/// Whether the member is `true`.
[[nodiscard]] bool is_set(const Json& of, std::initializer_list<std::string_view> path);
/// All texts of a list; what else is in it is left out.
[[nodiscard]] std::vector<std::string> texts_in(const Json& of, std::string_view name);

/// On one line. What is no UTF-8 is replaced.
[[nodiscard]] std::string written(const Json& json);

}  // namespace doppelint::lsp
