#include "cli/help_text.h"

#include <algorithm>
#include <vector>

#include "cli/option_table.h"

namespace doppelint::cli {
namespace {

constexpr std::size_t kWidth = 80;
/// Longer than this, an option pushes its own description to the right, not that of all.
constexpr std::size_t kWidestLeft = 28;

// Bytes that continue a character of UTF-8 take no place.
std::size_t width_of(std::string_view text) {
    constexpr unsigned kMask = 0xC0U;
    constexpr unsigned kContinued = 0x80U;
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char it) { return (static_cast<unsigned char>(it) & kMask) != kContinued; }));
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

std::string line_of(const OptionRow& row, std::size_t left) {
    std::string text = left_of(row);
    const std::size_t width = width_of(text);
    text.append(left > width ? left - width : 0, ' ');
    return text + "  " + row.description + "\n";
}

}  // namespace

std::string wrapped(std::string_view text, std::size_t width) {
    std::string result;
    std::size_t used = 0;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        const std::string_view word = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const bool fits = used == 0 || used + 1 + width_of(word) <= width;
        if (used != 0) result += fits ? ' ' : '\n';
        used = (fits && used != 0 ? used + 1 : 0) + width_of(word);
        result += word;
    }
    return result + "\n";
}

std::string HelpText::make_help(const CLI::App* app, std::string /*name*/,
                                CLI::AppFormatMode /*mode*/) const {
    std::string text = wrapped("Usage: doppelint " + app->get_name(), kWidth) + "\n";
    text += wrapped(app->get_description(), kWidth);
    const std::vector<OptionRow> rows = option_rows(*app);
    const std::size_t left = widest_left(rows);
    for (const std::string& group : groups_of(rows)) {
        text.append(group).append(":\n");
        for (const OptionRow& row : rows) {
            if (row.group == group) text += line_of(row, left);
        }
    }
    return text;
}

}  // namespace doppelint::cli
