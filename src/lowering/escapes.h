#pragma once

#include <string>
#include <string_view>

namespace doppelint::lowering {

struct Unescaped {
    std::string text;
    bool exact =
        true;  ///< false: `\N{…}` names a character that only Python's tables know, or a lone surrogate
};

/// What the body of a string or bytes literal means: escapes replaced, line ends as LF.
[[nodiscard]] Unescaped unescape(std::string_view body, bool raw, bool bytes);

}  // namespace doppelint::lowering
