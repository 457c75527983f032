#include "models/toml_row.h"

#include <algorithm>
#include <charconv>

#include "models/parse_library_range.h"
#include "models/quoted.h"

namespace doppelint::models {
namespace {

RowText text_of(const toml::value<std::string>& value) {
    return {value.get(), value.source().begin.line};
}

}  // namespace

void TomlRow::allow_only(std::span<const std::string_view> keys) const {
    for (const auto& [key, value] : *table_) {
        if (std::ranges::find(keys, key.str()) != keys.end()) continue;
        error(key.source().begin.line, "there is no key " + quoted(key.str()) + " here");
    }
}

std::optional<RowText> TomlRow::string(std::string_view key) const {
    const toml::node* node = table_->get(key);
    if (node == nullptr) return std::nullopt;
    if (const auto* value = node->as_string()) return text_of(*value);
    error(node->source().begin.line, quoted(key) + " must be a string");
    return std::nullopt;
}

std::optional<RowText> TomlRow::required_string(std::string_view key) const {
    if (!has(key)) error(line(), "the key " + quoted(key) + " is missing");
    return string(key);
}

std::vector<RowText> TomlRow::strings(std::string_view key) const {
    const toml::node* node = table_->get(key);
    if (node == nullptr) return {};
    if (const auto* value = node->as_string()) return {text_of(*value)};
    const toml::array* array = node->as_array();
    if (array == nullptr) {
        error(node->source().begin.line, quoted(key) + " must be a string or an array of strings");
        return {};
    }
    std::vector<RowText> found;
    for (const toml::node& element : *array) {
        if (const auto* value = element.as_string()) {
            found.push_back(text_of(*value));
        } else {
            error(element.source().begin.line, quoted(key) + " must hold strings only");
        }
    }
    return found;
}

bool TomlRow::boolean(std::string_view key, bool otherwise) const {
    const toml::node* node = table_->get(key);
    if (node == nullptr) return otherwise;
    if (const auto* value = node->as_boolean()) return value->get();
    error(node->source().begin.line, quoted(key) + " must be true or false");
    return otherwise;
}

std::optional<std::uint8_t> TomlRow::version(std::string_view key) const {
    constexpr std::string_view kMajor = "3.";
    const std::optional<RowText> found = string(key);
    if (!found) return std::nullopt;
    const std::string_view text = found->text;
    std::uint8_t minor = 0;
    if (text.starts_with(kMajor)) {
        const auto [end, problem] =
            std::from_chars(text.data() + kMajor.size(), text.data() + text.size(), minor);
        if (problem == std::errc() && end == text.data() + text.size()) return minor;
    }
    error(found->line, quoted(key) + " must be a version such as \"3.9\"");
    return std::nullopt;
}

Versions TomlRow::versions() const {
    Versions result;
    if (const auto since = version("since")) result.first = *since;
    if (const auto until = version("until")) result.last = *until;
    if (result.first > result.last) error(line(), "`since` is later than `until`");
    return result;
}

LibraryRange TomlRow::library(const LibraryRange& otherwise) const {
    const std::optional<RowText> text = string("library");
    if (!text) return otherwise;
    Result<LibraryRange> range = parse_library_range(text->text);
    if (range) return *range;
    error(text->line, "`library`: " + range.error().message);
    return otherwise;
}

Evidence TomlRow::evidence(EvidenceNeed need) const {
    const std::optional<RowText> checked = string("checked");
    if (checked && checked->text != "documentation")
        error(checked->line, "`checked` can only be \"documentation\"");
    const std::vector<RowText> examples = strings("example");
    if (!examples.empty() && checked)
        error(line(), "a row with an `example` is checked by running it, so `checked` must go");
    if (!examples.empty()) return Evidence::example;
    if (checked) return Evidence::documentation;
    if (need == EvidenceNeed::required)
        error(line(), "an `example` is missing, or else `checked = \"documentation\"`");
    return Evidence::none;
}

}  // namespace doppelint::models
