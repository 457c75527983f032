#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "cli/option_table.h"

namespace doppelint::cli {

/// Scripts that make a shell complete command lines of doppelint.
[[nodiscard]] std::string bash_completions(std::span<const CommandRow> commands);
[[nodiscard]] std::string zsh_completions(std::span<const CommandRow> commands);
[[nodiscard]] std::string fish_completions(std::span<const CommandRow> commands);

/// What may stand behind an option.
enum class ValueKind : std::uint8_t { nothing, choice, path, free };

[[nodiscard]] ValueKind kind_of_value(const OptionRow& option);

/// Whether paths may stand behind the command's name.
[[nodiscard]] bool takes_paths(const CommandRow& command);

/// `words` with `separator` between them.
[[nodiscard]] std::string joined(std::span<const std::string> words, std::string_view separator);

/// `text` as one word of a shell.
[[nodiscard]] std::string shell_word(std::string_view text);

}  // namespace doppelint::cli
