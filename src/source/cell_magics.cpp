#include "source/cell_magics.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>

#include "source/ascii.h"
#include "source/statement_scanner.h"

namespace doppelint::source {
namespace {

constexpr auto kNone = StatementScanner::kNone;

// Cell magics that run the rest of the cell as Python in the notebook's own names. All others are taken
// for another language, or for Python that runs elsewhere.
constexpr auto kTransparentCellMagics = std::to_array<std::string_view>(
    {"capture", "debug", "memit", "prun", "pyinstrument", "scalene", "snakeviz", "time", "timeit"});

// They cannot follow `pass;` on a line.
constexpr auto kCompoundKeywords =
    std::to_array<std::string_view>({"async", "class", "def", "for", "if", "try", "while", "with"});

bool contains(std::span<const std::string_view> words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
}

std::string_view leading_word(std::string_view text) {
    std::size_t size = 0;
    while (size < text.size() && (is_ascii_alphanumeric(text[size]) || text[size] == '_')) ++size;
    return text.substr(0, size);
}

// The lines of a cell, to be overwritten in place.
class CellLines {
  public:
    explicit CellLines(std::span<char> cell) : rest_(cell) {}

    bool at_end() const { return rest_.empty(); }
    std::span<char> rest() const { return rest_; }

    // The next line, without its line end.
    std::span<char> next() {
        const std::string_view text(rest_.data(), rest_.size());
        const std::size_t feed = std::min(text.find('\n'), text.size());
        std::span<char> line = rest_.first(feed);
        rest_ = rest_.subspan(std::min(feed + 1, rest_.size()));
        if (!line.empty() && line.back() == '\r') line = line.first(line.size() - 1);
        return line;
    }

  private:
    std::span<char> rest_;
};

std::string_view view(std::span<const char> line) {
    return {line.data(), line.size()};
}

// The first of `choices` that fits, and blanks.
void overwrite(std::span<char> place, std::initializer_list<std::string_view> choices) {
    std::ranges::fill(place, ' ');
    for (const std::string_view choice : choices) {
        if (choice.size() > place.size()) continue;
        std::ranges::copy(choice, place.begin());
        return;
    }
}

void overwrite_with_pass(std::span<char> statement) {
    overwrite(statement, {"pass", "0"});
}

void blank_out(std::span<char> lines) {
    std::ranges::replace_if(
        lines, [](char character) { return character != '\n' && character != '\r'; }, ' ');
}

// `%time statement` runs the statement here, so that the names it binds are known afterwards. `pass;` has
// the size of `%time`. False if the line is anything else.
bool keep_timed_statement(std::span<char> statement) {
    constexpr std::string_view kTime = "%time";
    const std::string_view text = view(statement);
    if (!text.starts_with(kTime) || text.size() == kTime.size() || !is_blank(text[kTime.size()])) {
        return false;
    }
    const std::string_view timed = without_leading_blanks(text.substr(kTime.size()));
    if (timed.empty() || std::string_view("-%!@").find(timed[0]) != std::string_view::npos) return false;
    StatementScanner scanner;
    const StatementScanner::Line found = scanner.scan(timed);
    const bool is_python = found.escape == kNone && found.question == kNone;
    if (!is_python || !scanner.at_statement_start()) return false;
    if (contains(kCompoundKeywords, leading_word(timed))) return false;
    std::ranges::copy(std::string_view("pass;"), statement.begin());
    return true;
}

// Replaces line magics, commands and requests for help, line by line.
class LineMagics {
  public:
    void replace_in(std::span<char> line) {
        const bool ends_in_backslash = view(line).ends_with('\\');
        const std::size_t indent = line.size() - without_leading_blanks(view(line)).size();
        const std::span<char> statement = line.subspan(indent);
        if (is_in_command_) {
            overwrite(line, {});
            is_in_command_ = ends_in_backslash;
        } else if (scanner_.at_statement_start() && is_command(statement)) {
            if (!keep_timed_statement(statement)) overwrite_with_pass(statement);
            is_in_command_ = ends_in_backslash;
        } else if (replace_within(line, statement)) {
            is_in_command_ = ends_in_backslash;
        }
    }

  private:
    // What IPython takes for a command or a call without brackets; none can begin a statement of Python.
    static bool is_command(std::span<const char> statement) {
        constexpr std::string_view kEscapes = "%!?,;/";
        return !statement.empty() && kEscapes.find(statement[0]) != kEscapes.npos;
    }

    // True if the line ends in a command. `statement` is the line without its indent.
    bool replace_within(std::span<char> line, std::span<char> statement) {
        const bool starts_statement = scanner_.at_statement_start();
        const StatementScanner::Line found = scanner_.scan(view(line));
        if (found.escape != kNone) {
            replace_assigned(line, found.escape);
        } else if (found.question != kNone && starts_statement) {
            overwrite_with_pass(statement);
            scanner_ = {};
        } else if (found.question != kNone) {
            for (std::size_t at = found.question + 1; at-- > 0 && line[at] == '?';) line[at] = ' ';
        }
        return found.escape != kNone;
    }

    // The blank before the command makes room for `None` in `files = !ls`.
    static void replace_assigned(std::span<char> line, std::size_t escape) {
        const bool lacks_a_byte = line.size() - escape + 1 == std::string_view("None").size();
        const std::size_t begin = lacks_a_byte && line[escape - 1] == ' ' ? escape - 1 : escape;
        overwrite(line.subspan(begin), {"None", "0"});
    }

    StatementScanner scanner_;
    bool is_in_command_ = false;  // that a backslash continues
};

enum class CellMagic : std::uint8_t { none, transparent, opaque };

CellMagic cell_magic(std::string_view line) {
    constexpr std::string_view kSign = "%%";
    line = without_leading_blanks(line);
    if (!line.starts_with(kSign)) return CellMagic::none;
    const std::string_view name = leading_word(line.substr(kSign.size()));
    return contains(kTransparentCellMagics, name) ? CellMagic::transparent : CellMagic::opaque;
}

// Comments out the cell magics at the start of the cell; they can be stacked. What follows one that is
// opaque is blanked out.
void replace_cell_magics(CellLines& lines) {
    for (CellLines ahead = lines; !ahead.at_end();) {
        const std::span<char> whole = ahead.rest();
        const std::span<char> line = ahead.next();
        const std::string_view text = without_leading_blanks(view(line));
        if (text.empty()) continue;
        const CellMagic magic = cell_magic(text);
        if (magic == CellMagic::none) return;
        if (magic == CellMagic::opaque) {
            blank_out(whole);
            ahead = CellLines({});
        } else {
            line[line.size() - text.size()] = '#';
        }
        lines = ahead;
    }
}

}  // namespace

void replace_magics(std::string& cell) {
    CellLines lines(cell);
    replace_cell_magics(lines);
    LineMagics magics;
    while (!lines.at_end()) magics.replace_in(lines.next());
}

void blank_out(std::string& cell) {
    blank_out(std::span<char>(cell));
}

}  // namespace doppelint::source
