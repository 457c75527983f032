#include <string>
#include <vector>

#include "cli/run.h"
#include "session/disk_file_system.h"

int main(int count, char** values) {
    namespace cli = doppelint::cli;
    namespace session = doppelint::session;
    cli::survive_closed_pipes();
    session::DiskFileSystem files;
    cli::DescriptorOutput out = cli::standard_output();
    cli::DescriptorOutput error = cli::standard_error();
    cli::Surroundings surroundings{
        files, session::environment_of_process(), session::read_standard_input, out,
        error, cli::terminal_of_process()};
    surroundings.read_some_input = session::read_some_standard_input;
    const std::vector<std::string> arguments(values + (count > 0 ? 1 : 0), values + count);
    return static_cast<int>(cli::run(arguments, surroundings));
}
