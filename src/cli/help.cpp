#include <array>

#include "cli/commands.h"
#include "cli/messages.h"
#include "cli/parse_options.h"

namespace doppelint::cli {
namespace {

std::string overview() {
    constexpr std::size_t kNameWidth = 13;
    std::string text =
        "doppelint finds places where a Python program shares an object and behaves as\n"
        "if it did not.\n\nUsage: doppelint COMMAND [OPTION…] [PATH…]\n\nCommands:\n";
    for (const Command& command : kCommands) {
        text.append("  ").append(command.name).append(kNameWidth - command.name.size(), ' ');
        text.append(command.summary).append("\n");
    }
    return text + "\n`doppelint help COMMAND` tells more.\n";
}

}  // namespace

ExitStatus run_help(Arguments arguments, Surroundings& surroundings) {
    Operands operands;
    CLI::App app("Prints the commands, or what one of them understands.");
    set_habits(app, "help [COMMAND]");
    if (const auto done = parse_options(app, arguments, operands, surroundings)) return *done;
    if (operands.empty()) return print(surroundings, overview(), ExitStatus::clean);
    const Command* command = find_command(operands.front());
    if (command == nullptr) {
        return fail(surroundings, "no help for `" + operands.front() + "`, which is no command");
    }
    const std::array<std::string, 1> asked{"--help"};
    return command->run(asked, surroundings);
}

}  // namespace doppelint::cli
