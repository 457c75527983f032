#include "models/print_term.h"

#include <variant>
#include <vector>

namespace doppelint::models {
namespace {

/// What is still to be written: a term, or text between terms.
using Piece = std::variant<Term, std::string>;

std::string detail_of(const Library& library, const Term& term) {
    if (term.word == Word::if_kind) return std::string(models::name_of(static_cast<Kind>(term.detail)));
    return std::string(library.name(term.detail));
}

/// The text of a term without arguments that has no word of its own, or empty.
std::string implied_text(const Library& library, const Model& model, const Term& term) {
    if (term.word == Word::argument) return std::string(library.parameters_of(model)[term.detail].name);
    if (term.word == Word::atom) return std::string(models::name_of(static_cast<Kind>(term.detail)));
    if (term.word == Word::number) return std::to_string(static_cast<std::int32_t>(term.detail));
    return {};
}

/// What stands between the brackets, the last piece first.
std::vector<Piece> pieces_of(const Library& library, const Term& term) {
    const Spelling spelling = form_of(term.word).spelling;
    std::vector<Piece> inside;
    if (spelling == Spelling::name_first) inside.emplace_back(detail_of(library, term));
    for (const Term& argument : library.arguments_of(term)) {
        inside.emplace_back(argument);
        if (spelling == Spelling::name_second && inside.size() == 1)
            inside.emplace_back(detail_of(library, term));
    }
    std::vector<Piece> result;
    if (!inside.empty()) result.emplace_back(")");
    for (std::size_t i = inside.size(); i-- > 0;) {
        result.push_back(std::move(inside[i]));
        if (i > 0) result.emplace_back(", ");
    }
    if (!inside.empty()) result.emplace_back("(");
    return result;
}

}  // namespace

std::string text_of(const Library& library, const Model& model, const Term& term) {
    std::string result;
    std::vector<Piece> pending{term};
    while (!pending.empty()) {
        const Piece piece = std::move(pending.back());
        pending.pop_back();
        if (const auto* text = std::get_if<std::string>(&piece)) {
            result += *text;
            continue;
        }
        const Term& it = std::get<Term>(piece);
        if (form_of(it.word).spelling == Spelling::implied) {
            result += implied_text(library, model, it);
            continue;
        }
        result += form_of(it.word).text;
        for (Piece& inner : pieces_of(library, it)) pending.push_back(std::move(inner));
    }
    return result;
}

}  // namespace doppelint::models
