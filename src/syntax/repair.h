#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "syntax/tree.h"

namespace doppelint::syntax {

/// A text of the same length that the grammar can read, where the real one holds syntax that it does not
/// know; the marks say what stood there. Nodes made from it are right for the real text as well.
struct Repair {
    std::string text;
    std::vector<Range> comments;
    std::vector<Mark> marks;
    std::vector<Problem> problems;  ///< of which the text no longer has a trace
};

/// Rewrites, byte for byte: `lazy import`; defaults of type parameters; `**` before a comprehension's
/// element; `*` before an item in a hole of an f-string; `print` and `exec` where Python 2 would see a
/// statement; `type` where none begins; line ends inside brackets, which the grammar sometimes takes for the
/// end of a block.
[[nodiscard]] Repair repair_text(std::string_view text);

/// Whether so many lines in a row are comments that the grammar had better not see them: from each, it looks
/// ahead over all the others.
[[nodiscard]] bool has_long_comment(std::string_view text);

/// Spaces where `repair.text` has comments.
void blank_comments(Repair& repair);

}  // namespace doppelint::syntax
