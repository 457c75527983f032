#include "report/explanation.h"

#include "report/one_line.h"

namespace doppelint::report {
namespace {

std::string text_of(const Explanation::Verdict& it) {
    return "  " + it.code + " " + it.name + " (" + std::string(findings::name_of(it.confidence)) + "), " +
           it.outcome + ":\n    " + on_one_line(it.message) + "\n";
}

}  // namespace

std::string render(const Explanation& explanation) {
    std::string result = on_one_line(explanation.path) + ":" + std::to_string(explanation.line) + "\n";
    // A rule may look at the program itself, of which nothing is told here.
    if (explanation.seen.empty() && explanation.verdicts.empty())
        result += "Nothing that a rule looks at happens here.\n";
    if (!explanation.seen.empty()) result += "What happens here:\n";
    for (const std::string& it : explanation.seen) result += "  " + on_one_line(it) + "\n";
    result += explanation.verdicts.empty() ? "No rule makes a finding of this line.\n"
                                           : "What the rules make of it:\n";
    for (const Explanation::Verdict& it : explanation.verdicts) result += text_of(it);
    return result;
}

}  // namespace doppelint::report
