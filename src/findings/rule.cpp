#include "findings/rule.h"

#include <utility>

namespace doppelint::findings {

Finding make_finding(const Rule& rule, Place place, std::string message) {
    Finding result;
    result.code = rule.code;
    result.name = rule.name;
    result.severity = rule.severity;
    result.message = std::move(message);
    result.place = std::move(place);
    return result;
}

}  // namespace doppelint::findings
