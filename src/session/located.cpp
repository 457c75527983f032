#include "session/located.h"

#include <utility>

namespace doppelint::session {

findings::Place place_of(const source::SourceFile& file, syntax::Range range) {
    findings::Place place;
    place.path = file.path;
    place.start = file.lines.position(file.text, range.begin);
    place.end = file.lines.position(file.text, range.end);
    if (!file.notebook) return place;
    const source::CellLine start = file.notebook->cell_line(place.start.line - 1);
    const source::CellLine end = file.notebook->cell_line(place.end.line - 1);
    place.cell = start.cell;
    place.start.line = start.line;
    if (end.cell != start.cell) {
        place.end = place.start;
    } else {
        place.end.line = end.line;
    }
    return place;
}

Located make_located(const findings::Rule& rule, const source::SourceFile& file, syntax::Range range,
                     std::string message) {
    return {findings::make_finding(rule, place_of(file, range), std::move(message)),
            file.lines.line_of(range.begin)};
}

}  // namespace doppelint::session
