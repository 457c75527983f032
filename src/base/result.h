#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace doppelint {

/// What went wrong, in a sentence for the person who runs the tool.
struct Error {
    std::string message;
};

/// A value, or the reason why there is none. Errors cross layers as values, never as exceptions.
template <class T>
using Result = tl::expected<T, Error>;

[[nodiscard]] inline tl::unexpected<Error> failure(std::string message) {
    return tl::unexpected<Error>(Error{std::move(message)});
}

}  // namespace doppelint
