#include "heap/known_value.h"

#include <algorithm>
#include <bit>
#include <charconv>

namespace doppelint::heap {
namespace {

using program::ConstantKind;

bool is_boolean(ConstantKind kind) {
    return kind == ConstantKind::true_ || kind == ConstantKind::false_;
}

bool is_name_character(char it) {
    return (it >= 'a' && it <= 'z') || (it >= 'A' && it <= 'Z') || (it >= '0' && it <= '9') || it == '_';
}

// Of a float's digits; those that are beyond a double are left as text.
void read_number(KnownValue& value) {
    const char* const end = value.text.data() + value.text.size();
    const auto [stop, error] = std::from_chars(value.text.data(), end, value.number);
    value.exact = error == std::errc{} && stop == end;
}

Equality equal_if(bool equal) {
    return equal ? Equality::equal : Equality::different;
}

}  // namespace

models::Kind kind_of(ConstantKind kind) {
    using models::Kind;
    switch (kind) {
        case ConstantKind::none: return Kind::none;
        case ConstantKind::true_:
        case ConstantKind::false_: return Kind::boolean;
        case ConstantKind::ellipsis: return Kind::other_atom;
        case ConstantKind::integer: return Kind::integer;
        case ConstantKind::float_: return Kind::floating;
        case ConstantKind::imaginary: return Kind::complex;
        case ConstantKind::string: return Kind::string;
        case ConstantKind::bytes: return Kind::bytes;
    }
    return Kind::other_atom;
}

bool KnownValue::is_singleton() const {
    return kind == ConstantKind::none || kind == ConstantKind::ellipsis || is_boolean(kind);
}

bool KnownValue::same_type(const KnownValue& other) const {
    return kind == other.kind || (is_boolean(kind) && is_boolean(other.kind));
}

KnownValue known_value(const program::Module& module, program::ConstantId constant) {
    const program::Constant& it = module.constants[constant.index()];
    KnownValue value;
    value.kind = it.kind;
    value.exact = it.exact;
    if (it.text.valid()) value.text = module.text(it.text);
    if (it.kind == ConstantKind::integer && it.exact) value.integer = it.integer;
    if (it.kind == ConstantKind::float_) read_number(value);
    return value;
}

KnownValue known_integer(std::int64_t integer, KnownValue::Made made) {
    KnownValue value;
    value.kind = ConstantKind::integer;
    value.made = made;
    value.integer = integer;
    return value;
}

Equality compare(const KnownValue& left, const KnownValue& right) {
    if (left.is_singleton() || right.is_singleton()) return equal_if(left.kind == right.kind);
    const bool same_text = left.exact == right.exact && left.text == right.text;
    switch (left.kind) {
        case ConstantKind::integer:
            if (left.integer && right.integer) return equal_if(*left.integer == *right.integer);
            // One fits into 64 bits, the other does not.
            if (left.integer || right.integer) return Equality::different;
            break;
        case ConstantKind::float_:
            if (left.exact && right.exact) {
                return equal_if(std::bit_cast<std::uint64_t>(left.number) ==
                                std::bit_cast<std::uint64_t>(right.number));
            }
            break;
        case ConstantKind::string:
        case ConstantKind::bytes:
            if (left.exact && right.exact) return equal_if(left.text == right.text);
            break;
        default: break;
    }
    return same_text ? Equality::equal : Equality::unknown;
}

Equality compare(const KnownTuple& left, const KnownTuple& right) {
    if (left.shape != right.shape) return Equality::different;
    Equality result = Equality::equal;
    for (std::size_t at = 0; at < left.parts.size(); ++at) {
        const bool same_type = left.parts[at].same_type(right.parts[at]);
        const Equality part = same_type ? compare(left.parts[at], right.parts[at]) : Equality::different;
        if (part == Equality::different) return part;
        if (part == Equality::unknown) result = part;
    }
    return result;
}

bool is_empty(const KnownValue& value) {
    return value.exact && value.text.empty();
}

bool is_cached_character(const KnownValue& value) {
    if (!value.exact) return false;
    if (value.text.size() == 1) return true;
    const bool two_bytes = value.text.size() == 2 && value.kind == ConstantKind::string;
    return two_bytes && (value.text[0] == '\xC2' || value.text[0] == '\xC3');
}

bool is_spelled_like_a_name(const KnownValue& value) {
    return value.exact && value.kind == ConstantKind::string && !value.text.empty() &&
           std::ranges::all_of(value.text, is_name_character);
}

}  // namespace doppelint::heap
