#include "cli/option_table.h"

#include <algorithm>
#include <array>
#include <utility>

#include "findings/selection.h"

namespace doppelint::cli {
namespace {

constexpr char kBetweenChoices = '|';
/// Between the type of an option and its choices, in what CLI11 makes of both.
constexpr std::string_view kBeforeChoices = ":=";

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(separator), text.size());
        if (end != 0) parts.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

std::vector<std::string> rule_codes() {
    std::vector<std::string> codes;
    for (const findings::Rule& rule : findings::all_rules()) codes.emplace_back(rule.code);
    return codes;
}

std::vector<std::string> command_names() {
    std::vector<std::string> names;
    names.reserve(kCommands.size());
    for (const Command& command : kCommands) names.emplace_back(command.name);
    return names;
}

// What a word in capitals stands for.
std::vector<std::string> choices_of(std::string_view placeholder) {
    if (placeholder.starts_with("CODE")) return rule_codes();
    if (placeholder == "RULE") {
        const std::vector<std::string_view> words = findings::selector_words();
        return {words.begin(), words.end()};
    }
    if (placeholder == "COMMAND") return command_names();
    return {};
}

// CLI11 gives an option's type and what its validators say in one text; `offer` adds such a validator.
OptionRow option_row(const CLI::Option& option) {
    OptionRow row;
    for (const std::string& name : option.get_snames()) row.names.push_back("-" + name);
    for (const std::string& name : option.get_lnames()) row.names.push_back("--" + name);
    row.description = option.get_description();
    row.group = option.get_group();
    if (option.get_type_size() == 0) return row;
    const std::string type = option.get_type_name();
    const std::size_t end = std::min(type.find(kBeforeChoices), type.size());
    row.value = type.substr(0, end);
    if (end != type.size()) row.choices = split(type.substr(end + kBeforeChoices.size()), kBetweenChoices);
    if (row.choices.empty()) row.choices = choices_of(row.value);
    return row;
}

// `tree|ir [OPTION…] PATH…` has the choices of its first word.
std::vector<std::string> operands_of(std::string_view usage) {
    for (const std::string& word : split(usage.substr(std::min(usage.find(' '), usage.size())), ' ')) {
        if (word.starts_with("[OPTION")) continue;
        if (word.find(kBetweenChoices) != std::string::npos && word.front() != '[') {
            return split(word, kBetweenChoices);
        }
        const std::string_view bare = std::string_view(word).substr(word.front() == '[' ? 1 : 0);
        return choices_of(bare.substr(0, bare.find_first_of("]|…")));
    }
    return {};
}

CommandRow command_row(const Command& command, const Surroundings& surroundings) {
    CommandRow row{std::string(command.name), std::string(command.summary), {}, {}, {}};
    StringOutput unheard;
    Surroundings asking{.files = surroundings.files,
                        .environment = surroundings.environment,
                        .read_standard_input = surroundings.read_standard_input,
                        .out = unheard,
                        .error = unheard,
                        .terminal = surroundings.terminal,
                        .see_options = [&](const CLI::App& app) {
                            row.usage = app.get_name();
                            row.options = option_rows(app);
                        }};
    // A command that does not ask `parse_options` would do no work for this, either.
    const std::array<std::string, 1> arguments{"--help"};
    static_cast<void>(command.run(arguments, asking));
    row.operands = operands_of(row.usage);
    return row;
}

std::string joined(std::span<const std::string_view> words) {
    std::string text;
    for (const std::string_view word : words) {
        if (!text.empty()) text += kBetweenChoices;
        text += word;
    }
    return text;
}

}  // namespace

std::vector<OptionRow> option_rows(const CLI::App& app) {
    std::vector<OptionRow> rows;
    for (const CLI::Option* option : app.get_options()) {
        if (!option->get_group().empty() && option != app.get_help_ptr()) rows.push_back(option_row(*option));
    }
    if (app.get_help_ptr() == nullptr) return rows;
    OptionRow help = option_row(*app.get_help_ptr());
    if (!rows.empty()) help.group = rows.back().group;
    rows.push_back(std::move(help));
    return rows;
}

std::vector<CommandRow> command_rows(const Surroundings& surroundings) {
    std::vector<CommandRow> rows;
    rows.reserve(kCommands.size());
    for (const Command& command : kCommands) rows.push_back(command_row(command, surroundings));
    return rows;
}

CLI::Option* offer(CLI::Option* option, std::span<const std::string_view> values) {
    return option->check(CLI::Validator([](std::string&) { return std::string(); }, "=" + joined(values)));
}

}  // namespace doppelint::cli
