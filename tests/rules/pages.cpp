#include <gtest/gtest.h>

#include "compile_rules/catalogue.h"
#include "compile_rules/source.h"

namespace doppelint::compile_rules {
namespace {

constexpr std::string_view kFrontMatter =
    "---\ncode: DPL101\nname: some-rule\nfamily: shared\nseverity: warning\nprecedence: 1\n---\n\n";
constexpr std::string_view kRest =
    "# A title\n\nWhat it finds.\n\n## Why it is a bug\n\nBecause.\n\n## Example\n\n"
    "```python\nx = 1  # expect: DPL101\n```\n\n```findings\nexample.py:1:1: …\n```\n\n"
    "## How to fix it\n\nSo.\n\n## When it is silent\n\n- Often.\n\n"
    "## Messages\n\n- **message.changed**: `{call}` changes `{parameter}`\n";

std::string good_page() {
    return std::string(kFrontMatter) + std::string(kRest);
}

std::string replaced(std::string text, std::string_view old, std::string_view with) {
    const std::size_t place = text.find(old);
    EXPECT_NE(place, std::string::npos) << old;
    return text.replace(place, old.size(), with);
}

const std::vector<std::string> kFiles{"src/checks/some_rule.cpp", "src/checks/wording.cpp",
                                      "src/checks/wording.h"};

std::string errors_of(std::vector<SourceText> pages, const std::vector<std::string>& files = kFiles) {
    std::string result;
    for (const PageError& it : read_catalogue(pages, files).errors) result += it.text() + "\n";
    return result;
}

std::string errors_of(std::string page) {
    return errors_of({SourceText{"rules/shared/some-rule.md", std::move(page)}});
}

// The errors of the good page with one change.
std::string errors_with(std::string_view old, std::string_view with) {
    return errors_of(replaced(good_page(), old, with));
}

Page read_good(std::string text) {
    return read_catalogue(std::vector{SourceText{"rules/shared/some-rule.md", std::move(text)}}, kFiles)
        .pages.front();
}

TEST(RulePage, is_read) {
    EXPECT_EQ(errors_of(good_page()), "");
    const Page page = read_good(good_page());
    EXPECT_EQ(page.code, "DPL101");
    EXPECT_EQ(page.title, "A title");
    EXPECT_EQ(page.severity, "warning");
    EXPECT_EQ(page.text, kRest);
    ASSERT_EQ(page.messages.size(), 1U);
    EXPECT_EQ(page.messages[0].placeholders(), (std::vector<std::string>{"call", "parameter"}));
}

TEST(RulePage, may_break_the_line_of_a_message) {
    const Page page = read_good(good_page() + "- **step.seen**: it is {a}\n  and {b}\n");
    EXPECT_EQ(page.messages[1].written, "it is {a} and {b}");
}

TEST(RulePage, needs_its_front_matter) {
    EXPECT_EQ(errors_with("family:", "genus:"),
              "rules/shared/some-rule.md:1: the key `family` is missing\n"
              "rules/shared/some-rule.md:4: there is no key `genus`\n");
    EXPECT_EQ(errors_with("DPL101\n", "DPL1\n"),
              "rules/shared/some-rule.md:2: a code is `DPL` and three digits\n");
    EXPECT_EQ(errors_with("severity: warning", "severity: grave"),
              "rules/shared/some-rule.md:5: the severity is `error`, `warning` or `info`\n");
    EXPECT_EQ(errors_with("name: some-rule\n", "name: some-rule\nname: some-rule\n"),
              "rules/shared/some-rule.md:4: `name` stands here twice\n");
    EXPECT_EQ(
        errors_of("text\n").substr(0, 95),
        "rules/shared/some-rule.md:1: a page begins with its front matter, between two lines `---`\nrules");
}

TEST(RulePage, stands_where_its_name_says) {
    EXPECT_EQ(errors_with("family: shared", "family: copies"),
              "rules/shared/some-rule.md:1: by its name and family, the page is rules/copies/some-rule.md\n");
}

TEST(RulePage, has_all_sections_in_their_order) {
    EXPECT_EQ(errors_with("## Why it is a bug\n\nBecause.\n\n", ""),
              "rules/shared/some-rule.md:1: the section `Why it is a bug` is missing\n");
    EXPECT_EQ(errors_with("Because.\n", ""),
              "rules/shared/some-rule.md:13: `Why it is a bug` says nothing\n");
    EXPECT_EQ(errors_with("## How to fix it", "## Remarks\n\n## How to fix it"),
              "rules/shared/some-rule.md:27: a page has no section `Remarks`\n");
    EXPECT_EQ(errors_with("## Why it is a bug", "## More examples\n\n## Why it is a bug").substr(0, 63),
              "rules/shared/some-rule.md:15: `Why it is a bug` stands too late");
    EXPECT_EQ(errors_with("What it finds.\n", ""),
              "rules/shared/some-rule.md:9: no text below the title says what the rule finds\n");
}

TEST(RulePage, has_an_example_and_what_is_printed_of_it) {
    EXPECT_EQ(errors_with("  # expect: DPL101", ""),
              "rules/shared/some-rule.md:17: no example: a block of Python with `# expect: DPL101`\n");
    EXPECT_EQ(
        errors_with("```findings", "```text"),
        "rules/shared/some-rule.md:17: a block `findings` shows what doppelint prints of the example\n");
    EXPECT_EQ(errors_with("  # expect: DPL101", "  # todo-expect: DPL101"), "");
}

TEST(RulePage, has_messages_whose_braces_match) {
    const std::string line = "rules/shared/some-rule.md:37: ";
    EXPECT_EQ(errors_with("{call}", "{call"),
              line + "`call` changes `{parameter` is no name for a placeholder\n");
    EXPECT_EQ(errors_with("{parameter}", "{parameter"),
              line + "nothing closes this `{`; one that stands for itself is written `{{`\n");
    EXPECT_EQ(errors_with("{call}", "call}"),
              line + "a `}` closes nothing; one that stands for itself is written `}}`\n");
    EXPECT_EQ(errors_with("{call}", "{{call}}"), "");
    EXPECT_EQ(errors_with("{call}", "{Call}"), line + "`Call` is no name for a placeholder\n");
    EXPECT_EQ(errors_with("message.changed", "note.changed"),
              "rules/shared/some-rule.md:35: the rule has no `message`\n" + line +
                  "`note` is none of `message`, `step` and `fix`\n");
    EXPECT_EQ(errors_of(good_page() + "- **message.changed**: again\n"),
              "rules/shared/some-rule.md:38: `message.changed` stands here twice\n");
    EXPECT_EQ(errors_of(good_page() + "changed: again\n"),
              "rules/shared/some-rule.md:38: a message is a line `- **message.name**: text` or `- "
              "**step.name**: text`\n");
}

TEST(RulePage, shows_what_its_fixes_do) {
    const std::string fix = "- **fix.copy**: copy it first\n";
    EXPECT_EQ(errors_of(good_page() + fix),
              "rules/shared/some-rule.md:38: a block `diff` shows what `--fix` makes of an example\n");
    EXPECT_EQ(errors_of(replaced(good_page() + fix, "So.", "```diff\n-x\n+y\n```")), "");
}

TEST(Catalogue, has_each_code_once) {
    const std::string twin = replaced(good_page(), "name: some-rule", "name: twin");
    EXPECT_EQ(errors_of({{"rules/shared/some-rule.md", good_page()}, {"rules/shared/twin.md", twin}},
                        {"src/checks/some_rule.cpp", "src/checks/twin.cpp"}),
              "rules/shared/twin.md:2: DPL101 is the code of rules/shared/some-rule.md\n");
}

TEST(Catalogue, has_a_check_for_each_page_and_a_page_for_each_check) {
    EXPECT_EQ(errors_of({{"rules/shared/some-rule.md", good_page()}}, {}),
              "rules/shared/some-rule.md:1: its check, src/checks/some_rule.cpp, is missing\n");
    EXPECT_EQ(errors_of({}, {"src/checks/some_rule.cpp", "src/checks/wording.cpp", "src/checks/wording.h"}),
              "src/checks/some_rule.cpp:1: no page in rules/ has the name of this check\n");
    EXPECT_EQ(errors_of({{"rules/shared/some-rule.md", good_page()}},
                        {"src/checks/some_rule.cpp", "src/checks/some_rule.h"}),
              "rules/shared/some-rule.md:1: the header of its check is generated; src/checks/some_rule.h has "
              "to go\n");
}

TEST(GeneratedHeader, has_a_struct_for_each_message) {
    const std::string header =
        header_of(read_good(good_page() + "- **step.change_seen**: {{{call}}} \"as is\"\n"));
    EXPECT_NE(header.find("namespace doppelint::checks::some_rule {\n\n/// A title\nvoid run(const Subject& "
                          "subject, Sink& sink);"),
              std::string::npos);
    EXPECT_NE(header.find("struct Changed {\n    Phrase call;\n    Phrase parameter;\n"), std::string::npos);
    EXPECT_NE(header.find("return joined({\"`\", call.text(), \"` changes `\", parameter.text(), \"`\"});"),
              std::string::npos);
    EXPECT_NE(header.find("namespace step {\n\n/// {{{call}}} \"as is\"\nstruct ChangeSeen {"),
              std::string::npos);
    EXPECT_NE(header.find(R"(joined({"{", call.text(), "} \"as is\""}))"), std::string::npos);
}

TEST(GeneratedTables, name_rules_and_checks_in_the_order_of_codes) {
    const std::vector<Page> pages{read_good(good_page())};
    EXPECT_NE(rules_as_source(pages).find(
                  R"({"DPL101", "some-rule", Severity::warning, "A title", "shared", 1, R"page(# A title)"),
              std::string::npos);
    EXPECT_NE(checks_as_source(pages).find("constexpr Check kChecks[] = {\n    some_rule::run,\n};"),
              std::string::npos);
    EXPECT_NE(rules_as_source({}).find("constexpr std::span<const Rule> kRules;"), std::string::npos);
}

}  // namespace
}  // namespace doppelint::compile_rules
