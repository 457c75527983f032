#include "cli/completions.h"

namespace doppelint::cli {
namespace {

constexpr std::string_view kBegin = R"(#compdef doppelint
# Completions of doppelint for zsh: put this into a file _doppelint in a folder of $fpath,
# or into ~/.zshrc, behind compinit: source <(doppelint completions zsh)
_doppelint() {
    local -a commands=(
)";

constexpr std::string_view kMiddle = R"(    )
    if ((CURRENT == 2)); then
        _describe -t commands command commands
        return
    fi
    local command=$words[2]
    shift words
    ((CURRENT--))
    case $command in
)";

constexpr std::string_view kEnd = R"(    esac
}
if [[ ${funcstack[1]} == _doppelint ]]; then
    _doppelint "$@"
else
    compdef _doppelint doppelint
fi
)";

constexpr std::string_view kIndented = " \\\n                ";

// What ends a description in brackets, or a part of a specification.
std::string escaped(std::string_view text) {
    std::string result;
    for (const char it : text) {
        if (it == '[' || it == ']' || it == ':' || it == '\\') result += '\\';
        result += it;
    }
    return result;
}

std::string value_of(const OptionRow& option) {
    std::string value = ":" + escaped(option.value) + ":";
    switch (kind_of_value(option)) {
        case ValueKind::nothing: return {};
        case ValueKind::choice: return value + "(" + joined(option.choices, " ") + ")";
        case ValueKind::path: return value + "_files";
        case ValueKind::free: return value;
    }
    return {};
}

// A value follows the long name behind a space or `=`, the short name at once or behind a space.
std::string specification(const OptionRow& option, const std::string& name) {
    std::string text = "*" + name;
    if (!option.value.empty()) text += name.starts_with("--") ? "=" : "+";
    return shell_word(text + "[" + escaped(option.description) + "]" + value_of(option));
}

std::string arguments_of(const CommandRow& command) {
    std::string text = "        " + command.name + ")\n            _arguments -s -S";
    for (const OptionRow& option : command.options) {
        for (const std::string& name : option.names) {
            text.append(kIndented).append(specification(option, name));
        }
    }
    if (!command.operands.empty()) {
        text.append(kIndented).append(shell_word("1:what:(" + joined(command.operands, " ") + ")"));
    }
    if (takes_paths(command)) text.append(kIndented).append("'*:path:_files'");
    return text + "\n            ;;\n";
}

}  // namespace

std::string zsh_completions(std::span<const CommandRow> commands) {
    std::string text(kBegin);
    for (const CommandRow& command : commands) {
        text += "        " + shell_word(command.name + ":" + command.summary) + "\n";
    }
    text += kMiddle;
    for (const CommandRow& command : commands) text += arguments_of(command);
    return text.append(kEnd);
}

}  // namespace doppelint::cli
