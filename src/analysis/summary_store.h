#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "analysis/entry.h"
#include "analysis/summary.h"

namespace doppelint::analysis {

/// What functions do, as far as their analysis is done.
class SummaryStore {
  public:
    virtual ~SummaryStore() = default;

    /// What a call of `code` does; null: not known. `caller` asks.
    [[nodiscard]] virtual const Summary* find(CodeId code, CodeId caller) const = 0;
    /// The same for a call that passes what `entry` says.
    [[nodiscard]] virtual const Summary* find(CodeId code, const Entry& entry, CodeId caller) const = 0;

  protected:
    SummaryStore() = default;
    SummaryStore(const SummaryStore&) = default;
    SummaryStore& operator=(const SummaryStore&) = default;
};

}  // namespace doppelint::analysis
