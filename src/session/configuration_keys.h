#pragma once

#include <optional>
#include <string>

#include "session/configuration.h"
#include "session/toml.h"

namespace doppelint::session {

/// Reads the keys of one configuration file.
class KeyReader {
  public:
    /// `path` is the file's; its relative paths and patterns are seen from `folder`.
    KeyReader(std::string path, std::string folder);

    /// Takes one key; an error names the file and the line.
    [[nodiscard]] std::optional<Error> read(const toml::key& key, const toml::node& value);

    [[nodiscard]] Configuration configuration() && { return std::move(into_); }
    /// The absolute path of the file that this one inherits from; empty: none.
    [[nodiscard]] const std::string& extend() const { return extend_; }

  private:
    using Problem = std::optional<Error>;
    using Member = Problem (KeyReader::*)(std::string_view, const toml::node&);
    struct Key {
        std::string_view name;
        Member read;
    };
    static const std::array<Key, 15> kKeys;

    [[nodiscard]] std::string place_of(const toml::source_region& where) const;
    [[nodiscard]] Problem error_at(const toml::source_region& where, const std::string& sentence) const;
    [[nodiscard]] Problem wrong_value(const toml::node& value, std::string_view key,
                                      std::string_view wanted) const;
    [[nodiscard]] Problem wrong_word(const toml::node& value, std::string_view key, const Error& error) const;
    [[nodiscard]] Problem strings(std::string_view key, const toml::node& value,
                                  std::vector<std::string>& into) const;
    [[nodiscard]] Problem paths(std::string_view key, const toml::node& value,
                                std::optional<std::vector<std::string>>& into) const;
    [[nodiscard]] Problem path(std::string_view key, const toml::node& value,
                               std::optional<std::string>& into) const;
    [[nodiscard]] Problem selectors(std::string_view key, const toml::node& value,
                                    std::vector<findings::RuleSelector>& into) const;
    [[nodiscard]] findings::SelectionLayer& selection();

    Problem read_baseline(std::string_view key, const toml::node& value);
    Problem read_cache_folder(std::string_view key, const toml::node& value);
    Problem read_confidence(std::string_view key, const toml::node& value);
    Problem read_exclude(std::string_view key, const toml::node& value);
    Problem read_extend(std::string_view key, const toml::node& value);
    Problem read_extend_exclude(std::string_view key, const toml::node& value);
    Problem read_extend_select(std::string_view key, const toml::node& value);
    Problem read_ignore(std::string_view key, const toml::node& value);
    Problem read_libraries(std::string_view key, const toml::node& value);
    Problem read_models(std::string_view key, const toml::node& value);
    Problem read_per_file_ignores(std::string_view key, const toml::node& value);
    Problem read_select(std::string_view key, const toml::node& value);
    Problem read_size(std::string_view key, const toml::node& value);
    Problem read_source_roots(std::string_view key, const toml::node& value);
    Problem read_target(std::string_view key, const toml::node& value);

    std::string path_, folder_;
    Configuration into_;
    std::string extend_;
};

}  // namespace doppelint::session
