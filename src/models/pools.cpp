#include "models/pools.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace doppelint::models {
namespace {

constexpr std::size_t kMost = NameSlots::kFree;

constexpr std::array<std::string_view, 6> kBuiltinContainers{"bytearray", "dict", "frozenset",
                                                             "list",      "set",  "tuple"};

template <class Row>
void copy_rows(std::vector<Row>& into, std::span<const Row> from) {
    into.assign(from.begin(), from.end());
}

/// By name, of one name the rows for the newest versions of its library first, of these by Python's versions.
template <class Row>
void sort_rows(std::vector<Row>& rows) {
    std::ranges::stable_sort(rows, [](const Row& left, const Row& right) {
        if (left.name != right.name) return left.name < right.name;
        if (left.library.first != right.library.first) return right.library.first < left.library.first;
        return left.versions.first < right.versions.first;
    });
}

template <class Row>
std::vector<std::uint16_t> slots_of(const std::vector<Row>& rows) {
    std::vector<std::string_view> names;
    names.reserve(rows.size());
    for (const Row& row : rows) names.push_back(row.name);
    return make_name_slots(names);
}

/// Where the run stands in the pool, to which it is added if it does not. Most of what rows say has been said
/// before; so a pool stays small enough to be searched.
template <class Part>
std::uint16_t place_in(std::vector<Part>& pool, std::span<const Part> run) {
    if (run.empty()) return 0;
    const auto found = std::search(pool.begin(), pool.end(), run.begin(), run.end());
    const auto place = static_cast<std::uint16_t>(found - pool.begin());
    if (found == pool.end()) pool.insert(pool.end(), run.begin(), run.end());
    return place;
}

bool is_builtin_container(std::string_view name) {
    return std::ranges::find(kBuiltinContainers, name) != kBuiltinContainers.end();
}

/// A method of a builtin container, and the index of its model.
struct MethodOfContainer {
    std::string_view name;
    std::uint16_t model = 0;
};

std::vector<MethodOfContainer> methods_of_containers(const std::vector<Model>& models) {
    std::vector<MethodOfContainer> found;
    for (std::size_t i = 0; i < models.size(); ++i) {
        const std::string_view name = models[i].name;
        const std::size_t dot = name.find('.');
        if (dot == std::string_view::npos || !is_builtin_container(name.substr(0, dot))) continue;
        found.push_back({name.substr(dot + 1), static_cast<std::uint16_t>(i)});
    }
    std::ranges::sort(found, {}, [](const MethodOfContainer& it) { return std::tuple(it.name, it.model); });
    return found;
}

}  // namespace

void Pools::begin_with(const LibraryTables& base) {
    copy_rows(terms, base.terms);
    copy_rows(parameters, base.parameters);
    copy_rows(names, base.names);
    copy_rows(modules, base.modules);
}

void Pools::finish() {
    sort_rows(models);
    sort_rows(classes);
    sort_rows(constants);
    std::ranges::sort(modules);
    modules.erase(std::unique(modules.begin(), modules.end()), modules.end());

    groups.clear();
    methods.clear();
    for (const MethodOfContainer& method : methods_of_containers(models)) {
        if (groups.empty() || groups.back().name != method.name) {
            groups.push_back({method.name, static_cast<std::uint16_t>(methods.size()), 0});
        }
        methods.push_back(method.model);
        ++groups.back().count;
    }
    model_slots = slots_of(models);
    class_slots = slots_of(classes);
    constant_slots = slots_of(constants);
    group_slots = slots_of(groups);
    module_slots = make_name_slots(modules);
}

std::uint32_t Pools::name_index(std::string_view name) {
    const auto found = std::ranges::find(names, name);
    const auto index = static_cast<std::uint32_t>(found - names.begin());
    if (found == names.end()) names.push_back(text.copy(name));
    return index;
}

// Objects that a row makes are told apart by their terms, so these are never shared.
std::uint16_t Pools::place_of(std::span<const Term> run) {
    const bool makes = std::ranges::any_of(run, [](const Term& it) { return makes_object(it.word); });
    if (!makes) return place_in(terms, run);
    const auto place = static_cast<std::uint16_t>(terms.size());
    terms.insert(terms.end(), run.begin(), run.end());
    return place;
}

std::uint16_t Pools::place_of(std::span<const ModelParameter> run) {
    return place_in(parameters, run);
}

bool Pools::fits() const {
    return std::max({models.size(), classes.size(), constants.size(), terms.size(), parameters.size(),
                     methods.size(), modules.size()}) < kMost;
}

LibraryTables Pools::tables() const {
    return {.models = models,
            .classes = classes,
            .constants = constants,
            .groups = groups,
            .methods = methods,
            .terms = terms,
            .parameters = parameters,
            .names = names,
            .modules = modules,
            .model_slots = {model_slots},
            .class_slots = {class_slots},
            .constant_slots = {constant_slots},
            .group_slots = {group_slots},
            .module_slots = {module_slots}};
}

}  // namespace doppelint::models
