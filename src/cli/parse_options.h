#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/commands.h"

namespace doppelint::cli {

/// What a command line holds beside options: all of it is taken literally.
using Operands = std::vector<std::string>;

/// Reads the options that `app` knows into its variables. With an exit status there is nothing more to do:
/// the help was printed, the options were shown to one who asked, or one is wrong and a sentence said so.
[[nodiscard]] std::optional<ExitStatus> parse_options(CLI::App& app, Arguments arguments, Operands& operands,
                                                      Surroundings& surroundings);

/// An application of CLI11 with our habits: the last value of an option counts, and `usage`, which begins
/// with the command's name, is the name of the application.
void set_habits(CLI::App& app, std::string_view usage);

/// An option that may be given several times, and takes one value at a time or several between commas, so
/// that a path behind it is not swallowed.
CLI::Option* add_list(CLI::App& app, const std::string& name, std::vector<std::string>& into,
                      const std::string& description);

/// Options that are added from now on stand under this title in help.
void begin_group(CLI::App& app, std::string_view title);

/// Says that `value` is none of the `known` ones of `option`, and the nearest of them.
ExitStatus unknown_value(std::string_view option, std::string_view value,
                         std::span<const std::string_view> known, Surroundings& surroundings);

}  // namespace doppelint::cli
