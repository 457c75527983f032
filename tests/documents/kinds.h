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

/// `# expect: DPL101`, `# expect: DPL101 certain, DPL301`: findings on the line, perhaps with their
/// confidence.
void check_expected(const Workspace& workspace, std::span<const Assertion> assertions, Outcome& outcome);

/// `# silent: why`: the line has no finding. `# todo-silent: DPL101`: it has this one, and should not.
void check_silent(const Workspace& workspace, std::span<const Assertion> assertions, Outcome& outcome);

/// In the page of a rule, a line has no finding but those that a comment expects there.
void check_other_lines(const Workspace& workspace, Outcome& outcome);

/// A block of language `findings`: all that is found in the section's files, as the concise format prints it,
/// each with its steps below it.
void check_printed_findings(const Workspace& workspace, const File& file, const Fence& fence,
                            Outcome& outcome);

/// A block of language `diff`: what `--diff` prints for the section's files, without comments that assert;
/// with the argument `unsafe` what it prints with `--unsafe-fixes`.
void check_difference(const Workspace& workspace, const File& file, const Fence& fence, Outcome& outcome);

/// `# heap: must a b[0], may a c, never a d`: whether two access paths are always, possibly or never one
/// mutable object after the statement on the line (on entry to its body), as `doppelint heap` shows it. Also
/// `a is list` (kinds between `|`, in the order of their numbers), `changes a`, `keeps a`: what the statement
/// may change; `same a`, `distinct a`: whether its items are one object; `unreachable`. `# heap sound: …` in
/// the sound policy.
void check_heap(const Workspace& workspace, std::span<const Assertion> assertions, Outcome& outcome);

/// A block of language `ir`: functions in their printed form. The first line of each may be cut off behind
/// the kind and the name; then only what follows is compared.
void check_printed_form(const Workspace& workspace, const File& file, const Fence& fence, Outcome& outcome);

}  // namespace doppelint::documents
