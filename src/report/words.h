#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace doppelint::report {

/// "1 name", "2 names".
[[nodiscard]] std::string counted(std::size_t count, std::string_view noun);
/// "a list", "an iterator".
[[nodiscard]] std::string with_article(std::string_view noun);

/// `text` in lines of at most `width` columns, broken between words; a word that is longer stays whole. With
/// a width of 0 all is one line.
[[nodiscard]] std::vector<std::string> broken_into_lines(std::string_view text, std::uint32_t width);

}  // namespace doppelint::report
