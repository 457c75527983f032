#include "lsp/queries.h"

#include <algorithm>
#include <array>
#include <utility>

namespace doppelint::lsp {
namespace {

struct Answered {
    std::string_view method;
    Answerer answer;
};

constexpr std::array<Answered, 5> kAnswered{{
    {"textDocument/codeAction", code_actions},
    {"codeAction/resolve", resolved_action},
    {"textDocument/hover", hover},
    {"textDocument/inlayHint", inlay_hints},
    {"doppelint/heap", heap_picture},
}};

}  // namespace

Answerer answerer_of(std::string_view method) {
    const auto* const found = std::ranges::find(kAnswered, method, &Answered::method);
    return found == kAnswered.end() ? nullptr : found->answer;
}

tl::unexpected<Failure> bad_params(std::string message) {
    return tl::unexpected(Failure{ErrorCode::invalid_params, std::move(message)});
}

}  // namespace doppelint::lsp
