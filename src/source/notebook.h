#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace doppelint::source {

/// Where a line of the joined text comes from.
struct CellLine {
    std::uint32_t cell = 1;  ///< counted from 1 over all cells of the notebook, as Jupyter shows them
    std::uint32_t line = 1;  ///< counted from 1 within the cell
    auto operator<=>(const CellLine&) const = default;
};

/// Maps lines of a notebook's joined code back to its cells.
class NotebookMap {
  public:
    struct Cell {
        std::uint32_t number = 1;      ///< as in CellLine
        std::uint32_t first_line = 0;  ///< of the joined text, counted from 0
    };
    explicit NotebookMap(std::vector<Cell> code_cells);
    /// `line` is one of the joined text, counted from 0.
    [[nodiscard]] CellLine cell_line(std::uint32_t line) const;

  private:
    std::vector<Cell> cells_;
};

struct Notebook {
    std::string text;
    NotebookMap map;
};

/// Joins the Python code cells of a `.ipynb` file of format 3 or 4; each ends in a line feed. What is not
/// Python (`%magic`, `!command`, `?help`) becomes `pass`, `None`, a comment or blanks of the same length in
/// bytes, so that all else keeps its place; of a cell in another language (`%%bash`) only blank lines stay.
/// Fails, with a sentence that names no path, on what is no notebook and on a notebook of another language.
[[nodiscard]] Result<Notebook> read_notebook(std::string_view json);

}  // namespace doppelint::source
