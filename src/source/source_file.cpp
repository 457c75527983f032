#include "source/source_file.h"

#include <limits>
#include <utility>

#include "source/ascii.h"

namespace doppelint::source {
namespace {

// Offsets have 32 bits, and so have lines and columns, which count from 1.
constexpr std::size_t kLargestText = std::numeric_limits<std::uint32_t>::max() - 1;

Result<SourceFile> too_large() {
    return failure("the file is too large: its text has 4 GiB or more");
}

// Puts the joined cells in place of the notebook's JSON.
Result<SourceFile> take_cells(SourceFile file) {
    Result<Notebook> notebook = read_notebook(file.text);
    if (!notebook) return tl::unexpected(std::move(notebook).error());
    file.text = std::move(notebook->text);
    file.notebook = std::move(notebook->map);
    return file;
}

Result<SourceFile> index_lines(SourceFile file) {
    if (file.text.size() > kLargestText) return too_large();
    file.line_end = first_line_end(file.text);
    replace_lone_carriage_returns(file.text);
    file.lines = LineIndex(file.text);
    return file;
}

// Once the text is there.
Result<SourceFile> finished(SourceFile file) {
    if (!is_notebook_path(file.path)) return index_lines(std::move(file));
    return take_cells(std::move(file)).and_then(index_lines);
}

}  // namespace

Result<SourceFile> make_source(std::string path, std::string bytes) {
    if (bytes.size() > kLargestText) return too_large();
    Result<Decoded> decoded = decode(std::move(bytes));
    if (!decoded) return tl::unexpected(std::move(decoded).error());
    SourceFile file;
    file.path = std::move(path);
    file.text = std::move(decoded->text);
    file.encoding = decoded->encoding;
    file.had_byte_order_mark = decoded->had_byte_order_mark;
    return finished(std::move(file));
}

Result<SourceFile> make_source_of_text(std::string path, std::string text) {
    SourceFile file;
    file.path = std::move(path);
    file.text = std::move(text);
    return finished(std::move(file));
}

bool is_notebook_path(std::string_view path) {
    constexpr std::string_view kEnding = ".ipynb";
    if (path.size() < kEnding.size()) return false;
    return starts_with_ignoring_case(path.substr(path.size() - kEnding.size()), kEnding);
}

}  // namespace doppelint::source
