#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "analysis/arguments.h"
#include "analysis/parameter_set.h"
#include "analysis/part.h"
#include "analysis/summary.h"

namespace doppelint::analysis {

/// Calls of the project's own code: arguments go to its parameters, then what its summary says of them
/// happens to what they are.
class SummaryCalls : public Part {
  public:
    explicit SummaryCalls(Parts& parts) : Part(parts) {}

    /// Calls `code`; `function` is the object that it is called as. None if nothing is known of it.
    [[nodiscard]] Value call(State& state, ValueId id, CodeId code, ObjectId function,
                             const Arguments& arguments, bool certain) {
        return call(state, id, code, function, arguments, Surely{.certain = certain, .changed_by_some = {}});
    }
    /// One of several functions that the call may reach. `changed_by_some`: what it changes, and some of
    /// them do not.
    [[nodiscard]] Value call_one_of(State& state, ValueId id, CodeId code, ObjectId function,
                                    const Arguments& arguments, ParameterSet changed_by_some) {
        return call(state, id, code, function, arguments,
                    Surely{.certain = false, .changed_by_some = changed_by_some});
    }
    /// The parameters of which it, or something that they hold, changes in a call; all, where that is not
    /// known.
    [[nodiscard]] ParameterSet changed_by(CodeId code);
    /// What walking a generator, or waiting for a coroutine, of the project gives.
    [[nodiscard]] Value resume(State& state, ValueId id, ObjectId generator, Walk walk);
    [[nodiscard]] Value wait_for(State& state, ValueId id, ObjectId coroutine);
    /// The loop begins to walk the generator.
    void begin_regions(State& state, ValueId loop, ObjectId generator);
    /// A walk of it begins, or has come to its end: so does what the generator walks.
    void begin_walks(State& state, ValueId id, ObjectId generator);
    void end_walks(State& state, ValueId id, ObjectId generator);
    [[nodiscard]] bool is_resumable(ObjectId generator) const;
    /// Which part of an instruction a thing is that a call of the code makes.
    [[nodiscard]] std::uint32_t part_of(CodeId code, std::uint32_t node);

  private:
    /// A call whose arguments have found their parameters.
    struct Bound {
        CodeId code;
        ObjectId function;
        ValueId call;
        std::vector<std::optional<Value>> values;  ///< by parameter
        std::vector<ValueId> registers;            ///< by parameter: where the value stood
        bool certain = false;
        ParameterSet changed_by_some;  ///< see `call_one_of`
        bool repeated = false;         ///< any number of times
        bool in_pieces = false;        ///< a generator goes on
    };
    friend class Instantiation;
    struct Surely {
        bool certain = false;
        ParameterSet changed_by_some;
    };

    [[nodiscard]] Value call(State& state, ValueId id, CodeId code, ObjectId function,
                             const Arguments& arguments, Surely surely);

    [[nodiscard]] std::optional<Bound> bind(State& state, ValueId id, CodeId code, ObjectId function,
                                            const Arguments& arguments);
    [[nodiscard]] Value default_of(State& state, const Bound& bound, std::uint32_t place);
    [[nodiscard]] Value rest_of_positional(State& state, const Bound& bound, std::uint32_t parameter,
                                           const Arguments& arguments, std::size_t first);
    [[nodiscard]] Value rest_of_keywords(State& state, const Bound& bound, std::uint32_t parameter,
                                         const Arguments& arguments);
    void note_ran(ValueId id, CodeId code, const Summary* summary);
    [[nodiscard]] bool changes_nothing(const Summary& summary) const;
    [[nodiscard]] const Summary* summary_for(State& state, const Bound& bound);
    [[nodiscard]] std::span<const program::Capture> captures_of(CodeId code) const;
    [[nodiscard]] Value captured(State& state, const Bound& bound, std::uint32_t index);
    [[nodiscard]] ParameterBinding binding_for(const Value& value, const Summary& summary,
                                               std::uint32_t parameter) const;
    [[nodiscard]] std::optional<bool> truth_of(const Value& value) const;
    [[nodiscard]] Value begin(State& state, const Bound& bound, Kind kind);
    [[nodiscard]] Bound kept(State& state, ValueId id, ObjectId generator);

    std::unordered_map<CodeId, std::uint32_t> first_part_;  ///< of what a call of the code makes
    std::uint32_t next_part_ = 0;
    std::uint32_t depth_ = 0;
};

}  // namespace doppelint::analysis
