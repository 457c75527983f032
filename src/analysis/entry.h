#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "heap/object.h"

namespace doppelint::analysis {

/// What a parameter is bound to when a function begins.
struct ParameterBinding {
    enum class What : std::uint8_t {
        caller,       ///< whatever the caller passes
        own_default,  ///< the object of its own default
        shape,        ///< an object of this shape: a function, a class, an instance of one
        same,         ///< the object of an earlier parameter
        truth,        ///< True or False: what a call leaves out is what its default says
    };
    What what = What::caller;
    models::Kind kind = models::Kind::opaque;  ///< own_default: what the object is
    bool empty = false;                        ///< own_default: it holds nothing at first
    heap::Shape shape{};                       ///< shape
    program::CodeId variable{};                ///< own_default: the module whose global holds it, too
    // NOLINTNEXTLINE(readability-redundant-member-init): GCC wants it where the rest is listed
    std::string global{};       ///< that global's name
    std::uint32_t same_as = 0;  ///< same
    bool truth = false;         ///< truth
    bool operator==(const ParameterBinding&) const = default;

    /// Whether it is the default that this global of the module holds, too.
    [[nodiscard]] bool is_default_in(program::CodeId body, std::string_view name) const {
        return what == What::own_default && variable == body && global == name;
    }
};

/// What more of an argument would tell more of a call.
enum class Asks : std::uint8_t { shape = 1, truth = 2 };

/// What a function begins with: its parameters, and behind them the variables around it that were handed over
/// when it was made. Those that are not listed are the caller's.
struct Entry {
    std::vector<ParameterBinding> parameters;

    [[nodiscard]] bool is_general() const {
        return std::ranges::all_of(
            parameters, [](const ParameterBinding& it) { return it.what == ParameterBinding::What::caller; });
    }
    bool operator==(const Entry&) const = default;
};

}  // namespace doppelint::analysis
