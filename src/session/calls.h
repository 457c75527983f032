#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/executor.h"
#include "session/check.h"
#include "session/file_system.h"

namespace doppelint::session {

/// The call graph: for every function of the files and of what they import, what it calls, by dotted names. A
/// module's body goes by the module's own name; a generator expression is a part of the function around it.
struct CallGraph {
    std::map<std::string, std::vector<std::string>> calls;  ///< sorted
    std::vector<std::string> warnings;                      ///< files that could not be read, as `path: why`
};

[[nodiscard]] CallGraph call_graph(const Request& request, const FileSystem& files, Executor& executor);

}  // namespace doppelint::session
