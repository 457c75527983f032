#include "report/quotes.h"

namespace doppelint::report {

std::optional<std::string_view> Quotes::line_of(const findings::Place& place) const {
    const auto found = lines_.find({place.path, place.cell, place.start.line});
    if (found == lines_.end()) return std::nullopt;
    return found->second;
}

}  // namespace doppelint::report
