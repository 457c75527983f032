#pragma once

#include <optional>
#include <string_view>
#include <unordered_map>

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
    /// What the `__getattr__` of the project's module gives for a name that it does not have.
    [[nodiscard]] std::optional<Value> ask_module(State& state, ValueId id, ObjectId module,
                                                  std::string_view name);
    /// `from m import *` in a module's body.
    void import_star(State& state, const Instruction& it);
    /// What a library's module or class has under the name.
    [[nodiscard]] Value member(State& state, ObjectId module, std::string_view name);

    /// A function or class of the project, as code outside the one that makes it knows it.
    [[nodiscard]] Value code_object(CodeId code);
    /// The same by what a summary says of it: in the body that makes it, what its name holds now.
    [[nodiscard]] Value known_object(State& state, std::string_view text, Kind kind, CodeId code,
                                     std::uint32_t detail);
    /// Any of what the names may mean.
    [[nodiscard]] Value value_of(State& state, const project::Meanings& meanings);
    using Part::value_of;
    /// Object::detail of a function of the project that has decorators: what it is, they say.
    static constexpr std::uint32_t kDecorated = 1;

  private:
    [[nodiscard]] Value first_member(State& state, ObjectId module, std::string_view name);
    [[nodiscard]] std::optional<Value> ask_module(State& state, ValueId id, program::ModuleId module,
                                                  std::string_view name);
    [[nodiscard]] Value value_of(State& state, const project::Meaning& meaning);
    [[nodiscard]] Value project_global(State& state, NameId name);
    /// What the parameter's annotation promises.
    [[nodiscard]] std::optional<Value> declared_parameter(const program::Parameter& parameter,
                                                          std::uint32_t index);
    [[nodiscard]] Value same_as(State& state, std::uint32_t index);
    [[nodiscard]] Value rest_of_arguments(State& state, ValueId id, std::uint32_t index, Kind kind);
    [[nodiscard]] Value own_default(State& state, std::uint32_t index, const ParameterBinding& binding);
    [[nodiscard]] bool is_own_instance(const program::Parameter& parameter, std::uint32_t index) const;
    [[nodiscard]] bool is_of_project(NameId name) const;
    [[nodiscard]] Value builtin(NameId name);
    [[nodiscard]] Value global_in_function(State& state, NameId name);

    std::unordered_map<std::uint32_t, Value> globals_;  ///< by name: what does not depend on the state
};

}  // namespace doppelint::analysis
