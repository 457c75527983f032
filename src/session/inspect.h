#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "session/check.h"
#include "session/front.h"

namespace doppelint::session {

/// The engine's own views of a file; `calls` and `summary` are of all files together.
enum class View : std::uint8_t { tree, scopes, ir, cfg, calls, summary };

inline constexpr std::array<std::string_view, 6> kViewNames{"tree", "scopes", "ir",
                                                            "cfg",  "calls",  "summary"};
[[nodiscard]] std::optional<View> find_view(std::string_view name);

/// One view of one file as text; what is made from the program names the lines of the source.
[[nodiscard]] Result<std::string> inspect(const InputFile& input, View view, const FileSystem& files,
                                          const lowering::Options& options);

}  // namespace doppelint::session
