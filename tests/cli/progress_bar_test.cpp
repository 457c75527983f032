#include "cli/progress_bar.h"

#include <gtest/gtest.h>

namespace doppelint::cli {
namespace {

using std::chrono::milliseconds;

std::string bar(std::string_view full, std::string_view rest, std::string_view words) {
    return "\r\x1b[K" + std::string(full) + std::string(rest) + " " + std::string(words);
}

TEST(ProgressBar, ShowsHowMuchIsDoneAndGoes) {
    StringOutput terminal;
    ProgressBar progress(terminal, milliseconds(0));
    progress.begins(3);
    progress.finishes_one();
    EXPECT_EQ(terminal.text(), bar("━━━━━━━━━━", "────────────────────", "1 of 3 functions"));
    progress.ends();
    EXPECT_TRUE(terminal.text().ends_with("\r\x1b[K"));
}

TEST(ProgressBar, LeavesTimeBetweenPictures) {
    StringOutput terminal;
    ProgressBar progress(terminal, milliseconds(0));
    progress.begins(100'000);
    for (int at = 0; at < 1000; ++at) progress.finishes_one();
    EXPECT_LT(terminal.text().size(), 1000U);
}

TEST(ProgressBar, SaysNothingOfShortRuns) {
    StringOutput terminal;
    ProgressBar progress(terminal, std::chrono::hours(1));
    progress.begins(1);
    progress.finishes_one();
    progress.ends();
    EXPECT_EQ(terminal.text(), "");
}

TEST(ProgressBar, NeverShowsMoreThanAll) {
    StringOutput terminal;
    ProgressBar progress(terminal, milliseconds(0));
    progress.begins(0);
    progress.finishes_one();
    EXPECT_NE(terminal.text().find("0 of 0 functions"), std::string::npos);
}

}  // namespace
}  // namespace doppelint::cli
