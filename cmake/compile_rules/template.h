#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace doppelint::compile_rules {

/// A part of a template: words as they stand, or a placeholder's name.
struct Piece {
    enum class Kind : std::uint8_t { words, placeholder };
    Kind kind = Kind::words;
    std::string text;
};

/// A named sentence with placeholders: `{name}`; braces that stand for themselves are doubled.
struct Template {
    std::string group;  ///< "message", "step" or "fix"
    std::string name;   ///< "changed_copy"
    std::string written;
    std::vector<Piece> pieces;
    std::uint32_t line = 1;

    /// The placeholders, each once, in their order.
    [[nodiscard]] std::vector<std::string> placeholders() const;
};

/// Takes `written` apart. Gives what is wrong with it, or nothing.
[[nodiscard]] std::string parse_template(std::string_view written, std::vector<Piece>& into);

/// Whether `text` is small letters, digits and `_`, and begins with a letter.
[[nodiscard]] bool is_name(std::string_view text);

}  // namespace doppelint::compile_rules
