#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace doppelint::source {

/// Follows Python's strings, comments, brackets and continued lines just closely enough to know on which
/// lines a statement begins, and finds what Jupyter adds to the language within them.
class StatementScanner {
  public:
    static constexpr std::size_t kNone = std::string_view::npos;

    struct Line {
        /// Where the right side of `name = !command` or `name = %magic` begins, from its `!` or `%`.
        std::size_t escape = kNone;
        /// Where the line's last `?` stands, if the line asks for help: `name?`.
        std::size_t question = kNone;
    };

    /// Whether the next line begins a statement.
    [[nodiscard]] bool at_statement_start() const { return depth_ == 0 && quote_ == 0 && !is_continued_; }

    /// Takes in the next line, given without its line end. A line with an `escape` ends its statement.
    Line scan(std::string_view line);

  private:
    void open_string(std::string_view line, std::size_t& at);
    void skip_string(std::string_view line, std::size_t& at);
    void follow_bracket(char character);
    void end_line(std::string_view line, std::size_t last);

    std::uint32_t depth_ = 0;
    char quote_ = 0;  // of the string that is open
    bool is_triple_ = false;
    bool is_continued_ = false;  // by a backslash
};

}  // namespace doppelint::source
