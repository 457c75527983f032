#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "document.h"
#include "findings/finding.h"
#include "lowering/lower.h"
#include "program/module.h"
#include "source/line_index.h"
#include "syntax/tree.h"

namespace doppelint::documents {

/// What a comment of a document's Python asserts: `# kind selector: text`.
struct Assertion {
    std::string kind;
    std::string selector;  ///< what stands between the kind and the colon
    std::string text;
    std::uint32_t file = 0;           ///< in `Workspace::files`
    std::uint32_t line = 0;           ///< of the code that it is about, counted from 0
    std::uint32_t document_line = 1;  ///< where it stands
};

/// A fenced Python block, as far as it was analyzed.
struct File {
    std::string path;
    std::uint32_t document_line = 1;  ///< where its text begins
    std::uint32_t fence = 0;          ///< in the section
    std::string text;
    source::LineIndex lines;
    syntax::Tree tree;
    program::Module module;

    /// The line, counted from 0, on which the node begins.
    [[nodiscard]] std::uint32_t line_of(syntax::NodeId node) const { return lines.line_of(tree[node].begin); }
};

/// The files of one section, in memory, with the assertions in their comments. Files do not move: trees
/// point into their texts.
struct Workspace {
    const Section* section = nullptr;
    lowering::Options options;
    findings::Confidence min_confidence = findings::Confidence::likely;
    std::vector<std::unique_ptr<File>> files;
    std::vector<Assertion> assertions;
};

/// Analyzes the fences of a section that are Python, with the options of those that are TOML. The error
/// begins with the line.
[[nodiscard]] Result<Workspace> open_workspace(const Section& section);

}  // namespace doppelint::documents
