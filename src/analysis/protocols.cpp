#include "analysis/protocols.h"

#include <algorithm>
#include <array>

namespace doppelint::analysis {

using program::BinaryOperator;
using program::Comparison;
using program::Conversion;
using program::UnaryOperator;
using std::string_view;

namespace {

constexpr std::array<string_view, 3> kFormat{"__format__", "__str__", "__repr__"};
constexpr std::array<string_view, 2> kText{"__str__", "__repr__"};
constexpr std::array<string_view, 2> kTruth{"__bool__", "__len__"};
constexpr std::array<string_view, 3> kHolds{"__contains__", "__iter__", "__getitem__"};
constexpr std::array<string_view, 2> kWalk{"__iter__", "__getitem__"};
constexpr std::array<string_view, 3> kInteger{"__int__", "__index__", "__trunc__"};
constexpr std::array<string_view, 2> kFloating{"__float__", "__index__"};
constexpr std::array<string_view, 3> kComplex{"__complex__", "__float__", "__index__"};
constexpr std::array<string_view, 2> kUnequal{"__ne__", "__eq__"};
constexpr std::array<string_view, 2> kBytes{"__bytes__", "__iter__"};

constexpr std::array<std::span<const string_view>, 10> kAlternatives{
    kFormat, kText, kTruth, kHolds, kWalk, kInteger, kFloating, kComplex, kUnequal, kBytes};

}  // namespace

std::span<const string_view> alternatives_of(const string_view& name) {
    // None of the others begins so.
    constexpr std::string_view kFirst = "fsbcinw";
    if (name.size() < 5 || kFirst.find(name[2]) == string_view::npos) return {&name, 1};
    const auto* const found =
        std::ranges::find_if(kAlternatives, [&](const auto& it) { return it.front() == name; });
    return found != kAlternatives.end() ? *found : std::span(&name, 1);
}

OperatorMethods methods_of(BinaryOperator it) {
    switch (it) {
        case BinaryOperator::add: return {"__add__", "__radd__", "__iadd__"};
        case BinaryOperator::subtract: return {"__sub__", "__rsub__", "__isub__"};
        case BinaryOperator::multiply: return {"__mul__", "__rmul__", "__imul__"};
        case BinaryOperator::divide: return {"__truediv__", "__rtruediv__", "__itruediv__"};
        case BinaryOperator::floor_divide: return {"__floordiv__", "__rfloordiv__", "__ifloordiv__"};
        case BinaryOperator::modulo: return {"__mod__", "__rmod__", "__imod__"};
        case BinaryOperator::power: return {"__pow__", "__rpow__", "__ipow__"};
        case BinaryOperator::matrix_multiply: return {"__matmul__", "__rmatmul__", "__imatmul__"};
        case BinaryOperator::left_shift: return {"__lshift__", "__rlshift__", "__ilshift__"};
        case BinaryOperator::right_shift: return {"__rshift__", "__rrshift__", "__irshift__"};
        case BinaryOperator::bit_and: return {"__and__", "__rand__", "__iand__"};
        case BinaryOperator::bit_or: return {"__or__", "__ror__", "__ior__"};
        case BinaryOperator::bit_xor: return {"__xor__", "__rxor__", "__ixor__"};
    }
    return {};
}

OperatorMethods methods_of(Comparison it) {
    switch (it) {
        case Comparison::less: return {"__lt__", "__gt__", {}};
        case Comparison::less_equal: return {"__le__", "__ge__", {}};
        case Comparison::greater: return {"__gt__", "__lt__", {}};
        case Comparison::greater_equal: return {"__ge__", "__le__", {}};
        case Comparison::equal: return {"__eq__", "__eq__", {}};
        case Comparison::not_equal: return {"__ne__", "__ne__", {}};
        default: return {};
    }
}

string_view method_of(UnaryOperator it) {
    constexpr std::array<string_view, 4> kMethods{"__neg__", "__pos__", "__invert__", "__bool__"};
    return kMethods[static_cast<std::size_t>(it)];
}

string_view method_of(Conversion it) {
    constexpr std::array<string_view, 4> kMethods{"__format__", "__str__", "__repr__", "__repr__"};
    return kMethods[static_cast<std::size_t>(it)];
}

}  // namespace doppelint::analysis
