#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "source/line_index.h"
#include "source/replacement.h"

namespace doppelint::findings {

enum class Severity : std::uint8_t { error, warning, info };
enum class Confidence : std::uint8_t { certain, likely, possible };
enum class Applicability : std::uint8_t { safe, unsafe };

/// The words of the outputs: "error", "certain", "safe".
[[nodiscard]] std::string_view name_of(Severity severity);
[[nodiscard]] std::string_view name_of(Confidence confidence);
[[nodiscard]] std::string_view name_of(Applicability applicability);

/// A stretch of a file, in a person's count; the end is exclusive. In a notebook, `cell` counts its cells
/// from 1 and lines count within the cell.
struct Place {
    std::string path;
    std::uint32_t cell = 0;  ///< 0: not in a notebook
    source::Position start;
    source::Position end;
    auto operator<=>(const Place&) const = default;
};

/// One fact of the proof, in the program's own words.
struct Step {
    std::string message;
    Place place;
};

/// Text that is to stand in place of other text of the finding's file.
struct Edit {
    Place place;
    source::Replacement change;  ///< the same place in bytes, and the new text
    bool adds_import = false;    ///< fixes that need the same import have the same edit
};

/// What puts an end to a finding. A safe one changes nothing but what the finding is about.
struct Fix {
    Applicability applicability = Applicability::safe;
    std::string message;      ///< what it does, in the imperative: "copy it first"
    std::vector<Edit> edits;  ///< in the order of the text; they do not overlap
};

/// One problem as every output tells it.
struct Finding {
    std::string code;
    std::string name;
    Severity severity = Severity::warning;
    Confidence confidence = Confidence::certain;
    std::string message;
    Place place;
    std::vector<Step> steps;
    std::optional<Fix> fix;
    std::string fingerprint;
    std::string url;
};

/// Whether `left` stands before `right` in every output: by path, place, code.
[[nodiscard]] bool comes_before(const Finding& left, const Finding& right);

}  // namespace doppelint::findings
