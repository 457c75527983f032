#include "checker.h"

#include <algorithm>
#include <array>

#include "kinds.h"
#include "program/verify.h"

namespace doppelint::documents {
namespace {

constexpr std::array kCommentKinds = {
    CommentKind{"scope", check_scopes},  CommentKind{"ir", check_instructions},
    CommentKind{"heap", check_heap},     CommentKind{"expect", check_expected},
    CommentKind{"silent", check_silent},
};
constexpr std::array kFenceKinds = {
    FenceKind{"ir", check_printed_form},
    FenceKind{"findings", check_printed_findings},
    FenceKind{"diff", check_difference},
};
constexpr std::string_view kTodo = "todo-";
/// What a rule's page begins with.
constexpr std::string_view kFrontMatter = "---\n";
// Words before a colon in comments that mean something to others.
constexpr std::array<std::string_view, 5> kForeign = {"type", "noqa", "doppelint", "fmt", "pragma"};
// Fences that assert nothing: the files, their options, and what is only shown.
constexpr std::array<std::string_view, 4> kSilentFences = {"python", "toml", "text", "console"};

enum class DocumentKind : std::uint8_t { plain, rule_page };

bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
    return std::ranges::find(words, word) != words.end();
}

void check_soundness(const File& file, Outcome& outcome) {
    for (const std::string& problem : program::verify(file.module)) {
        outcome.fail(file.document_line, file.path + " is lowered to an unsound program: " + problem);
    }
}

std::vector<Assertion> of_kind(const Workspace& workspace, std::string_view kind) {
    std::vector<Assertion> found;
    std::ranges::copy_if(workspace.assertions, std::back_inserter(found),
                         [&](const Assertion& it) { return it.kind == kind; });
    return found;
}

// Each of these is evaluated alone, and should fail.
void check_todos(const Workspace& workspace, const CommentKind& kind, std::span<const Assertion> assertions,
                 Outcome& outcome) {
    for (const Assertion& it : assertions) {
        Outcome alone;
        kind.check(workspace, std::span(&it, 1), alone);
        if (alone.failures.empty()) outcome.fail(it.document_line, "this holds now: drop `todo-`");
    }
}

std::uint32_t check_comments(const Workspace& workspace, Outcome& outcome) {
    std::size_t count = 0;
    for (const CommentKind& kind : kCommentKinds) {
        const std::vector<Assertion> assertions = of_kind(workspace, kind.word);
        const std::vector<Assertion> todos = of_kind(workspace, std::string(kTodo).append(kind.word));
        if (!assertions.empty()) kind.check(workspace, assertions, outcome);
        check_todos(workspace, kind, todos, outcome);
        count += assertions.size() + todos.size();
    }
    for (const Assertion& it : workspace.assertions) {
        std::string_view word = it.kind;
        if (word.starts_with(kTodo)) word.remove_prefix(kTodo.size());
        const auto is_it = [&](const CommentKind& kind) { return kind.word == word; };
        if (is_one_of(word, kForeign) || std::ranges::any_of(kCommentKinds, is_it)) continue;
        outcome.fail(it.document_line, "there is no kind of assertion `" + it.kind + "`");
    }
    return static_cast<std::uint32_t>(count);
}

const File* file_before(const Workspace& workspace, std::size_t fence) {
    const File* found = nullptr;
    for (const auto& it : workspace.files) {
        if (it->fence < fence) found = it.get();
    }
    return found;
}

// A block with the argument `todo` should fail.
void check_fence(const Workspace& workspace, const FenceKind& kind, const File& file, const Fence& fence,
                 Outcome& outcome) {
    if (fence.argument != "todo") return kind.check(workspace, file, fence, outcome);
    Outcome alone;
    kind.check(workspace, file, fence, alone);
    if (alone.failures.empty()) outcome.fail(fence.line, "this holds now: drop `todo`");
}

std::uint32_t check_fences(const Workspace& workspace, Outcome& outcome) {
    std::uint32_t count = 0;
    for (std::size_t index = 0; index < workspace.section->fences.size(); ++index) {
        const Fence& fence = workspace.section->fences[index];
        if (is_one_of(fence.language, kSilentFences)) continue;
        const auto* kind = std::ranges::find(kFenceKinds, fence.language, &FenceKind::language);
        const File* file = file_before(workspace, index);
        if (kind == kFenceKinds.end()) {
            outcome.fail(fence.line, "there is no kind of block `" + fence.language + "`");
        } else if (file == nullptr) {
            outcome.fail(fence.line, "no Python stands before this block");
        } else {
            check_fence(workspace, *kind, *file, fence, outcome);
            ++count;
        }
    }
    return count;
}

void check_section(const Section& section, DocumentKind kind, Outcome& outcome) {
    ++outcome.tests;
    Result<Workspace> workspace = open_workspace(section);
    if (!workspace) return outcome.fail(section.line, workspace.error().message);
    for (const auto& file : workspace->files) check_soundness(*file, outcome);
    std::uint32_t count = check_comments(*workspace, outcome) + check_fences(*workspace, outcome);
    if (kind == DocumentKind::rule_page) {
        check_other_lines(*workspace, outcome);
        ++count;
    }
    outcome.assertions += count;
    if (count == 0) outcome.fail(section.line, "`" + section.title + "` asserts nothing");
}

}  // namespace

std::span<const CommentKind> comment_kinds() {
    return kCommentKinds;
}
std::span<const FenceKind> fence_kinds() {
    return kFenceKinds;
}

Outcome check_document(std::string_view markdown) {
    Outcome outcome;
    const Result<std::vector<Section>> sections = read_document(markdown);
    if (!sections) {
        outcome.fail(1, sections.error().message);
        return outcome;
    }
    const DocumentKind kind =
        markdown.starts_with(kFrontMatter) ? DocumentKind::rule_page : DocumentKind::plain;
    for (const Section& it : *sections) check_section(it, kind, outcome);
    std::ranges::stable_sort(outcome.failures, {}, &Failure::line);
    return outcome;
}

}  // namespace doppelint::documents
