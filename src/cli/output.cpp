#include "cli/output.h"

#include <cerrno>
#include <csignal>

#include <unistd.h>

namespace doppelint::cli {

Output::State DescriptorOutput::write(std::string_view text) {
    while (state_ == State::good && !text.empty()) {
        const ssize_t written = ::write(number_, text.data(), text.size());
        if (written >= 0) {
            text.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno == EPIPE) {
            state_ = State::closed;
        } else if (errno != EINTR) {
            state_ = State::failed;
        }
    }
    return state_;
}

DescriptorOutput standard_output() {
    return DescriptorOutput(STDOUT_FILENO);
}

DescriptorOutput standard_error() {
    return DescriptorOutput(STDERR_FILENO);
}

void survive_closed_pipes() {
    std::signal(SIGPIPE, SIG_IGN);
}

}  // namespace doppelint::cli
