#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace doppelint::findings {

/// Sixteen digits.
[[nodiscard]] std::string hexadecimal(std::uint64_t value);

/// Makes the fingerprints of one file's findings: sixteen hexadecimal digits that are the same on every
/// machine and that edits elsewhere in the file do not change. Ask in the order of the findings: the same
/// code on the same text a second time is told apart by its ordinal.
class Fingerprints {
  public:
    /// `file` names the file in a way that does not depend on where doppelint is started.
    explicit Fingerprints(std::string file) : file_(std::move(file)) {}

    [[nodiscard]] std::string next(std::string_view code, std::string_view line_text);

  private:
    std::string file_;
    std::map<std::uint64_t, std::uint32_t> seen_;
};

}  // namespace doppelint::findings
