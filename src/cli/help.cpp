#include <array>

#include "cli/commands.h"
#include "cli/messages.h"

namespace doppelint::cli {
namespace {

std::string overview() {
    constexpr std::size_t kNameWidth = 10;
    std::string text =
        "doppelint finds places where a Python program shares an object and behaves as if it did not.\n\n"
        "Usage: doppelint COMMAND [OPTION…] [PATH…]\n\nCommands:\n";
    for (const Command& command : kCommands) {
        text.append("  ").append(command.name).append(kNameWidth - command.name.size(), ' ');
        text.append(command.summary).append("\n");
    }
    return text + "\n`doppelint help COMMAND` tells more.\n";
}

}  // namespace

ExitStatus run_help(Arguments arguments, Surroundings& surroundings) {
    if (arguments.empty()) return print(surroundings, overview(), ExitStatus::clean);
    const Command* command = find_command(arguments.front());
    if (command == nullptr) {
        return fail(surroundings, "no help for `" + arguments.front() + "`, which is no command");
    }
    if (command->run == run_help) return print(surroundings, overview(), ExitStatus::clean);
    const std::array<std::string, 1> asked{"--help"};
    return command->run(asked, surroundings);
}

}  // namespace doppelint::cli
