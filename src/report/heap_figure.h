#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "report/heap_holders.h"
#include "views/heap_view.h"

namespace doppelint::report {

/// An arrow to a box.
struct FigureArrow {
    std::uint32_t box = 0;    ///< in Figure::boxes
    bool is_certain = false;  ///< else what it comes from may also hold something else
};

/// A name, or a slot of an object, and what it holds.
struct FigureRow {
    std::string label;     ///< `rows`, `[0]`
    std::string value;     ///< what has no box: `3`, `or None`; may be empty
    bool is_code = false;  ///< the value is Python's own writing
    std::vector<FigureArrow> arrows;
};

/// One object, or several that are not told apart.
struct FigureBox {
    std::string id;     ///< `o3`, as in the other formats
    std::string title;  ///< `list`, or a class
    std::string place;  ///< `line 2`, where it was made; may be empty
    Sharing sharing = Sharing::none;
    std::string holders;             ///< "shared by rows, first[0]"; empty where it is not shared
    std::string change;              ///< "changed here"; empty where it is not
    std::vector<std::string> notes;  ///< what else is to be said, each a few words
    bool is_several = false;         ///< it stands for several objects
    std::vector<FigureRow> rows;
    std::string more;                        ///< "and 12 more slots"; may be empty
    std::vector<std::uint32_t> copied_from;  ///< boxes
};

/// A picture of the heap in plain words: what is drawn, and not how. All its texts are short and on one line,
/// and none can command a terminal; none is marked up.
struct Figure {
    std::string place;                 ///< `app/table.py:3`
    std::string function;              ///< `app.table.load`
    std::string code;                  ///< the line
    std::vector<FigureRow> names;      ///< sorted
    std::vector<FigureBox> boxes;      ///< the nearest to the names first
    std::vector<std::string> remarks;  ///< sentences: what is left out, what was taken for granted
};

/// How much a picture shows at most. What is more is cut, and a sentence says so.
struct FigureLimits {
    std::size_t names = 12, boxes = 18, rows = 9;
};

[[nodiscard]] Figure heap_figure(const views::HeapRecord& record, const FigureLimits& limits = {});

}  // namespace doppelint::report
