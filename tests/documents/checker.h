#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "workspace.h"

namespace doppelint::documents {

/// An assertion that does not hold, or that says nothing.
struct Failure {
    std::uint32_t line = 1;  ///< of the document
    std::string message;
};

/// What came of the sections of one document.
struct Outcome {
    std::uint32_t tests = 0;
    std::uint32_t assertions = 0;
    std::vector<Failure> failures;

    void fail(std::uint32_t line, std::string message) { failures.push_back({line, std::move(message)}); }
};

/// Evaluates all assertions of one kind in a section at once, so that it also sees what none of them names.
using Check = void (*)(const Workspace&, std::span<const Assertion>, Outcome&);

/// A kind of assertion: in comments `# kind …: …`. With `todo-` in front of its word, an assertion says what
/// should hold and does not hold yet; it fails once it does.
struct CommentKind {
    std::string_view word;
    Check check;
};

/// A kind of assertion: a fenced block of this language; with `todo` behind the language, one that does not
/// hold yet. Gets the file that stands before it.
struct FenceKind {
    std::string_view language;
    void (*check)(const Workspace&, const File&, const Fence&, Outcome&);
};

/// Every kind that there is. A new one is a function and a row in checker.cpp.
[[nodiscard]] std::span<const CommentKind> comment_kinds();
[[nodiscard]] std::span<const FenceKind> fence_kinds();

/// Evaluates everything that a document asserts. In the page of a rule, which begins with front matter, all
/// lines of Python assert: those without a comment, that nothing is found there.
[[nodiscard]] Outcome check_document(std::string_view markdown);

}  // namespace doppelint::documents
