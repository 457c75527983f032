#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "lsp/view.h"
#include "session/thread_pool.h"

namespace doppelint::lsp {

/// A question of the client that needs a checked project to be answered.
struct Query {
    Json id;
    std::string method;
    std::string path;  ///< of the document that it is about
    Json params;
    std::optional<std::int64_t> version;  ///< of the document, where it was open
};

using Answer = tl::expected<Json, Failure>;

/// What answers questions of one method. Never called for a document that is not a part of the project.
using Answerer = Answer (*)(const View& view, program::ModuleId module, const Query& query);

/// Null where there is no such method.
[[nodiscard]] Answerer answerer_of(std::string_view method);

[[nodiscard]] Answer code_actions(const View& view, program::ModuleId module, const Query& query);
/// The edit of an action that was given without one.
[[nodiscard]] Answer resolved_action(const View& view, program::ModuleId module, const Query& query);
[[nodiscard]] Answer hover(const View& view, program::ModuleId module, const Query& query);
[[nodiscard]] Answer inlay_hints(const View& view, program::ModuleId module, const Query& query);
[[nodiscard]] Answer heap_picture(const View& view, program::ModuleId module, const Query& query);

/// The failure of a question that cannot be understood.
[[nodiscard]] tl::unexpected<Failure> bad_params(std::string message);

}  // namespace doppelint::lsp
