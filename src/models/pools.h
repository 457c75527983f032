#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "models/model.h"

namespace doppelint::models {

/// The pools of a library while it is made, and after that the owner of what it says.
struct Pools {
    Arena text;
    std::vector<Model> models;
    std::vector<Class> classes;
    std::vector<Constant> constants;
    std::vector<MethodGroup> groups;
    std::vector<std::uint16_t> methods;
    std::vector<Term> terms;
    std::vector<ModelParameter> parameters;
    std::vector<std::string_view> names;
    std::vector<std::string_view> modules;
    std::vector<std::uint16_t> model_slots, class_slots, constant_slots, group_slots, module_slots;

    /// Begins with what rows of `base` refer to, so that these can be put in as they are. Texts are not
    /// copied.
    void begin_with(const LibraryTables& base);
    /// Sorts the rows, and makes what is looked up in from them.
    void finish();

    /// The index of this name in `names`.
    [[nodiscard]] std::uint32_t name_index(std::string_view name);
    /// The index where these terms stand one after the other in `terms`; 0 for none.
    [[nodiscard]] std::uint16_t place_of(std::span<const Term> run);
    /// The same of parameters.
    [[nodiscard]] std::uint16_t place_of(std::span<const ModelParameter> run);
    /// Whether a library can still number everything that was put in.
    [[nodiscard]] bool fits() const;

    /// A view; valid until the pools change.
    [[nodiscard]] LibraryTables tables() const;
};

}  // namespace doppelint::models
