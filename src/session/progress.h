#pragma once

#include <cstddef>

namespace doppelint::session {

/// Told how far a check has come. `finishes_one` is called from any thread.
class Progress {
  public:
    virtual ~Progress() = default;
    /// So many functions are to be analyzed. A check that is repeated begins anew.
    virtual void begins(std::size_t functions) = 0;
    virtual void finishes_one() = 0;
    virtual void ends() = 0;

  protected:
    Progress() = default;
    Progress(const Progress&) = default;
    Progress& operator=(const Progress&) = default;
};

}  // namespace doppelint::session
