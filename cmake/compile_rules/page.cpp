#include "compile_rules/page.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace doppelint::compile_rules {
namespace {

constexpr std::string_view kFence = "---";
constexpr std::string_view kTicks = "```";
constexpr std::array<std::string_view, 3> kSeverities{"error", "warning", "info"};
/// The headings of a page below its title, in this order.
constexpr std::array<std::string_view, 6> kHeadings{"Why it is a bug",   "Example",  "How to fix it",
                                                    "When it is silent", "Messages", "More examples"};
constexpr std::string_view kExample = "Example";
constexpr std::string_view kMessages = "Messages";
constexpr std::string_view kMoreExamples = "More examples";

std::string quoted(std::string_view text) {
    return "`" + std::string(text) + "`";
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\r";
    const std::size_t first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

/// What stands under one heading, without the headings below it.
struct Section {
    std::string_view title;
    std::uint32_t line = 1;
    bool has_content = false;     ///< text, a list or a block
    bool has_findings = false;    ///< a block that shows what is printed
    bool has_difference = false;  ///< a block that shows what a fix changes
    bool expects = false;         ///< a block of Python expects a finding of this rule
};

class PageReader {
  public:
    PageReader(const SourceText& source, std::vector<PageError>& errors)
        : lines_(lines_of(source.text)), errors_(errors) {
        page_.path = source.path;
    }

    Page run() {
        read_front_matter();
        for (; at_ < lines_.size(); ++at_) {
            read_line(lines_[at_]);
            page_.text.append(lines_[at_]).append("\n");
        }
        finish_template();
        if (!fence_.empty()) error(fence_line_, "nothing closes this block");
        check_sections();
        check_fixes();
        check_place();
        return std::move(page_);
    }

  private:
    void error(std::uint32_t line, std::string message) {
        errors_.push_back({page_.path, line, std::move(message)});
    }
    [[nodiscard]] std::uint32_t line() const { return static_cast<std::uint32_t>(at_) + 1; }

    // Front matter: `key: value` between two lines of three hyphens.
    void read_front_matter() {
        if (lines_.empty() || trimmed(lines_[0]) != kFence) {
            return error(1, "a page begins with its front matter, between two lines `---`");
        }
        for (at_ = 1; at_ < lines_.size() && trimmed(lines_[at_]) != kFence; ++at_) read_key(lines_[at_]);
        if (at_ == lines_.size()) return error(1, "nothing closes the front matter");
        while (++at_ < lines_.size() && trimmed(lines_[at_]).empty()) {
        }
        for (const std::string_view key : {"code", "name", "family", "severity", "precedence"}) {
            if (std::ranges::find(keys_, key) == keys_.end())
                error(1, "the key " + quoted(key) + " is missing");
        }
    }

    void read_key(std::string_view text) {
        const std::size_t colon = text.find(':');
        if (colon == std::string_view::npos) return error(line(), "the front matter is lines `key: value`");
        const std::string_view key = trimmed(text.substr(0, colon));
        const std::string value(trimmed(text.substr(colon + 1)));
        if (std::ranges::find(keys_, key) != keys_.end()) error(line(), quoted(key) + " stands here twice");
        keys_.push_back(key);
        if (key == "code") return set_code(value);
        if (key == "precedence") return set_precedence(value);
        if (key == "severity") return set_severity(value);
        if (key != "name" && key != "family") return error(line(), "there is no key " + quoted(key));
        (key == "name" ? page_.name : page_.family) = value;
    }

    void set_code(const std::string& value) {
        const bool good = value.size() == 6 && value.starts_with("DPL") &&
                          value.find_first_not_of("0123456789", 3) == std::string::npos;
        if (!good) error(line(), "a code is `DPL` and three digits");
        page_.code = value;
        page_.code_line = line();
    }

    void set_severity(const std::string& value) {
        page_.severity = value;
        if (std::ranges::find(kSeverities, value) == kSeverities.end()) {
            error(line(), "the severity is `error`, `warning` or `info`");
        }
    }

    void set_precedence(const std::string& value) {
        const char* const end = value.data() + value.size();
        const auto [stop, problem] = std::from_chars(value.data(), end, page_.precedence);
        if (problem != std::errc() || stop != end || page_.precedence == 0) {
            error(line(), "`precedence` is a number from 1: where rules meet, the lowest is said");
        }
    }

    // The text: headings, blocks, and the list of messages.
    void read_line(std::string_view text) {
        if (!fence_.empty()) return read_in_block(text);
        if (text.starts_with(kTicks)) return begin_block(text);
        if (text.starts_with("# ") && sections_.empty()) {
            page_.title = trimmed(text.substr(2));
            sections_.push_back({{}, line()});
        } else if (text.starts_with("## ") && !sections_.empty()) {
            finish_template();
            sections_.push_back({trimmed(text.substr(3)), line()});
        } else if (sections_.empty()) {
            if (!trimmed(text).empty()) error(line(), "the page's title, `# …`, stands first");
        } else {
            read_prose(text);
        }
    }

    void begin_block(std::string_view text) {
        fence_line_ = line();
        const std::size_t ticks = std::min(text.find_first_not_of('`'), text.size());
        fence_ = text.substr(0, ticks);
        language_ = trimmed(text.substr(ticks));
        language_ = language_.substr(0, language_.find(' '));
        if (sections_.empty()) return error(line(), "a block stands under a heading");
        sections_.back().has_content = true;
        sections_.back().has_findings |= language_ == "findings";
        sections_.back().has_difference |= language_ == "diff";
    }

    void read_in_block(std::string_view text) {
        if (text.starts_with(fence_) && trimmed(text.substr(fence_.size())).empty()) {
            fence_ = {};
        } else if (language_ == "python" && !sections_.empty()) {
            const std::size_t mark = text.find("expect: ");
            const bool expects =
                mark != std::string_view::npos && text.find(page_.code, mark) != std::string_view::npos;
            sections_.back().expects |= expects && !page_.code.empty();
        }
    }

    void read_prose(std::string_view text) {
        if (sections_.back().title == kMessages) return read_message(text);
        const bool counts = !trimmed(text).empty() && !text.starts_with('#');
        sections_.back().has_content |= counts;
    }

    // `- **message.name**: text`, which may go on in indented lines.
    void read_message(std::string_view text) {
        constexpr std::string_view kBegin = "- **";
        constexpr std::string_view kEnd = "**: ";
        if (trimmed(text).empty()) return finish_template();
        if (text.starts_with("  ") && template_) {
            template_->written.append(" ").append(trimmed(text));
            return;
        }
        finish_template();
        const std::size_t end = text.find(kEnd);
        const std::size_t dot = text.find('.');
        if (!text.starts_with(kBegin) || end == std::string_view::npos || dot > end) {
            return error(line(), "a message is a line `- **message.name**: text` or `- **step.name**: text`");
        }
        template_.emplace();
        template_->group = text.substr(kBegin.size(), dot - kBegin.size());
        template_->name = text.substr(dot + 1, end - dot - 1);
        template_->written = trimmed(text.substr(end + kEnd.size()));
        template_->line = line();
        sections_.back().has_content = true;
    }

    void finish_template() {
        if (!template_) return;
        Template it = *std::move(template_);
        template_.reset();
        if (it.group != "message" && it.group != "step" && it.group != "fix") {
            error(it.line, quoted(it.group) + " is none of `message`, `step` and `fix`");
        }
        if (!is_name(it.name)) error(it.line, quoted(it.name) + " is no name for a message");
        const auto same = [&](const Template& other) {
            return other.group == it.group && other.name == it.name;
        };
        if (std::ranges::any_of(page_.messages, same))
            error(it.line, quoted(it.group + "." + it.name) + " stands here twice");
        const std::string problem = parse_template(it.written, it.pieces);
        if (!problem.empty()) error(it.line, problem);
        page_.messages.push_back(std::move(it));
    }

    void check_sections() {
        if (sections_.empty()) return error(1, "the page has no title, `# …`");
        if (!sections_.front().has_content)
            error(sections_.front().line, "no text below the title says what the rule finds");
        std::size_t last = 0;
        for (std::size_t at = 1; at < sections_.size(); ++at) {
            const auto* const found = std::ranges::find(kHeadings, sections_[at].title);
            if (found == kHeadings.end()) {
                error(sections_[at].line, "a page has no section " + quoted(sections_[at].title));
                continue;
            }
            const auto place = static_cast<std::size_t>(found - kHeadings.begin()) + 1;
            if (place <= last) error(sections_[at].line, quoted(sections_[at].title) + " stands too late");
            last = place;
        }
        for (const std::string_view heading : kHeadings) {
            const auto found = std::ranges::find(sections_, heading, &Section::title);
            if (found == sections_.end()) {
                if (heading != kMoreExamples) error(1, "the section " + quoted(heading) + " is missing");
            } else {
                check_section(*found);
            }
        }
    }

    // What a fix does is shown, and so tested.
    void check_fixes() {
        const auto is_fix = [](const Template& it) { return it.group == "fix"; };
        const auto fix = std::ranges::find_if(page_.messages, is_fix);
        if (fix == page_.messages.end()) return;
        if (std::ranges::none_of(sections_, &Section::has_difference))
            error(fix->line, "a block `diff` shows what `--fix` makes of an example");
    }

    void check_section(const Section& it) {
        if (it.title == kExample) {
            if (!it.expects)
                error(it.line, "no example: a block of Python with `# expect: " + page_.code + "`");
            if (!it.has_findings)
                error(it.line, "a block `findings` shows what doppelint prints of the example");
        } else if (it.title == kMessages) {
            const auto is_first_line = [](const Template& one) { return one.group == "message"; };
            if (std::ranges::none_of(page_.messages, is_first_line))
                error(it.line, "the rule has no `message`");
        } else if (!it.has_content && it.title != kMoreExamples) {
            error(it.line, quoted(it.title) + " says nothing");
        }
    }

    // rules/<family>/<name>.md
    void check_place() {
        if (page_.name.empty() || page_.family.empty()) return;
        const std::string place = "rules/" + page_.family + "/" + page_.name + ".md";
        if (place != page_.path) error(1, "by its name and family, the page is " + place);
        if (!is_name(page_.identifier())) error(1, quoted(page_.name) + " is no name for a rule");
    }

    std::vector<std::string_view> lines_;
    std::vector<PageError>& errors_;
    Page page_;
    std::size_t at_ = 0;
    std::vector<std::string_view> keys_;
    std::vector<Section> sections_;
    std::string_view fence_;  ///< the ticks of the block that is open
    std::string_view language_;
    std::uint32_t fence_line_ = 1;
    std::optional<Template> template_;
};

}  // namespace

std::string PageError::text() const {
    return path + ":" + std::to_string(line) + ": " + message;
}

std::string Page::identifier() const {
    std::string result = name;
    std::ranges::replace(result, '-', '_');
    return result;
}

Page read_page(const SourceText& source, std::vector<PageError>& errors) {
    return PageReader(source, errors).run();
}

}  // namespace doppelint::compile_rules
