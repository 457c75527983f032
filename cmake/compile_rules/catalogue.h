#pragma once

#include <span>
#include <string>
#include <vector>

#include "compile_rules/page.h"

namespace doppelint::compile_rules {

/// All pages, in the order of their codes.
struct Catalogue {
    std::vector<Page> pages;
    std::vector<PageError> errors;  ///< in the order of places
};

/// Reads the pages and holds them against one another and against the names of the files of src/checks. A
/// source there that has no header of its own is a check, and belongs to the page of its name.
[[nodiscard]] Catalogue read_catalogue(std::span<const SourceText> pages, std::span<const std::string> files);

}  // namespace doppelint::compile_rules
