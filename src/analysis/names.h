#pragma once

#include <string_view>

#include "analysis/part.h"

namespace doppelint::analysis {

/// What names stand for: constants, parameters, variables of each kind, builtins, members of libraries.
class Names : public Part {
  public:
    explicit Names(Parts& parts) : Part(parts) {}

    [[nodiscard]] Value constant(program::ConstantId id) const;
    [[nodiscard]] Value parameter(State& state, ValueId id, const Instruction& it);
    [[nodiscard]] Value capture(const Instruction& it);
    [[nodiscard]] Value load_cell(State& state, const Instruction& it);
    /// Binds the variable that each of `cells` may be; `unbound` unbinds it.
    void store_variable(State& state, const Value& cells, const Value& value);
    [[nodiscard]] Value global_variable(NameId name);
    [[nodiscard]] Value local_variable(NameId name);
    [[nodiscard]] Value load_global(State& state, NameId name);
    [[nodiscard]] Value load_local_name(State& state, const Instruction& it);
    [[nodiscard]] Value import(State& state, ValueId id, const Instruction& it);
    /// A module, function, class or object of a library; of one that no model knows, its name alone.
    [[nodiscard]] Value library_member(std::string_view dotted);
    [[nodiscard]] Value member(ObjectId module, std::string_view name);

  private:
    [[nodiscard]] Value rest_of_arguments(State& state, ValueId id, std::uint32_t index, Kind kind);
    [[nodiscard]] Value own_default(State& state, std::uint32_t index, const ParameterBinding& binding);
    [[nodiscard]] bool is_own_instance(const program::Parameter& parameter, std::uint32_t index) const;
    [[nodiscard]] Value builtin(NameId name);
    [[nodiscard]] Value global_in_function(State& state, NameId name);
};

}  // namespace doppelint::analysis
