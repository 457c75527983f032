#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "program/parse.h"
#include "program/verify.h"

namespace doppelint::program {

/// The module that `text` is the printed form of; the test fails if it is none.
inline Module read(std::string_view text) {
    Result<Module> module = parse(text);
    if (!module) {
        ADD_FAILURE() << module.error().message;
        return {};
    }
    return std::move(*module);
}

/// A module whose body is `body`: the lines of its blocks.
inline std::string with_body(std::string_view body) {
    return "scope 0 module\n\nmodule 0 <module> scope 0\n" + std::string(body);
}

/// Whether some sentence holds `part`.
inline testing::AssertionResult tells(const std::vector<std::string>& sentences, std::string_view part) {
    std::string all;
    for (const std::string& it : sentences) {
        if (it.find(part) != std::string::npos) return testing::AssertionSuccess();
        all += "\n  " + it;
    }
    return testing::AssertionFailure() << "nothing says \"" << part << "\", only:" << all;
}

inline std::vector<std::string> problems_of(std::string_view text) {
    return verify(read(text));
}

}  // namespace doppelint::program
