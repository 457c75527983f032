#include "source/notebook.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "source/ascii.h"
#include "source/cell_magics.h"
#include "source/line_ends.h"
#include "source/python_json.h"

namespace doppelint::source {
namespace {

using nlohmann::json;

// A code cell as a notebook stores it.
struct CodeCell {
    std::uint32_t number = 1;  // counted from 1 over all cells
    std::string source;
    std::string language;  // empty: the notebook's
};

struct NotebookCells {
    std::vector<CodeCell> code;
    std::string language;  // as the notebook's kernel calls it; empty if it does not say
};

// Takes what it needs as the parser comes by, by the path of keys that leads there ("/cells/*/source"; the
// elements of an array are all "*"). So the outputs, most of a notebook, are never stored.
class CellReader final : public nlohmann::json_sax<json> {
  public:
    NotebookCells take_cells() { return std::move(cells_); }
    bool has_cells() const { return has_cells_; }
    std::size_t fault() const { return fault_; }

    bool start_object(std::size_t) override {
        if (path() == "/cells/*") begin_cell();
        containers_.push_back(path_.size());
        return true;
    }

    bool key(std::string& name) override {
        path_.resize(containers_.back());
        path_.append("/").append(name);
        return true;
    }

    bool end_object() override {
        leave_container();
        if (path() == "/cells/*") end_cell();
        return true;
    }

    bool start_array(std::size_t) override {
        has_cells_ = has_cells_ || path_ == "/cells" || path_ == "/worksheets";
        containers_.push_back(path_.size());
        path_ += "/*";
        return true;
    }

    bool end_array() override {
        leave_container();
        return true;
    }

    bool string(std::string& value) override {
        if (is_source(path())) {
            cell_.source += value;
        } else if (std::string* place = place_for(path())) {
            *place = std::move(value);
        }
        return true;
    }

    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(json::number_integer_t) override { return true; }
    bool number_unsigned(json::number_unsigned_t) override { return true; }
    bool number_float(json::number_float_t, const std::string&) override { return true; }
    bool binary(json::binary_t&) override { return true; }

    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
        fault_ = position;
        return false;
    }

  private:
    // Format 3 keeps its cells in worksheets.
    std::string_view path() const {
        constexpr std::string_view kWorksheet = "/worksheets/*";
        std::string_view path = path_;
        if (path.starts_with(kWorksheet)) path.remove_prefix(kWorksheet.size());
        return path;
    }

    // One string or a list of them; the second pair is of format 3.
    static bool is_source(std::string_view path) {
        return path == "/cells/*/source" || path == "/cells/*/source/*" || path == "/cells/*/input" ||
               path == "/cells/*/input/*";
    }

    std::string* place_for(std::string_view path) {
        if (path == "/cells/*/cell_type") return &cell_type_;
        if (path == "/cells/*/language" || path == "/cells/*/metadata/vscode/languageId") {
            return &cell_.language;
        }
        if (path == "/metadata/kernelspec/language") return &kernel_language_;
        return path == "/metadata/language_info/name" ? &cells_.language : nullptr;
    }

    void begin_cell() {
        cell_ = CodeCell{.number = ++cell_count_, .source = {}, .language = {}};
        cell_type_.clear();
    }

    void end_cell() {
        if (cell_type_ == "code") cells_.code.push_back(std::move(cell_));
    }

    void leave_container() {
        path_.resize(containers_.back());
        containers_.pop_back();
        if (containers_.empty() && !kernel_language_.empty()) cells_.language = kernel_language_;
    }

    NotebookCells cells_;
    CodeCell cell_;
    std::string cell_type_;
    std::string kernel_language_;
    std::string path_;
    std::vector<std::size_t> containers_;  // the size of the path to each container that is open
    std::uint32_t cell_count_ = 0;
    bool has_cells_ = false;
    std::size_t fault_ = 0;
};

tl::unexpected<Error> not_json(std::string_view text, std::size_t fault) {
    const std::string_view before = text.substr(0, fault == 0 ? 0 : fault - 1);
    const auto line = 1 + std::ranges::count(before, '\n');
    return failure("the notebook is not valid JSON (line " + std::to_string(line) + ")");
}

// The code cells of a notebook's JSON, of format 3 or 4. Whatever else is in there may have any shape.
Result<NotebookCells> read_cells(std::string_view text) {
    CellReader reader;
    if (!json::sax_parse(text, &reader)) {
        std::string relaxed(text);
        replace_python_extensions(relaxed);
        reader = CellReader();
        if (!json::sax_parse(relaxed, &reader)) return not_json(text, reader.fault());
    }
    if (!reader.has_cells()) return failure("the file is not a notebook: it has no list of cells");
    return reader.take_cells();
}

// A kernel's name for its language may have a version: "python3".
bool is_python(std::string_view language) {
    constexpr auto kNames = std::to_array<std::string_view>({"python", "ipython", "pyspark"});
    return language.empty() || std::ranges::any_of(kNames, [&](std::string_view name) {
               return starts_with_ignoring_case(language, name);
           });
}

// The cell as lines of Python, each with its line end.
std::string python_of(CodeCell cell) {
    std::string code = std::move(cell.source);
    replace_lone_carriage_returns(code);
    if (!code.ends_with('\n')) code += '\n';
    if (is_python(cell.language)) {
        replace_magics(code);
    } else {
        blank_out(code);
    }
    return code;
}

}  // namespace

NotebookMap::NotebookMap(std::vector<Cell> code_cells) : cells_(std::move(code_cells)) {}

CellLine NotebookMap::cell_line(std::uint32_t line) const {
    const auto behind = std::ranges::upper_bound(cells_, line, {}, &Cell::first_line);
    if (behind == cells_.begin()) return {1, line + 1};
    const Cell& cell = *(behind - 1);
    return {cell.number, line - cell.first_line + 1};
}

Result<Notebook> read_notebook(std::string_view json) {
    Result<NotebookCells> cells = read_cells(json);
    if (!cells) return tl::unexpected(std::move(cells).error());
    if (!is_python(cells->language)) {
        return failure("the notebook's language is \"" + cells->language + "\", not Python");
    }
    std::string text;
    std::vector<NotebookMap::Cell> places;
    std::uint32_t line = 0;
    for (CodeCell& cell : cells->code) {
        places.push_back({cell.number, line});
        const std::string code = python_of(std::move(cell));
        line += static_cast<std::uint32_t>(std::ranges::count(code, '\n'));
        text += code;
    }
    return Notebook{std::move(text), NotebookMap(std::move(places))};
}

}  // namespace doppelint::source
