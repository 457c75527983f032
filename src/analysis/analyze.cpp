#include "analysis/analyze.h"

#include <algorithm>

namespace doppelint::analysis {
namespace {

/// What the defaults of each function are, as the functions around them made them.
using Defaults = std::vector<std::vector<DefaultObject>>;

Entry entry_of(const std::vector<DefaultObject>& defaults, std::uint32_t parameter_count) {
    Entry entry;
    entry.parameters.resize(parameter_count);
    for (const DefaultObject& it : defaults) {
        ParameterBinding& binding = entry.parameters[it.parameter];
        binding.what = ParameterBinding::What::own_default;
        binding.kind = it.kind;
        binding.empty = it.empty;
    }
    return entry;
}

}  // namespace

void analyze_module(const Context& context, Arena& arena,
                    const std::function<void(const FunctionAnalysis&)>& visit) {
    const Module& module = context.module;
    Defaults defaults(module.functions.size());
    for (std::uint32_t index = 0; index < module.functions.size(); ++index) {
        const program::FunctionId id{index};
        arena.reset();
        Interpreter any_caller(context, id, arena, {});
        any_caller.run();
        for (const Definition& it : any_caller.facts().definitions) {
            auto& known = defaults[it.function.index()];
            known.insert(known.end(), it.defaults.begin(), it.defaults.end());
        }
        if (defaults[index].empty()) {
            visit({id, any_caller, nullptr, {}});
            continue;
        }
        Interpreter with_defaults(context, id, arena,
                                  entry_of(defaults[index], module.functions[index].parameter_count));
        with_defaults.run();
        visit({id, any_caller, &with_defaults, defaults[index]});
    }
}

}  // namespace doppelint::analysis
