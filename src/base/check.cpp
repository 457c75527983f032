#include "base/check.h"

#include <cstdio>
#include <cstdlib>

namespace doppelint {

void report_broken_promise(std::string_view sentence, const char* file, int line) {
    std::fprintf(stderr, "doppelint: internal error at %s:%d: %.*s\n", file, line,
                 static_cast<int>(sentence.size()), sentence.data());
    std::abort();
}

}  // namespace doppelint
