#include "cli/run.h"

#include <algorithm>
#include <array>

#include "cli/commands.h"
#include "cli/messages.h"
#include "session/spelling.h"

namespace doppelint::cli {
namespace {

ExitStatus unknown_command(Surroundings& surroundings, const std::string& name) {
    std::array<std::string_view, kCommands.size()> known;
    std::ranges::transform(kCommands, known.begin(), &Command::name);
    const bool is_option = name.starts_with('-');
    return fail(surroundings, (is_option ? "unknown option `" : "unknown command `") + name + "`" +
                                  session::did_you_mean(name, known) + " See `doppelint help`.");
}

}  // namespace

const Command* find_command(std::string_view name) {
    const auto* const found = std::ranges::find(kCommands, name, &Command::name);
    return found == kCommands.end() ? nullptr : found;
}

ExitStatus run(std::span<const std::string> arguments, Surroundings& surroundings) {
    if (arguments.empty()) {
        static_cast<void>(run_help({}, surroundings));
        return fail(surroundings, "no command given");
    }
    const std::string& name = arguments.front();
    if (name == "--help" || name == "-h") return run_help({}, surroundings);
    if (name == "--version" || name == "-V") return run_version({}, surroundings);
    const Command* command = find_command(name);
    if (command == nullptr) return unknown_command(surroundings, name);
    return command->run(arguments.subspan(1), surroundings);
}

}  // namespace doppelint::cli
