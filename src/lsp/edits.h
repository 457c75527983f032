#pragma once

#include <span>
#include <string>

#include "lsp/view.h"
#include "source/replacement.h"

namespace doppelint::lsp {

/// A workspace edit that makes the replacements in one file; where the client can be told, in the version
/// of the open document that was checked.
[[nodiscard]] Json edit_of(const View& view, const session::LoadedFile& file,
                           std::span<const source::Replacement> replacements);

/// The replacement that makes `after` of `before`, as small as one can be.
[[nodiscard]] source::Replacement difference(std::string_view before, std::string after);

}  // namespace doppelint::lsp
