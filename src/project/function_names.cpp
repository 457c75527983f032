#include "project/function_names.h"

#include "base/text_map.h"

namespace doppelint::project {
namespace {

using program::Function;
using program::FunctionKind;

// The word within angle brackets that stands for what has no name.
std::string_view nameless(FunctionKind kind) {
    switch (kind) {
        case FunctionKind::lambda: return "lambda";
        case FunctionKind::generator_expression: return "genexpr";
        case FunctionKind::annotations: return "annotations";
        case FunctionKind::type_scope: return "type";
        default: return {};
    }
}

// Deeper than what Python compiles; without a limit, all names together would be the depth's square.
constexpr std::size_t kLongestName = 1'000;

}  // namespace

std::vector<std::string> function_names(const program::Module& module, std::string_view module_name,
                                        std::string_view separator) {
    std::vector<std::string> names;
    names.reserve(module.functions.size());
    TextMap<std::uint32_t> counts;
    for (const Function& it : module.functions) {
        if (!it.parent.valid()) {
            names.emplace_back(module_name);
            continue;
        }
        const std::string& around = names[it.parent.index()];
        if (around.size() > kLongestName) {
            names.push_back(std::string(module_name).append(separator) + "<" + std::to_string(names.size()) +
                            ">");
            continue;
        }
        std::string name = around;
        name += module.function(it.parent).parent.valid() ? std::string_view(".") : separator;
        const std::string_view word = nameless(it.kind);
        name += word.empty() ? module.text(it.name) : "<" + std::string(word);
        const std::uint32_t count = ++counts[name];
        if (!word.empty()) {
            name += std::to_string(count) + ">";
        } else if (count > 1) {
            name += "#" + std::to_string(count);
        }
        names.push_back(std::move(name));
    }
    return names;
}

}  // namespace doppelint::project
