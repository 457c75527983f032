#include "workspace.h"

#include <algorithm>
#include <optional>

#include "syntax/parser.h"

namespace doppelint::documents {
namespace {

constexpr std::string_view kBlanks = " \t\r";

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

// `kind selector: text` of a comment, if its first word may be a kind: small letters and hyphens, and at most
// one word more before the colon or in quotes.
std::optional<Assertion> assertion_in(std::string_view comment) {
    comment = trimmed(comment.substr(1));
    const std::size_t colon = comment.find(':');
    if (colon == std::string_view::npos) return {};
    const std::string_view head = comment.substr(0, colon);
    const std::size_t blank = std::min(head.find(' '), head.size());
    const std::string_view kind = head.substr(0, blank);
    const std::string_view selector = trimmed(head.substr(blank));
    const auto is_letter = [](char it) { return (it >= 'a' && it <= 'z') || it == '-'; };
    if (kind.empty() || !std::ranges::all_of(kind, is_letter)) return {};
    if (std::ranges::count(selector, ' ') > 1) return {};
    Assertion it;
    it.kind = kind;
    it.selector = selector;
    it.text = trimmed(comment.substr(colon + 1));
    return it;
}

// A comment behind code is about its line; one on a line of its own, about the nearest line of code above.
std::uint32_t line_with_code(const File& file, std::uint32_t line) {
    while (line > 0) {
        const std::string_view text = trimmed(file.lines.line_text(file.text, line));
        if (!text.empty() && text.front() != '#') return line;
        --line;
    }
    return line;
}

void collect_assertions(Workspace& workspace, std::uint32_t index) {
    const File& file = *workspace.files[index];
    for (const syntax::Range& range : file.tree.comments()) {
        const std::string_view text =
            std::string_view(file.text).substr(range.begin, range.end - range.begin);
        std::optional<Assertion> it = assertion_in(text);
        if (!it) continue;
        const std::uint32_t line = file.lines.line_of(range.begin);
        it->file = index;
        it->line = line_with_code(file, line);
        it->document_line = file.document_line + line;
        workspace.assertions.push_back(std::move(*it));
    }
}

// `key = "value"` lines.
std::optional<std::string> read_options(const Fence& fence, Workspace& into) {
    std::string_view rest = fence.text;
    for (std::uint32_t line = fence.line; !rest.empty(); ++line) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        const std::string_view text = trimmed(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (text == "annotations = \"executed\"") {
            into.options.annotations = lowering::Annotations::executed;
        } else if (text == "annotations = \"on_request\"") {
            into.options.annotations = lowering::Annotations::on_request;
        } else if (text == "min-confidence = \"possible\"") {
            into.min_confidence = findings::Confidence::possible;
        } else if (!text.empty() && text.front() != '#') {
            return std::to_string(line) + ": this option is not known: " + std::string(text);
        }
    }
    return {};
}

}  // namespace

Result<Workspace> open_workspace(const Section& section) {
    Workspace workspace;
    workspace.section = &section;
    for (const Fence& fence : section.fences) {
        if (fence.language != "toml") continue;
        if (auto problem = read_options(fence, workspace)) return failure(*problem);
    }
    syntax::Parser parser;
    for (std::uint32_t index = 0; index < section.fences.size(); ++index) {
        const Fence& fence = section.fences[index];
        if (fence.language != "python") continue;
        File& file = *workspace.files.emplace_back(std::make_unique<File>());
        file.path = fence.argument.empty() ? "example.py" : fence.argument;
        file.document_line = fence.line;
        file.fence = index;
        file.text = fence.text;
        file.lines = source::LineIndex(file.text);
        file.tree = parser.parse(file.text);
        file.module = lowering::lower(file.tree, workspace.options);
        collect_assertions(workspace, static_cast<std::uint32_t>(workspace.files.size()) - 1);
    }
    return workspace;
}

}  // namespace doppelint::documents
