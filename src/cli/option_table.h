#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/commands.h"
#include "cli/parse_options.h"

namespace doppelint::cli {

/// One option of a command, as people read and type it.
struct OptionRow {
    std::vector<std::string> names;    ///< the short one first: -o, --output-file
    std::string value;                 ///< what stands behind it, as in FILE; empty: nothing
    std::vector<std::string> choices;  ///< the values it takes, where they can be counted
    std::string description;
    std::string group;
};

/// One command and all that may stand behind its name.
struct CommandRow {
    std::string name;
    std::string summary;
    std::string usage;                  ///< the command's name and what follows it
    std::vector<std::string> operands;  ///< what may stand first behind the name, where that can be counted
    std::vector<OptionRow> options;
};

/// The options that `app` shows, in the order in which they were added; help is the last, and belongs to
/// the group of the one before.
[[nodiscard]] std::vector<OptionRow> option_rows(const CLI::App& app);

/// All commands, from the options that they read themselves.
[[nodiscard]] std::vector<CommandRow> command_rows(const Surroundings& surroundings);

/// Says which values `option` takes, to those who complete what is typed. What else is typed stays the
/// command's business.
CLI::Option* offer(CLI::Option* option, std::span<const std::string_view> values);

}  // namespace doppelint::cli
