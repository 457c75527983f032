#include "lsp/protocol.h"

#include <utility>

namespace doppelint::lsp {
namespace {

constexpr std::string_view kVersion = "2.0";

Incoming invalid(Json id, ErrorCode code, std::string message) {
    Incoming result;
    result.id = std::move(id);
    result.failure = {code, std::move(message)};
    return result;
}

// What is deeper takes more of the stack than there is, once somebody copies it. No client sends such things.
bool is_too_deep(std::string_view body) {
    constexpr int kDeepest = 500;
    int depth = 0;
    bool in_text = false;
    for (std::size_t at = 0; at < body.size() && depth <= kDeepest; ++at) {
        const char it = body[at];
        if (in_text) {
            if (it == '\\') ++at;
            in_text = it != '"';
        } else if (it == '"') {
            in_text = true;
        } else if (it == '[' || it == '{') {
            ++depth;
        } else if (it == ']' || it == '}') {
            --depth;
        }
    }
    return depth > kDeepest;
}

Json envelope() {
    return Json{{"jsonrpc", kVersion}};
}

}  // namespace

Incoming read_message(std::string_view body) {
    if (is_too_deep(body)) return invalid(nullptr, ErrorCode::invalid_request, "this is nested too deeply");
    const Json json = Json::parse(body, nullptr, false);
    if (json.is_discarded()) return invalid(nullptr, ErrorCode::parse_error, "this is not JSON");
    if (!json.is_object()) return invalid(nullptr, ErrorCode::invalid_request, "a message is an object");
    Incoming result;
    const Json* const id = member(json, "id");
    const bool has_id = id != nullptr && (id->is_number_integer() || id->is_string());
    if (has_id) result.id = *id;
    if (text_in(json, "jsonrpc") != kVersion)
        return invalid(result.id, ErrorCode::invalid_request, "`jsonrpc` is to be \"2.0\"");
    const Json* const params = member(json, "params");
    if (params != nullptr) result.params = *params;
    if (const auto method = text_in(json, "method")) {
        if (id != nullptr && !has_id)
            return invalid(nullptr, ErrorCode::invalid_request, "an `id` is a number or a text");
        result.method = *method;
        result.kind = has_id ? Incoming::Kind::request : Incoming::Kind::notification;
        return result;
    }
    const Json* const answer = member(json, "result");
    if (has_id && (answer != nullptr || member(json, "error") != nullptr)) {
        result.kind = Incoming::Kind::response;
        result.params = answer == nullptr ? Json() : *answer;
        return result;
    }
    return invalid(result.id, ErrorCode::invalid_request, "there is no `method`");
}

Json response(const Json& id, Json result) {
    Json json = envelope();
    json["id"] = id;
    json["result"] = std::move(result);
    return json;
}

Json error_response(const Json& id, const Failure& failure) {
    Json json = envelope();
    json["id"] = id;
    json["error"] = {{"code", static_cast<int>(failure.code)}, {"message", failure.message}};
    return json;
}

Json notification(std::string_view method, Json params) {
    Json json = envelope();
    json["method"] = method;
    json["params"] = std::move(params);
    return json;
}

Json request(std::uint64_t id, std::string_view method, Json params) {
    Json json = notification(method, std::move(params));
    json["id"] = id;
    return json;
}

}  // namespace doppelint::lsp
