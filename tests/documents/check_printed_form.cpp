#include <algorithm>
#include <optional>
#include <sstream>

#include "kinds.h"
#include "program/parse_function.h"
#include "program/print.h"

namespace doppelint::documents {
namespace {

struct Line {
    std::string text;
    std::uint32_t number = 1;  // of the document
};

struct Expected {
    Line header;
    std::vector<Line> body;
};

// Single blanks between words, none around, no comment.
std::string normalized(const std::string& text) {
    std::string out;
    bool quoted = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char it = text[at];
        if (it == '"' && (at == 0 || text[at - 1] != '\\')) quoted = !quoted;
        if (it == ';' && !quoted) break;
        const bool is_blank = (it == ' ' || it == '\t') && !quoted;
        if (is_blank && (out.empty() || out.back() == ' ')) continue;
        out += is_blank ? ' ' : it;
    }
    while (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

std::vector<Line> lines_of(const std::string& text, std::uint32_t first) {
    std::vector<Line> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line); ++first) {
        std::string short_line = normalized(line);
        if (!short_line.empty()) lines.push_back({std::move(short_line), first});
    }
    return lines;
}

std::string first_word(const std::string& text) {
    return text.substr(0, text.find(' '));
}

// The part of a function's first line that names it: kind, name, qualified name.
std::vector<std::string> titles_of(const program::Module& module, const program::Function& it) {
    const std::string kind(program::name_of(it.kind));
    std::vector<std::string> titles;
    if (it.kind == program::FunctionKind::module) titles.push_back(kind);
    if (it.name) titles.push_back(kind + " " + std::string(module.text(it.name)));
    if (it.qualified_name) {
        titles.push_back(kind + " \"" + std::string(module.text(it.qualified_name)) + "\"");
    }
    return titles;
}

class PrintedForm {
  public:
    PrintedForm(const File& file, Outcome& outcome) : module_(file.module), outcome_(outcome) {
        options_.nodes = program::PrintOptions::Nodes::left_out;
    }

    void check(const Expected& expected) {
        std::vector<program::FunctionId> found;
        for (std::uint32_t index = 0; index < module_.functions.size(); ++index) {
            const program::FunctionId id{index};
            const auto titles = titles_of(module_, module_.function(id));
            const bool is_named = std::ranges::find(titles, expected.header.text) != titles.end();
            if (is_named || printed(id).front().text == expected.header.text) found.push_back(id);
        }
        if (found.size() != 1) {
            outcome_.fail(expected.header.number, "ir: expected one function `" + expected.header.text +
                                                      "`, found " + std::to_string(found.size()));
            return;
        }
        compare(expected, found[0]);
    }

  private:
    [[nodiscard]] std::vector<Line> printed(program::FunctionId id) const {
        return lines_of(print_function(module_, id, options_), 0);
    }

    void compare(const Expected& expected, program::FunctionId id) {
        const std::vector<Line> lines = printed(id);
        for (std::size_t at = 0; at < std::max(expected.body.size() + 1, lines.size()); ++at) {
            if (at == 0) continue;
            const bool is_expected = at <= expected.body.size();
            const bool is_there = at < lines.size();
            if (is_expected && is_there && expected.body[at - 1].text == lines[at].text) continue;
            const std::uint32_t where = is_expected ? expected.body[at - 1].number : expected.header.number;
            outcome_.fail(where, "ir: expected `" + (is_expected ? expected.body[at - 1].text : "the end") +
                                     "`, found `" + (is_there ? lines[at].text : "the end") + "` in\n" +
                                     print_function(module_, id, options_));
            return;
        }
    }

    const program::Module& module_;
    Outcome& outcome_;
    program::PrintOptions options_;
};

}  // namespace

void check_printed_form(const Workspace&, const File& file, const Fence& fence, Outcome& outcome) {
    std::vector<Expected> functions;
    for (Line& line : lines_of(fence.text, fence.line)) {
        if (program::FunctionReader::begins(first_word(line.text))) {
            functions.push_back({std::move(line), {}});
        } else if (functions.empty()) {
            return outcome.fail(line.number, "ir: the block does not begin with a function");
        } else {
            functions.back().body.push_back(std::move(line));
        }
    }
    if (functions.empty()) outcome.fail(fence.line, "ir: the block is empty");
    PrintedForm form(file, outcome);
    for (const Expected& it : functions) form.check(it);
}

}  // namespace doppelint::documents
