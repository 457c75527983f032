#include "cli/help_text.h"

#include <algorithm>
#include <vector>

#include "cli/option_table.h"

namespace doppelint::cli {
namespace {

constexpr std::size_t kWidth = 80;
/// Longer than this, an option pushes its own description to the right, not that of all.
constexpr std::size_t kWidestLeft = 28;
constexpr std::size_t kGap = 2;

// Bytes that continue a character of UTF-8 take no place.
std::size_t width_of(std::string_view text) {
    constexpr unsigned kMask = 0xC0U;
    constexpr unsigned kContinued = 0x80U;
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char it) { return (static_cast<unsigned char>(it) & kMask) != kContinued; }));
}

// Takes as many words from `text` as `width` has room for, at least one.
std::string take_line(std::string_view& text, std::size_t width) {
    std::size_t end = std::min(text.find(' '), text.size());
    while (end < text.size()) {
        const std::size_t next = std::min(text.find(' ', end + 1), text.size());
        if (width_of(text.substr(0, next)) > width) break;
        end = next;
    }
    std::string line(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    return line + "\n";
}

std::string wrapped(std::string_view text, std::size_t width) {
    std::string result;
    while (!text.empty()) result += take_line(text, width);
    return result;
}

std::string left_of(const OptionRow& row) {
    std::string text;
    for (const std::string& name : row.names) text += (text.empty() ? "  " : ", ") + name;
    return row.value.empty() ? text : text + " " + row.value;
}

std::vector<std::string> groups_of(const std::vector<OptionRow>& rows) {
    std::vector<std::string> groups;
    for (const OptionRow& row : rows) {
        if (std::ranges::find(groups, row.group) == groups.end()) groups.push_back(row.group);
    }
    return groups;
}

std::size_t widest_left(const std::vector<OptionRow>& rows) {
    std::size_t widest = 0;
    for (const OptionRow& row : rows) {
        const std::size_t width = width_of(left_of(row));
        if (width <= kWidestLeft) widest = std::max(widest, width);
    }
    return widest;
}

// A description that does not fit goes on below itself.
std::string lines_of(const OptionRow& row, std::size_t left) {
    std::string text = left_of(row);
    const std::size_t width = std::max(width_of(text), left);
    text.append(width - width_of(text) + kGap, ' ');
    std::string_view rest = row.description;
    text += take_line(rest, kWidth - width - kGap);
    while (!rest.empty()) text += std::string(left + kGap, ' ') + take_line(rest, kWidth - left - kGap);
    return text;
}

}  // namespace

std::string HelpText::make_help(const CLI::App* app, std::string /*name*/,
                                CLI::AppFormatMode /*mode*/) const {
    std::string text = wrapped("Usage: doppelint " + app->get_name(), kWidth) + "\n";
    text += wrapped(app->get_description(), kWidth);
    const std::vector<OptionRow> rows = option_rows(*app);
    const std::size_t left = widest_left(rows);
    for (const std::string& group : groups_of(rows)) {
        text.append(group).append(":\n");
        for (const OptionRow& row : rows) {
            if (row.group == group) text += lines_of(row, left);
        }
    }
    return text;
}

}  // namespace doppelint::cli
