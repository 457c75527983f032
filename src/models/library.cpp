#include <algorithm>

#include "models/model.h"

namespace doppelint::models {
namespace {

constexpr std::string_view kBuiltins = "builtins.";
constexpr std::string_view kObject = "object";

/// From `first` on those rows of its name that are about the same versions of their library: the versions in
/// use, or else the newest ones, which come first.
template <class Row>
std::span<const Row> rows_in_use(std::span<const Row> table, std::size_t first,
                                 std::span<const UsedLibrary> used) {
    const auto rows = table.subspan(first);
    if (rows.empty()) return rows;
    const auto known = std::ranges::find(used, rows.front().library.library, &UsedLibrary::name);
    const auto is_used = [&](const Row& it) { return known == used.end() || it.library.has(known->version); };
    const auto is_alike = [&](const Row& it) { return it.name == rows.front().name; };
    const auto begin =
        std::ranges::find_if(rows, [&](const Row& it) { return !is_alike(it) || is_used(it); });
    if (begin == rows.end() || !is_alike(*begin)) return {};
    const auto end = std::find_if(
        begin, rows.end(), [&](const Row& it) { return !is_alike(it) || it.library != begin->library; });
    return {begin, end};
}

std::span<const Model> models_of(const LibraryTables& tables, std::span<const UsedLibrary> used,
                                 NamePieces name) {
    return rows_in_use(tables.models, find_name(tables.model_slots, tables.models, name), used);
}

// Whether it may give what its receiver itself holds, as `object.__getstate__` does.
bool gives_own_parts(const Library& library, const Model& model) {
    const Term& result = library.term(model.result);
    return result.word == Word::attribute ||
           std::ranges::any_of(library.arguments_of(result),
                               [](const Term& it) { return it.word == Word::attribute; });
}

std::string_view without_builtins(std::string_view name) {
    return name.starts_with(kBuiltins) ? name.substr(kBuiltins.size()) : name;
}

}  // namespace

std::span<const Model> Library::functions(std::string_view name) const {
    const std::span<const Model> found = models_of(tables_, used_, {name});
    if (!found.empty()) return found;
    // Builtin classes stand under their own names, builtin functions under those of their module.
    if (name.starts_with(kBuiltins)) return models_of(tables_, used_, {without_builtins(name)});
    return models_of(tables_, used_, {kBuiltins, name});
}

std::span<const Model> Library::methods(std::string_view class_name, std::string_view method) const {
    const Class* const seen = find_class(class_name);
    for (const Class* at = seen; at != nullptr; at = find_class(at->base)) {
        const std::span<const Model> found = models_of(tables_, used_, {at->name, ".", method});
        if (found.empty()) continue;
        // Of other people's classes not all is described: one of their own may well give copies.
        const bool may_differ =
            at->name == kObject && !seen->library.library.empty() && gives_own_parts(*this, found.front());
        return may_differ ? std::span<const Model>() : found;
    }
    return {};
}

bool Library::draws_side_by_side(const Model& it) const {
    const Term& result = term(it.result);
    if (result.word != Word::iterator) return false;
    return std::ranges::any_of(arguments_of(result), [&](const Term& item) {
        return std::ranges::any_of(arguments_of(item),
                                   [](const Term& part) { return part.word == Word::each; });
    });
}

std::span<const std::uint16_t> Library::methods_named(std::string_view method) const {
    const std::size_t found = find_name(tables_.group_slots, tables_.groups, {method});
    if (found == tables_.groups.size()) return {};
    return tables_.methods.subspan(tables_.groups[found].first, tables_.groups[found].count);
}

const Class* Library::find_class(std::string_view name) const {
    const std::size_t found = find_name(tables_.class_slots, tables_.classes, {without_builtins(name)});
    const std::span<const Class> rows = rows_in_use(tables_.classes, found, used_);
    return rows.empty() ? nullptr : rows.data();
}

const Constant* Library::find_constant(std::string_view name, Versions versions) const {
    const std::size_t found = find_name(tables_.constant_slots, tables_.constants, {name});
    const std::span<const Constant> rows = rows_in_use(tables_.constants, found, used_);
    const auto row =
        std::ranges::find_if(rows, [&](const Constant& it) { return it.versions.meets(versions); });
    return row == rows.end() ? nullptr : &*row;
}

bool Library::has_module(std::string_view name) const {
    return find_name(tables_.module_slots, tables_.modules, {name}) != tables_.modules.size();
}

}  // namespace doppelint::models
