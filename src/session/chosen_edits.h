#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "findings/finding.h"
#include "source/replacement.h"

namespace doppelint::session {

/// Edits of several fixes that do not get in one another's way, by file as findings name it.
class ChosenEdits {
  public:
    /// Takes all edits of a fix, or none where one overlaps or touches what another fix changes. An import
    /// that several need is added once.
    bool take(const std::string& path, const findings::Fix& fix);

    /// In the order of the text.
    [[nodiscard]] std::vector<source::Replacement> of(const std::string& path) const;
    [[nodiscard]] std::vector<std::string> paths() const;

  private:
    using InOrder = std::set<source::Replacement>;

    [[nodiscard]] static bool has_room(const InOrder& taken, const findings::Edit& wanted);

    std::map<std::string, InOrder> by_path_;
};

}  // namespace doppelint::session
