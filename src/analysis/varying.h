#pragma once

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "analysis/facts.h"
#include "analysis/part.h"

namespace doppelint::analysis {

/// Values that are other ones each time: they depend on the clock, or on chance.
class Varying : public Part {
  public:
    explicit Varying(Parts& parts) : Part(parts) {}

    /// The call gives such a value.
    void note(ValueId call);
    /// Whether the register holds one, or something made of one.
    [[nodiscard]] bool holds(ValueId value) const;
    /// Whether the function gives one.
    [[nodiscard]] bool is_given() const;

    /// A function is made, a name of a class body bound: values that are worked out once.
    void look_at_defaults(ValueId id, const Instruction& it);
    void look_at_name(ValueId id, const Instruction& it);

  private:
    [[nodiscard]] bool is_computed(ValueId call) const;
    [[nodiscard]] bool is_for_good() const;
    [[nodiscard]] bool is_plain(const Value& value) const;
    [[nodiscard]] bool gets_new_object(const GlobalName& name, const Value& at_first) const;
    /// What the function stores, by the instruction and the name that it has; none: not asked for yet.
    using Stores = std::optional<std::map<std::pair<Opcode, std::uint32_t>, std::vector<ValueId>>>;
    [[nodiscard]] bool any_holds(std::vector<ValueId> all) const;
    void add_sources(ValueId value, Stores& stores, std::vector<ValueId>& into) const;
    void add_stored(Opcode store, const Instruction& load, Stores& stores, std::vector<ValueId>& into) const;

    std::vector<ValueId> calls_;
};

}  // namespace doppelint::analysis
