#pragma once

#include <string_view>

#include "lsp/client.h"

namespace doppelint::lsp {

/// The result of `initialize`.
[[nodiscard]] Json capabilities_for(const Client& client, std::string_view version);

/// The registration of the files that matter to a check, for `client/registerCapability`.
[[nodiscard]] Json watched_files();

}  // namespace doppelint::lsp
