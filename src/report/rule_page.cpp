#include "report/rule_page.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "report/paint.h"
#include "report/rule_catalogue.h"
#include "report/words.h"

namespace doppelint::report {
namespace {

constexpr std::string_view kFence = "```";
constexpr std::string_view kItem = "- ";

/// Writes as much of Markdown as the pages of rules use: headings, paragraphs, lists, blocks of code.
class PageWriter {
  public:
    explicit PageWriter(const Look& look) : look_(look), painted_(look.color) {}

    std::string write(std::string_view page) && {
        while (!page.empty()) {
            const std::size_t size = std::min(page.find('\n'), page.size());
            take(page.substr(0, size));
            page.remove_prefix(std::min(size + 1, page.size()));
        }
        end_paragraph();
        return std::move(text_);
    }

  private:
    void take(std::string_view line) {
        if (line.starts_with(kFence)) return take_fence(line.substr(kFence.size()));
        if (in_code_) return take_code(line);
        if (line.empty()) {
            end_paragraph();
            if (!text_.empty() && !text_.ends_with("\n\n")) text_ += "\n";
        } else if (line.starts_with('#')) {
            end_paragraph();
            line.remove_prefix(std::min(line.find_first_not_of("# "), line.size()));
            text_ += painted_(Paint::strong, line) + "\n";
        } else {
            if (line.starts_with(kItem)) end_paragraph();
            if (!paragraph_.empty()) paragraph_ += ' ';
            const std::size_t indent =
                paragraph_.empty() ? 0 : std::min(line.find_first_not_of(' '), line.size());
            paragraph_ += line.substr(indent);
        }
    }

    void take_fence(std::string_view language) {
        end_paragraph();
        in_code_ = !in_code_;
        is_difference_ = language.starts_with("diff");
    }

    void take_code(std::string_view line) {
        const bool is_added = is_difference_ && line.starts_with('+');
        const bool is_gone = is_difference_ && line.starts_with('-');
        std::string shown(line);
        if (is_added) shown = painted_(Paint::fix, line);
        if (is_gone) shown = painted_(Paint::error, line);
        text_ += line.empty() ? "\n" : "    " + shown + "\n";
    }

    void end_paragraph() {
        const bool is_item = paragraph_.starts_with(kItem);
        const std::uint32_t width = look_.width > 2 * kItem.size() ? look_.width - 2 : 0;
        std::string_view words = paragraph_;
        if (is_item) words.remove_prefix(kItem.size());
        bool is_first = true;
        if (!paragraph_.empty()) {
            for (const std::string& line : broken_into_lines(words, is_item ? width : look_.width)) {
                if (is_item) text_ += is_first ? kItem : "  ";
                text_ += painted_.sentence(line) + "\n";
                is_first = false;
            }
        }
        paragraph_.clear();
    }

    const Look& look_;
    const Painter painted_;
    std::string text_, paragraph_;
    bool in_code_ = false, is_difference_ = false;
};

}  // namespace

std::string render_page(std::string_view page, const Look& look) {
    return PageWriter(look).write(page);
}

std::string render_rule(const findings::Rule& rule, const Look& look) {
    const Painter painted(look.color);
    const std::string severity(name_of(rule.severity));
    return painted(paint_of(rule.severity), rule.code) + " " + painted(Paint::strong, rule.name) + " (" +
           std::string(rule.family) + ", " + severity + ")\n\n" + render_page(main_part_of(rule.page), look);
}

std::string render_list(std::span<const findings::Rule> rules, const Look& look) {
    const Painter painted(look.color);
    std::size_t width = 0;
    for (const findings::Rule& it : rules) width = std::max(width, it.name.size());
    std::string result;
    for (const findings::Rule& it : rules) {
        result += painted(paint_of(it.severity), it.code) + "  " + painted(Paint::strong, it.name);
        result.append(width + 2 - it.name.size(), ' ').append(it.title).append("\n");
    }
    return result;
}

std::string rules_json(std::span<const findings::Rule> rules) {
    auto result = nlohmann::ordered_json::array();
    for (const findings::Rule& it : rules) {
        result.push_back({{"code", it.code},
                          {"name", it.name},
                          {"severity", name_of(it.severity)},
                          {"family", it.family},
                          {"title", it.title},
                          {"page", it.page}});
    }
    return result.dump(2) + "\n";
}

}  // namespace doppelint::report
