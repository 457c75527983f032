#include "cli/completions.h"

namespace doppelint::cli {
namespace {

constexpr std::string_view kBegin =
    "# Completions of doppelint for fish: doppelint completions fish | source\n"
    "# or, for good: doppelint completions fish > ~/.config/fish/completions/doppelint.fish\n";

// fish knows a backslash within single quotes.
std::string fish_word(std::string_view text) {
    std::string result = "'";
    for (const char it : text) {
        if (it == '\'' || it == '\\') result += '\\';
        result += it;
    }
    return result + "'";
}

std::string value_of(const OptionRow& option) {
    switch (kind_of_value(option)) {
        case ValueKind::nothing: return {};
        case ValueKind::choice: return " -x -a " + fish_word(joined(option.choices, " "));
        case ValueKind::path: return " -r -F";
        case ValueKind::free: return " -x";
    }
    return {};
}

std::string line_of(const CommandRow& command, const OptionRow& option) {
    std::string text = "complete -c doppelint -n '__fish_seen_subcommand_from " + command.name + "'";
    for (const std::string& name : option.names) {
        text += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
    }
    return text + value_of(option) + " -d " + fish_word(option.description) + "\n";
}

std::string lines_of(const CommandRow& command) {
    std::string text = "complete -c doppelint -n __fish_use_subcommand -f -a " + command.name + " -d " +
                       fish_word(command.summary) + "\n";
    if (!command.operands.empty()) {
        text += "complete -c doppelint -n '__fish_seen_subcommand_from " + command.name + "' -a " +
                fish_word(joined(command.operands, " ")) + "\n";
    }
    if (!takes_paths(command)) {
        text += "complete -c doppelint -n '__fish_seen_subcommand_from " + command.name + "' -f\n";
    }
    for (const OptionRow& option : command.options) text += line_of(command, option);
    return text;
}

}  // namespace

std::string fish_completions(std::span<const CommandRow> commands) {
    std::string text(kBegin);
    for (const CommandRow& command : commands) text += lines_of(command);
    return text;
}

}  // namespace doppelint::cli
