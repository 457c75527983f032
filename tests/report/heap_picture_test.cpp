// Pictures of the heap: what they show, and what each writer makes of it. tests/report/golden/ has whole
// pictures; see golden_test.cpp for how they are written anew.

#include <algorithm>
#include <optional>

#include <gtest/gtest.h>

#include "report/golden.h"
#include "report/heap_dot.h"
#include "report/heap_figure.h"
#include "report/heap_svg.h"
#include "report/shortened.h"
#include "views/pictures.h"

namespace doppelint::report {
namespace {

/// The heap of a program in memory after the statement at a line.
class Heap {
  public:
    Heap(std::string text, std::uint32_t line, heap::Policy policy = heap::Policy::report)
        : pictures_(std::move(text), policy) {
        for (const program::FunctionId it : views::functions_around(pictures_.unit(), line)) {
            function_ = pictures_.function(pictures_.unit().function_names[it.index()]);
            statement_ = views::statement_at(function_, line);
            if (statement_ != nullptr) return;
        }
    }

    [[nodiscard]] views::HeapRecord record() const { return {pictures_.file(), function_, *statement_}; }
    [[nodiscard]] Figure figure(const FigureLimits& limits = {}) const {
        return heap_figure(record(), limits);
    }

  private:
    views::Pictures pictures_;
    views::FunctionView function_;
    const views::StatementView* statement_ = nullptr;
};

constexpr std::string_view kCopies =
    "import copy\n"
    "rows = [[1, 2], [3]]\n"
    "shallow = rows.copy()\n"
    "deep = copy.deepcopy(rows)\n"
    "rows[0].append(9)\n";

constexpr std::string_view kMaybe =
    "def pick(flag, ours, theirs):\n"
    "    chosen = ours if flag else theirs\n"
    "    order = {'notes': chosen, 'kind': None}\n"
    "    orders = [order]\n"
    "    limit = 3\n"
    "    chosen.append(limit)\n"
    "    return orders\n";

constexpr std::string_view kLoop =
    "def grid(height):\n"
    "    blank = [[0]] * 3\n"
    "    rows = []\n"
    "    for number in range(height):\n"
    "        rows.append([number])\n"
    "    rows.append(rows)\n"
    "    return rows\n";

const FigureBox* box_of(const Figure& figure, std::string_view name) {
    const auto row = std::ranges::find(figure.names, name, &FigureRow::label);
    return row == figure.names.end() || row->arrows.empty() ? nullptr
                                                            : &figure.boxes[row->arrows.front().box];
}

const FigureBox& box_at(const Figure& figure, const FigureBox& owner, std::string_view slot) {
    const auto row = std::ranges::find(owner.rows, slot, &FigureRow::label);
    return figure.boxes[row->arrows.front().box];
}

std::string text_of(const FigureRow& row) {
    std::string text = row.label + ":";
    for (const FigureArrow& it : row.arrows) text += it.is_certain ? " is box" : " may be box";
    return row.value.empty() ? text : text + " " + row.value;
}

std::string names_of(const Figure& figure) {
    std::string text;
    for (const FigureRow& it : figure.names) text += text_of(it) + "\n";
    return text;
}

std::string rows_of(const FigureBox& box) {
    std::string text;
    for (const FigureRow& it : box.rows) text += text_of(it) + "\n";
    return text + box.more;
}

TEST(HeapFigure, SaysWhoSharesAnObject) {
    const Heap heap("a = [1]\nb = a\nc = [a]\n", 3);
    const Figure figure = heap.figure();
    EXPECT_EQ(names_of(figure), "a: is box\nb: is box\nc: is box\n");
    ASSERT_NE(box_of(figure, "a"), nullptr);
    EXPECT_EQ(box_of(figure, "a"), box_of(figure, "b"));
    EXPECT_EQ(box_of(figure, "a")->sharing, Sharing::certain);
    EXPECT_EQ(box_of(figure, "a")->holders, "shared by a, b and c[0]");
    EXPECT_EQ(rows_of(*box_of(figure, "a")), "[0]: 1\n");
    EXPECT_EQ(box_of(figure, "c")->sharing, Sharing::none);
    EXPECT_EQ(box_of(figure, "c")->holders, "");
}

TEST(HeapFigure, ShowsThatACopySharesParts) {
    const Figure figure = Heap(std::string(kCopies), 5).figure();
    const FigureBox& rows = *box_of(figure, "rows");
    const FigureBox& shallow = *box_of(figure, "shallow");
    const FigureBox& deep = *box_of(figure, "deep");
    EXPECT_EQ(rows.sharing, Sharing::none);
    EXPECT_EQ(shallow.notes, std::vector<std::string>{"copy of rows"});
    EXPECT_EQ(deep.notes, std::vector<std::string>{"deep copy of rows"});
    ASSERT_EQ(shallow.copied_from.size(), 1U);
    EXPECT_EQ(&figure.boxes[shallow.copied_from.front()], &rows);
    EXPECT_EQ(&box_at(figure, rows, "[0]"), &box_at(figure, shallow, "[0]"));
    EXPECT_EQ(box_at(figure, rows, "[0]").holders, "shared by rows[0] and shallow[0]");
    EXPECT_EQ(box_at(figure, rows, "[0]").change, "changed on this line");
    EXPECT_EQ(box_at(figure, deep, "[0]").sharing, Sharing::none);
    EXPECT_EQ(box_at(figure, deep, "[0]").notes, std::vector<std::string>{"deep copy of rows[0]"});
}

TEST(HeapFigure, TellsWhatIsFromWhatMayBe) {
    const Figure figure = Heap(std::string(kMaybe), 6).figure();
    EXPECT_EQ(names_of(figure),
              "chosen: may be box may be box\n"
              "limit: 3\n"
              "order: is box\n"
              "orders: is box\n"
              "ours: is box\n"
              "theirs: is box\n");
    EXPECT_EQ(box_of(figure, "ours")->sharing, Sharing::possible);
    EXPECT_EQ(box_of(figure, "ours")->change, "may change on this line");
    EXPECT_EQ(rows_of(*box_of(figure, "order")), "[\"kind\"]: None\n[\"notes\"]: may be box may be box\n");
    EXPECT_EQ(box_of(figure, "order")->holders, "shared by order and orders[0]");
}

TEST(HeapFigure, TellsOneListManyTimesFromManyLists) {
    const Figure figure = Heap(std::string(kLoop), 6).figure();
    const FigureBox& blank = *box_of(figure, "blank");
    EXPECT_EQ(rows_of(blank), "[*]: is box all the same one\n");
    EXPECT_EQ(box_at(figure, blank, "[*]").holders, "shared by every item of blank");
    EXPECT_EQ(box_at(figure, blank, "[*]").sharing, Sharing::certain);
    const FigureBox& rows = *box_of(figure, "rows");
    EXPECT_NE(rows.holders.find("rows[*]"), std::string::npos) << rows.holders;
    EXPECT_TRUE(std::ranges::any_of(figure.boxes, &FigureBox::is_several));
}

TEST(HeapFigure, LeavesWhatIsOnlyText) {
    const Figure figure = Heap("import os\ndef f(): pass\nclass A: pass\nb = []\n", 4).figure();
    EXPECT_EQ(names_of(figure), "b: is box\n");
    ASSERT_FALSE(figure.remarks.empty());
    EXPECT_EQ(figure.remarks.front(), "Parts of the program or of a library, not drawn: A, f and os.");
}

TEST(HeapFigure, LeavesWhatIsAsItWas) {
    const std::string program =
        "def f(shop, rows):\n    city = shop.city\n    rows.append(city)\n    rows.last = 3\n    return "
        "rows\n";
    const Figure figure = Heap(program, 4).figure();
    EXPECT_EQ(names_of(figure), "city: is box\nrows: is box\nshop: is box\n");
    EXPECT_EQ(box_of(figure, "rows")->notes, std::vector<std::string>{"what rows was at first"});
    const Figure before = Heap(program, 1).figure();
    EXPECT_EQ(names_of(before), "");
    const Figure unused =
        Heap("def f(shop, rows):\n    count = 1\n    return shop.city, rows.items\n", 2).figure();
    EXPECT_EQ(names_of(unused), "count: 1\n");
    EXPECT_EQ(unused.remarks.front(), "As they were: rows and shop.");
    const Figure on_line = Heap("def f(shop):\n    count = shop.size\n    return count\n", 2).figure();
    EXPECT_NE(names_of(on_line).find("shop: "), std::string::npos);
}

TEST(HeapFigure, IsCutWithASentence) {
    std::string program;
    for (int at = 0; at < 40; ++at) {
        const std::string number = std::to_string(100 + at);
        program.append("name").append(number).append(" = [[").append(number).append("]]\n");
    }
    program += "long = {'a': 1, 'b': 2, 'c': 3, 'd': 4, 'e': 5, 'f': []}\n";
    const Figure figure = Heap(program, 41).figure({12, 18, 4});
    EXPECT_EQ(figure.names.size(), 12U);
    EXPECT_EQ(figure.boxes.size(), 18U);
    EXPECT_NE(std::ranges::find(figure.remarks, "And 29 more names, not drawn."), figure.remarks.end());
    EXPECT_TRUE(std::ranges::any_of(figure.remarks, [](const std::string& it) {
        return it.starts_with("And ") && it.ends_with(" more objects, not drawn.");
    }));
    // What the line speaks of is drawn whatever is left out, and of its slots what leads on.
    ASSERT_NE(box_of(figure, "long"), nullptr);
    EXPECT_EQ(rows_of(*box_of(figure, "long")), "[\"a\"]: 1\n[\"b\"]: 2\n[\"f\"]: is box\nand 3 more slots");
}

TEST(HeapFigure, SaysWhatACallerMayPassTwice) {
    const Figure figure =
        Heap("def merge(one, two):\n    one.append(1)\n    return two\nxs = []\nmerge(xs, xs)\n", 2).figure();
    for (const std::string& it : figure.remarks) EXPECT_NE(it, "");
    EXPECT_EQ(box_of(figure, "one")->change.empty(), false);
}

TEST(HeapFigure, KnowsDeadCode) {
    const Figure figure = Heap("def f():\n    return 1\n    x = []\n", 3).figure();
    EXPECT_EQ(figure.remarks, std::vector<std::string>{"Control never gets here."});
    EXPECT_TRUE(figure.names.empty());
}

TEST(Shortened, KeepsLettersWhole) {
    EXPECT_EQ(shortened("abc", 3), "abc");
    EXPECT_EQ(shortened("abcd", 3), "ab…");
    EXPECT_EQ(shortened("日本語", 4), "日…");
    EXPECT_EQ(shortened("a\n\x1b[31m", 40), "a\\n\\x1b[31m");
    EXPECT_LE(shortened(std::string(100000, 'x'), 10).size(), 20U);
    std::string marks = "e";
    for (int at = 0; at < 10000; ++at) marks += "\xCC\x81";
    EXPECT_LE(shortened(marks, 10).size(), 200U);
}

TEST(HeapGolden, Copies) {
    const Heap heap(std::string(kCopies), 5);
    expect_golden("heap-copies.dot", render_heap_dot(heap.record()));
    expect_golden("heap-copies.svg", render_heap_svg(heap.record()));
}

TEST(HeapGolden, Maybe) {
    const Heap heap(std::string(kMaybe), 6);
    expect_golden("heap-maybe.dot", render_heap_dot(heap.record()));
    expect_golden("heap-maybe.svg", render_heap_svg(heap.record()));
}

TEST(HeapGolden, Loop) {
    const Heap heap(std::string(kLoop), 6);
    expect_golden("heap-loop.dot", render_heap_dot(heap.record()));
    expect_golden("heap-loop.svg", render_heap_svg(heap.record()));
}

TEST(HeapPicture, HasNoMarkupOfTheProgram) {
    const Heap heap("naïve = {'</text><script>': ['<&\">\\x1b]]>\\u202e'], '日本': 1}\nnaïve = naïve\n", 2);
    for (const std::string& picture : {render_heap_svg(heap.record()), render_heap_dot(heap.record())}) {
        EXPECT_EQ(picture.find("<script>"), std::string::npos);
        EXPECT_NE(picture.find("&lt;script&gt;"), std::string::npos);
        EXPECT_EQ(picture.find('\x1b'), std::string::npos);
        EXPECT_NE(picture.find("naïve"), std::string::npos);
        EXPECT_NE(picture.find("日本"), std::string::npos);
    }
}

TEST(HeapPicture, InAPageNamesNoAddress) {
    const std::string part = render_heap_svg_in_page(Heap(std::string(kCopies), 5).record());
    EXPECT_TRUE(part.starts_with("<svg class=\"heap-picture\"")) << part.substr(0, 80);
    EXPECT_EQ(part.find("http"), std::string::npos);
    EXPECT_EQ(part.find("<style>"), std::string::npos);
    EXPECT_EQ(render_heap_svg_in_page(Heap("x = 1\n", 1).record()), "");
}

TEST(HeapPicture, IsTheSameEachTime) {
    const std::string first = render_heap_svg(Heap(std::string(kMaybe), 6).record());
    EXPECT_EQ(first, render_heap_svg(Heap(std::string(kMaybe), 6).record()));
}

}  // namespace
}  // namespace doppelint::report
