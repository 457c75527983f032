#pragma once

#include <string>

namespace doppelint::source {

/// Python writes and reads JSON that is none by the standard: `NaN`, `Infinity`, and halves of surrogate
/// pairs. Replaces them by `0` and U+FFFD, each in its place and of the same size.
void replace_python_extensions(std::string& json);

}  // namespace doppelint::source
