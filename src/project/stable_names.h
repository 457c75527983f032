#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "project/project.h"

namespace doppelint::project {

/// Names of modules and code that mean the same in another run over another state of the files:
/// `root:app.table`, `root:app.table:Table.add`. What is defined again under a name gets `#2`, what has no
/// name of its own is counted within what is around it (`load.<lambda1>`). Immutable; threads read it freely.
class StableNames {
  public:
    explicit StableNames(const Project& project);

    [[nodiscard]] std::string_view name(ModuleId module) const { return modules_[module.index()]; }
    [[nodiscard]] std::string_view name(CodeId code) const {
        return code_[code.module.index()][code.function.index()];
    }
    /// None if there is no such module or code now.
    [[nodiscard]] ModuleId find_module(std::string_view name) const;
    [[nodiscard]] CodeId find_code(std::string_view name) const;

  private:
    std::vector<std::string> modules_;
    std::vector<std::vector<std::string>> code_;  ///< by module and function
    std::unordered_map<std::string_view, ModuleId> by_module_;
    std::unordered_map<std::string_view, CodeId> by_code_;
};

}  // namespace doppelint::project
