#include "program/parse.h"

#include <optional>
#include <string>

#include "program/parse_cursor.h"
#include "program/parse_function.h"
#include "program/parse_scopes.h"

namespace doppelint::program {
namespace {

class Reader {
  public:
    Reader() : scopes_(module_), functions_(module_) {}

    Result<Module> run(std::string_view text) {
        while (!text.empty()) {
            const std::size_t end = text.find('\n');
            ++line_number_;
            if (auto problem = line(text.substr(0, end))) return failure_here(*problem);
            text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        }
        if (auto problem = functions_.finish()) return failure_here(*problem);
        if (auto problem = scopes_.finish()) return failure_here(*problem);
        return std::move(module_);
    }

  private:
    tl::unexpected<Error> failure_here(const std::string& problem) const {
        return failure("line " + std::to_string(line_number_) + ": " + problem);
    }

    std::optional<std::string> line(std::string_view text) {
        Cursor cursor(text);
        if (cursor.at_end()) return {};
        if (in_scopes_ && is_symbol(cursor)) {
            scopes_.symbol(cursor);
        } else if (in_scopes_ && cursor.take_word("scope")) {
            scopes_.scope(cursor);
        } else if (FunctionReader::begins(cursor.peek_word())) {
            if (auto problem = functions_.finish()) return problem;
            in_scopes_ = false;
            functions_.header(cursor);
        } else if (cursor.take_word("captures")) {
            functions_.captures(cursor);
        } else if (cursor.take_word("block")) {
            functions_.block(cursor);
        } else {
            functions_.instruction(cursor);
        }
        if (!cursor.at_end()) cursor.fail("nothing more was expected on this line");
        return cursor.failure();
    }

    // A name may be any word, also one that begins other lines; a colon follows it.
    static bool is_symbol(Cursor ahead) {
        static_cast<void>(ahead.name());
        return ahead.peek() == ':';
    }

    Module module_;
    ScopeReader scopes_;
    FunctionReader functions_;
    std::uint32_t line_number_ = 0;
    bool in_scopes_ = true;
};

}  // namespace

Result<Module> parse(std::string_view text) {
    return Reader().run(text);
}

}  // namespace doppelint::program
