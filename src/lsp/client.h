#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "lsp/json.h"
#include "lsp/positions.h"
#include "session/settings.h"

namespace doppelint::lsp {

/// What the client can do, as far as it matters here.
struct Client {
    PositionEncoding encoding = PositionEncoding::utf16;
    bool pulls = false;               ///< it asks for diagnostics, so that none are sent by themselves
    bool refreshes_pulls = false;     ///< it asks again when told to
    bool refreshes_hints = false;     ///< likewise, for inlay hints
    bool relates = false;             ///< it shows places that belong to a diagnostic
    bool describes_codes = false;     ///< it opens what a diagnostic's code leads to
    bool resolves_edits = false;      ///< an edit of a code action may come when it is wanted
    bool versions_edits = false;      ///< an edit may say for which version of a document it is
    bool has_configuration = false;   ///< it can be asked for its settings
    bool registers_settings = false;  ///< it tells of new settings where it is asked to
    bool watches_files = false;       ///< it can be asked to watch files
    bool shows_progress = false;
    bool reads_markdown = false;  ///< in hovers
};
[[nodiscard]] Client client_of(const Json& capabilities);

enum class DiagnosticMode : std::uint8_t { open_files, workspace };

/// What people set in their editor under `doppelint`.
struct ClientSettings {
    bool is_enabled = true;
    DiagnosticMode mode = DiagnosticMode::open_files;
    bool shows_changes = false;  ///< hints where a call changes its argument
    session::Overrides overrides;
    std::vector<std::string> problems;  ///< sentences about settings that cannot be; those are left out
};
/// A path that is not absolute is seen from `folder`.
[[nodiscard]] ClientSettings settings_of(const Json& settings, const std::string& folder);

}  // namespace doppelint::lsp
