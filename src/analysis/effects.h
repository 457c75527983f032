#pragma once

#include <span>
#include <vector>

#include "analysis/arguments.h"
#include "analysis/facts.h"
#include "analysis/part.h"

namespace doppelint::analysis {

/// The terms of the model language that stand for effects.
class Effects : public Part {
  public:
    explicit Effects(Parts& parts) : Part(parts) {}

    /// `certain`: the call happens to one known receiver; each effect's own target decides the rest.
    void apply(State& state, const models::Term& term, const BoundArguments& bound, bool certain);

    /// Whether code that is not seen may run.
    [[nodiscard]] bool runs_code(const models::Term& term) const;

    /// What a change of a value changes.
    struct Changed {
        ObjectId object;
        bool sure = false;  ///< each view on the way to it shows this object and no other
    };
    [[nodiscard]] std::vector<Changed> changed_by(State& state, const Value& value, ChangeKind how);

  private:
    /// An effect on one object, its arguments worked out.
    struct Effect {
        const models::Term& term;
        std::span<const Value> values;
        ValueId call;
        bool sure;
    };
    void consume(State& state, const models::Term& term, const BoundArguments& bound, bool certain);
    void call(State& state, std::span<const models::Term> parts, const BoundArguments& bound);
    void change(State& state, const models::Term& term, const BoundArguments& bound, bool certain);
    void change_object(State& state, ObjectId object, const Effect& effect);
    void set_item(State& state, ObjectId object, const Effect& effect);
    void set_default(State& state, ObjectId object, const Effect& effect);
    void set_attribute(State& state, ObjectId object, const Effect& effect);
};

}  // namespace doppelint::analysis
