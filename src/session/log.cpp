#include "session/log.h"

#include <memory>

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace doppelint::session {
namespace {

spdlog::logger& logger() {
    static const std::shared_ptr<spdlog::logger> only = [] {
        auto made =
            std::make_shared<spdlog::logger>("doppelint", std::make_shared<spdlog::sinks::stderr_sink_mt>());
        made->set_pattern("[%H:%M:%S.%e] %v");
        made->set_level(spdlog::level::off);
        return made;
    }();
    return *only;
}

}  // namespace

void set_verbosity(Verbosity verbosity) {
    logger().set_level(verbosity == Verbosity::verbose ? spdlog::level::debug : spdlog::level::off);
}

bool is_verbose() {
    return logger().should_log(spdlog::level::debug);
}

void log(std::string_view sentence) {
    if (is_verbose()) logger().debug("{}", sentence);
}

}  // namespace doppelint::session
