#include "report/calls_json.h"

#include <nlohmann/json.hpp>

namespace doppelint::report {

std::string render_calls_json(const std::map<std::string, std::vector<std::string>>& calls) {
    return nlohmann::json(calls).dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace doppelint::report
