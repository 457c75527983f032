#pragma once

#include <algorithm>
#include <span>
#include <string_view>

#include "session/check.h"

namespace doppelint::session {

/// The one of a request's files, which are sorted by what is shown, that findings name so; or null.
[[nodiscard]] inline const InputFile* file_shown_as(std::string_view shown,
                                                    std::span<const InputFile> files) {
    const auto found = std::ranges::lower_bound(files, shown, {}, &InputFile::shown);
    return found != files.end() && found->shown == shown ? &*found : nullptr;
}

}  // namespace doppelint::session
