#include "document.h"

#include <algorithm>

namespace doppelint::documents {
namespace {

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\r";
    const std::size_t first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

std::size_t leading(std::string_view text, char sign) {
    return std::min(text.find_first_not_of(sign), text.size());
}

class Reader {
  public:
    Result<std::vector<Section>> run(std::string_view markdown) {
        sections_.emplace_back();
        while (!markdown.empty()) {
            const std::size_t end = std::min(markdown.find('\n'), markdown.size());
            ++line_number_;
            line(markdown.substr(0, end));
            markdown.remove_prefix(std::min(end + 1, markdown.size()));
        }
        if (fence_ticks_ != 0) {
            return failure("nothing closes the fence of line " +
                           std::to_string(sections_.back().fences.back().line - 1));
        }
        std::erase_if(sections_, [](const Section& it) { return it.fences.empty(); });
        return std::move(sections_);
    }

  private:
    void line(std::string_view text) {
        const std::size_t ticks = leading(text, '`');
        if (fence_ticks_ != 0) {
            if (ticks >= fence_ticks_ && trimmed(text.substr(ticks)).empty()) {
                fence_ticks_ = 0;
            } else {
                sections_.back().fences.back().text.append(text).append("\n");
            }
        } else if (ticks >= 3) {
            begin_fence(ticks, trimmed(text.substr(ticks)));
        } else if (text.starts_with('#')) {
            heading(leading(text, '#'), trimmed(text.substr(leading(text, '#'))));
        }
    }

    void begin_fence(std::size_t ticks, std::string_view information) {
        fence_ticks_ = ticks;
        const std::size_t blank = std::min(information.find(' '), information.size());
        Fence& it = sections_.back().fences.emplace_back();
        it.language = information.substr(0, blank);
        it.argument = trimmed(information.substr(blank));
        it.line = line_number_ + 1;
    }

    void heading(std::size_t level, std::string_view text) {
        headings_.resize(level - 1);
        headings_.emplace_back(text);
        Section& it = sections_.emplace_back();
        it.line = line_number_;
        for (const std::string& above : headings_) {
            if (above.empty()) continue;
            it.title += it.title.empty() ? above : " / " + above;
        }
    }

    std::vector<Section> sections_;
    std::vector<std::string> headings_;  // by level, from the first
    std::size_t fence_ticks_ = 0;        // 0: outside a fence
    std::uint32_t line_number_ = 0;
};

}  // namespace

Result<std::vector<Section>> read_document(std::string_view markdown) {
    return Reader().run(markdown);
}

}  // namespace doppelint::documents
