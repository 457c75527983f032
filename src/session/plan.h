#pragma once

#include <functional>
#include <string>
#include <vector>

#include "session/check.h"
#include "session/discovery.h"
#include "session/run_cache.h"

namespace doppelint::session {

/// What the command line names: paths, `-` among them for standard input.
struct Named {
    std::vector<std::string> paths;
    std::string standard_input_name;  ///< as findings name it; empty: `-`
    /// Gives all of standard input, or an error where that is more than so many bytes.
    std::function<Result<std::string>(std::uint64_t)> read_standard_input;
};

/// What is to be done, once configuration and files are known.
struct Plan {
    Request request;
    std::vector<std::string> source_roots;  ///< the configured `src`, as absolute paths
    std::vector<std::string> warnings;      ///< what could not be read, as `path: why`, sorted
    std::optional<std::string> baseline;    ///< of known findings; an absolute path
    RunCache cache;
    std::uint64_t discover_time = 0;  ///< nanoseconds
};

/// Where results are kept; empty: nowhere.
[[nodiscard]] std::string cache_folder(const std::optional<std::string>& configured,
                                       const Environment& environment);

/// Fails where a path does not exist or a configuration is wrong.
[[nodiscard]] Result<Plan> make_plan(const Named& named, const Overrides& overrides, const FileSystem& files,
                                     const Environment& environment);

}  // namespace doppelint::session
