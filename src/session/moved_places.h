#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "findings/finding.h"
#include "source/replacement.h"
#include "source/source_file.h"

namespace doppelint::session {

/// What makes two findings one, before and after edits: rule and place, where all that one edit touches is
/// one place.
struct FindingKey {
    std::string path, code;
    std::uint32_t cell = 0;
    std::uint64_t place = 0;  ///< an offset into the text before the edits
    auto operator<=>(const FindingKey&) const = default;
};

/// Says where the places of changed files were before they changed.
class MovedPlaces {
  public:
    /// A file's text before and after, and what was changed, in order.
    void add(const std::string& path, const source::SourceFile& before, const source::SourceFile& after,
             std::vector<source::Replacement> changes);

    [[nodiscard]] FindingKey key_before(const findings::Finding& finding) const;
    [[nodiscard]] FindingKey key_after(const findings::Finding& finding) const;

  private:
    struct File {
        const source::SourceFile* before = nullptr;
        const source::SourceFile* after = nullptr;
        std::vector<source::Replacement> changes;
    };
    std::map<std::string, File> files_;  ///< those that changed
};

}  // namespace doppelint::session
