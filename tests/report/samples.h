#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "findings/rule.h"
#include "report/format.h"

namespace doppelint::report {

/// A place on one line.
inline findings::Place at(std::string path, std::uint32_t line, std::uint32_t begin, std::uint32_t end) {
    return {std::move(path), 0, {line, begin}, {line, end}};
}

inline findings::Finding finding(std::string code, findings::Place place, std::string message) {
    findings::Finding result;
    result.code = std::move(code);
    result.name = "some-rule";
    result.message = std::move(message);
    result.place = std::move(place);
    result.fingerprint = "0123456789abcdef";
    return result;
}

inline findings::Finding syntax_error(std::string path, std::uint32_t cell = 0) {
    findings::Finding result = findings::make_finding(findings::kSyntaxError,
                                                      {std::move(path), cell, {3, 7}, {4, 1}}, "`(` is open");
    result.fingerprint = "0123456789abcdef";
    return result;
}

/// The example of docs: three steps, two of them on lines of their own, and a safe fix.
inline findings::Finding shared_constant() {
    findings::Finding result = finding("DPL107", at("app/config.py", 41, 5, 27),
                                       "`opts.update(…)` changes `DEFAULTS`, which every caller shares");
    result.name = "shared-constant-changed";
    result.steps = {
        {"this dict is created once, when the module loads", at("app/config.py", 12, 12, 26)},
        {"`opts` is the same dict, not a copy", at("app/config.py", 38, 12, 20)},
        {"… and here it changes", at("app/config.py", 41, 5, 27)},
    };
    result.fix = findings::Fix{findings::Applicability::safe,
                               "copy it first",
                               {{at("app/config.py", 38, 12, 20), {400, 408, "dict(DEFAULTS)"}}}};
    return result;
}

/// Steps in another file, and a fix that needs an import.
inline findings::Finding across_files() {
    findings::Finding result =
        finding("DPL301", at("app/table.py", 7, 5, 22), "`rows[0].append(…)` changes `grid`, too");
    result.name = "shallow-copy-changed";
    result.confidence = findings::Confidence::likely;
    result.fingerprint = "1111111111111111";
    result.steps = {{"`copy(grid)` copies the outer list alone", at("lib/grids.py", 102, 12, 22)},
                    {"one of these changes here", at("app/table.py", 7, 5, 22)},
                    {"`grid` is read as if nothing had happened", at("app/table.py", 8, 12, 16)}};
    result.fix = findings::Fix{findings::Applicability::unsafe,
                               "copy all that `grid` holds",
                               {{at("app/table.py", 1, 1, 1), {0, 0, "import copy\n"}, true},
                                {at("app/table.py", 6, 12, 22), {60, 70, "copy.deepcopy(grid)"}}}};
    return result;
}

inline findings::Finding in_notebook() {
    findings::Finding result = finding("DPL402", {"notes.ipynb", 5, {2, 7}, {2, 11}}, "`paid` is used up");
    result.severity = findings::Severity::info;
    result.fingerprint = "2222222222222222";
    result.steps = {{"`filter(…)` gives its items once", {"notes.ipynb", 3, {1, 8}, {1, 31}}}};
    return result;
}

/// A path and a message that mean something to each of the formats.
inline findings::Finding odd_characters() {
    findings::Finding result = finding("DPL501", at("b & c/50%, é:<x>.py", 2, 4, 15),
                                       "`x is \"<&'\x1b\"` compares, 100 %\nsure, [by](1) luck ]]>");
    result.fingerprint = "3333333333333333";
    return result;
}

inline Quotes quotes() {
    Quotes result;
    result.add("app/config.py", 0, 12, "DEFAULTS = {\"retries\": 3}");
    result.add("app/config.py", 0, 38, "    opts = DEFAULTS");
    result.add("app/config.py", 0, 41, "    opts.update(overrides)");
    result.add("app/table.py", 0, 7, "    rows[0].append(1)");
    result.add("app/table.py", 0, 8, "    return grid, rows");
    result.add("lib/grids.py", 0, 102, "    return copy(grid)");
    result.add("a.py", 0, 3, "print(\"a\", (");
    result.add("notes.ipynb", 3, 1, "paid = filter(is_paid, orders)");
    result.add("notes.ipynb", 5, 2, "total(paid)");
    result.add("b & c/50%, é:<x>.py", 0, 2, "if x is \"<&'\x1b\": pass");
    return result;
}

/// Stand for real ones; `heap_picture_test` has those.
inline Pictures pictures() {
    return {{{1, "<svg><title>1</title></svg>\n"}, {2, "<svg><title>2</title></svg>\n"}}, true};
}

/// In the order of outputs.
inline std::vector<findings::Finding> all_samples() {
    return {syntax_error("a.py"), shared_constant(), across_files(), odd_characters(), in_notebook()};
}

}  // namespace doppelint::report
