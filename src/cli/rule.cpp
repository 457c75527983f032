#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "cli/color_option.h"
#include "cli/commands.h"
#include "cli/messages.h"
#include "cli/option_table.h"
#include "report/rule_catalogue.h"
#include "report/rule_page.h"
#include "session/spelling.h"

namespace doppelint::cli {
namespace {

constexpr std::array<std::string_view, 2> kFormats{"text", "json"};
/// Text in longer lines is hard to read.
constexpr std::uint32_t kWidestPage = 100;

using Rules = std::span<const findings::Rule>;

/// The options of `rule` as written.
struct Options {
    Operands names;
    ColorOption color;
    std::string format = "text";
    bool all = false;
};

void add_options(CLI::App& app, Options& into) {
    set_habits(app, "rule [OPTION…] [CODE or NAME]");
    app.add_flag("--all", into.all, "Print the pages of all rules");
    offer(app.add_option("--output-format", into.format, "text (default) or json")->type_name("FORMAT"),
          kFormats);
    into.color.add_to(app);
}

std::string in_capitals(std::string text) {
    std::ranges::transform(text, text.begin(), [](char it) {
        return it >= 'a' && it <= 'z' ? static_cast<char>(it - 'a' + 'A') : it;
    });
    return text;
}

const findings::Rule* find_rule(const std::string& name) {
    const std::string code = in_capitals(name);
    const auto found = std::ranges::find_if(
        report::all_rules(), [&](const findings::Rule& it) { return it.code == code || it.name == name; });
    return found == report::all_rules().end() ? nullptr : &*found;
}

ExitStatus unknown_rule(const std::string& name, Surroundings& surroundings) {
    std::vector<std::string_view> known;
    for (const findings::Rule& it : report::all_rules()) known.insert(known.end(), {it.code, it.name});
    std::string meant = session::did_you_mean(name, known);
    if (meant.empty()) meant = session::did_you_mean(in_capitals(name), known);
    if (meant.empty()) meant = "; `doppelint rule` lists all";
    return fail(surroundings, "there is no rule `" + name + "`" + meant);
}

std::uint32_t page_width(const Terminal& terminal) {
    return terminal.shows_output ? std::min(terminal.columns, kWidestPage) : kWidestPage;
}

std::string text_of(Rules rules, const report::Look& look) {
    std::string result;
    for (const findings::Rule& it : rules) {
        if (!result.empty()) result += "\n\n";
        result += report::render_rule(it, look);
    }
    return result;
}

ExitStatus tell(Rules rules, const Options& options, Surroundings& surroundings) {
    if (options.format == "json") return print(surroundings, report::rules_json(rules), ExitStatus::clean);
    const bool is_seen = surroundings.terminal.shows_output;
    const auto color =
        options.color.color(is_seen ? Destination::terminal : Destination::elsewhere, surroundings);
    if (!color) return ExitStatus::failed;
    const report::Look look{*color, report::Steps::shown, page_width(surroundings.terminal)};
    const bool asks_for_pages = options.all || !options.names.empty();
    const std::string text = asks_for_pages ? text_of(rules, look) : report::render_list(rules, look);
    return print(surroundings, text, ExitStatus::clean);
}

}  // namespace

ExitStatus run_rule(Arguments arguments, Surroundings& surroundings) {
    Options options;
    CLI::App app("Prints the page of a rule; without a name, the list of all rules.");
    add_options(app, options);
    if (const auto done = parse_options(app, arguments, options.names, surroundings)) return *done;
    if (std::ranges::find(kFormats, options.format) == kFormats.end()) {
        return unknown_value("--output-format", options.format, kFormats, surroundings);
    }
    if (options.all && !options.names.empty()) {
        return fail(surroundings, "--all and the name of a rule exclude each other");
    }
    std::vector<findings::Rule> named;
    for (const std::string& name : options.names) {
        const findings::Rule* rule = find_rule(name);
        if (rule == nullptr) return unknown_rule(name, surroundings);
        named.push_back(*rule);
    }
    return tell(named.empty() ? report::all_rules() : Rules(named), options, surroundings);
}

}  // namespace doppelint::cli
