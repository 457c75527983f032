#include "session/quotes.h"

#include <map>
#include <set>
#include <utility>

#include "session/front.h"
#include "session/shown_files.h"

namespace doppelint::session {
namespace {

/// Lines of one file, by cell and line.
using Wanted = std::set<std::pair<std::uint32_t, std::uint32_t>>;

std::map<std::string, Wanted> wanted_lines(std::span<const findings::Finding> findings) {
    std::map<std::string, Wanted> result;
    const auto want = [&](const findings::Place& place) {
        result[place.path].emplace(place.cell, place.start.line);
    };
    for (const findings::Finding& finding : findings) {
        want(finding.place);
        for (const findings::Step& it : finding.steps) want(it.place);
    }
    return result;
}

// A file that was only imported is named by where it lies.
InputFile input_of(const std::string& shown, std::span<const InputFile> inputs) {
    if (const InputFile* const file = file_shown_as(shown, inputs)) return *file;
    return {shown, shown, 0, source::kDefaultMaximumBytes, std::nullopt};
}

void add_cells(const source::SourceFile& file, const Wanted& wanted, report::Quotes& into) {
    for (std::uint32_t line = 0; line < file.lines.line_count(); ++line) {
        const source::CellLine place = file.notebook->cell_line(line);
        if (!wanted.contains({place.cell, place.line})) continue;
        into.add(file.path, place.cell, place.line, file.lines.line_text(file.text, line));
    }
}

void add_lines(const source::SourceFile& file, const Wanted& wanted, report::Quotes& into) {
    if (file.notebook) return add_cells(file, wanted, into);
    for (const auto& [cell, line] : wanted) {
        if (line == 0 || line > file.lines.line_count()) continue;
        into.add(file.path, cell, line, file.lines.line_text(file.text, line - 1));
    }
}

}  // namespace

report::Quotes quotes_of(std::span<const findings::Finding> findings, std::span<const InputFile> inputs,
                         const FileSystem& files) {
    report::Quotes result;
    for (const auto& [path, lines] : wanted_lines(findings)) {
        const Result<source::SourceFile> file = open_source(input_of(path, inputs), files);
        if (file) add_lines(*file, lines, result);
    }
    return result;
}

}  // namespace doppelint::session
