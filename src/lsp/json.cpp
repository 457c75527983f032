#include "lsp/json.h"

#include <limits>

namespace doppelint::lsp {

const Json* member(const Json& of, std::string_view name) {
    if (!of.is_object()) return nullptr;
    const auto found = of.find(name);
    return found == of.end() ? nullptr : &*found;
}

const Json* member(const Json& of, std::initializer_list<std::string_view> path) {
    const Json* result = &of;
    for (const std::string_view it : path) {
        result = member(*result, it);
        if (result == nullptr) break;
    }
    return result;
}

std::optional<std::string> text_in(const Json& of, std::string_view name) {
    const Json* const found = member(of, name);
    if (found == nullptr || !found->is_string()) return std::nullopt;
    return found->get<std::string>();
}

std::optional<std::uint32_t> number_in(const Json& of, std::string_view name) {
    const Json* const found = member(of, name);
    if (found == nullptr || !found->is_number_integer()) return std::nullopt;
    const auto value = found->get<std::int64_t>();
    const bool fits = value >= 0 && value <= std::numeric_limits<std::int32_t>::max();
    return fits ? std::optional(static_cast<std::uint32_t>(value)) : std::nullopt;
}

bool is_set(const Json& of, std::initializer_list<std::string_view> path) {
    const Json* const found = member(of, path);
    return found != nullptr && found->is_boolean() && found->get<bool>();
}

std::vector<std::string> texts_in(const Json& of, std::string_view name) {
    std::vector<std::string> result;
    const Json* const found = member(of, name);
    if (found == nullptr || !found->is_array()) return result;
    for (const Json& it : *found) {
        if (it.is_string()) result.push_back(it.get<std::string>());
    }
    return result;
}

std::string written(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace doppelint::lsp
