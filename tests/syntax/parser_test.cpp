#include "syntax/parser.h"

#include <chrono>
#include <random>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "trees.h"

namespace doppelint::syntax {
namespace {

std::string program_of(std::size_t functions) {
    std::string text;
    for (std::size_t at = 0; at < functions; ++at) {
        const std::string number = std::to_string(at);
        text.append("def f").append(number).append("(a, b=[").append(number).append("]):\n");
        text.append("    return {a: b for a in b if a > ").append(number).append("}\n\n");
    }
    return text;
}

TEST(Parser, reads_many_files_one_after_the_other) {
    Parser parser;
    for (std::size_t at = 0; at < 300; ++at) {
        const std::string text = program_of(at % 7 * 20);
        const Tree tree = parser.parse(text);
        expect_sound(tree);
        EXPECT_EQ(texts_of(tree, Kind::function_definition).size(), at % 7 * 20);
    }
}

TEST(Parser, reads_a_small_file_behind_a_big_one_as_if_it_were_new) {
    const std::string small = program_of(3);
    const std::string big = program_of(20'000);
    const std::string expected = print(Parser().parse(small));
    Parser parser;
    for (int round = 0; round < 3; ++round) {
        EXPECT_EQ(texts_of(parser.parse(big), Kind::function_definition).size(), 20'000U);
        EXPECT_EQ(print(parser.parse(small)), expected);
    }
}

TEST(Parser, reads_a_good_file_behind_a_hopeless_one) {
    const std::string text = program_of(3);
    Parser parser;
    const std::string expected = print(parser.parse(text));
    const std::string hopeless = "x" + repeated(".", 100'000);
    EXPECT_FALSE(parser.parse(hopeless).problems().empty());
    EXPECT_EQ(print(parser.parse(text)), expected);
}

TEST(Parser, leaves_trees_alone_that_it_made_before) {
    Parser parser;
    const std::string first_text = program_of(2);
    const std::string second_text = program_of(50);
    const Tree first = parser.parse(first_text);
    const std::string before = print(first);
    const Tree second = parser.parse(second_text);
    EXPECT_EQ(print(first), before);
}

TEST(Parser, can_be_moved) {
    Parser first;
    static_cast<void>(first.parse("x"));
    Parser second = std::move(first);
    EXPECT_EQ(texts_of(second.parse("y = 1"), Kind::identifier), std::vector<std::string>{"y"});
}

TEST(Parser, works_once_per_thread) {
    const std::string text = program_of(200);
    const std::string expected = print(Parser().parse(text));
    std::vector<std::string> printed(4);
    std::vector<std::thread> threads;
    threads.reserve(printed.size());
    for (std::string& it : printed) {
        threads.emplace_back([&it, &text] {
            Parser parser;
            for (int round = 0; round < 5; ++round) it = print(parser.parse(text));
        });
    }
    for (std::thread& it : threads) it.join();
    for (const std::string& it : printed) EXPECT_EQ(it, expected);
}

// Even on a busy machine, and with sanitizers.
constexpr auto kQuickly = std::chrono::seconds(60);

void ends_quickly(const std::string& text) {
    const auto begin = std::chrono::steady_clock::now();
    expect_sound(tree_of(text));
    EXPECT_LT(std::chrono::steady_clock::now() - begin, kQuickly);
}

TEST(Budget, is_enough_for_text_that_is_not_python) {
    ends_quickly("x" + repeated(".", 100'000));
    ends_quickly(repeated("def ", 100'000));
    ends_quickly(repeated("\" ' ", 100'000));
    ends_quickly(repeated("f'{", 30'000));
    ends_quickly(repeated("<div class=\"a\">text</div>\n", 10'000));
}

TEST(Budget, is_enough_for_brackets_that_never_close) {
    for (const std::string_view bracket : {"(", "[", "{", ")", "]", "}"}) {
        ends_quickly(repeated(bracket, 100'000));
        ends_quickly("x = " + repeated(bracket, 100'000) + "\ny = 1\n");
    }
}

TEST(Budget, is_enough_for_random_bytes) {
    std::mt19937 random(7);
    std::string text(1'000'000, ' ');
    for (char& it : text) it = static_cast<char>(random() & 0xFFU);
    ends_quickly(text);
}

TEST(Budget, is_enough_for_long_comments) {
    const std::string comment = "    # what was here before\n\n";
    const std::string text =
        "def f():\n    x = 1\n" + repeated(comment, 50'000) + "    return '# no comment'\n";
    ends_quickly(text);
    const Tree tree = tree_of(text);
    EXPECT_TRUE(tree.problems().empty());
    EXPECT_EQ(tree.comments().size(), 50'000U);
    EXPECT_EQ(tree.text().substr(tree.comments().back().begin, 10), "# what was");
    EXPECT_EQ(texts_of(tree, Kind::return_statement), std::vector<std::string>{"return '# no comment'"});
}

TEST(Budget, is_enough_for_long_comments_in_text_that_needs_a_repair) {
    const std::string text = "lazy import a\n" + repeated("# why\n", 50'000) + "print 'x'\n";
    ends_quickly(text);
    const Tree tree = tree_of(text);
    EXPECT_EQ(tree.problems().size(), 1U);
    EXPECT_EQ(tree.comments().size(), 50'000U);
    EXPECT_EQ(tree.marks().size(), 1U);
}

TEST(Budget, when_spent_leaves_an_empty_module_and_one_problem) {
    const std::string text = "x" + repeated(".", 100'000);
    const Tree tree = tree_of(text);
    EXPECT_EQ(tree.size(), 1U);
    ASSERT_EQ(tree.problems().size(), 1U);
    EXPECT_EQ(tree.problems()[0].message, "this file is not Python");
    EXPECT_EQ(tree.problems()[0].range, (Range{0, 100'001}));
}

TEST(Budget, does_not_stop_deep_python) {
    constexpr std::size_t kDeep = 100'000;
    for (const std::string& text : {
             repeated("(", kDeep) + "x" + repeated(")", kDeep),
             repeated("[", kDeep) + "x" + repeated("]", kDeep),
             repeated("-", kDeep) + "x",
             repeated("not ", kDeep) + "x",
             "x" + repeated(".a", kDeep),
             "x" + repeated("(1)", kDeep),
             "x" + repeated("[1]", kDeep),
             "x" + repeated(" + y", kDeep),
             "x" + repeated(" ** y", kDeep),
             "x" + repeated(" ^ y & z", kDeep),
             "x" + repeated(" < y", kDeep),
             repeated("lambda: ", kDeep) + "x",
             repeated("x = ", kDeep) + "1",
             repeated("1 if x else ", kDeep) + "2",
             "if x: pass\n" + repeated("elif y: pass\n", kDeep),
         }) {
        const Tree tree = tree_of(text);
        EXPECT_TRUE(tree.problems().empty()) << text.substr(0, 20);
        expect_sound(tree);
    }
}

TEST(Grammar, has_a_version) {
    EXPECT_NE(grammar_version(), "unknown");
}

}  // namespace
}  // namespace doppelint::syntax
