#pragma once

#include <string_view>

#include "lsp/client.h"

namespace doppelint::lsp {

/// The result of `initialize`.
[[nodiscard]] Json capabilities_for(const Client& client, std::string_view version);

/// What the client is to tell of beside its documents, for `client/registerCapability`: files that matter to
/// a check, new settings. Empty where it cannot be asked.
[[nodiscard]] Json registrations_for(const Client& client);

}  // namespace doppelint::lsp
