#include "program/scope.h"

#include <array>
#include <cstddef>

namespace doppelint::program {
namespace {

constexpr std::array<std::string_view, 10> kScopeKinds = {
    "module",    "class",      "function",        "lambda",     "comprehension",
    "generator", "annotation", "type_parameters", "type_alias", "type_variable"};
constexpr std::array<std::string_view, 5> kBindings = {"local", "global_explicit", "global_implicit", "free",
                                                       "cell"};
static_assert(kScopeKinds.size() == static_cast<std::size_t>(ScopeKind::type_variable) + 1);
static_assert(kBindings.size() == static_cast<std::size_t>(Binding::cell) + 1);

}  // namespace

std::string_view name_of(ScopeKind kind) {
    return kScopeKinds[static_cast<std::size_t>(kind)];
}
std::string_view name_of(Binding binding) {
    return kBindings[static_cast<std::size_t>(binding)];
}

}  // namespace doppelint::program
