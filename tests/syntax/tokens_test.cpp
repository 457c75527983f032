#include "syntax/tokens.h"

#include <string>
#include <string_view>

#include "trees.h"

namespace doppelint::syntax {
namespace {

/// The tokens as they are written, but for the quotes of strings, separated by blanks; `$` is a line end.
std::string tokens_in(std::string_view text) {
    std::string out;
    for (const Token& it : scan_tokens(text).all) {
        if (it.kind == Token::Kind::quotes) continue;
        if (!out.empty()) out += ' ';
        if (it.kind == Token::Kind::line_end) {
            out += '$';
        } else {
            out += text.substr(it.range.begin, it.range.end - it.range.begin);
        }
    }
    return out;
}

/// The brackets, each with the offset of its partner, or `-`.
std::string partners_in(std::string_view text) {
    const Tokens tokens = scan_tokens(text);
    std::string out;
    for (std::uint32_t at = 0; at < tokens.all.size(); ++at) {
        const Token& it = tokens.all[at];
        if (it.kind != Token::Kind::open && it.kind != Token::Kind::close) continue;
        if (!out.empty()) out += ' ';
        out += text[it.range.begin];
        out += it.partner == at ? "-" : std::to_string(tokens.all[it.partner].range.begin);
    }
    return out;
}

TEST(Tokens, are_words_signs_brackets_and_line_ends) {
    EXPECT_EQ(tokens_in("def f(x):\n  y2 = é\n"), "def f ( x ) : $ y2 = é $");
    EXPECT_EQ(tokens_in(""), "");
}

TEST(Tokens, are_the_quotes_of_strings) {
    std::string quotes;
    for (const Token& it : scan_tokens("a = 'x' + rb\"\"\"y\"\"\"\n").all) {
        if (it.kind == Token::Kind::quotes) quotes += std::to_string(it.range.end - it.range.begin);
    }
    EXPECT_EQ(quotes, "1133");
}

TEST(Tokens, two_stars_are_one) {
    EXPECT_EQ(tokens_in("{**a, *b}"), "{ ** a , * b }");
}

TEST(Tokens, leave_out_comments_and_remember_where_they_stand) {
    constexpr std::string_view kText = "a # b\n# c";
    EXPECT_EQ(tokens_in(kText), "a $");
    EXPECT_EQ(scan_tokens(kText).comments, (std::vector<Range>{{2, 5}, {6, 9}}));
}

TEST(Tokens, leave_out_strings) {
    EXPECT_EQ(tokens_in("a = 'b # c' + \"d\""), "a = +");
    EXPECT_EQ(tokens_in(R"('a\'b' c)"), "c");
    EXPECT_EQ(tokens_in(R"(r'a\' b' c)"), "c");
}

TEST(Tokens, leave_out_strings_with_prefixes) {
    EXPECT_EQ(tokens_in("rb'a' Br'b' u'c' x'd'"), "x");
}

TEST(Tokens, leave_out_triple_quoted_strings_with_their_line_ends) {
    EXPECT_EQ(tokens_in("'''a\n''b\"\"\" # c\n''' d"), "d");
    EXPECT_EQ(tokens_in("\"\"\"\"a\"\"\" b"), "b");
}

TEST(Tokens, end_a_string_that_is_never_closed_at_the_line) {
    EXPECT_EQ(tokens_in("'a b\nc"), "$ c");
    EXPECT_EQ(tokens_in("'''a\nb"), "");
}

TEST(Tokens, look_into_the_holes_of_f_strings) {
    EXPECT_EQ(tokens_in("f'a {b} c' d"), "{ b } d");
    EXPECT_EQ(tokens_in("t'{a}' F\"{b}\" rf'''{c}\n''' d"), "{ a } { b } { c } d");
    EXPECT_EQ(tokens_in("f'{{a}} {b}'"), "{ b }");
}

TEST(Tokens, look_into_f_strings_within_f_strings) {
    EXPECT_EQ(tokens_in("f'{a[f'{b}']}' c"), "{ a [ { b } ] } c");
    EXPECT_EQ(tokens_in("f'{a + 'b'}' c"), "{ a + } c");
}

TEST(Tokens, pair_brackets) {
    EXPECT_EQ(partners_in("([{}])"), "(5 [4 {3 }2 ]1 )0");
    EXPECT_EQ(partners_in("f'{a}'"), "{4 }2");
}

TEST(Tokens, know_brackets_without_a_partner) {
    EXPECT_EQ(partners_in("(("), "(- (-");
    EXPECT_EQ(partners_in("))"), ")- )-");
    EXPECT_EQ(partners_in("(]"), "(- ]-");
}

TEST(Tokens, join_lines_that_end_in_a_backslash) {
    EXPECT_EQ(tokens_in("a \\\n b\nc \\"), "a b $ c");
}

TEST(Tokens, of_brackets_without_end_take_time_linear_in_the_text) {
    EXPECT_EQ(scan_tokens(repeated("f'{(", 100'000)).all.size(), 300'000U);
}

}  // namespace
}  // namespace doppelint::syntax
