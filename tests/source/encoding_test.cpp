#include "source/encoding.h"

#include <cstdint>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace doppelint::source {
namespace {

using namespace std::string_literals;

std::string text_of(std::string bytes) {
    const Result<Decoded> decoded = decode(std::move(bytes));
    return decoded ? decoded->text : "failed: " + decoded.error().message;
}

std::string name_of(std::string_view comment) {
    const Result<Decoded> decoded = decode("# coding: " + std::string(comment) + "\n");
    return decoded ? decoded->name : "failed: " + decoded.error().message;
}

std::string why_not(std::string bytes) {
    const Result<Decoded> decoded = decode(std::move(bytes));
    return decoded ? "decoded: " + decoded->text : decoded.error().message;
}

TEST(Utf8, IsTakenWithoutBeingCopied) {
    std::string bytes(1000, 'x');
    const auto place = reinterpret_cast<std::uintptr_t>(bytes.data());
    const Result<Decoded> decoded = decode(std::move(bytes));
    ASSERT_TRUE(decoded);
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(decoded->text.data()), place);
    EXPECT_EQ(decoded->encoding, Encoding::utf8);
    EXPECT_EQ(decoded->name, "utf-8");
    EXPECT_FALSE(decoded->had_byte_order_mark);
}

TEST(Utf8, LosesItsByteOrderMark) {
    const Result<Decoded> decoded = decode("\xEF\xBB\xBFx = 'é'\n");
    ASSERT_TRUE(decoded);
    EXPECT_EQ(decoded->text, "x = 'é'\n");
    EXPECT_TRUE(decoded->had_byte_order_mark);
}

TEST(Utf8, MayBeEmpty) {
    EXPECT_EQ(text_of(""), "");
    EXPECT_EQ(text_of("\xEF\xBB\xBF"), "");
}

TEST(Utf8, KeepsCharactersOfEverySizeAndNul) {
    const std::string text = "a\0é\u20AC\U0001F600\U0010FFFF, and after them ASCII for a while\n"s;
    EXPECT_EQ(text_of(text), text);
}

TEST(Utf8, FailsAsPythonDoesAndSaysWhere) {
    EXPECT_EQ(why_not("x = 1\ny = '\xE9'\n"),
              "'utf-8' codec can't decode byte 0xe9 in position 11 (line 2): invalid continuation byte");
    EXPECT_EQ(why_not("\r\n\r\xFF"),
              "'utf-8' codec can't decode byte 0xff in position 3 (line 3): invalid start byte");
    EXPECT_EQ(why_not("\xE2\x82"),
              "'utf-8' codec can't decode byte 0xe2 in position 0 (line 1): unexpected end of data");
}

TEST(Utf8, RefusesOverlongFormsSurrogatesAndTooLargeCodePoints) {
    for (const char* bytes : {"\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF0\x80\x80\x80",
                              "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\x80"}) {
        EXPECT_FALSE(decode(bytes)) << why_not(bytes);
    }
}

TEST(Utf8, FindsAFaultBehindMuchAscii) {
    for (std::size_t before = 0; before < 100; ++before) {
        const std::string bytes = std::string(before, 'x') + '\xFF' + std::string(50, 'x');
        EXPECT_NE(why_not(bytes).find("position " + std::to_string(before) + " "), std::string::npos);
    }
}

TEST(CodingComment, StandsInTheFirstOrSecondLine) {
    EXPECT_EQ(coding_comment("# -*- coding: latin-1 -*-\n"), "latin-1");
    EXPECT_EQ(coding_comment("#!/usr/bin/python\n# vim: set fileencoding=cp1252 :\n"), "cp1252");
    EXPECT_EQ(coding_comment("\r\n \t\f#coding:\tkoi8-r"), "koi8-r");
    EXPECT_EQ(coding_comment("#\r# coding: koi8-r"), "koi8-r");
    EXPECT_EQ(coding_comment("\xEF\xBB\xBF# coding=utf-8\n"), "utf-8");
    EXPECT_EQ(coding_comment("\n\n# coding: latin-1\n"), "");
}

TEST(CodingComment, IsNotReadBehindCode) {
    EXPECT_EQ(coding_comment("x = 1  # coding: latin-1\n"), "");
    EXPECT_EQ(coding_comment("import os\n# coding: latin-1\n"), "");
    EXPECT_EQ(coding_comment("\"\"\"\n# coding: latin-1\n"), "");
    EXPECT_EQ(coding_comment("\\\n# coding: latin-1\n"), "");
}

TEST(CodingComment, IsTheFirstOneWithAName) {
    EXPECT_EQ(coding_comment("# encoding, coding: , coding = no, coding=cp1252, coding: utf-8"), "cp1252");
    EXPECT_EQ(coding_comment("# coding:\n# coding: cp1252"), "cp1252");
    EXPECT_EQ(coding_comment("# Coding: cp1252"), "");
}

TEST(EncodingName, IsFoundByAnyOfPythonsAliases) {
    for (const char* alias : {"utf-8", "UTF8", "utf_8_sig", "utf-8-unix", "U8", "cp65001"}) {
        EXPECT_EQ(name_of(alias), "utf-8") << alias;
    }
    for (const char* alias : {"latin-1", "latin_1", "L1", "iso-8859-1", "ISO_8859_1", "latin-1-dos"}) {
        EXPECT_EQ(name_of(alias), "iso8859-1") << alias;
    }
    EXPECT_EQ(name_of("windows-1252"), "cp1252");
    EXPECT_EQ(name_of("iso-8859-15"), "iso8859-15");
    EXPECT_EQ(name_of("us-ascii"), "ascii");
    EXPECT_EQ(name_of("--cp1252--"), "cp1252");
}

TEST(EncodingName, IsRefusedIfUnknownOrNotSupported) {
    EXPECT_EQ(name_of("foo"), "failed: unknown encoding: foo");
    EXPECT_EQ(name_of("utf8-unix"), "failed: unknown encoding: utf8-unix");
    EXPECT_EQ(name_of("sjis"), "failed: the encoding \"shift_jis\" is not supported");
    EXPECT_EQ(name_of("utf-7"), "failed: the encoding \"utf-7\" is not supported");
}

TEST(EncodingName, MustAgreeWithTheByteOrderMark) {
    EXPECT_EQ(text_of("\xEF\xBB\xBF# coding: utf8\n"), "# coding: utf8\n");
    EXPECT_EQ(why_not("\xEF\xBB\xBF# coding: latin-1\n"),
              "the coding comment names \"latin-1\", but the file begins with the byte-order mark of UTF-8");
    EXPECT_EQ(why_not("# coding: utf-16\n"),
              "the coding comment names \"utf-16\", but the file does not begin with the byte-order mark "
              "of UTF-16");
}

TEST(SingleByteEncoding, IsDecodedByItsTable) {
    EXPECT_EQ(text_of("# coding: latin-1\n\xE9\x80"), "# coding: latin-1\né\u0080");
    EXPECT_EQ(text_of("# coding: cp1252\n\x80"), "# coding: cp1252\n€");
    EXPECT_EQ(text_of("# coding: iso-8859-15\n\xA4"), "# coding: iso-8859-15\n€");
    EXPECT_EQ(text_of("# coding: koi8-r\n\xC1"), "# coding: koi8-r\nа");
    EXPECT_EQ(text_of("# coding: cp437\n\xC4"), "# coding: cp437\n─");
    EXPECT_EQ(text_of("# coding: mac-roman\n\x8E"), "# coding: mac-roman\né");
}

TEST(SingleByteEncoding, KeepsNul) {
    EXPECT_EQ(text_of("# coding: cp1252\n\0\xE9"s), "# coding: cp1252\n\0é"s);
}

TEST(SingleByteEncoding, FailsOnBytesThatItDoesNotDefine) {
    EXPECT_EQ(why_not("# coding: cp1252\nx = '\x81'\n"),
              "'charmap' codec can't decode byte 0x81 in position 22 (line 2): character maps to "
              "<undefined>");
    EXPECT_EQ(why_not("# coding: ascii\n\xE9"),
              "'ascii' codec can't decode byte 0xe9 in position 16 (line 2): ordinal not in range(128)");
}

TEST(Utf16, IsKnownByItsByteOrderMark) {
    const Result<Decoded> little = decode("\xFF\xFEx\0\xAC\x20\n\0"s);
    ASSERT_TRUE(little);
    EXPECT_EQ(little->text, "x€\n");
    EXPECT_EQ(little->encoding, Encoding::utf16_le);
    EXPECT_TRUE(little->had_byte_order_mark);
    const Result<Decoded> big = decode("\xFE\xFF\0x\xD8\x3D\xDE\x00"s);
    ASSERT_TRUE(big);
    EXPECT_EQ(big->text, "x\U0001F600");
    EXPECT_EQ(big->encoding, Encoding::utf16_be);
}

TEST(Utf16, FailsOnHalvesOfCharacters) {
    EXPECT_EQ(why_not("\xFE\xFF\0\n\0"s),
              "'utf-16-be' codec can't decode byte 0x00 in position 4 (line 2): truncated data");
    EXPECT_EQ(why_not("\xFE\xFF\xDE\0"s),
              "'utf-16-be' codec can't decode byte 0xde in position 2 (line 1): illegal encoding");
    EXPECT_EQ(why_not("\xFE\xFF\xD8\x3D\0x"s),
              "'utf-16-be' codec can't decode byte 0xd8 in position 2 (line 1): illegal UTF-16 surrogate");
    EXPECT_EQ(why_not("\xFF\xFE\x3D\xD8"),
              "'utf-16-le' codec can't decode byte 0x3d in position 2 (line 1): unexpected end of data");
}

TEST(Utf32, IsNotTakenForUtf16) {
    EXPECT_EQ(why_not("\xFF\xFE\0\0x\0\0\0"s), "the encoding \"utf-32\" is not supported");
}

}  // namespace
}  // namespace doppelint::source
