#include "report/rule_catalogue.h"

#include <algorithm>
#include <vector>

namespace doppelint::report {
namespace {

constexpr std::string_view kUnusedSuppressionPage = R"(# A comment silences nothing

A comment such as `# doppelint: ignore[DPL101]` or `# noqa: DPL101` names a rule that finds nothing there.

## Why it is a problem

What it once silenced is gone, or it stands on the wrong line. Some day it will hide a new bug, and it tells
readers of a problem that is not there.

## How to fix it

Take the rule out of the comment, or the comment out of the file. A comment counts on the line of the finding,
and on the line where the object is made that the finding is about; `# doppelint: ignore-file[…]` counts
everywhere.
)";

constexpr std::string_view kSyntaxErrorPage = R"(# The text is not Python

A part of the file is not Python, so doppelint does not know what it does.

## Why it is a problem

Python does not run the file. doppelint leaves out the function around the place and looks at all others.

## How to fix it

The message says what is missing or too much. If the file is a template or made for Python 2, leave it out with
`exclude` in the configuration.
)";

findings::Rule with_page(findings::Rule rule, std::string_view page) {
    rule.page = page;
    return rule;
}

std::vector<findings::Rule> catalogue() {
    std::vector<findings::Rule> result{with_page(findings::kUnusedSuppression, kUnusedSuppressionPage),
                                       with_page(findings::kSyntaxError, kSyntaxErrorPage)};
    result.insert(result.end(), findings::rules().begin(), findings::rules().end());
    std::ranges::sort(result, {}, &findings::Rule::code);
    return result;
}

std::string_view without_line_ends(std::string_view text) {
    const std::size_t first = std::min(text.find_first_not_of('\n'), text.size());
    text.remove_prefix(first);
    return text.substr(0, text.find_last_not_of('\n') + 1);
}

}  // namespace

std::span<const findings::Rule> all_rules() {
    static const std::vector<findings::Rule> rules = catalogue();
    return rules;
}

std::string_view introduction_of(std::string_view page) {
    page = without_line_ends(page);
    if (page.starts_with("# ")) page.remove_prefix(std::min(page.find('\n'), page.size()));
    page = without_line_ends(page);
    return page.substr(0, page.find("\n\n"));
}

std::string_view main_part_of(std::string_view page) {
    return without_line_ends(page.substr(0, page.find("\n## Messages\n")));
}

}  // namespace doppelint::report
