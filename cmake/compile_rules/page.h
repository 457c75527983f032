#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compile_rules/template.h"

namespace doppelint::compile_rules {

/// A text of the project, with its path from the project's root.
struct SourceText {
    std::string path;
    std::string text;
};

/// What is wrong with the pages, and where.
struct PageError {
    std::string path;
    std::uint32_t line = 1;
    std::string message;

    [[nodiscard]] std::string text() const;
};

/// A rule's page: rules/<family>/<name>.md. docs/rules.md tells people how one is written.
struct Page {
    std::string path;
    std::string code;
    std::string name;
    std::string title;
    std::string family;
    std::string severity;
    std::uint32_t precedence = 0;
    std::vector<Template> messages;  ///< the first line of a finding, and its steps
    std::string text;                ///< all of the page behind the front matter
    std::uint32_t code_line = 1;     ///< where the front matter has the code

    /// The name as C++ spells it: of its check's file and namespace.
    [[nodiscard]] std::string identifier() const;
};

/// Reads one page. What is wrong with it goes to `errors`.
[[nodiscard]] Page read_page(const SourceText& source, std::vector<PageError>& errors);

}  // namespace doppelint::compile_rules
