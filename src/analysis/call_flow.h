#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "heap/object.h"
#include "project/project.h"

namespace doppelint::analysis {

using program::CodeId;
using program::ValueId;

/// Code that may come to a call, and as what.
struct FlowCallee {
    enum class How : std::uint8_t {
        function,  ///< called with the arguments as they are
        method,    ///< the object before the dot comes first
        bound,     ///< likewise, but which object that is, is not known here
        class_,    ///< an instance is made
    };
    ValueId at;  ///< the call instruction
    CodeId code;
    How how = How::function;
    auto operator<=>(const FlowCallee&) const = default;
};

/// A parameter whose default some other thing may be.
struct FlowDefault {
    CodeId code;
    std::uint32_t parameter = 0;
};

/// Which functions and classes may come to which calls of a project: through variables, attributes,
/// containers, arguments and results, whatever the order of what happens. One pass over all code without heap
/// states; what it does not follow is simply not there.
class CallFlow {
  public:
    explicit CallFlow(const project::Project& project);

    /// What the call instruction may call, sorted; those that are known by what flows.
    [[nodiscard]] std::span<const FlowCallee> callees(CodeId caller, ValueId call) const;
    /// All code that calls in the function may run, sorted.
    [[nodiscard]] std::span<const CodeId> callees(CodeId caller) const;

    /// What the attribute of instances of the class, or of the class itself, is; what the parameter is; what
    /// the global is. Nothing where different things may come there, or `None`.
    [[nodiscard]] heap::Shape field(CodeId class_body, std::string_view name) const;
    [[nodiscard]] heap::Shape class_attribute(CodeId class_body, std::string_view name) const;
    [[nodiscard]] heap::Shape parameter(CodeId code, std::uint32_t index) const;
    [[nodiscard]] heap::Shape global(program::ModuleId module, std::string_view name) const;

    /// Whether a method of the class puts something into what its instance has under `field`, and the
    /// instance itself into that thing's `attribute`: `x.owner = self; self.items.append(x)`.
    [[nodiscard]] bool leads_back(CodeId class_body, std::string_view field,
                                  std::string_view attribute) const;
    /// Of a function that a method makes, captures its instance and hands to it: which of its captured values
    /// that is, and the method's class.
    struct OwnCallback {
        CodeId class_body;
        std::uint32_t capture = 0;
    };
    [[nodiscard]] const OwnCallback* own_callback(CodeId code) const;

    /// The default that the attribute of instances of the class may hold; null: none.
    [[nodiscard]] const FlowDefault* default_in(CodeId class_body, std::string_view name) const;

  private:
    friend class FlowSolver;
    using Named = std::unordered_map<std::string, heap::Shape>;
    [[nodiscard]] static heap::Shape find(const std::unordered_map<CodeId, Named>& from, CodeId code,
                                          std::string_view name);
    std::vector<std::vector<std::vector<FlowCallee>>> by_call_;  ///< by module, function
    std::vector<std::vector<std::vector<CodeId>>> by_function_;
    std::unordered_map<CodeId, Named> fields_, class_attributes_, globals_;
    std::unordered_map<CodeId, std::vector<heap::Shape>> parameters_;
    std::unordered_map<CodeId, std::unordered_map<std::string, FlowDefault>> defaults_;
    std::unordered_map<CodeId, std::vector<std::pair<std::string, std::string>>> ways_back_;
    std::unordered_map<CodeId, OwnCallback> own_callbacks_;
};

}  // namespace doppelint::analysis
