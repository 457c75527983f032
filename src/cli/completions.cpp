#include "cli/completions.h"

#include <algorithm>
#include <array>

#include "cli/messages.h"

namespace doppelint::cli {
namespace {

struct Shell {
    std::string_view name;
    std::string (*render)(std::span<const CommandRow>);
};

constexpr std::array<Shell, 3> kShells{{
    {"bash", bash_completions},
    {"zsh", zsh_completions},
    {"fish", fish_completions},
}};

ExitStatus unknown_shell(const std::string& name, Surroundings& surroundings) {
    std::array<std::string_view, kShells.size()> known;
    std::ranges::transform(kShells, known.begin(), &Shell::name);
    return unknown_value("`doppelint completions`", name, known, surroundings);
}

}  // namespace

ValueKind kind_of_value(const OptionRow& option) {
    if (option.value.empty()) return ValueKind::nothing;
    if (!option.choices.empty()) return ValueKind::choice;
    for (const std::string_view path : {"FILE", "PATH", "FOLDER"}) {
        if (option.value == path) return ValueKind::path;
    }
    return ValueKind::free;
}

bool takes_paths(const CommandRow& command) {
    return command.usage.find("PATH") != std::string::npos;
}

std::string joined(std::span<const std::string> words, std::string_view separator) {
    std::string text;
    for (const std::string& word : words) {
        if (!text.empty()) text += separator;
        text += word;
    }
    return text;
}

std::string shell_word(std::string_view text) {
    std::string result = "'";
    for (const char it : text) {
        if (it == '\'') result += "'\\'";
        result += it;
    }
    return result + "'";
}

ExitStatus run_completions(Arguments arguments, Surroundings& surroundings) {
    Operands operands;
    CLI::App app(
        "Prints a script that makes a shell complete command lines. For bash, put "
        "`source <(doppelint completions bash)` into ~/.bashrc.");
    set_habits(app, "completions bash|zsh|fish");
    if (const auto done = parse_options(app, arguments, operands, surroundings)) return *done;
    if (operands.size() != 1)
        return fail(surroundings, "`doppelint completions` needs a shell: bash, zsh or fish");
    const auto* const shell = std::ranges::find(kShells, operands.front(), &Shell::name);
    if (shell == kShells.end()) return unknown_shell(operands.front(), surroundings);
    return print(surroundings, shell->render(command_rows(surroundings)), ExitStatus::clean);
}

}  // namespace doppelint::cli
