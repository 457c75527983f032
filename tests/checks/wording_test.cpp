#include "checks/wording.h"

#include <gtest/gtest.h>

#include "checks/snippet.h"

namespace doppelint::checks {
namespace {

std::string expression(const std::string& text) {
    const Snippet snippet(text + "\n");
    return Wording(snippet.file()).expression(snippet.first(syntax::Kind::expression_statement)).text();
}

std::string action(Opcode opcode, const std::string& text) {
    const Snippet snippet(text + "\n");
    return Wording(snippet.file()).action(snippet.last(opcode)).text();
}

std::string copied(const std::string& text) {
    const Snippet snippet(text + "\n");
    const auto found = Wording(snippet.file()).copied(snippet.first(syntax::Kind::expression_statement));
    return found ? found->text() : "nothing";
}

TEST(Wording, says_names_and_ways_as_they_stand) {
    EXPECT_EQ(expression("opts"), "opts");
    EXPECT_EQ(expression("self.items"), "self.items");
    EXPECT_EQ(expression("(rows[0].cells)"), "rows[0].cells");
    EXPECT_EQ(expression("table['name'][-1]"), "table['name'][-1]");
    EXPECT_EQ(expression("rows[:]"), "rows[:]");
    EXPECT_EQ(expression("3.5"), "3.5");
}

TEST(Wording, leaves_out_arguments_and_long_keys) {
    EXPECT_EQ(expression("opts.update(overrides, a=1)"), "opts.update(…)");
    EXPECT_EQ(expression("opts.clear()"), "opts.clear()");
    EXPECT_EQ(expression("rows[find(x)].append(1)"), "rows[…].append(…)");
    EXPECT_EQ(expression("rows['a very long key that nobody reads'].x"), "rows[…].x");
}

TEST(Wording, says_what_is_too_long_by_its_brackets) {
    EXPECT_EQ(expression("{**options}"), "{**options}");
    EXPECT_EQ(expression("[first_of_them, second_of_them, third]"), "[…]");
    EXPECT_EQ(expression("{'first': 1, 'second': 2, 'third': 3}.pop('first')"), "{…}.pop(…)");
    EXPECT_EQ(expression("first_of_them + second_of_them + third"), "…");
    EXPECT_EQ(expression("''.join(\n    parts\n)"), "''.join(…)");
    EXPECT_EQ(expression("(row.name for row in table.rows if row)"), "(row.name for row in …)");
    EXPECT_EQ(expression("(row.name.strip().casefold() for row in table.rows)"), "(… for row in …)");
    EXPECT_EQ(expression("a_function_with_quite_a_long_name(x)"), "a_function_with_quite_a_long_name(…)");
}

TEST(Wording, never_says_more_than_a_part_of_a_line) {
    const std::string way = "a_long_name.of_many_parts.that_goes_on.and_on_until.nobody_knows_it.any_more()";
    EXPECT_EQ(expression(way), "….that_goes_on.and_on_until.nobody_knows_it.any_more()");
    std::string deep = "a";
    for (int i = 0; i < 100'000; ++i) deep += ".b";
    EXPECT_LT(expression(deep).size(), 70U);
}

TEST(Wording, says_what_an_instruction_does) {
    EXPECT_EQ(action(Opcode::call, "rows[0].append(1)"), "rows[0].append(…)");
    EXPECT_EQ(action(Opcode::set_item, "rows[0]['a'] = compute()"), "rows[0]['a'] = …");
    EXPECT_EQ(action(Opcode::delete_item, "del rows[0], rows[1]"), "del rows[1]");
    EXPECT_EQ(action(Opcode::set_attribute, "node.next = other"), "node.next = …");
    EXPECT_EQ(action(Opcode::delete_attribute, "del node.next"), "del node.next");
    EXPECT_EQ(action(Opcode::in_place, "rows += more"), "rows += …");
}

TEST(Wording, says_what_was_copied) {
    EXPECT_EQ(copied("rows[:]"), "rows");
    EXPECT_EQ(copied("list(rows)"), "rows");
    EXPECT_EQ(copied("self.rows.copy()"), "self.rows");
    EXPECT_EQ(copied("copy.copy(rows)"), "rows");
    EXPECT_EQ(copied("{**defaults, 'a': 1}"), "defaults");
    EXPECT_EQ(copied("[1, *rows]"), "rows");
    EXPECT_EQ(copied("base | {'a': 1}"), "base");
    EXPECT_EQ(copied("[row for row in table.rows]"), "table.rows");
    EXPECT_EQ(copied("made()"), "nothing");
}

TEST(Wording, says_kinds_that_people_know) {
    EXPECT_EQ(Wording::kind(models::Kind::list).text(), "list");
    EXPECT_EQ(Wording::kind(models::Kind::opaque).text(), "object");
    EXPECT_EQ(Wording::kind(models::Kind::instance).text(), "object");
}

}  // namespace
}  // namespace doppelint::checks
