#pragma once

#include <span>
#include <vector>

#include "analysis/facts.h"
#include "analysis/part.h"

namespace doppelint::analysis {

/// What can be walked once: iterators, generators, files. When a walk begins, when it has come to its end,
/// and what makes it possible to walk again.
///
/// What is symbolic may be such a thing, or something that can be walked as often as one likes. Of it the
/// same is noted; what it is the caller decides.
class Walks : public Part {
  public:
    explicit Walks(Parts& parts) : Part(parts) {}

    /// A walk begins. `by` is the register by which the instruction got at it, if it did by one.
    void begin(State& state, ValueId id, const Value& walked, ValueId by);
    /// The walk that began at `id`, or that the call `id` is, has come to its end.
    void end(State& state, ValueId id, const Value& walked);
    /// Both. Not `certain`: perhaps.
    void whole(State& state, ValueId id, const Value& walked, ValueId by, bool certain = true);
    /// An item is taken, or some.
    void some(State& state, const Value& walked);
    /// Code that is not seen, or a change of a file, may have set these back, and what walks over them.
    void renew(State& state, std::span<const Value> roots);

    /// The same for a walk that a call of the project's code brings along. `before` is the state in which it
    /// begins.
    void begin_inside(const State& before, const IteratorWalk& walk, const Value& walked);

    /// Control goes from one block to another: a loop has come to the end of what it walks, or an `in` has
    /// found nothing.
    void follow(State& state, BlockId from, BlockId to);
    /// `next` takes the next item of what it walks.
    void come_to(State& state, ValueId next, const Value& iterators, const Value& items);
    /// A turn of a loop is over.
    void end_turn(State& state);

    /// Whether it can be walked once for sure.
    [[nodiscard]] bool is_walker(ObjectId id) const;

  private:
    [[nodiscard]] bool may_be_walker(ObjectId id) const;
    [[nodiscard]] bool is_of_python(ObjectId id) const;
    [[nodiscard]] bool is_one(const State& state, const Value& value) const;
    [[nodiscard]] bool walks_over(const State& state, ObjectId iterator, ObjectId walked) const;
    [[nodiscard]] bool was_begun(ObjectId id);
    void note_shared_draw(const State& state, ValueId id, ObjectId drawing);
    [[nodiscard]] std::vector<Value> lanes_of(const State& state, ObjectId drawing) const;
    [[nodiscard]] std::vector<ObjectId> drawn_on(const State& state, const Value& lane) const;
    [[nodiscard]] Value with_sources(State& state, const Value& walked);
    void note(const State& state, IteratorWalk walk, bool is_sure);
    void forget_end(State& state, ObjectId walked);
    void take(State& state, const Value& walked, bool all);
    void end_of_test(State& state, BlockId from, bool is_true);

    bool any_ended_ = false;  ///< in this activation
};

}  // namespace doppelint::analysis
