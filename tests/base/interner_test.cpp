#include "base/interner.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_set>
#include <vector>

#include <gtest/gtest.h>

namespace doppelint {
namespace {

TEST(Interner, gives_ids_in_order_of_first_appearance) {
    Interner names;
    EXPECT_EQ(names.intern("b").index(), 0U);
    EXPECT_EQ(names.intern("a").index(), 1U);
    EXPECT_EQ(names.intern("b").index(), 0U);
    EXPECT_EQ(names.intern("c").index(), 2U);
    EXPECT_EQ(names.size(), 3U);
}

TEST(Interner, knows_the_text_of_an_id) {
    Interner names;
    const NameId name = names.intern("name");
    EXPECT_EQ(names.text(name), "name");
}

TEST(Interner, tells_texts_apart_that_are_nearly_alike) {
    Interner names;
    const std::vector<std::string_view> texts = {"",
                                                 "a",
                                                 "A",
                                                 "aa",
                                                 std::string_view("\0", 1),
                                                 std::string_view("\0\0", 2),
                                                 "12345678",
                                                 "12345679",
                                                 "123456789",
                                                 "123456780",
                                                 std::string_view("a\0", 2)};
    for (std::uint32_t at = 0; at < texts.size(); ++at) EXPECT_EQ(names.intern(texts[at]).index(), at);
}

TEST(Interner, takes_the_empty_text) {
    Interner names;
    EXPECT_FALSE(names.find("").valid());
    const NameId empty = names.intern("");
    EXPECT_EQ(names.text(empty), "");
    EXPECT_EQ(names.find(""), empty);
}

TEST(Interner, finds_only_what_was_interned) {
    Interner names;
    const NameId known = names.intern("known");
    EXPECT_EQ(names.find("known"), known);
    EXPECT_FALSE(names.find("unknown").valid());
    EXPECT_EQ(names.size(), 1U);
}

TEST(Interner, keeps_its_own_copy) {
    Interner names;
    std::string text = "gone";
    const NameId name = names.intern(text);
    text = "else";
    EXPECT_EQ(names.text(name), "gone");
    EXPECT_FALSE(names.find("else").valid());
}

TEST(Interner, keeps_ids_and_views_while_it_grows) {
    constexpr std::uint32_t kMany = 100'000;
    Interner names;
    std::vector<std::string_view> views;
    for (std::uint32_t at = 0; at < kMany; ++at) {
        const NameId name = names.intern("name_" + std::to_string(at));
        ASSERT_EQ(name.index(), at);
        views.push_back(names.text(name));
    }
    for (std::uint32_t at = 0; at < kMany; ++at) {
        const std::string text = "name_" + std::to_string(at);
        ASSERT_EQ(names.find(text).index(), at);
        ASSERT_EQ(views[at], text);
        ASSERT_EQ(views[at].data(), names.text(NameId{at}).data());
    }
    EXPECT_EQ(names.size(), kMany);
}

TEST(Id, is_none_until_it_is_given_an_index) {
    EXPECT_FALSE(NameId().valid());
    EXPECT_FALSE(static_cast<bool>(NameId()));
    EXPECT_TRUE(NameId(0).valid());
    EXPECT_EQ(NameId(7).index(), 7U);
}

TEST(Id, is_ordered_by_index_and_none_comes_last) {
    EXPECT_EQ(NameId(3), NameId(3));
    EXPECT_NE(NameId(3), NameId(4));
    EXPECT_LT(NameId(3), NameId(4));
    EXPECT_LT(NameId(4), NameId());
}

TEST(Id, of_different_stores_do_not_mix) {
    using OtherId = Id<struct OtherTag>;
    EXPECT_FALSE((std::is_convertible_v<NameId, OtherId>));
    EXPECT_FALSE((std::is_constructible_v<NameId, OtherId>));
    EXPECT_FALSE((std::is_convertible_v<std::uint32_t, NameId>));
    EXPECT_EQ(sizeof(NameId), sizeof(std::uint32_t));
}

TEST(Id, can_stand_in_a_hashed_set) {
    const std::unordered_set<NameId> some = {NameId(1), NameId(2), NameId(1)};
    EXPECT_EQ(some.size(), 2U);
}

}  // namespace
}  // namespace doppelint
