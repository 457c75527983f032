#include "session/inspect.h"

#include <algorithm>

#include "program/print.h"

namespace doppelint::session {
namespace {

constexpr std::size_t kMostOfALine = 80;

// `line 12`, and in a notebook the cell too.
std::string name_of_line(const source::SourceFile& file, std::uint32_t line) {
    if (!file.notebook) return "line " + std::to_string(line + 1);
    const source::CellLine in_cell = file.notebook->cell_line(line);
    return "cell " + std::to_string(in_cell.cell) + " line " + std::to_string(in_cell.line);
}

// What stands on the line, cut where it is long, but not within a character.
std::string_view text_of_line(const source::SourceFile& file, std::uint32_t line) {
    std::string_view text = file.lines.line_text(file.text, line);
    text.remove_prefix(std::min(text.find_first_not_of(" \t\f"), text.size()));
    if (text.size() <= kMostOfALine) return text;
    std::size_t end = kMostOfALine;
    while ((static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return text.substr(0, end);
}

/// Says of each node on which line it begins, and what stands there when that is another line than before.
class LineComments {
  public:
    LineComments(const source::SourceFile& file, const syntax::Tree& tree) : file_(file), tree_(tree) {}

    std::string operator()(syntax::NodeId node) {
        if (!node || node.index() >= tree_.size()) return {};
        const std::uint32_t line = file_.lines.line_of(tree_[node].begin);
        std::string result = name_of_line(file_, line);
        if (last_ != line) result.append(": ").append(text_of_line(file_, line));
        last_ = line;
        return result;
    }

  private:
    const source::SourceFile& file_;
    const syntax::Tree& tree_;
    std::optional<std::uint32_t> last_;
};

}  // namespace

std::optional<View> find_view(std::string_view name) {
    const auto* const found = std::ranges::find(kViewNames, name);
    if (found == kViewNames.end()) return std::nullopt;
    return static_cast<View>(found - kViewNames.begin());
}

Result<std::string> inspect(const InputFile& input, View view, const FileSystem& files,
                            const lowering::Options& options) {
    const Result<source::SourceFile> file = open_source(input, files);
    if (!file) return tl::unexpected(file.error());
    const syntax::Tree tree = parse(file->text);
    if (view == View::tree) return syntax::print(tree);
    const program::Module module = lower(tree, options, input.shown);
    program::PrintOptions print_options;
    print_options.comment = LineComments(*file, tree);
    switch (view) {
        case View::scopes: return program::print_scopes(module, print_options);
        case View::cfg: return program::print_cfg(module, print_options);
        default: return program::print(module, print_options);
    }
}

}  // namespace doppelint::session
