#pragma once

#include <cstdint>
#include <string>

#include "findings/finding.h"
#include "findings/rule.h"
#include "source/source_file.h"
#include "syntax/tree.h"

namespace doppelint::session {

/// A finding and its first line in the text, counted from 0.
struct Located {
    findings::Finding finding;
    std::uint32_t line = 0;
};

/// The range for people. In a notebook a place belongs to the cell in which it begins.
[[nodiscard]] findings::Place place_of(const source::SourceFile& file, syntax::Range range);

[[nodiscard]] Located make_located(const findings::Rule& rule, const source::SourceFile& file,
                                   syntax::Range range, std::string message);

}  // namespace doppelint::session
