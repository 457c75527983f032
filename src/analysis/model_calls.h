#pragma once

#include <optional>
#include <span>

#include "analysis/arguments.h"
#include "analysis/part.h"

namespace doppelint::analysis {

/// Calls of what a model describes: arguments go to its parameters, then its effects and its result are
/// worked out.
class ModelCalls : public Part {
  public:
    explicit ModelCalls(Parts& parts) : Part(parts) {}

    /// Whether the first argument is the object before the dot.
    enum class Access : std::uint8_t { function, method };
    /// Models of one name: one for each range of versions that the project may run on.
    [[nodiscard]] Value apply(State& state, ValueId id, std::span<const models::Model> models,
                              const Arguments& arguments, Access access, bool certain);
    /// A method of a builtin class that something of unknown class may have; none if the call does not fit.
    [[nodiscard]] std::optional<Value> apply_guessed(State& state, ValueId id, const models::Model& model,
                                                     const Arguments& arguments);
    /// A callable that a model made: calls what its term says, with the term's arguments first.
    [[nodiscard]] Value call_lazy(State& state, ValueId id, ObjectId callee, const Arguments& arguments);

  private:
    [[nodiscard]] Value kept_results(const Value& called, const Value& result);
    [[nodiscard]] Value run(State& state, const BoundArguments& bound, bool certain);
    /// Gives each parameter its argument; none if the call does not fit the model: it raises.
    [[nodiscard]] std::optional<BoundArguments> bind(State& state, ValueId id, const models::Model& model,
                                                     const Arguments& arguments);
    [[nodiscard]] Value rest_of_positional(State& state, const BoundArguments& bound, std::size_t parameter,
                                           const Arguments& arguments, std::size_t first);
    [[nodiscard]] Value rest_of_keywords(State& state, const BoundArguments& bound, std::size_t parameter,
                                         const Arguments& arguments);

    std::uint32_t depth_ = 0;  ///< callables that call callables
};

}  // namespace doppelint::analysis
