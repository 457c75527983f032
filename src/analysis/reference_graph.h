#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "analysis/call_flow.h"
#include "base/executor.h"
#include "project/project.h"

namespace doppelint::analysis {

using program::CodeId;

/// Which code names which: by names, imports, methods of `self`, constructors. Code that names one another is
/// one component; a component's level is higher than those of all that it names.
class ReferenceGraph {
  public:
    ReferenceGraph(const project::Project& project, const CallFlow& flow, Executor& executor);

    struct Component {
        std::vector<CodeId> members;  ///< in the order of their modules and texts
        std::uint32_t level = 0;
        bool is_cycle = false;
    };
    [[nodiscard]] const std::vector<Component>& components() const { return components_; }
    [[nodiscard]] std::uint32_t component_of(CodeId code) const { return component_of_[number_of(code)]; }
    /// The components of one level, those with the most instructions first.
    [[nodiscard]] std::span<const std::uint32_t> at_level(std::uint32_t level) const {
        return levels_[level];
    }
    [[nodiscard]] std::uint32_t level_count() const { return static_cast<std::uint32_t>(levels_.size()); }

  private:
    [[nodiscard]] std::uint32_t number_of(CodeId code) const {
        return first_of_module_[code.module.index()] + code.function.index();
    }
    void find_components(const std::vector<std::vector<std::uint32_t>>& edges);
    void put_large_ones_first(const project::Project& project);

    std::vector<std::uint32_t> first_of_module_;
    std::vector<CodeId> codes_;
    std::vector<std::uint32_t> component_of_;
    std::vector<Component> components_;
    std::vector<std::vector<std::uint32_t>> levels_;
};

}  // namespace doppelint::analysis
