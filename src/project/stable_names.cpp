#include "project/stable_names.h"

#include <map>

#include "project/function_names.h"

namespace doppelint::project {

StableNames::StableNames(const Project& project) {
    std::map<std::string, std::uint32_t> counts;
    for (std::uint32_t index = 0; index < project.module_count(); ++index) {
        const ModuleId module{index};
        std::string name = project.root(module) + ":" + project.name(module);
        if (project.is_stub(module)) name += ".pyi";
        const std::uint32_t count = ++counts[name];
        if (count > 1) name += "#" + std::to_string(count);
        code_.push_back(function_names(project.program(module), name + ":", ""));
        modules_.push_back(std::move(name));
    }
    for (std::uint32_t index = 0; index < modules_.size(); ++index) {
        by_module_.emplace(modules_[index], ModuleId{index});
        for (std::uint32_t at = 0; at < code_[index].size(); ++at) {
            by_code_.emplace(code_[index][at], CodeId{ModuleId{index}, FunctionId{at}});
        }
    }
}

ModuleId StableNames::find_module(std::string_view name) const {
    const auto found = by_module_.find(name);
    return found != by_module_.end() ? found->second : ModuleId{};
}

CodeId StableNames::find_code(std::string_view name) const {
    const auto found = by_code_.find(name);
    return found != by_code_.end() ? found->second : CodeId{};
}

}  // namespace doppelint::project
