#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "analysis/arguments.h"
#include "analysis/part.h"

namespace doppelint::analysis {

/// Methods that syntax and library functions reach without naming them: `__eq__`, `__format__`, `__bool__`.
class SpecialMethods : public Part {
  public:
    explicit SpecialMethods(Parts& parts) : Part(parts) {}

    /// Calls the method, or what Python asks for next, of each object that the value may be and whose class
    /// has it. None: no class has.
    [[nodiscard]] std::optional<Value> ask(State& state, ValueId id, std::string_view name,
                                           const Arguments::One& self,
                                           std::span<const Arguments::One> others = {});
    /// The same where nobody asks for the result.
    // NOLINTNEXTLINE(misc-no-recursion): `ask` says how deep
    void run(State& state, ValueId id, std::string_view name, const Arguments::One& self,
             std::span<const Arguments::One> others = {}) {
        static_cast<void>(ask(state, id, name, self, others));
    }

  private:
    [[nodiscard]] std::optional<Value> ask_object(State& state, ValueId id, std::string_view name,
                                                  ObjectId object, const Arguments::One& self,
                                                  std::span<const Arguments::One> others);
    void ask_items(State& state, ValueId id, std::string_view name, ObjectId container,
                   std::span<const Arguments::One> others);

    bool in_library_ = false;  ///< a method of a library runs
    std::uint32_t depth_ = 0;  ///< of containers in containers
};

}  // namespace doppelint::analysis
