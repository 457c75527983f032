#include "cli/selection_options.h"

#include <string_view>
#include <utility>

#include "cli/option_table.h"
#include "session/words.h"

namespace doppelint::cli {
namespace {

using Selectors = std::vector<findings::RuleSelector>;

Result<Selectors> selectors(std::string_view option, const std::vector<std::string>& words) {
    Selectors result;
    for (const std::string& word : words) {
        const Result<findings::RuleSelector> selector = session::parse_selector(word);
        if (!selector) return failure(std::string(option) + " " + selector.error().message);
        result.push_back(*selector);
    }
    return result;
}

// `PATTERN:RULE`; a rule has no colon.
Result<session::PerFileIgnore> per_file_ignore(const std::string& written, const std::string& folder) {
    constexpr std::string_view kOption = "--per-file-ignores";
    const std::size_t colon = written.rfind(':');
    if (colon == std::string::npos || colon == 0) {
        return failure(std::string(kOption) + " needs a pattern and a rule, like `tests/*:DPL201`; it got `" +
                       written + "`");
    }
    Result<Selectors> rules = selectors(kOption, {written.substr(colon + 1)});
    if (!rules) return tl::unexpected(rules.error());
    return session::PerFileIgnore{folder, written.substr(0, colon), *std::move(rules)};
}

}  // namespace

void SelectionOptions::add_to(CLI::App& app) {
    begin_group(app, "What is told");
    select_option_ =
        add_list(app, "--select", select_, "Tell these rules or families and no others")->type_name("RULE");
    add_list(app, "--extend-select", extend_select_, "Tell these, too")->type_name("RULE");
    add_list(app, "--ignore", ignore_, "Leave these out")->type_name("RULE");
    add_list(app, "--per-file-ignores", per_file_ignores_, "Leave out RULE where PATTERN matches")
        ->type_name("PATTERN:RULE");
    offer(
        app.add_option("--min-confidence", min_confidence_, "certain, likely (default) or possible, at least")
            ->type_name("LEVEL"),
        session::kConfidenceNames);
}

Result<void> SelectionOptions::add_to(session::Overrides& overrides,
                                      const session::Environment& environment) const {
    if (select_option_ != nullptr && select_option_->count() > 0) {
        Result<Selectors> select = selectors("--select", select_);
        if (!select) return tl::unexpected(select.error());
        overrides.selection.select = *std::move(select);
    }
    Result<Selectors> more = selectors("--extend-select", extend_select_);
    if (!more) return tl::unexpected(more.error());
    overrides.selection.extend_select = *std::move(more);
    Result<Selectors> ignore = selectors("--ignore", ignore_);
    if (!ignore) return tl::unexpected(ignore.error());
    overrides.selection.ignore = *std::move(ignore);
    for (const std::string& it : per_file_ignores_) {
        Result<session::PerFileIgnore> one = per_file_ignore(it, environment.working_folder);
        if (!one) return tl::unexpected(one.error());
        overrides.per_file_ignores.push_back(*std::move(one));
    }
    if (min_confidence_.empty()) return {};
    const Result<findings::Confidence> confidence = session::parse_confidence(min_confidence_);
    if (!confidence) return failure("--min-confidence " + confidence.error().message);
    overrides.min_confidence = *confidence;
    return {};
}

}  // namespace doppelint::cli
