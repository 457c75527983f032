#include "heap/identity.h"

#include "analysis/parts.h"
#include "analysis/provenance.h"

namespace doppelint::analysis {

// `id(a) == id(b)`, assertIs(a, b) and assertIsNot(a, b) ask the same of two arguments: they will come here
// too, with the arguments' registers for the operands.
void Ledger::note_identity(const State& state, ValueId id, const Value& left, const Value& right) {
    // A run with defaults bound tells of some calls only.
    if (!activation_.recording || !activation_.entry.parameters.empty()) return;
    IdentityFact fact;
    fact.comparison = id;
    fact.left = left;
    fact.right = right;
    if (!activation_.gave_up) {
        Provenance provenance(activation_, state, id);
        const ValueId left_id = operand_id(at(id), 0);
        const ValueId right_id = operand_id(at(id), 1);
        const bool same =
            origin_of(left_id) == origin_of(right_id) || provenance.same_read(left_id, right_id);
        const bool certain = provenance.is_certain(left_id) && provenance.is_certain(right_id);
        const heap::Identity found = heap::identity_of({heap_, state, context_.library, context_.versions,
                                                        provenance.side(left_id, left),
                                                        provenance.side(right_id, right), same, !certain});
        fact.verdict = found.verdict;
        fact.reason = found.reason;
        fact.is_true = found.is_true;
        fact.is_false = found.is_false;
        fact.open = found.open;
        if (!certain && !same) fact.assumptions = state.assumptions;
    }
    facts_.identities.push_back(fact);
}

}  // namespace doppelint::analysis
