#pragma once

#include <span>
#include <string_view>

#include "analysis/arguments.h"
#include "analysis/parameter_set.h"
#include "analysis/part.h"

namespace doppelint::analysis {

struct FlowCallee;

/// Calls: who is called, by whatever way it is named.
class Calls : public Part {
  public:
    explicit Calls(Parts& parts) : Part(parts) {}

    [[nodiscard]] Value call(State& state, ValueId id, const Instruction& it);
    [[nodiscard]] Value call_value(State& state, ValueId id, const Value& callee, const Arguments& arguments);
    /// A special method that syntax calls: `x[k]`, `x[k] = v`. `receiver` is the operand that `object` is of.
    [[nodiscard]] Value special_call(State& state, ValueId id, ObjectId object,
                                     const Arguments::One& receiver, std::string_view name,
                                     std::span<const Arguments::One> others);
    /// Whether it is known what the object has under the name.
    [[nodiscard]] bool has_special(ObjectId object, std::string_view name) const;

    /// A special method, getter or hook of an object of unknown class, as the flow of instances tells.
    [[nodiscard]] std::optional<Value> call_special_by_flow(State& state, ValueId id, std::string_view name,
                                                            const Arguments::One& self,
                                                            std::span<const Arguments::One> others);
    /// A method of an object of unknown class that has passed a test for a class of the project.
    [[nodiscard]] std::optional<Value> call_by_test(State& state, ValueId id, const Arguments::One& receiver,
                                                    std::string_view name, const Arguments& arguments);
    [[nodiscard]] Value call_what_changed(State& state, ValueId id, const Value& made,
                                          const Arguments::One& receiver, const Arguments& arguments);
    [[nodiscard]] Value construct_by_flow(State& state, ValueId id, const Arguments& arguments);
    /// What flows to the call of a method of the object.
    [[nodiscard]] std::optional<Value> call_flow(State& state, ValueId id, const Arguments::One& receiver,
                                                 const Arguments& arguments) {
        return call_by_flow(state, id, &receiver, arguments);
    }
    /// What reads, sets or deletes an attribute of such an object; `value` is what is set.
    [[nodiscard]] std::optional<Value> call_hooks_by_flow(State& state, ValueId id,
                                                          const Arguments::One& self,
                                                          const std::optional<Arguments::One>& value = {});

    /// Whether what is called now is known only from the flow of functions through the whole project.
    [[nodiscard]] bool is_by_flow() const { return flow_depth_ > 0; }

  private:
    [[nodiscard]] CodeId class_tested(ValueId value);
    [[nodiscard]] CodeId class_assumed(const Instruction& assumed);
    [[nodiscard]] bool looks_into(const Value& callee) const;
    [[nodiscard]] Arguments arguments_of(State& state, ValueId id, const Instruction& it);
    /// A method looked up only to be called.
    struct MethodCall {
        std::string_view name;
        Arguments::One receiver;
        const Arguments& arguments;
    };
    [[nodiscard]] Value call_method(State& state, ValueId id, const MethodCall& method);
    [[nodiscard]] Value call_method_of(State& state, ValueId id, ObjectId object, const MethodCall& method);
    [[nodiscard]] std::optional<Value> managed(State& state, ValueId id, ObjectId object,
                                               std::string_view name);
    [[nodiscard]] Value call_unknown_method(State& state, ValueId id, ObjectId object,
                                            const MethodCall& method);
    [[nodiscard]] Value call_object(State& state, ValueId id, ObjectId callee, const Arguments& arguments,
                                    bool certain);
    [[nodiscard]] std::optional<Value> call_library(State& state, ValueId id, ObjectId callee,
                                                    const Arguments& arguments, bool certain);
    /// What only the flow of functions tells.
    [[nodiscard]] std::optional<Value> call_by_flow(State& state, ValueId id, const Arguments::One* receiver,
                                                    const Arguments& arguments);
    [[nodiscard]] ParameterSet changed_by_some(std::span<const FlowCallee> callees);
    [[nodiscard]] std::optional<Value> run_flow_callees(State& state, ValueId id,
                                                        std::span<const FlowCallee> callees,
                                                        const Arguments::One* receiver,
                                                        const Arguments& arguments);
    /// What is called is of the project.
    [[nodiscard]] std::optional<Value> call_code(State& state, ValueId id, ObjectId callee,
                                                 const Arguments& arguments, bool certain);
    [[nodiscard]] Value begin_generator(State& state, ValueId id, std::span<const Value> kept);
    [[nodiscard]] Value call_class(State& state, ValueId id, ObjectId callee, const Arguments& arguments);
    [[nodiscard]] Value instantiate(State& state, ValueId id, ObjectId class_object,
                                    std::span<const Value> roots);

    std::uint32_t flow_depth_ = 0;
    std::uint32_t depth_ = 0;  ///< of calls by what is called
};

}  // namespace doppelint::analysis
