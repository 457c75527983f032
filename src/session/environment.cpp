#include "session/environment.h"

#include <algorithm>
#include <climits>
#include <cstdlib>
#include <memory>
#include <string_view>
#include <thread>

#include <unistd.h>

#include "session/paths.h"

namespace doppelint::session {
namespace {

std::string variable(const char* name) {
    const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): before any thread starts
    return value == nullptr ? "" : value;
}

std::string working_folder() {
    const std::unique_ptr<char, decltype(&std::free)> folder(::getcwd(nullptr, 0), &std::free);
    return folder == nullptr ? "/" : folder.get();
}

}  // namespace

Environment environment_of_process() {
    Environment result;
    result.working_folder = working_folder();
    result.home = variable("HOME");
    result.fault = variable("DOPPELINT_FAULT");
    result.config_home = variable("XDG_CONFIG_HOME");
    if (result.config_home.empty() && !result.home.empty()) {
        result.config_home = join_path(result.home, ".config");
    }
    return result;
}

std::size_t hardware_threads() {
    return std::max(1U, std::thread::hardware_concurrency());
}

}  // namespace doppelint::session
