#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace doppelint::source {

/// A comment by which the author silences findings.
struct Suppression {
    enum class Scope : std::uint8_t { line, file };
    enum class Kind : std::uint8_t { doppelint, noqa };
    Scope scope = Scope::line;
    Kind kind = Kind::doppelint;
    std::uint32_t line = 0;            ///< counted from 0
    std::uint32_t begin = 0, end = 0;  ///< its bytes, from its own `#` to the end of its reason
    std::vector<std::string> rules;    ///< codes or names as written; empty: all
    std::string reason;
    auto operator<=>(const Suppression&) const = default;
};

/// Finds the suppressions in one comment (from its `#` to the end of the line), which begins at the offset
/// `begin`. Comments are found by the lexer, so that a `#` in a string is not one.
///
/// `# doppelint: ignore[DPL101, shallow-copy-changed] reason`, `# doppelint: ignore`,
/// `# doppelint: ignore-file[…]`, `# noqa: DPL101` (other linters' codes and a bare `noqa` are not ours).
/// Several may follow each other, each from its own `#`. One that is malformed, say by a list without an
/// end, gives nothing.
[[nodiscard]] std::vector<Suppression> suppressions_in(std::string_view comment, std::uint32_t begin,
                                                       std::uint32_t line);

}  // namespace doppelint::source
