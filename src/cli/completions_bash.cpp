#include "cli/completions.h"

namespace doppelint::cli {
namespace {

constexpr std::string_view kBegin =
    R"(# Completions of doppelint for bash: source <(doppelint completions bash)
_doppelint() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} words= kept=
    # Bash takes `--option=value` for three words.
    if [[ $word == = ]]; then
        word=
    elif [[ $before == = ]]; then
        before=${COMP_WORDS[COMP_CWORD - 2]}
    fi
    COMPREPLY=()
    case ${COMP_WORDS[1]}:$before in
)";

// With no words, bash offers names of files.
constexpr std::string_view kEnd = R"(    if [[ $word == *,* ]]; then kept=${word%,*},; fi
    mapfile -t COMPREPLY < <(compgen -P "$kept" -W "$words" -- "${word##*,}")
}
complete -o bashdefault -o default -F _doppelint doppelint
)";

std::string pattern(const CommandRow& command, const OptionRow& option) {
    std::string text = "        ";
    for (const std::string& name : option.names) {
        if (&name != &option.names.front()) text += " | ";
        text.append(command.name).append(":").append(name);
    }
    return text + ") ";
}

std::string after_option(const CommandRow& command, const OptionRow& option) {
    switch (kind_of_value(option)) {
        case ValueKind::nothing: return {};
        case ValueKind::choice:
            return pattern(command, option) + "words=" + shell_word(joined(option.choices, " ")) + " ;;\n";
        case ValueKind::path: return pattern(command, option) + ";;\n";
        case ValueKind::free:
            return pattern(command, option) + "compopt +o bashdefault +o default 2>/dev/null ;;\n";
    }
    return {};
}

std::string options_of(const CommandRow& command) {
    std::string names;
    for (const OptionRow& option : command.options) {
        if (!names.empty()) names += ' ';
        names += joined(option.names, " ");
    }
    return names;
}

std::string elsewhere(const CommandRow& command) {
    std::string text = "        " + command.name + ":*)\n            if [[ $word == -* ]]; then words=";
    text += shell_word(options_of(command));
    if (!command.operands.empty()) {
        text += "; elif ((COMP_CWORD == 2)); then words=" + shell_word(joined(command.operands, " "));
    }
    return text + "; fi\n            ;;\n";
}

}  // namespace

std::string bash_completions(std::span<const CommandRow> commands) {
    std::string text(kBegin);
    std::string names;
    for (const CommandRow& command : commands) {
        for (const OptionRow& option : command.options) text += after_option(command, option);
        text += elsewhere(command);
        names += command.name + " ";
    }
    text += "    esac\n    if ((COMP_CWORD == 1)); then words=" + shell_word(names + "--help --version") +
            "; fi\n";
    return text.append(kEnd);
}

}  // namespace doppelint::cli
