#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// As every source of this folder includes it: without exceptions, all in headers.
#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#include <toml++/toml.h>

#include "models/model.h"
#include "models/read_models.h"

namespace doppelint::models {

/// Something that a row says, and the line where it does.
struct RowText {
    std::string_view text;
    std::uint32_t line = 0;
};

/// Where a file's errors go.
class ErrorList {
  public:
    ErrorList(std::string_view path, std::vector<ModelError>& errors) : path_(path), errors_(&errors) {}

    void add(std::uint32_t line, std::string message) const {
        errors_->push_back({std::string(path_), line, std::move(message)});
    }

  private:
    std::string_view path_;
    std::vector<ModelError>* errors_;
};

/// One table of a file. A value of the wrong type is an error and counts as absent.
class TomlRow {
  public:
    TomlRow(const toml::table& table, const ErrorList& errors) : table_(&table), errors_(&errors) {}

    [[nodiscard]] std::uint32_t line() const { return table_->source().begin.line; }
    [[nodiscard]] bool has(std::string_view key) const { return table_->contains(key); }
    /// An error for each key that is not among these.
    void allow_only(std::span<const std::string_view> keys) const;
    /// The string of this key; absence is an error.
    [[nodiscard]] std::optional<RowText> required_string(std::string_view key) const;
    [[nodiscard]] std::optional<RowText> string(std::string_view key) const;
    /// The strings of an array, or one string alone.
    [[nodiscard]] std::vector<RowText> strings(std::string_view key) const;
    [[nodiscard]] bool boolean(std::string_view key, bool otherwise) const;
    /// What `since` and `until` say.
    [[nodiscard]] Versions versions() const;
    /// What `library` says, or else `otherwise`. Its name is a part of the file's text.
    [[nodiscard]] LibraryRange library(const LibraryRange& otherwise) const;
    /// What `example` and `checked` say.
    [[nodiscard]] Evidence evidence(EvidenceNeed need) const;

    void error(std::uint32_t line, std::string message) const { errors_->add(line, std::move(message)); }

  private:
    [[nodiscard]] std::optional<std::uint8_t> version(std::string_view key) const;

    const toml::table* table_;
    const ErrorList* errors_;
};

}  // namespace doppelint::models
