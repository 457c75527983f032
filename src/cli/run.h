#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>

#include "cli/output.h"
#include "cli/terminal.h"
#include "session/environment.h"
#include "session/file_system.h"

namespace CLI {  // NOLINT(readability-identifier-naming): the name is CLI11's
class App;
}

namespace doppelint::cli {

/// What the process tells the one who started it.
enum class ExitStatus : std::uint8_t { clean = 0, findings = 1, failed = 2 };

/// All that a command touches outside of itself.
struct Surroundings {
    session::FileSystem& files;
    session::Environment environment;
    std::function<Result<std::string>(std::uint64_t)> read_standard_input;
    Output& out;
    Output& error;
    Terminal terminal = {};
    /// Where this is set, a command shows its options and does nothing else.
    std::function<void(const CLI::App&)> see_options = nullptr;
    /// Waits for some bytes of standard input; none: its end. For commands that talk with somebody.
    std::function<std::size_t(std::span<char>)> read_some_input = nullptr;
};

/// Runs the command that `arguments`, without the program's name, ask for.
[[nodiscard]] ExitStatus run(std::span<const std::string> arguments, Surroundings& surroundings);

}  // namespace doppelint::cli
