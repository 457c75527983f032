#include "compile_rules/template.h"

#include <algorithm>

namespace doppelint::compile_rules {
namespace {

bool is_small_letter(char it) {
    return it >= 'a' && it <= 'z';
}

void add_words(std::vector<Piece>& into, std::string_view words) {
    if (words.empty()) return;
    if (into.empty() || into.back().kind != Piece::Kind::words) into.emplace_back();
    into.back().text += words;
}

}  // namespace

bool is_name(std::string_view text) {
    const auto fits = [](char it) { return is_small_letter(it) || it == '_' || (it >= '0' && it <= '9'); };
    return !text.empty() && is_small_letter(text.front()) && std::ranges::all_of(text, fits);
}

std::vector<std::string> Template::placeholders() const {
    std::vector<std::string> result;
    for (const Piece& it : pieces) {
        const bool is_new = std::ranges::find(result, it.text) == result.end();
        if (it.kind == Piece::Kind::placeholder && is_new) result.push_back(it.text);
    }
    return result;
}

std::string parse_template(std::string_view written, std::vector<Piece>& into) {
    while (!written.empty()) {
        const std::size_t brace = std::min(written.find_first_of("{}"), written.size());
        add_words(into, written.substr(0, brace));
        written.remove_prefix(brace);
        if (written.empty()) break;
        if (written.size() > 1 && written[1] == written[0]) {
            add_words(into, written.substr(0, 1));
            written.remove_prefix(2);
            continue;
        }
        if (written[0] == '}') return "a `}` closes nothing; one that stands for itself is written `}}`";
        const std::size_t end = written.find('}');
        if (end == std::string_view::npos)
            return "nothing closes this `{`; one that stands for itself is written `{{`";
        const std::string_view name = written.substr(1, end - 1);
        if (!is_name(name)) return "`" + std::string(name) + "` is no name for a placeholder";
        into.push_back({Piece::Kind::placeholder, std::string(name)});
        written.remove_prefix(end + 1);
    }
    return {};
}

}  // namespace doppelint::compile_rules
