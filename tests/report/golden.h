#pragma once

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

namespace doppelint::report {

/// Holds a text against the file of this name in tests/report/golden/. With DOPPELINT_UPDATE_GOLDEN in the
/// environment the file is written anew; then look at what git says of it.
inline void expect_golden(const std::string& name, const std::string& text) {
    const std::string path = "tests/report/golden/" + name;
    if (std::getenv("DOPPELINT_UPDATE_GOLDEN") != nullptr) {  // NOLINT(concurrency-mt-unsafe): one thread
        std::ofstream(path, std::ios::binary) << text;
    }
    std::ifstream file(path, std::ios::binary);
    const std::string expected{std::istreambuf_iterator<char>(file), {}};
    EXPECT_EQ(text, expected) << path;
}

}  // namespace doppelint::report
