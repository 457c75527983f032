#include "syntax/grammar.h"

#include <string_view>
#include <unordered_map>

#include <tree_sitter/api.h>

extern "C" const TSLanguage* tree_sitter_python();

namespace doppelint::syntax {
namespace {

using Role = Grammar::Role;

Grammar::Symbol named_symbol(std::string_view name) {
    if (name == "comment") return {Kind::other, Role::comment};
    if (name == "line_continuation") return {Kind::other, Role::skip};
    if (name == "string_content") return {Kind::string_content, Role::text};
    if (name == "string") return {Kind::string, Role::string};
#define KIND(kind, grammar_name) \
    if (name == (grammar_name)) return {Kind::kind, Role::node};
#include "syntax/kinds.def"
    return {Kind::other, Role::node};
}

Grammar::Symbol token_symbol(std::string_view name) {
#define TOKEN(kind, text) \
    if (name == (text)) return {Kind::kind, Role::token};
#include "syntax/kinds.def"
    return {Kind::other, Role::skip};
}

Field field_named(std::string_view name) {
#define FIELD(field, grammar_name) \
    if (name == (grammar_name)) return Field::field;
#include "syntax/fields.def"
    return Field::none;
}

}  // namespace

Grammar::Grammar() : language_(tree_sitter_python()) {
    symbols_.resize(ts_language_symbol_count(language_));
    const auto symbol_count = static_cast<std::uint16_t>(symbols_.size());
    for (std::uint16_t it = 0; it < symbol_count; ++it) {
        const std::string_view name = ts_language_symbol_name(language_, it);
        switch (ts_language_symbol_type(language_, it)) {
            case TSSymbolTypeRegular: symbols_[it] = named_symbol(name); break;
            case TSSymbolTypeAnonymous: symbols_[it] = token_symbol(name); break;
            default: break;
        }
    }
    fields_.resize(ts_language_field_count(language_) + 1U, Field::none);
    const auto field_count = static_cast<std::uint16_t>(fields_.size());
    for (std::uint16_t it = 1; it < field_count; ++it) {
        fields_[it] = field_named(ts_language_field_name_for_id(language_, it));
    }
}

const Grammar& Grammar::python() {
    static const Grammar grammar;
    return grammar;
}

}  // namespace doppelint::syntax
