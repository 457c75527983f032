#pragma once

#include <optional>

#include "checks/check.h"
#include "checks/phrase.h"

namespace doppelint::checks {

/// A comparison by `is` or `is not`, `id(a) == id(b)` or `assertIs(a, b)`, as the rules of identity see it.
struct Comparison {
    const analysis::IdentityFact* fact = nullptr;
    NodeId node;           ///< the whole expression
    bool negated = false;  ///< `is not`
};

[[nodiscard]] std::vector<Comparison> comparisons(const Subject& subject);

/// `left is right`, shortened.
[[nodiscard]] Phrase words_of(const Subject& subject, NodeId comparison);
/// The same of the two sides in a longer chain; of an assertion `assertIs(left, right)`.
[[nodiscard]] Phrase words_of(const Subject& subject, const Comparison& comparison);
/// What asks the same by value: `==`, `assertNotEqual`.
[[nodiscard]] Phrase sign_by_value(const Subject& subject, const Comparison& comparison);

/// "int", "str", … where one side is such a value, and none of None, True and False; nothing where neither
/// is.
[[nodiscard]] std::optional<Phrase> kind_of_value(const Subject& subject, const Comparison& comparison);

/// Whether it asks of values which object they are, so that it is for the Python that runs it to answer.
[[nodiscard]] bool compares_values(const Subject& subject, const Comparison& comparison);

/// Whether it stands in `a is b or a == b`, where `==` has the last word.
[[nodiscard]] bool is_shortcut(const Subject& subject, const Comparison& comparison);

/// Whether it is a link of a chain of `is` in which a singleton stands: `a is b is None`. Which object equal
/// values are plays no part: all of them are the singleton, or the chain is False.
[[nodiscard]] bool is_in_chain_with_singleton(const Subject& subject, const Comparison& comparison);

/// Whether it asserts that the very object comes out again that was handed in: one side is a name that the
/// function gave to a value and handed on before.
[[nodiscard]] bool asserts_what_was_handed_on(const Subject& subject, const Comparison& comparison);

/// Whether it is all that an `assert` asserts.
[[nodiscard]] bool is_asserted(const Subject& subject, const Comparison& comparison);

/// Whether the answer is fixed because of an object that is made here, or of two made in different places;
/// and not because the program asks for a type or a singleton.
[[nodiscard]] bool is_about_new_object(const Comparison& comparison);

/// What all findings about a comparison have in common.
[[nodiscard]] Draft draft_of(const Comparison& comparison, std::string message,
                             heap::Assumptions assumptions);

}  // namespace doppelint::checks
