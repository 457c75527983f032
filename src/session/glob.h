#pragma once

#include <bitset>
#include <cstdint>
#include <string_view>
#include <vector>

namespace doppelint::session {

/// A pattern of git's: `?` and `*` stand for anything but a slash, `[…]` for one character of a class, `\`
/// for the next character itself, and `**` between slashes (or at an end) for any number of folders.
/// Compiled once; matching needs no memory and no recursion.
class Glob {
  public:
    explicit Glob(std::string_view pattern);

    /// Whether the pattern stands for the whole of `text`.
    [[nodiscard]] bool matches(std::string_view text) const;

  private:
    using Bytes = std::bitset<256>;
    enum class Kind : std::uint8_t {
        byte,
        any_byte,  ///< but a slash
        one_of,    ///< never a slash
        run,       ///< any number of bytes, none of them a slash
        deep_run,  ///< any number of bytes
        folders,   ///< nothing, or anything that ends in a slash
    };
    struct Token {
        Kind kind = Kind::byte;
        char byte = 0;
        std::uint32_t set = 0;
    };
    class Compiler;
    class Matcher;

    [[nodiscard]] bool matches_one(const Token& token, char it) const;

    std::vector<Token> tokens_;
    std::vector<Bytes> sets_;
    bool valid_ = true;  ///< git's rule: a pattern with a loose end matches nothing
};

}  // namespace doppelint::session
