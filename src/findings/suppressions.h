#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "findings/rule.h"
#include "source/suppressions.h"

namespace doppelint::findings {

/// A rule that a comment names although it finds nothing there.
struct UnusedSuppression {
    const source::Suppression* comment = nullptr;
    std::string rule;  ///< as written
};

/// The comments of one file that silence findings, and which of them did.
class Suppressions {
  public:
    explicit Suppressions(std::vector<source::Suppression> comments);

    /// Whether a comment silences a finding of `rule` on `line`, counted from 0 in the file's text.
    [[nodiscard]] bool silences(const Rule& rule, std::uint32_t line);

    /// The rules of `ran` that some comment names and that it never silenced, in the order of the text. A
    /// comment for all rules is never among them, because not all rules run each time.
    [[nodiscard]] std::vector<UnusedSuppression> unused(std::span<const Rule> ran) const;

  private:
    struct Comment {
        source::Suppression written;
        std::vector<bool> used;  ///< for each of its rules
    };
    std::vector<Comment> comments_;
};

}  // namespace doppelint::findings
