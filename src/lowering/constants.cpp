#include "lowering/constants.h"

#include <charconv>
#include <string>

#include "lowering/escapes.h"

namespace doppelint::lowering {
namespace {

using program::Constant;
using program::ConstantKind;

bool is_zero_x(std::string_view digits, char lower) {
    return digits.size() > 2 && digits[0] == '0' && (digits[1] | 0x20) == lower;
}

int base_of(std::string_view digits) {
    if (is_zero_x(digits, 'x')) return 16;
    if (is_zero_x(digits, 'o')) return 8;
    if (is_zero_x(digits, 'b')) return 2;
    return 10;
}

// Lower case and without `_`, so that equal numbers are equal text in most cases.
std::string normalized(std::string_view literal) {
    std::string out;
    out.reserve(literal.size());
    for (const char it : literal) {
        if (it != '_') out += it >= 'A' && it <= 'Z' ? static_cast<char>(it | 0x20) : it;
    }
    return out;
}

Constant whole_number(Interner& names, std::string_view digits) {
    const int base = base_of(digits);
    const std::string_view body = base == 10 ? digits : digits.substr(2);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(body.data(), body.data() + body.size(), value, base);
    if (error == std::errc{} && end == body.data() + body.size()) {
        return {ConstantKind::integer, true, names.intern(std::to_string(value)), value};
    }
    return {ConstantKind::integer, false, names.intern(digits), 0};
}

struct Literal {
    std::string_view body;
    bool raw = false;
    bool bytes = false;
};

Literal take_apart(std::string_view literal) {
    Literal it;
    std::size_t at = 0;
    while (at < literal.size() && literal[at] != '"' && literal[at] != '\'') {
        const char letter = static_cast<char>(literal[at] | 0x20);
        it.raw = it.raw || letter == 'r';
        it.bytes = it.bytes || letter == 'b';
        ++at;
    }
    literal.remove_prefix(at);
    const bool triple = literal.size() >= 6 && literal[1] == literal[0] && literal[2] == literal[0];
    const std::size_t quotes = triple ? 3 : 1;
    const bool closed = literal.size() >= 2 * quotes;
    it.body = closed ? literal.substr(quotes, literal.size() - 2 * quotes) : std::string_view();
    return it;
}

bool is_plain(const Literal& it) {
    return it.body.find('\r') == std::string_view::npos &&
           (it.raw || it.body.find('\\') == std::string_view::npos);
}

}  // namespace

program::ConstantId Constants::add(const Constant& constant) {
    const std::uint64_t key = (static_cast<std::uint64_t>(constant.kind) << 33U) |
                              (std::uint64_t{constant.exact} << 32U) | constant.text.index();
    const auto [found, is_new] =
        known_.try_emplace(key, static_cast<std::uint32_t>(module_.constants.size()));
    if (is_new) module_.constants.push_back(constant);
    return found->second;
}

Constant number(Interner& names, std::string_view literal) {
    const std::string digits = normalized(literal);
    if (digits.ends_with('j')) {
        return {ConstantKind::imaginary, true, names.intern(digits), 0};
    }
    const bool whole = base_of(digits) != 10 || digits.find_first_of(".e") == std::string::npos;
    if (whole) return whole_number(names, digits);
    return {ConstantKind::float_, true, names.intern(digits), 0};
}

Constant string(Interner& names, std::span<const std::string_view> literals) {
    const bool bytes = take_apart(literals.front()).bytes;
    const ConstantKind kind = bytes ? ConstantKind::bytes : ConstantKind::string;
    if (literals.size() == 1) {
        const Literal it = take_apart(literals.front());
        if (is_plain(it)) return {kind, true, names.intern(it.body), 0};
    }
    std::string whole;
    bool exact = true;
    for (const std::string_view literal : literals) {
        const Literal it = take_apart(literal);
        const Unescaped value = unescape(it.body, it.raw, it.bytes);
        exact = exact && value.exact;
        whole += value.exact ? std::string_view(value.text) : literal;
    }
    return {kind, exact, names.intern(whole), 0};
}

Constant text_constant(Interner& names, std::string_view value) {
    return {ConstantKind::string, true, names.intern(value), 0};
}

}  // namespace doppelint::lowering
