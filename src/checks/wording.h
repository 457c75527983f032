#pragma once

#include <optional>

#include "checks/phrase.h"
#include "checks/subject.h"

namespace doppelint::checks {

/// Says expressions and statements of the program in its own words, short enough for a message:
/// `opts.update(…)`, `rows[0] = …`, `self.items`. Never a whole line.
class Wording {
  public:
    explicit Wording(const FileSubject& file) : file_(file) {}

    /// `a.b`, `f(…)`, `rows[…].name`, `[…]`; of a return statement what it returns.
    [[nodiscard]] Phrase expression(NodeId node) const;
    /// What an instruction does to an object: `opts.update(…)`, `rows[0] = …`, `del d[key]`, `xs += …`.
    [[nodiscard]] Phrase action(const Instruction& it) const;
    /// What a copying expression is a copy of: `xs` of `xs[:]`, `list(xs)`, `xs.copy()`, `{**xs}`. None where
    /// that is not to be seen.
    [[nodiscard]] std::optional<Phrase> copied(NodeId node) const;
    /// "list", "dict", …; "object" where it is not known.
    [[nodiscard]] static Phrase kind(heap::Kind kind);
    /// The function's name: `f`, `Table.add`; of what has none, `this lambda`.
    [[nodiscard]] Phrase function(const program::Function& function) const;

  private:
    const FileSubject& file_;
};

}  // namespace doppelint::checks
