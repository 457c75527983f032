#include "report/heap_text.h"

#include <algorithm>
#include <map>

#include "heap/policy.h"
#include "report/heap_words.h"
#include "report/one_line.h"

namespace doppelint::report {
namespace {

using views::HeapRecord;
using views::ObjectNumber;
using views::PairView;

constexpr std::size_t kMostPairs = 20;
constexpr std::size_t kWidestName = 24;

// Paths that are pairwise one object belong together.
std::vector<std::vector<std::string>> groups_of(const std::vector<PairView>& pairs) {
    std::map<std::string, std::size_t> group_of;
    std::vector<std::vector<std::string>> groups;
    for (const PairView& it : pairs) {
        const auto known = group_of.find(it.first);
        const std::size_t group = known != group_of.end() ? known->second : groups.size();
        if (known == group_of.end()) {
            groups.push_back({it.first});
            group_of.emplace(it.first, group);
        }
        if (group_of.emplace(it.second, group).second) groups[group].push_back(it.second);
    }
    return groups;
}

void add_heading(std::string& text, const HeapRecord& record) {
    const source::SourceFile& file = record.file;
    const std::uint32_t line = record.statement.begin.line;
    const std::uint32_t shown = file.notebook ? file.notebook->cell_line(line - 1).line : line;
    text += on_one_line(file.path) + ":" + place_in(file, record.statement.begin) + ": in " +
            in_backticks(record.function.name) + "\n\n";
    text += "    " + std::to_string(shown) + " | " + on_one_line(file.lines.line_text(file.text, line - 1)) +
            "\n\n";
}

void add_names(std::string& text, const HeapRecord& record, const HeapWords& words) {
    std::size_t width = 0;
    for (const views::NameView& it : record.statement.names)
        width = std::max(width, std::min(it.name.size(), kWidestName));
    for (const views::NameView& it : record.statement.names) {
        text += "  " + it.name + std::string(width - std::min(width, it.name.size()), ' ') + "  " +
                words.of(it.objects) + "\n";
    }
    if (record.statement.names.empty()) text += "  no name is bound\n";
}

void add_pairs(std::string& text, const HeapRecord& record) {
    const views::StatementView& statement = record.statement;
    if (!statement.must.empty()) text += "\nalways one object:\n";
    for (const std::vector<std::string>& it : groups_of(statement.must))
        text += "  " + listed(it, ", ") + "\n";
    if (!statement.may.empty()) text += "\npossibly one object:\n";
    for (std::size_t at = 0; at < std::min(statement.may.size(), kMostPairs); ++at) {
        text += "  " + statement.may[at].first + ", " + statement.may[at].second + "\n";
    }
    if (statement.may.size() > kMostPairs) {
        text += "  and " + std::to_string(statement.may.size() - kMostPairs) + " pairs more\n";
    }
}

void add_changes(std::string& text, const HeapRecord& record, const HeapWords& words) {
    const views::StatementView& statement = record.statement;
    if (statement.changes.empty()) return;
    text += "\nthis statement changes:\n";
    for (const ObjectNumber it : statement.changes) {
        const bool must = std::ranges::binary_search(statement.must_change, it);
        text += "  " + words.of(it) + (must ? "\n" : " (possibly)\n");
    }
}

void add_assumptions(std::string& text, const HeapRecord& record) {
    if (record.statement.assumptions.empty()) return;
    text += "\ntaken for granted:\n";
    for (std::uint32_t at = 0; at < static_cast<std::uint32_t>(heap::Assumption::count); ++at) {
        const auto it = static_cast<heap::Assumption>(at);
        const bool is_made = std::ranges::find(record.statement.assumptions, heap::name_of(it)) !=
                             record.statement.assumptions.end();
        if (is_made) text += "  " + std::string(heap::description_of(it)) + "\n";
    }
}

}  // namespace

std::string render_heap_text(const HeapRecord& record) {
    const HeapWords words(record);
    std::string text;
    add_heading(text, record);
    if (!record.statement.reachable) return text + "  control never gets here\n";
    add_names(text, record, words);
    add_pairs(text, record);
    add_changes(text, record, words);
    add_assumptions(text, record);
    return text;
}

}  // namespace doppelint::report
