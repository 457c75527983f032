#pragma once

#include <cstddef>
#include <map>
#include <string>

namespace doppelint::report {

/// So many findings of a page get a picture at most.
inline constexpr std::size_t kMostPictures = 200;

/// Pictures of the heap at findings, for the output that shows them.
struct Pictures {
    std::map<std::size_t, std::string> of_finding;  ///< by its place among the findings; as a page holds it
    bool are_cut = false;                           ///< findings behind the first `kMostPictures` have none
};

}  // namespace doppelint::report
