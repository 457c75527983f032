#include "cli/terminal.h"

#include <charconv>
#include <cstdlib>
#include <string_view>

#include <sys/ioctl.h>
#include <unistd.h>

namespace doppelint::cli {
namespace {

std::string variable(const char* name) {
    const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): before any thread starts
    return value == nullptr ? "" : value;
}

std::uint32_t number_in(std::string_view text) {
    std::uint32_t result = 0;
    std::from_chars(text.data(), text.data() + text.size(), result);
    return result;
}

// What COLUMNS says counts more than what the terminal says, as for other programs.
std::uint32_t columns_of_terminal(std::uint32_t otherwise) {
    if (const std::uint32_t told = number_in(variable("COLUMNS")); told > 0) return told;
    winsize size{};
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
    return otherwise;
}

}  // namespace

Terminal terminal_of_process() {
    Terminal result;
    result.shows_output = ::isatty(STDOUT_FILENO) == 1;
    result.shows_errors = ::isatty(STDERR_FILENO) == 1;
    result.columns = columns_of_terminal(result.columns);
    result.no_color = variable("NO_COLOR");
    result.force_color = variable("FORCE_COLOR");
    result.kind = variable("TERM");
    return result;
}

}  // namespace doppelint::cli
