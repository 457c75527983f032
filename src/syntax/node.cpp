#include "syntax/node.h"

#include <array>

namespace doppelint::syntax {
namespace {

constexpr std::array kKindNames = {
    std::string_view("other"),
    std::string_view("ERROR"),
#define KIND(name, grammar_name) std::string_view(grammar_name),
#define TOKEN(name, text) std::string_view(text),
#include "syntax/kinds.def"
};
static_assert(kKindNames.size() == static_cast<std::size_t>(Kind::count));

constexpr std::array kFieldNames = {
    std::string_view(),
#define FIELD(name, grammar_name) std::string_view(grammar_name),
#include "syntax/fields.def"
};
static_assert(kFieldNames.size() == static_cast<std::size_t>(Field::count));

}  // namespace

std::string_view name_of(Kind kind) {
    return kKindNames[static_cast<std::size_t>(kind)];
}
std::string_view name_of(Field field) {
    return kFieldNames[static_cast<std::size_t>(field)];
}

}  // namespace doppelint::syntax
