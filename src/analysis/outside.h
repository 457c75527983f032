#pragma once

#include <span>

#include "analysis/part.h"

namespace doppelint::analysis {

/// Code that is not seen: what calling it may do, and what it may give back.
class Outside : public Part {
  public:
    explicit Outside(Parts& parts) : Part(parts) {}

    /// Something unknown runs and may reach `roots`. In the sound policy it may change all that it can reach;
    /// in the report policy that it does not is an assumption.
    [[nodiscard]] Value call(State& state, ValueId id, std::span<const Value> roots);
    [[nodiscard]] Value call(State& state, ValueId id, const Value& root) {
        return call(state, id, std::span(&root, 1));
    }
    /// The same where nobody asks for the result.
    void run(State& state, ValueId id, std::span<const Value> roots) {
        static_cast<void>(call(state, id, roots));
    }
    void run(State& state, ValueId id, const Value& root) { run(state, id, std::span(&root, 1)); }
    /// An object that came from there.
    [[nodiscard]] Value result(State& state, ValueId id);
    /// What such an object holds: nobody has said yet.
    [[nodiscard]] heap::ContentBuilder content(ObjectId object, ValueId id) const;
};

}  // namespace doppelint::analysis
