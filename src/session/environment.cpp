#include "session/environment.h"

#include <algorithm>
#include <climits>
#include <cstdlib>
#include <memory>
#include <string_view>
#include <thread>

#include <unistd.h>

#include "base/hash.h"
#include "session/disk_file_system.h"
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

std::string home_for(const char* name, const std::string& home, std::string_view otherwise) {
    std::string result = variable(name);
    // A relative one is nobody's wish, says the standard for these folders.
    if (result.starts_with('/')) return result;
    return home.empty() ? "" : join_path(home, otherwise);
}

// Versions are not enough for whoever changes doppelint.
std::uint64_t identity_of_program() {
    const FileStatus status = DiskFileSystem().status("/proc/self/exe");
    return Hasher().add(status.size).add(status.modified).add(status.identity.number).value();
}

}  // namespace

Environment environment_of_process() {
    Environment result;
    result.working_folder = working_folder();
    result.home = variable("HOME");
    result.fault = variable("DOPPELINT_FAULT");
    result.config_home = home_for("XDG_CONFIG_HOME", result.home, ".config");
    result.cache_home = home_for("XDG_CACHE_HOME", result.home, ".cache");
    result.program = identity_of_program();
    result.is_hook = !variable("GIT_INDEX_FILE").empty() || !variable("PRE_COMMIT").empty();
    return result;
}

std::size_t hardware_threads() {
    return std::max(1U, std::thread::hardware_concurrency());
}

}  // namespace doppelint::session
