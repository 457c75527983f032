#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace doppelint::documents {

/// A fenced block of a Markdown file: ```` ```language argument ````.
struct Fence {
    std::string language;
    std::string argument;
    std::string text;
    std::uint32_t line = 1;  ///< of the document, where `text` begins; counted from 1
};

/// What stands under one heading, up to the next of any level: one test. Its title is the headings above it
/// and its own.
struct Section {
    std::string title;
    std::uint32_t line = 1;
    std::vector<Fence> fences;
};

/// The sections of a Markdown file that hold fences. Fails on a fence that nobody closes.
[[nodiscard]] Result<std::vector<Section>> read_document(std::string_view markdown);

}  // namespace doppelint::documents
