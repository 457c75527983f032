#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace doppelint::session {

/// What a run takes from the process around it.
struct Environment {
    std::string working_folder = "/";
    std::string home;           ///< empty: none
    std::string config_home;    ///< where programs keep their settings; empty: none
    std::string cache_home;     ///< where programs keep what they can do without; empty: none
    std::uint64_t program = 0;  ///< tells one build of doppelint from another
    bool is_hook = false;       ///< git is about to commit, and asks first
    std::string fault;          ///< the mistake that a development build is asked to make; empty: none
};

[[nodiscard]] Environment environment_of_process();

/// How many threads this machine runs at once for us; at least one.
[[nodiscard]] std::size_t hardware_threads();

}  // namespace doppelint::session
