#include "source/replacement.h"

#include <gtest/gtest.h>

namespace doppelint::source {
namespace {

// `is` becomes `==` wherever it stands.
Result<std::string> fixed(const std::string& bytes, std::string_view with = "==") {
    const SourceFile file = *make_source("a.py", bytes);
    std::vector<Replacement> all;
    for (std::size_t at = file.text.find("is"); at != std::string::npos; at = file.text.find("is", at + 2)) {
        const auto begin = static_cast<std::uint32_t>(at);
        all.push_back({begin, begin + 2, with_line_ends_of(file, with)});
    }
    return replaced(bytes, file, all);
}

TEST(Replacements, ChangeNothingElse) {
    EXPECT_EQ(*fixed("a is b\r\n\t# é is\n\f"), "a == b\r\n\t# é ==\n\f");
    EXPECT_EQ(*fixed("\xEF\xBB\xBF"
                     "a is b"),
              "\xEF\xBB\xBF"
              "a == b");
    EXPECT_EQ(*fixed("a\ris\rb\r"), "a\r==\rb\r");
}

TEST(Replacements, KeepTheEncoding) {
    const std::string head = "# coding: latin9\n";
    EXPECT_EQ(*fixed(head + "\xA4 = '\xE9' is 'is'"), head + "\xA4 = '\xE9' == '=='");
    EXPECT_EQ(*fixed(head + "is \xE9", "€"), head + "\xA4 \xE9");
    EXPECT_FALSE(fixed(head + "is", "𝒳").has_value());
    EXPECT_FALSE(fixed("# coding: ascii\nis", "é").has_value());
}

TEST(Replacements, HaveTheLineEndsOfTheFile) {
    EXPECT_EQ(*fixed("is\r\n", "a\nb\r\nc"), "a\r\nb\r\nc\r\n");
    EXPECT_EQ(*fixed("is\r", "a\nb"), "a\rb\r");
    EXPECT_EQ(*fixed("is\n", "a\r\nb"), "a\nb\n");
}

TEST(Replacements, AreNotMadeInWhatPythonDoesNotRun) {
    EXPECT_FALSE(fixed(std::string("\xFF\xFEi\0s\0", 6)).has_value());
}

}  // namespace
}  // namespace doppelint::source
