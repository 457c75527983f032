#include "findings/baseline.h"

#include <gtest/gtest.h>

namespace doppelint::findings {
namespace {

constexpr std::string_view kOne = "0123456789abcdef";
constexpr std::string_view kOther = "fedcba9876543210";

Finding with_fingerprint(std::string_view fingerprint) {
    Finding result;
    result.fingerprint = fingerprint;
    return result;
}

TEST(Baseline, KnowsWhatIsWrittenInIt) {
    const Baseline written({{std::string(kOne), "DPL101", "app/a b.py", "one\ttwo\nthree"}});
    const Baseline read = Baseline::parse(written.render()).value();
    EXPECT_EQ(read.entries(), written.entries());
    EXPECT_EQ(read.entries()[0].message, "one two three");
    EXPECT_TRUE(read.knows(with_fingerprint(kOne)));
    EXPECT_FALSE(read.knows(with_fingerprint(kOther)));
}

TEST(Baseline, IsTheSameWhateverTheOrder) {
    const KnownFinding first{std::string(kOther), "DPL101", "a.py", "m"};
    const KnownFinding second{std::string(kOne), "DPL101", "b.py", "m"};
    EXPECT_EQ(Baseline({first, second}).render(), Baseline({second, first, second}).render());
}

TEST(Baseline, ForgivesWhatMergesAndEditorsLeave) {
    const std::string line = std::string(kOne) + "\tDPL101\ta.py\tmessage";
    EXPECT_EQ(Baseline::parse("# said\r\n\r\n" + line + "\r\n" + line).value().entries().size(), 1U);
    EXPECT_TRUE(Baseline::parse("").value().entries().empty());
}

TEST(Baseline, NamesTheLineThatIsNone) {
    EXPECT_EQ(Baseline::parse("# said\n<<<<<<< HEAD\n").error().message,
              "2: no line of a baseline, which begins with a fingerprint and a tab");
    EXPECT_FALSE(Baseline::parse("0123456789ABCDEF\tDPL101").has_value());
}

}  // namespace
}  // namespace doppelint::findings
