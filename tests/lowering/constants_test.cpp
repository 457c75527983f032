#include "lowering/constants.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "lowering/identifiers.h"

namespace doppelint::lowering {
namespace {

using program::Constant;
using program::ConstantKind;

void is_integer(std::string_view literal, std::int64_t value) {
    Interner names;
    const Constant it = number(names, literal);
    EXPECT_EQ(it.kind, ConstantKind::integer) << literal;
    EXPECT_TRUE(it.exact) << literal;
    EXPECT_EQ(it.integer, value) << literal;
    EXPECT_EQ(names.text(it.text), std::to_string(value)) << literal;
}

void is_number(std::string_view literal, ConstantKind kind, std::string_view text) {
    Interner names;
    const Constant it = number(names, literal);
    EXPECT_EQ(it.kind, kind) << literal;
    EXPECT_EQ(names.text(it.text), text) << literal;
}

TEST(Integers, of_every_base) {
    is_integer("0", 0);
    is_integer("42", 42);
    is_integer("0x2a", 42);
    is_integer("0X2A", 42);
    is_integer("0o52", 42);
    is_integer("0O52", 42);
    is_integer("0b101010", 42);
    is_integer("0B101010", 42);
    is_integer("000", 0);
}

TEST(Integers, with_underscores) {
    is_integer("1_000_000", 1'000'000);
    is_integer("0x_ff", 255);
    is_integer("0b_1_0", 2);
}

TEST(Integers, that_end_in_letters_of_other_literals) {
    is_integer("0x1e5", 0x1e5);
    is_integer("0xe", 14);
    is_integer("0xb1", 0xb1);
}

TEST(Integers, up_to_the_largest_that_fits) {
    is_integer("9223372036854775807", INT64_MAX);
    is_integer("0x7fffffffffffffff", INT64_MAX);
}

TEST(Integers, that_do_not_fit_are_known_by_their_text) {
    Interner names;
    for (const std::string_view literal : {"9223372036854775808", "0xffffffffffffffffffff"}) {
        const Constant it = number(names, literal);
        EXPECT_EQ(it.kind, ConstantKind::integer);
        EXPECT_FALSE(it.exact);
        EXPECT_EQ(it.integer, 0);
        EXPECT_EQ(names.text(it.text), literal);
    }
}

TEST(Floats, are_text_in_lower_case_without_underscores) {
    is_number("1.5", ConstantKind::float_, "1.5");
    is_number("1.", ConstantKind::float_, "1.");
    is_number(".5", ConstantKind::float_, ".5");
    is_number("1E-1_0", ConstantKind::float_, "1e-10");
    is_number("1e5", ConstantKind::float_, "1e5");
}

TEST(ImaginaryNumbers, end_in_j) {
    is_number("1j", ConstantKind::imaginary, "1j");
    is_number("1_0.5E3J", ConstantKind::imaginary, "10.5e3j");
    is_number("0j", ConstantKind::imaginary, "0j");
}

struct Value {
    std::string text;
    ConstantKind kind = ConstantKind::string;
    bool exact = true;
};

Value value_of(const std::vector<std::string_view>& literals) {
    Interner names;
    const Constant it = string(names, literals);
    return {std::string(names.text(it.text)), it.kind, it.exact};
}

void means(std::string_view literal, std::string_view text) {
    const Value it = value_of({literal});
    EXPECT_EQ(it.text, text) << literal;
    EXPECT_TRUE(it.exact) << literal;
    EXPECT_EQ(it.kind, ConstantKind::string) << literal;
}

void means_bytes(std::string_view literal, std::string_view bytes) {
    const Value it = value_of({literal});
    EXPECT_EQ(it.text, bytes) << literal;
    EXPECT_TRUE(it.exact) << literal;
    EXPECT_EQ(it.kind, ConstantKind::bytes) << literal;
}

void is_not_known(std::string_view literal) {
    EXPECT_FALSE(value_of({literal}).exact) << literal;
}

TEST(Strings, with_every_kind_of_quotes) {
    means("''", "");
    means("'a\"b'", "a\"b");
    means("\"a'b\"", "a'b");
    means("''''''", "");
    means("'''a''b'''", "a''b");
    means("\"\"\"a\nb\"\"\"", "a\nb");
    means("u'a'", "a");
    means("U'a'", "a");
}

TEST(Strings, with_escapes_of_one_letter) {
    means(R"('\a\b\f\n\r\t\v')", "\a\b\f\n\r\t\v");
    means(R"('\\ \' \"')", "\\ ' \"");
}

TEST(Strings, with_escapes_by_number) {
    means(R"('\x41\xe9')", "A\xc3\xa9");
    means(R"('\u00e9\u20ac')", "é€");
    means(R"('\U0001f600')", "😀");
    means(R"('\0')", std::string_view("\0", 1));
    means(R"('\101\7\1012')", "A\aA2");
    means(R"('\377')", "ÿ");
}

TEST(Strings, with_escapes_that_python_does_not_know) {
    means(R"('\d\q\8')", R"(\d\q\8)");
    means(R"('\é')", "\\é");
}

TEST(Strings, with_lines_joined_by_a_backslash) {
    means("'a\\\nb'", "ab");
    means("'a\\\r\nb'", "ab");
    means("'a\\\rb'", "ab");
}

TEST(Strings, read_every_line_end_as_lf) {
    means("'''a\r\nb\rc\n'''", "a\nb\nc\n");
    means("r'''a\r\nb'''", "a\nb");
}

TEST(Strings, that_are_raw_keep_their_backslashes) {
    means(R"(r'\n\x41\N{a}')", R"(\n\x41\N{a})");
    means(R"(R'a\'b')", R"(a\'b)");
    means("r'a\\\nb'", "a\\\nb");
}

TEST(Strings, whose_value_only_python_can_tell_are_not_exact) {
    is_not_known(R"('\N{LATIN SMALL LETTER A}')");
    is_not_known(R"('\ud800')");
    is_not_known(R"('\xg')");
    is_not_known(R"('\U00110000')");
}

TEST(Strings, that_are_not_exact_are_known_by_what_is_written) {
    EXPECT_EQ(value_of({R"('\N{DASH}')"}).text, R"('\N{DASH}')");
}

TEST(Strings, side_by_side_are_one) {
    EXPECT_EQ(value_of({"'a'", "\"b\"", "r'\\c'"}).text, "ab\\c");
    EXPECT_EQ(value_of({"''", "''"}).text, "");
    EXPECT_FALSE(value_of({"'a'", R"('\N{DASH}')"}).exact);
}

TEST(Bytes, are_bytes) {
    means_bytes("b'abc'", "abc");
    means_bytes(R"(b'\xff\x00\101\n')", std::string_view("\xff\0A\n", 4));
    means_bytes(R"(rb'\xff')", R"(\xff)");
    means_bytes(R"(Br'\n')", R"(\n)");
}

TEST(Bytes, know_no_escapes_of_characters) {
    means_bytes(R"(b'\u0041\U00000041\N{a}')", R"(\u0041\U00000041\N{a})");
}

TEST(Bytes, side_by_side_are_one) {
    const Value it = value_of({"b'a'", "rb'\\n'"});
    EXPECT_EQ(it.text, "a\\n");
    EXPECT_EQ(it.kind, ConstantKind::bytes);
}

TEST(Constants, that_are_equal_have_one_id) {
    program::Module module;
    Constants constants(module);
    const auto add = [&](const Constant& it) { return constants.add(it); };
    const auto ten = add(number(module.names, "10"));
    EXPECT_EQ(add(number(module.names, "0xA")), ten);
    EXPECT_EQ(add(number(module.names, "1_0")), ten);
    EXPECT_NE(add(number(module.names, "10.")), ten);
    EXPECT_NE(add(text_constant(module.names, "10")), ten);
    const std::vector<std::string_view> bytes = {"b'10'"};
    EXPECT_NE(add(string(module.names, bytes)), add(text_constant(module.names, "10")));
    EXPECT_EQ(module.constants.size(), 4U);
}

TEST(Identifiers, are_in_normal_form) {
    Interner names;
    const auto name = [&](std::string_view written) { return names.text(identifier_name(names, written)); };
    EXPECT_EQ(name("plain"), "plain");
    EXPECT_EQ(name("ﬁnd"), "find");
    EXPECT_EQ(name("𝐱"), "x");
    EXPECT_EQ(name("Å"), "Å") << "the sign of a unit is the letter";
    EXPECT_EQ(name("e\xcc\x81"), "é");
    EXPECT_EQ(name("\xff\xfe"), "\xff\xfe") << "what is not UTF-8 stays";
}

TEST(Identifiers, are_mangled_in_classes) {
    Interner names;
    const auto mangled = [&](std::string_view written, std::string_view owner) {
        return names.text(mangled_name(names, written, names.intern(owner)));
    };
    EXPECT_EQ(mangled("__x", "C"), "_C__x");
    EXPECT_EQ(mangled("__x", "__C"), "_C__x");
    EXPECT_EQ(mangled("__x_", "C"), "_C__x_");
    EXPECT_EQ(mangled("__x__", "C"), "__x__");
    EXPECT_EQ(mangled("_x", "C"), "_x");
    EXPECT_EQ(mangled("__x", "__"), "__x") << "a class of underscores mangles nothing";
    EXPECT_EQ(mangled("__a.b", "C"), "__a.b");
    EXPECT_EQ(names.text(mangled_name(names, "__x", {})), "__x");
}

}  // namespace
}  // namespace doppelint::lowering
