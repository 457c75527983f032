#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "lsp/json.h"

namespace doppelint::lsp {

/// The numbers that JSON-RPC and the protocol have for what went wrong.
enum class ErrorCode : std::int32_t {
    parse_error = -32700,
    invalid_request = -32600,
    method_not_found = -32601,
    invalid_params = -32602,
    internal_error = -32603,
    not_initialized = -32002,
    request_failed = -32803,
    server_cancelled = -32802,
    content_modified = -32801,
    request_cancelled = -32800,
};

/// Why a request has no result.
struct Failure {
    ErrorCode code = ErrorCode::request_failed;
    std::string message;
};

/// A message of the client.
struct Incoming {
    enum class Kind : std::uint8_t {
        request,
        notification,
        response,  ///< to a request of ours; `params` is its result, null where it failed
        invalid,   ///< `failure` says why
    };
    Kind kind = Kind::invalid;
    Json id;  ///< null: none
    std::string method;
    Json params;
    Failure failure;
};

/// Never fails: what is no message is `invalid`.
[[nodiscard]] Incoming read_message(std::string_view body);

[[nodiscard]] Json response(const Json& id, Json result);
[[nodiscard]] Json error_response(const Json& id, const Failure& failure);
[[nodiscard]] Json notification(std::string_view method, Json params);
[[nodiscard]] Json request(std::uint64_t id, std::string_view method, Json params);

}  // namespace doppelint::lsp
