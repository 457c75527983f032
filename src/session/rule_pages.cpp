#include "session/rule_pages.h"

#include <algorithm>
#include <string>

#include "report/rule_catalogue.h"
#include "session/paths.h"

namespace doppelint::session {

// Pages change with the program.
RulePages::RulePages(FileSystem& files, const Environment& environment) : files_(files) {
    if (environment.cache_home.empty()) return;
    folder_ = join_path(join_path(environment.cache_home, "doppelint"),
                        "rules-" + std::to_string(environment.program));
}

std::string RulePages::path_of(std::string_view code) const {
    const auto rules = report::all_rules();
    const auto rule = std::ranges::find(rules, code, &findings::Rule::code);
    if (folder_.empty() || rule == rules.end()) return "";
    std::string path = join_path(folder_, std::string(rule->code) + "-" + std::string(rule->name) + ".md");
    if (files_.status(path).kind == FileKind::file) return path;
    if (!files_.make_folder(folder_) || !files_.write(path, report::main_part_of(rule->page))) return "";
    return path;
}

}  // namespace doppelint::session
