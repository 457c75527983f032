#include "heap/policy.h"

#include <array>

namespace doppelint::heap {
namespace {

struct Words {
    std::string_view name;
    std::string_view description;
};

constexpr std::array kWords{
#define ASSUMPTION(name, text, description) Words{text, description},
#include "heap/assumptions.def"
};
static_assert(kWords.size() <= 10);

}  // namespace

std::string_view name_of(Assumption assumption) {
    return kWords[static_cast<std::size_t>(assumption)].name;
}

std::string_view description_of(Assumption assumption) {
    return kWords[static_cast<std::size_t>(assumption)].description;
}

}  // namespace doppelint::heap
