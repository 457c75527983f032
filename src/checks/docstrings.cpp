#include "checks/docstrings.h"

#include <algorithm>
#include <string>

#include "checks/remarks.h"
#include "checks/rewriting.h"

namespace doppelint::checks {
namespace {

constexpr std::string_view kBlank = " \t\f\r";

std::string_view docstring_of(const Subject& subject) {
    const syntax::Tree& tree = subject.file.tree;
    const NodeId function = subject.function().node;
    const NodeId body = function ? tree.child(function, syntax::Field::body) : NodeId{};
    const NodeId first = body ? tree.first_child(body) : NodeId{};
    return first && is_docstring(tree, first) ? tree.text(first) : std::string_view();
}

bool is_of_name(char it) {
    return (it >= 'a' && it <= 'z') || (it >= 'A' && it <= 'Z') || (it >= '0' && it <= '9') || it == '_';
}

// The name that a line begins to explain: `rows` of `rows : list`, `:param rows: …`, `* rows (list): …`, or
// all by itself.
std::string_view explained_by(std::string_view line) {
    const std::size_t begin = line.find_first_not_of(" \t\f\r:*-@`\\");
    if (begin == std::string_view::npos) return {};
    line.remove_prefix(begin);
    if (line.starts_with("param ")) line.remove_prefix(line.find_first_not_of(kBlank, line.find(' ')));
    const std::string_view name(line.begin(), std::ranges::find_if_not(line, is_of_name));
    line.remove_prefix(name.size());
    const std::size_t next = line.find_first_not_of(" \t`*");
    if (next == std::string_view::npos) return name;
    return line[next] == ':' || (line[next] == '(' && line.find("):") != std::string_view::npos)
               ? name
               : std::string_view();
}

/// Goes over a docstring line by line, and asks of each sentence, and of what is said of each parameter.
class DocstringReader {
  public:
    DocstringReader(const Subject& subject, std::string_view parameter)
        : subject_(subject), parameter_(parameter) {}

    [[nodiscard]] bool says_so(std::string_view text) {
        while (!text.empty()) {
            const std::size_t end = std::min(text.find('\n'), text.size());
            take(text.substr(0, end));
            text.remove_prefix(std::min(end + 1, text.size()));
        }
        end_sentence();
        return found_;
    }

  private:
    void take(std::string_view line) {
        const std::size_t indentation = line.find_first_not_of(kBlank);
        if (indentation == std::string_view::npos) return end_sentence();
        const std::string_view name = explained_by(line);
        if (!name.empty() || indentation <= depth_) end_sentence();
        if (indentation <= depth_) {
            explained_ = {};
            depth_ = 0;
        }
        if (is_parameter(name)) {
            explained_ = name;
            depth_ = indentation;
        }
        for (std::size_t at = indentation; at < line.size(); ++at) {
            sentence_ += line[at];
            const bool is_end = line[at] == '.' && (at + 1 == line.size() || line[at + 1] == ' ');
            if (is_end) end_sentence();
        }
        sentence_ += ' ';
    }

    void end_sentence() {
        constexpr std::size_t kShortest = 3;  // shorter names are words
        // What is said of another parameter is not about this one.
        const bool is_about =
            explained_ == parameter_ ||
            (explained_.empty() && parameter_.size() >= kShortest && speaks_of(sentence_, parameter_));
        found_ |= is_about && subject_.file.intent.tells_of_change(sentence_);
        sentence_.clear();
    }

    [[nodiscard]] bool is_parameter(std::string_view name) const {
        const program::Module& module = subject_.file.module;
        return std::ranges::any_of(
            module.parameters_of(subject_.function()),
            [&](const program::Parameter& it) { return !name.empty() && module.text(it.name) == name; });
    }

    const Subject& subject_;
    std::string_view parameter_;
    std::string sentence_;
    std::string_view explained_;  ///< the parameter that the text explains here, if it does
    std::size_t depth_ = 0;       ///< how far the line stands in that began to
    bool found_ = false;
};

}  // namespace

bool announces_change(const Subject& subject, std::string_view parameter) {
    const std::string_view text = docstring_of(subject);
    return !text.empty() && DocstringReader(subject, parameter).says_so(text);
}

}  // namespace doppelint::checks
