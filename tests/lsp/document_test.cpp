#include "lsp/document.h"

#include <gtest/gtest.h>

#include "lsp/uri.h"

namespace doppelint::lsp {
namespace {

Document document_with(std::string text) {
    return {"file:///p/a.py", "/p/a.py", 1, std::move(text)};
}

Json change(int line, int from, int to_line, int to, std::string text) {
    return {
        {"range",
         {{"start", {{"line", line}, {"character", from}}}, {"end", {{"line", to_line}, {"character", to}}}}},
        {"text", std::move(text)}};
}

TEST(Document, takes_changes_one_after_the_other) {
    Document document = document_with("a = 1\nb = 2\n");
    EXPECT_TRUE(
        document.change(2, {change(0, 0, 0, 1, "first"), change(0, 8, 0, 9, "10"), change(1, 0, 2, 0, "")},
                        PositionEncoding::utf16));
    EXPECT_EQ(*document.text(), "first = 10\n");
    EXPECT_EQ(document.version(), 2);
    EXPECT_TRUE(document.change(3, Json::array({{{"text", "all new"}}}), PositionEncoding::utf16));
    EXPECT_EQ(*document.text(), "all new");
}

TEST(Document, counts_as_the_client_does) {
    // One character outside of the first plane: two units of UTF-16, four of UTF-8, one of UTF-32.
    for (const auto& [encoding, column] :
         {std::pair(PositionEncoding::utf16, 7), std::pair(PositionEncoding::utf8, 9),
          std::pair(PositionEncoding::utf32, 6)}) {
        Document document = document_with("x = '\xF0\x9F\x98\x80'\n");
        EXPECT_TRUE(document.change(2, Json::array({change(0, column, 0, column, "!")}), encoding));
        EXPECT_EQ(*document.text(), "x = '\xF0\x9F\x98\x80!'\n");
    }
}

TEST(Document, takes_places_behind_the_end_for_the_end) {
    Document document = document_with("one\ntwo");
    EXPECT_TRUE(document.change(2, {change(0, 99, 0, 99, "!"), change(77, 0, 99, 5, "\nend")},
                                PositionEncoding::utf16));
    EXPECT_EQ(*document.text(), "one!\ntwo\nend");
}

TEST(Document, knows_all_line_ends) {
    Document document = document_with("a\r\nb\rc\n");
    EXPECT_TRUE(document.change(2, Json::array({change(2, 0, 2, 1, "C")}), PositionEncoding::utf16));
    EXPECT_EQ(*document.text(), "a\r\nb\nC\n");
}

TEST(Document, refuses_what_is_no_change) {
    for (const Json& it :
         {Json(3), Json{{{"no", "text"}}}, Json{{{"text", 3}}}, Json{{{"range", 1}, {"text", "x"}}},
          Json::array({change(1, 0, 0, 0, "x")}), Json::array({change(-1, 0, 0, 0, "x")})}) {
        Document document = document_with("a\nb\n");
        EXPECT_FALSE(document.change(2, it, PositionEncoding::utf16)) << it;
        EXPECT_EQ(*document.text(), "a\nb\n");
    }
}

TEST(Uri, becomes_a_path) {
    EXPECT_EQ(path_of("file:///p/a%20b.py"), "/p/a b.py");
    EXPECT_EQ(path_of("FILE://localhost/p/%C3%A9.py"), "/p/\xC3\xA9.py");
    for (const char* const it :
         {"untitled:Untitled-1", "file://server/share", "file:///p/%zz", "file:///p/%00", "", "file:"})
        EXPECT_EQ(path_of(it), std::nullopt) << it;
}

}  // namespace
}  // namespace doppelint::lsp
