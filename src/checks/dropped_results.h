#pragma once

#include <vector>

#include "checks/phrase.h"
#include "checks/subject.h"

namespace doppelint::checks {

/// A call, or an operator, that does nothing but give a result which nothing takes.
struct DroppedResult {
    ValueId at;
    const models::Model* model = nullptr;  ///< what it runs, if that is of a library
    // NOLINTNEXTLINE(readability-redundant-member-init): GCC wants it where the rest is listed
    program::CodeId code{};  ///< what it runs, if that is of the project
    bool guessed = false;    ///< a method of something of unknown class
    bool begins = false;     ///< what is dropped is a generator, which would run later
};

/// Those of the function, in order. What may be there to raise an exception that is waited for is left out.
[[nodiscard]] std::vector<DroppedResult> dropped_results(const Subject& subject);

/// Whether the function of a library makes a copy of what it gets.
[[nodiscard]] bool copies(const models::Library& library, const models::Model& model);

/// `name.strip()`; of an operator `found + …`.
[[nodiscard]] Phrase words_of(const Subject& subject, ValueId at);

}  // namespace doppelint::checks
