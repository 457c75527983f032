#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/run.h"
#include "session/memory_file_system.h"

namespace doppelint::cli {

/// What a command line came to.
struct Outcome {
    ExitStatus status = ExitStatus::clean;
    std::string out;
    std::string error;
};

/// A shell that stands in /p.
class Shell {
  public:
    Shell& with(std::string_view path, std::string text) {
        files.add_file(path, std::move(text));
        return *this;
    }

    Outcome run(const std::vector<std::string>& arguments) {
        StringOutput out;
        StringOutput error;
        session::Environment environment;
        environment.working_folder = "/p";
        Surroundings surroundings{
            files, environment, [this](std::uint64_t) -> Result<std::string> { return standard_input; },
            out,   error,       terminal};
        const ExitStatus status = cli::run(arguments, surroundings);
        return {status, out.text(), error.text()};
    }

    session::MemoryFileSystem files{"/p"};
    std::string standard_input;
    Terminal terminal;
};

}  // namespace doppelint::cli
