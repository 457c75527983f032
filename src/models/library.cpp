#include <algorithm>

#include "models/model.h"

namespace doppelint::models {
namespace {

constexpr std::string_view kBuiltins = "builtins.";

std::span<const Model> models_of(const LibraryTables& tables, NamePieces name) {
    const std::size_t first = find_name(tables.model_slots, tables.models, name);
    std::size_t end = first;
    while (end < tables.models.size() && tables.models[end].name == tables.models[first].name) ++end;
    return tables.models.subspan(first, end - first);
}

std::string_view without_builtins(std::string_view name) {
    return name.starts_with(kBuiltins) ? name.substr(kBuiltins.size()) : name;
}

}  // namespace

std::span<const Model> Library::functions(std::string_view name) const {
    const std::span<const Model> found = models_of(tables_, {name});
    if (!found.empty()) return found;
    // Builtin classes stand under their own names, builtin functions under those of their module.
    if (name.starts_with(kBuiltins)) return models_of(tables_, {without_builtins(name)});
    return models_of(tables_, {kBuiltins, name});
}

std::span<const Model> Library::methods(std::string_view class_name, std::string_view method) const {
    for (const Class* at = find_class(class_name); at != nullptr; at = find_class(at->base)) {
        const std::span<const Model> found = models_of(tables_, {at->name, ".", method});
        if (!found.empty()) return found;
    }
    return {};
}

std::span<const std::uint16_t> Library::methods_named(std::string_view method) const {
    const std::size_t found = find_name(tables_.group_slots, tables_.groups, {method});
    if (found == tables_.groups.size()) return {};
    return tables_.methods.subspan(tables_.groups[found].first, tables_.groups[found].count);
}

const Class* Library::find_class(std::string_view name) const {
    const std::size_t found = find_name(tables_.class_slots, tables_.classes, {without_builtins(name)});
    return found < tables_.classes.size() ? &tables_.classes[found] : nullptr;
}

const Constant* Library::find_constant(std::string_view name) const {
    const auto found = std::ranges::lower_bound(tables_.constants, name, {}, &Constant::name);
    return found != tables_.constants.end() && found->name == name ? &*found : nullptr;
}

bool Library::has_module(std::string_view name) const {
    return std::ranges::binary_search(tables_.modules, name);
}

}  // namespace doppelint::models
