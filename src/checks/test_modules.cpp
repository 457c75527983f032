#include "checks/test_modules.h"

#include <algorithm>

namespace doppelint::checks {

// Benchmarks, too, call what they measure and want no answer.
bool is_test(std::string_view module) {
    for (std::size_t begin = 0; begin <= module.size();) {
        const std::size_t end = std::min(module.find('.', begin), module.size());
        const std::string_view word = module.substr(begin, end - begin);
        if (word == "test" || word == "tests" || word == "conftest" || word.starts_with("test_") ||
            word.ends_with("_test") || word == "benchmarks" || word.starts_with("bench_")) {
            return true;
        }
        begin = end + 1;
    }
    return false;
}

bool is_in_test(const Subject& subject) {
    return subject.file.project != nullptr && is_test(subject.file.project->name(subject.file.module_id));
}

}  // namespace doppelint::checks
