#pragma once

#include <string>
#include <vector>

#include "session/checked_project.h"

namespace doppelint::session {

/// What the analysis saw in the innermost function around the offset, at the smallest expression or statement
/// there of which it has anything to say: sentences, as `explain` has them.
[[nodiscard]] std::vector<std::string> seen_at(const CheckedProject& checked, program::ModuleId module,
                                               std::uint32_t offset);

/// An argument that a call changes.
struct ChangedArgument {
    syntax::Range argument;
    bool must = false;  ///< else it may
};
/// Those of calls in [range.begin, range.end), in the order of the text.
[[nodiscard]] std::vector<ChangedArgument> changed_arguments(const CheckedProject& checked,
                                                             program::ModuleId module, syntax::Range range);

/// A name, or attributes of one, as it stands in the text: `rows`, `self.items`.
struct WrittenPath {
    std::string text;
    syntax::Range range;
};
/// The one that ends with the word at the offset. Nothing where there is no word.
[[nodiscard]] WrittenPath path_at(const ParsedFile& file, std::uint32_t offset);

}  // namespace doppelint::session
