#include "models/parse_library_range.h"

#include <string>

#include <gtest/gtest.h>

namespace doppelint::models {
namespace {

std::string text_of(const LibraryVersion& it) {
    if (it == kNoLastVersion) return "-";
    return std::to_string(it[0]) + "." + std::to_string(it[1]) + "." + std::to_string(it[2]);
}

/// "name first end", or what is wrong.
std::string parsed(std::string_view text) {
    const Result<LibraryRange> range = parse_library_range(text);
    if (!range) return range.error().message;
    return std::string(range->library) + " " + text_of(range->first) + " " + text_of(range->end);
}

TEST(LibraryRanges, AreANameAndBounds) {
    EXPECT_EQ(parsed("pandas"), "pandas 0.0.0 -");
    EXPECT_EQ(parsed("pandas>=3"), "pandas 3.0.0 -");
    EXPECT_EQ(parsed("pandas<2.1"), "pandas 0.0.0 2.1.0");
    EXPECT_EQ(parsed("pandas>=2.0.3,<3"), "pandas 2.0.3 3.0.0");
    EXPECT_EQ(parsed("pandas<3,>=2"), "pandas 2.0.0 3.0.0");
    EXPECT_EQ(parsed("  python-dateutil >= 2 , < 3 "), "python-dateutil 2.0.0 3.0.0");
}

TEST(LibraryRanges, ThatAreNone) {
    EXPECT_EQ(parsed(""), "the name of the library is missing");
    EXPECT_EQ(parsed(">=3"), "the name of the library is missing");
    for (const std::string text : {"pandas>3", "pandas==3", "pandas<=3", "pandas 3", "pandas>=", "pandas>=a",
                                   "pandas>=3.", "pandas>=1.2.3.4", "pandas>=70000", "pandas>=-1",
                                   "pandas>=2,", "pandas,<3", "pandas>=2,,<3", "pandas>=3a"}) {
        EXPECT_EQ(parsed(text), "`" + text + "` is no range such as \"pandas>=2,<3\"");
    }
    EXPECT_EQ(parsed("pandas>=3,<3"), "no version is in `pandas>=3,<3`");
    EXPECT_EQ(parsed("pandas>=3,<2"), "no version is in `pandas>=3,<2`");
}

TEST(LibraryRanges, AreHalfOpen) {
    const LibraryRange second = *parse_library_range("p>=2,<3");
    EXPECT_FALSE(second.has({1, 99, 99}));
    EXPECT_TRUE(second.has({2, 0, 0}));
    EXPECT_TRUE(second.has({2, 99, 99}));
    EXPECT_FALSE(second.has({3, 0, 0}));
    EXPECT_FALSE(second.meets(*parse_library_range("p>=3")));
    EXPECT_FALSE(second.meets(*parse_library_range("p<2")));
    EXPECT_TRUE(second.meets(*parse_library_range("p>=2.5")));
    EXPECT_TRUE(second.meets(*parse_library_range("p")));
}

}  // namespace
}  // namespace doppelint::models
