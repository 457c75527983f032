#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

#include "cli/run.h"

namespace doppelint::cli {

using Arguments = std::span<const std::string>;

/// One command: its file is named after it. It gets what stands behind its name.
struct Command {
    std::string_view name;
    std::string_view summary;
    ExitStatus (*run)(Arguments, Surroundings&);
};

[[nodiscard]] ExitStatus run_check(Arguments arguments, Surroundings& surroundings);
[[nodiscard]] ExitStatus run_clean(Arguments arguments, Surroundings& surroundings);
[[nodiscard]] ExitStatus run_config(Arguments arguments, Surroundings& surroundings);
[[nodiscard]] ExitStatus run_explain(Arguments arguments, Surroundings& surroundings);
[[nodiscard]] ExitStatus run_heap(Arguments arguments, Surroundings& surroundings);
[[nodiscard]] ExitStatus run_inspect(Arguments arguments, Surroundings& surroundings);
[[nodiscard]] ExitStatus run_completions(Arguments arguments, Surroundings& surroundings);
[[nodiscard]] ExitStatus run_rule(Arguments arguments, Surroundings& surroundings);
[[nodiscard]] ExitStatus run_server(Arguments arguments, Surroundings& surroundings);
[[nodiscard]] ExitStatus run_version(Arguments arguments, Surroundings& surroundings);
[[nodiscard]] ExitStatus run_help(Arguments arguments, Surroundings& surroundings);

inline constexpr std::array<Command, 11> kCommands{{
    {"check", "Analyze files and folders and print what is found", run_check},
    {"explain", "Tell why there is a finding on a line, or none", run_explain},
    {"heap", "Show which names share which objects at a place", run_heap},
    {"inspect", "Print the engine's own view of a file", run_inspect},
    {"rule", "Print the page of a rule, or the list of all", run_rule},
    {"config", "Print the settings that hold for a file or folder", run_config},
    {"clean", "Remove the results that are kept between runs", run_clean},
    {"server", "Speak with an editor, by the Language Server Protocol", run_server},
    {"completions", "Print a script that completes command lines in a shell", run_completions},
    {"version", "Print the versions of doppelint and its parts", run_version},
    {"help", "Print what doppelint, or a command, understands", run_help},
}};

/// The command of this name, or null.
[[nodiscard]] const Command* find_command(std::string_view name);

}  // namespace doppelint::cli
