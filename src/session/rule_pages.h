#pragma once

#include <string>
#include <string_view>

#include "session/environment.h"
#include "session/file_system.h"

namespace doppelint::session {

/// The pages of rules as files, for tools that open a file where a person asks what a rule says. They lie in
/// the user's cache.
class RulePages {
  public:
    RulePages(FileSystem& files, const Environment& environment);

    /// The absolute path of the rule's page, which is written if it is not there. Empty where there is no
    /// page, or no place for it.
    [[nodiscard]] std::string path_of(std::string_view code) const;

  private:
    FileSystem& files_;
    std::string folder_;  ///< empty: none
};

}  // namespace doppelint::session
