#include "models/kind.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace doppelint::models {
namespace {

enum class Mutability : std::uint8_t { no, yes };

struct KindForm {
    std::string_view text;
    Mutability mutability = Mutability::no;
};

constexpr auto kForms = std::to_array<KindForm>({
#define KIND(name, text, mutability) {text, Mutability::mutability},
#include "models/kinds.def"
});

const KindForm& form_of(Kind kind) {
    return kForms[static_cast<std::size_t>(kind)];
}

}  // namespace

std::string_view name_of(Kind kind) {
    return form_of(kind).text;
}

bool is_mutable(Kind kind) {
    return form_of(kind).mutability == Mutability::yes;
}

std::optional<Kind> find_kind(std::string_view text) {
    const auto* found = std::ranges::find(kForms, text, &KindForm::text);
    if (found == kForms.end()) return std::nullopt;
    return static_cast<Kind>(found - kForms.begin());
}

}  // namespace doppelint::models
