#include "findings/fingerprint.h"

#include <gtest/gtest.h>

namespace doppelint::findings {
namespace {

std::string only(const std::string& file, std::string_view code, std::string_view line) {
    return Fingerprints(file).next(code, line);
}

TEST(Fingerprint, NeverChangesBetweenVersions) {
    // Written in people's baselines: this value may not become another.
    EXPECT_EQ(only("app/config.py", "DPL002", "x = (1,"), "8494f9f76f3c2725");
}

TEST(Fingerprint, DoesNotSeeSpacing) {
    EXPECT_EQ(only("a.py", "DPL002", "    x  =(1,"), only("a.py", "DPL002", "\tx = (1,\r"));
}

TEST(Fingerprint, TellsFilesCodesAndTextsApart) {
    const std::string first = only("a.py", "DPL002", "x = 1");
    EXPECT_NE(first, only("b.py", "DPL002", "x = 1"));
    EXPECT_NE(first, only("a.py", "DPL001", "x = 1"));
    EXPECT_NE(first, only("a.py", "DPL002", "x = 2"));
    EXPECT_NE(only("a", "bc", ""), only("ab", "c", ""));
}

TEST(Fingerprint, TellsTheSecondOnTheSameTextFromTheFirst) {
    Fingerprints fingerprints("a.py");
    const std::string first = fingerprints.next("DPL002", "x = (");
    const std::string second = fingerprints.next("DPL002", "x = (");
    const std::string third = fingerprints.next("DPL002", "x = (");
    EXPECT_NE(first, second);
    EXPECT_NE(second, third);
    EXPECT_EQ(first, only("a.py", "DPL002", "x = ("));
}

}  // namespace
}  // namespace doppelint::findings
