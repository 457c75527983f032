#include <algorithm>

#include "kinds.h"
#include "program/print.h"

namespace doppelint::documents {
namespace {

constexpr std::string_view kNot = "not ";

// The instructions that come from a line, as printed without their values, functions in their order.
std::vector<std::string> instructions_on(const File& file, std::uint32_t line) {
    program::PrintOptions options;
    options.nodes = program::PrintOptions::Nodes::left_out;
    std::vector<std::string> found;
    for (const program::Function& function : file.module.functions) {
        const auto instructions = file.module.instructions_of(function);
        for (std::uint32_t index = 0; index < instructions.size(); ++index) {
            const syntax::NodeId node = instructions[index].node;
            if (!node || file.line_of(node) != line) continue;
            std::string text = print_instruction(file.module, function, program::ValueId{index}, options);
            const std::size_t equal = text.starts_with('%') ? text.find(" = ") : std::string::npos;
            if (equal != std::string::npos) text.erase(0, equal + 3);
            found.push_back(std::move(text));
        }
    }
    return found;
}

// Items between commas; commas in quotes or brackets are a part of theirs.
std::vector<std::string> items_of(std::string_view text) {
    std::vector<std::string> items(1);
    bool quoted = false;
    int depth = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char it = text[at];
        if (it == '"') quoted = !quoted;
        if (!quoted) depth += it == '(' ? 1 : it == ')' ? -1 : 0;
        if (it == ',' && !quoted && depth == 0) {
            items.emplace_back();
        } else if (it != ' ' || !items.back().empty()) {
            items.back() += it;
        }
        if (it == '\\' && quoted && at + 1 < text.size()) items.back() += text[++at];
    }
    return items;
}

// Whether `item` is how the instruction begins, up to a place between two words. Its first word may leave out
// the end of the opcode: `read*`.
bool fits(std::string_view instruction, std::string_view item) {
    const std::size_t star = item.find("* ");
    if (star != std::string_view::npos && item.find(' ') == star + 1) {
        if (!instruction.starts_with(item.substr(0, star))) return false;
        instruction.remove_prefix(std::min(instruction.find(' '), instruction.size()));
        item.remove_prefix(star + 1);
    }
    if (!instruction.starts_with(item)) return false;
    const std::string_view rest = instruction.substr(item.size());
    return rest.empty() || std::string_view(" (,").find(rest.front()) != std::string_view::npos;
}

std::string listed(const std::vector<std::string>& instructions) {
    std::string out;
    for (const std::string& it : instructions) out += "\n    " + it;
    return out.empty() ? " nothing" : out;
}

void check_one(const Assertion& assertion, const std::vector<std::string>& found, Outcome& outcome) {
    const auto fail = [&](const std::string& message) {
        outcome.fail(assertion.document_line, "ir: " + message + "; the line gives" + listed(found));
    };
    const bool only = assertion.selector == "only";
    if (!only && !assertion.selector.empty()) return fail("expected `ir` or `ir only`");
    std::size_t next = 0;
    for (const std::string& item : items_of(assertion.text)) {
        if (item.empty()) return fail("an instruction is missing between commas");
        if (item.starts_with(kNot)) {
            const std::string_view absent = std::string_view(item).substr(kNot.size());
            const auto is_it = [&](const std::string& it) { return fits(it, absent); };
            if (std::ranges::any_of(found, is_it)) fail("expected no `" + std::string(absent) + "`");
            continue;
        }
        while (!only && next < found.size() && !fits(found[next], item)) ++next;
        if (next == found.size() || !fits(found[next], item)) {
            return fail("expected `" + item + "` in this order");
        }
        ++next;
    }
    if (only && next != found.size()) fail("expected nothing behind the last one");
}

}  // namespace

void check_instructions(const Workspace& workspace, std::span<const Assertion> assertions, Outcome& outcome) {
    for (const Assertion& it : assertions) {
        check_one(it, instructions_on(*workspace.files[it.file], it.line), outcome);
    }
}

}  // namespace doppelint::documents
