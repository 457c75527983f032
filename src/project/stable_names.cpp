#include "project/stable_names.h"

#include <map>

namespace doppelint::project {
namespace {

using program::FunctionKind;

std::string_view nameless(FunctionKind kind) {
    switch (kind) {
        case FunctionKind::lambda: return "lambda";
        case FunctionKind::generator_expression: return "genexpr";
        case FunctionKind::annotations: return "annotations";
        case FunctionKind::type_scope: return "type";
        default: return {};
    }
}

}  // namespace

StableNames::StableNames(const Project& project) {
    std::map<std::string, std::uint32_t> counts;
    for (std::uint32_t index = 0; index < project.module_count(); ++index) {
        const ModuleId module{index};
        std::string name = project.root(module) + ":" + project.name(module);
        if (project.is_stub(module)) name += ".pyi";
        const std::uint32_t count = ++counts[name];
        if (count > 1) name += "#" + std::to_string(count);
        modules_.push_back(std::move(name));
    }
    for (std::uint32_t index = 0; index < project.module_count(); ++index) {
        const Module& program = project.program(ModuleId{index});
        std::map<std::string, std::uint32_t> repeated;
        std::vector<std::string>& names = code_.emplace_back();
        names.reserve(program.functions.size());
        for (const Function& it : program.functions) {
            if (!it.parent.valid()) {
                names.push_back(modules_[index] + ":");
                continue;
            }
            const std::string& around = names[it.parent.index()];
            const std::string_view word = nameless(it.kind);
            std::string name = around + (around.back() == ':' ? "" : ".");
            name += word.empty() ? std::string(program.text(it.name)) : "<" + std::string(word);
            const std::uint32_t count = ++repeated[name];
            if (!word.empty()) {
                name += std::to_string(count) + ">";
            } else if (count > 1) {
                name += "#" + std::to_string(count);
            }
            names.push_back(std::move(name));
        }
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
