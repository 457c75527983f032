#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "analysis/arguments.h"
#include "analysis/part.h"

namespace doppelint::analysis {

/// What a deep copy made this object from; none, if it came about in another way.
[[nodiscard]] ObjectId deeply_copied(const heap::Object& object);

/// Copies of each depth.
class Copies : public Part {
  public:
    explicit Copies(Parts& parts) : Part(parts) {}

    /// copy.copy: a new object with the same content; of an atom, function or class the same object.
    [[nodiscard]] Value shallow(State& state, ValueId id, const Value& from);
    /// copy.deepcopy: each mutable object below is new, and what was one object stays one.
    [[nodiscard]] Value deep(State& state, ValueId id, const Value& from);
    /// A copy whose attributes are those that the mapping names. Keywords of a call stand in it as
    /// attributes.
    [[nodiscard]] Value replaced(State& state, ValueId id, const Value& from, const Value& changes);
    /// A new object with the content of `source`.
    [[nodiscard]] Value of_object(State& state, ValueId id, ObjectId source);
    void set_attributes(State& state, ObjectId object, const Value& mapping);
    /// Which part of an instruction an object is that it makes from `source`. What it made from its own
    /// result is the same part, so that a loop does not make ever new ones.
    [[nodiscard]] std::uint32_t part_from(ValueId id, ObjectId source, std::uint32_t parts) const;

  private:
    /// What the object's class makes of it by its own method, of an object of unknown class that of the
    /// classes that may come here; none if it has no such method, or if it is that method that asks: it means
    /// the ordinary copy.
    [[nodiscard]] std::optional<Value> by_protocol(State& state, ValueId id, ObjectId object,
                                                   std::string_view method, const Arguments& arguments);
    [[nodiscard]] ValueId copied_by(ValueId id) const;
    [[nodiscard]] bool may_say_itself(ObjectId object) const;
    [[nodiscard]] bool hides_something(const State& state, ObjectId object) const;
    [[nodiscard]] ObjectId copy_made(ValueId id, ObjectId source);
    [[nodiscard]] ObjectId deep_copy_of(ValueId id, ObjectId object);
    [[nodiscard]] Value deep_copy_of(ValueId id, const Value& value);

    std::vector<ObjectId> asked_;
};

}  // namespace doppelint::analysis
