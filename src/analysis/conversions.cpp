#include "analysis/conversions.h"

#include <algorithm>
#include <string_view>

namespace doppelint::analysis {

bool converts(const models::Library& library, const models::Model& model) {
    const bool is_type = model.name.find('.') == std::string_view::npos;
    const bool asks = model.name.starts_with("builtins.") && model.effect_count > 0;
    const models::Term& result = library.term(model.result);
    return (is_type || asks) && result.word == models::Word::atom &&
           static_cast<models::Kind>(result.detail) != models::Kind::none &&
           std::ranges::all_of(library.effects_of(model),
                               [](const models::Term& it) { return it.word == models::Word::asks; });
}

}  // namespace doppelint::analysis
