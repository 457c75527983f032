#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "findings/finding.h"

namespace doppelint::findings {

/// One finding that is known: its fingerprint says which, the rest is for people.
struct KnownFinding {
    std::string fingerprint, code;
    std::string path;  ///< as seen from the folder of the baseline, where it lies below it
    std::string message;
    auto operator<=>(const KnownFinding&) const = default;
};

/// Findings that are known and not told again. A text with a line for each, so that versions of it can be
/// compared and merged.
class Baseline {
  public:
    Baseline() = default;
    explicit Baseline(std::vector<KnownFinding> entries);

    /// An error names the line.
    [[nodiscard]] static Result<Baseline> parse(std::string_view text);
    [[nodiscard]] std::string render() const;

    [[nodiscard]] bool knows(const Finding& finding) const {
        return fingerprints_.contains(finding.fingerprint);
    }
    [[nodiscard]] const std::vector<KnownFinding>& entries() const { return entries_; }

  private:
    std::vector<KnownFinding> entries_;  ///< by path, code, fingerprint; each once
    std::set<std::string, std::less<>> fingerprints_;
};

}  // namespace doppelint::findings
