#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "models/model.h"
#include "models/pools.h"
#include "models/read_models.h"

namespace doppelint::models {

/// Where a row stands, and the module of its file.
struct RowPlace {
    std::string_view path;
    std::string_view module;
    std::uint32_t line = 0;
};

/// The places of the rows in the pools, in the same order.
struct RowPlaces {
    std::vector<RowPlace> models;
    std::vector<RowPlace> classes;
    std::vector<RowPlace> constants;
};

/// Adds an error for each row that does not fit to the others: a name that is not of the file's module or of
/// one of its classes, rows of one name whose versions overlap, a class that nobody describes.
void check_rows(const Pools& pools, const Library& base, const RowPlaces& places,
                std::vector<ModelError>& errors);

}  // namespace doppelint::models
