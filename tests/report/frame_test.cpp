#include "report/frame.h"

#include <gtest/gtest.h>

#include "report/full.h"
#include "report/samples.h"

namespace doppelint::report {
namespace {

std::string frame(const findings::Finding& it, const Quotes& lines, std::uint32_t width = 0) {
    return "\n" + render_frame(it, lines, {Color::off, Steps::shown, width});
}

Quotes one_line(std::string_view text, std::uint32_t line = 1) {
    Quotes result;
    result.add("a.py", 0, line, text);
    return result;
}

TEST(Frame, MarksThePlaceOfAFindingWithoutSteps) {
    EXPECT_EQ(frame(finding("DPL501", at("a.py", 1, 4, 13), ""), one_line("if x is 1062: pass")), R"(
    1 │ if x is 1062: pass
      │    ^^^^^^^^^
)");
}

TEST(Frame, NumbersStepsAndMarksTheFindingAmongThem) {
    EXPECT_EQ(frame(shared_constant(), quotes()), R"(
   12 │ DEFAULTS = {"retries": 3}
      │            -------------- 1. this dict is created once, when the module loads
   38 │     opts = DEFAULTS
      │            -------- 2. `opts` is the same dict, not a copy
   41 │     opts.update(overrides)
      │     ^^^^^^^^^^^^^^^^^^^^^^ 3. … and here it changes
)");
}

TEST(Frame, NamesOtherFiles) {
    EXPECT_EQ(frame(across_files(), quotes()), R"(
       ├─ lib/grids.py:102:12
   102 │     return copy(grid)
       │            ---------- 1. `copy(grid)` copies the outer list alone
       ├─ app/table.py:7:5
     7 │     rows[0].append(1)
       │     ^^^^^^^^^^^^^^^^^ 2. one of these changes here
     8 │     return grid, rows
       │            ---- 3. `grid` is read as if nothing had happened
)");
}

TEST(Frame, NamesTheCellsOfANotebook) {
    EXPECT_EQ(frame(in_notebook(), quotes()), R"(
    2 │ total(paid)
      │       ^^^^
      ├─ notes.ipynb:cell 3:1:8
    1 │ paid = filter(is_paid, orders)
      │        ----------------------- `filter(…)` gives its items once
)");
}

TEST(Frame, ShowsALineOnceForSeveralMarks) {
    findings::Finding it = finding("DPL508", at("a.py", 1, 4, 10), "");
    it.steps = {{"this", at("a.py", 1, 4, 5)}, {"is this", at("a.py", 1, 9, 10)}};
    EXPECT_EQ(frame(it, one_line("if x == x: pass")), R"(
    1 │ if x == x: pass
      │    ^ 1. this
      │         - 2. is this
)");
}

TEST(Frame, ShowsTheFirstOfSeveralLines) {
    findings::Finding it = finding("DPL101", {"a.py", 0, {1, 5}, {3, 2}}, "");
    it.steps = {{"made here", it.place}};
    EXPECT_EQ(frame(it, one_line("x = {   \r")), R"(
    1 │ x = {
      │     ^… made here
)");
}

TEST(Frame, MarksWhatHasNoWidth) {
    EXPECT_EQ(frame(finding("DPL002", at("a.py", 1, 7, 7), ""), one_line("print(")), R"(
    1 │ print(
      │       ^
)");
}

TEST(Frame, CountsTabsAndWideCharactersAsTheTerminalDoes) {
    const findings::Finding it = finding("DPL501", at("a.py", 1, 9, 10), "");
    EXPECT_EQ(frame(it, one_line("\tif x is x: pass")), R"(
    1 │     if x is x: pass
      │            ^
)");
    EXPECT_EQ(frame(it, one_line("\"日本語\" is x")), R"(
    1 │ "日本語" is x
      │            ^
)");
    EXPECT_EQ(frame(it, one_line("e\xCC\x81"
                                 "cole is x")),
              R"(
    1 │ e)"
              "\xCC\x81"
              R"(cole is x
      │        ^
)");
}

TEST(Frame, ShowsControlCharactersAsPictures) {
    EXPECT_EQ(
        frame(finding("DPL501", at("a.py", 1, 15, 16), ""), one_line("'\x1b[31m\x7f\u202e\u0085' is x")), R"(
    1 │ '␛[31m␡<U+202E><U+0085>' is x
      │                             ^
)");
}

TEST(Frame, GivesNumbersTheRoomTheyNeed) {
    findings::Finding it = finding("DPL101", at("a.py", 12345, 1, 2), "");
    it.steps = {{"first", at("a.py", 7, 1, 2)}};
    Quotes lines = one_line("x = 1", 7);
    lines.add("a.py", 0, 12345, "y = 1");
    EXPECT_EQ(frame(it, lines), R"(
   12345 │ y = 1
         │ ^
       7 │ x = 1
         │ - first
)");
}

TEST(Frame, TellsTheStoryWhereLinesAreGone) {
    EXPECT_EQ(frame(across_files(), {}), R"(
       ├─ lib/grids.py:102:12
   102 │ 1. `copy(grid)` copies the outer list alone
       ├─ app/table.py:7:5
     7 │ 2. one of these changes here
     8 │ 3. `grid` is read as if nothing had happened
)");
}

TEST(Frame, CutsLongLinesAroundTheMark) {
    const std::string before(300, 'a');
    const std::string text = before + " is 1062 " + std::string(300, 'b');
    findings::Finding it = finding("DPL501", at("a.py", 1, 302, 309), "");
    EXPECT_EQ(frame(it, one_line(text), 60), R"(
    1 │ …aaaaaaaaaaaaaaaaaaaa is 1062 bbbbbbbbbbbbbbbbbbbbb…
      │                       ^^^^^^^
)");
    it.place = at("a.py", 1, 1, 300);
    EXPECT_EQ(frame(it, one_line(text), 60), R"(
    1 │ aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…
      │ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
)");
    const std::string in_a_pipe = frame(it, one_line(std::string(5'000'000, 'x')));
    EXPECT_LT(in_a_pipe.size(), 1000U);
}

TEST(Frame, BreaksLabelsBetweenWords) {
    EXPECT_EQ(frame(shared_constant(), quotes(), 75), R"(
   12 │ DEFAULTS = {"retries": 3}
      │            -------------- 1. this dict is created once, when the
      │                              module loads
   38 │     opts = DEFAULTS
      │            -------- 2. `opts` is the same dict, not a copy
   41 │     opts.update(overrides)
      │     ^^^^^^^^^^^^^^^^^^^^^^ 3. … and here it changes
)");
}

TEST(Frame, PutsLabelsBelowWhereThereIsNoRoomBeside) {
    findings::Finding it = finding("DPL101", at("a.py", 1, 1, 40), "");
    it.steps = {{"this list is made once, when `a_function_with_a_name` is defined, and kept", it.place}};
    EXPECT_EQ(frame(it, one_line("def a_function_with_a_name(its, one=[]):"), 60), R"(
    1 │ def a_function_with_a_name(its, one=[]):
      │ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      │ this list is made once, when
      │ `a_function_with_a_name` is defined, and kept
)");
}

std::string full(const findings::Finding& it, const Look& look) {
    return "\n" + render_full(std::span(&it, 1), quotes(), look);
}

TEST(Full, HasTheFindingItsProofAndItsFix) {
    EXPECT_EQ(full(shared_constant(), {Color::off, Steps::hidden, 0}), R"(
app/config.py:41:5: DPL107 `opts.update(…)` changes `DEFAULTS`, which every caller shares
   41 │     opts.update(overrides)
      │     ^^^^^^^^^^^^^^^^^^^^^^
      = fix: copy it first  (safe, `doppelint check --fix`)

)");
    EXPECT_EQ(full(across_files(), {Color::off, Steps::hidden, 60}), R"(
app/table.py:7:5: DPL301 `rows[0].append(…)` changes `grid`, too
    7 │     rows[0].append(1)
      │     ^^^^^^^^^^^^^^^^^
      = fix: copy all that `grid` holds  (unsafe,
             `doppelint check --fix --unsafe-fixes`)

)");
}

}  // namespace
}  // namespace doppelint::report
