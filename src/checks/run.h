#pragma once

#include <vector>

#include "analysis/function_analysis.h"
#include "checks/check.h"
#include "checks/seen.h"

namespace doppelint::checks {

/// What the checks say of one function.
struct Found {
    std::vector<Draft> drafts;
    std::vector<Evidence> evidence;  ///< for what they say of other functions
};

/// Runs every check over one function whose analysis is finished.
[[nodiscard]] Found findings_of(const FileSubject& file, const analysis::FunctionAnalysis& function);

/// What the analysis of the function saw, and what the checks make of it.
struct Explained {
    std::vector<Seen> seen;
    Found found;
};
[[nodiscard]] Explained explained(const FileSubject& file, const analysis::FunctionAnalysis& function);

/// Evidence of a whole project, in an order of its own.
class EvidenceTable {
  public:
    explicit EvidenceTable(std::vector<Evidence> all);
    /// The first there is, or null: of a caller, or of one that hands it to the caller.
    [[nodiscard]] const Evidence* find(const ArgumentOf& argument) const;
    /// Whether some caller is seen that lets the argument go.
    [[nodiscard]] bool is_let_go(ArgumentOf argument) const;
    /// Whether another call comes first among those that give it.
    [[nodiscard]] bool is_said_before(const SaidOnce& it, program::ModuleId module) const;

  private:
    std::vector<Evidence> all_;  ///< sorted
};

/// What is left of a function's drafts once all evidence is there: with its steps, and the best of those that
/// meet.
[[nodiscard]] std::vector<Draft> settled(const syntax::Tree& tree, program::ModuleId module,
                                         std::vector<Draft> drafts, const EvidenceTable& evidence);

}  // namespace doppelint::checks
