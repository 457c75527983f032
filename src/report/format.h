#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "findings/finding.h"
#include "report/look.h"
#include "report/pictures.h"
#include "report/quotes.h"

namespace doppelint::report {

/// The shapes in which findings are told.
enum class Format : std::uint8_t { full, concise, json, jsonl, sarif, github, gitlab, junit, html };

inline constexpr std::array<std::string_view, 9> kFormatNames{"full",   "concise", "json",  "jsonl", "sarif",
                                                              "github", "gitlab",  "junit", "html"};
[[nodiscard]] std::optional<Format> find_format(std::string_view name);

/// Whether the lines of text that findings name are a part of it.
[[nodiscard]] bool quotes_lines(Format format);

/// Whether pictures of the heap at findings are a part of it.
[[nodiscard]] bool shows_pictures(Format format);

/// What a run has to tell.
struct Told {
    std::span<const findings::Finding> findings;  ///< sorted
    std::span<const std::string> warnings;        ///< what could not be read
    std::size_t files = 0;                        ///< that were checked
    Quotes quotes;                                ///< where the format quotes lines
    Pictures pictures;                            ///< where the format shows them
};

/// All of the output.
[[nodiscard]] std::string render(Format format, const Told& told, const Look& look);

}  // namespace doppelint::report
