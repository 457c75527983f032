#pragma once

#include "checker.h"

namespace doppelint::documents {

/// `# scope: x local parameter, y free of outer, z global, no w`: names of the scope that begins on the line.
/// `# scope f: …` or `# scope lambda 2: …` where more than one begins; `# scope module: …`; with `only` in
/// front of the names the scope has no others.
void check_scopes(const Workspace& workspace, std::span<const Assertion> assertions, Outcome& outcome);

/// `# ir: read x, call, not set_item`: instructions that come from the line, in this order, perhaps with
/// others between them; `not`: none of these. `# ir only: …`: these and no others. An item is the beginning
/// of an instruction's printed form without its value; `read* x` stands for any opcode that begins with
/// `read`.
void check_instructions(const Workspace& workspace, std::span<const Assertion> assertions, Outcome& outcome);

/// A block of language `ir`: functions in their printed form. The first line of each may be cut off behind
/// the kind and the name; then only what follows is compared.
void check_printed_form(const Workspace& workspace, const File& file, const Fence& fence, Outcome& outcome);

}  // namespace doppelint::documents
