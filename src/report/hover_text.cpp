#include "report/hover_text.h"

#include <algorithm>
#include <vector>

#include "report/heap_words.h"

namespace doppelint::report {
namespace {

using views::HeapRecord;
using views::NameView;
using views::ObjectNumber;
using views::ObjectView;
using views::PairView;
using views::StatementView;

/// More are not read.
constexpr std::size_t kMostOthers = 8;

const NameView* find_name(const StatementView& statement, std::string_view name) {
    const auto found = std::ranges::find(statement.names, name, &NameView::name);
    return found == statement.names.end() ? nullptr : &*found;
}

// What stands in the slot of any of the objects.
std::vector<ObjectNumber> slot_of(const StatementView& statement, const std::vector<ObjectNumber>& holders,
                                  std::string_view slot) {
    std::vector<ObjectNumber> result;
    for (const ObjectView& object : statement.objects) {
        if (std::ranges::find(holders, object.number) == holders.end()) continue;
        for (const views::SlotView& it : object.slots) {
            if (it.slot == slot) result.insert(result.end(), it.objects.begin(), it.objects.end());
        }
    }
    std::ranges::sort(result);
    const auto repeated = std::ranges::unique(result);
    result.erase(repeated.begin(), repeated.end());
    return result;
}

std::vector<ObjectNumber> objects_at(const StatementView& statement, std::string_view path) {
    if (const NameView* const name = find_name(statement, path)) return name->objects;
    const std::size_t dot = path.rfind('.');
    if (dot == std::string_view::npos) return {};
    const NameView* const holder = find_name(statement, path.substr(0, dot));
    if (holder == nullptr) return {};
    return slot_of(statement, holder->objects, path.substr(dot));
}

// The other side of each pair that the path is in.
std::vector<std::string> others_of(const std::vector<PairView>& pairs, std::string_view path) {
    std::vector<std::string> result;
    for (const PairView& it : pairs) {
        if (it.first == path) result.push_back(it.second);
        if (it.second == path) result.push_back(it.first);
    }
    return result;
}

bool has_pair(const std::vector<PairView>& pairs, std::string_view first, std::string_view second) {
    return std::ranges::any_of(pairs, [&](const PairView& it) {
        return (it.first == first && it.second == second) || (it.first == second && it.second == first);
    });
}

// The line of the first statement of an unbroken row of statements, up to this one, that have the pair.
std::uint32_t line_since(const HeapRecord& record, std::string_view first, std::string_view second) {
    std::uint32_t result = record.statement.begin.line;
    bool is_past = false;
    for (auto it = record.function.statements.rbegin(); it != record.function.statements.rend(); ++it) {
        is_past |= &*it == &record.statement || it->begin == record.statement.begin;
        if (!is_past) continue;
        if (it->reachable && !has_pair(it->must, first, second) && !has_pair(it->may, first, second)) break;
        result = it->begin.line;
    }
    return result;
}

void add_others(std::string& text, const HeapRecord& record, std::string_view path,
                const std::vector<std::string>& others, std::string_view how) {
    if (others.empty()) return;
    std::vector<std::string> shown;
    for (std::size_t at = 0; at < std::min(others.size(), kMostOthers); ++at) {
        const std::uint32_t since = line_since(record, path, others[at]);
        shown.push_back(in_backticks(others[at]) + " (since line " + std::to_string(since) + ")");
    }
    text += "\n\n" + std::string(how) + " " + listed(shown, ", ");
    if (others.size() > kMostOthers) text += ", and " + std::to_string(others.size() - kMostOthers) + " more";
    text += ".";
}

}  // namespace

std::string render_hover(const HeapRecord& record, std::string_view path) {
    const StatementView& statement = record.statement;
    const std::vector<ObjectNumber> objects = objects_at(statement, path);
    if (!statement.reachable || objects.empty()) return "";
    std::string text = in_backticks(path) + ": " + HeapWords(record).of(objects);
    add_others(text, record, path, others_of(statement.must, path), "Always the same object as");
    add_others(text, record, path, others_of(statement.may, path), "Possibly the same object as");
    return text;
}

}  // namespace doppelint::report
