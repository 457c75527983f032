#include "session/configuration_keys.h"

#include <algorithm>
#include <utility>

#include "session/paths.h"
#include "session/spelling.h"
#include "session/words.h"

namespace doppelint::session {
namespace {

constexpr std::string_view kStrings = "an array of strings";

std::string quoted(std::string_view text) {
    return "`" + std::string(text) + "`";
}

}  // namespace

constexpr std::array<KeyReader::Key, 15> KeyReader::kKeys{{
    {"baseline", &KeyReader::read_baseline},
    {"cache-dir", &KeyReader::read_cache_folder},
    {"exclude", &KeyReader::read_exclude},
    {"extend", &KeyReader::read_extend},
    {"extend-exclude", &KeyReader::read_extend_exclude},
    {"extend-select", &KeyReader::read_extend_select},
    {"ignore", &KeyReader::read_ignore},
    {"libraries", &KeyReader::read_libraries},
    {"max-file-size", &KeyReader::read_size},
    {"min-confidence", &KeyReader::read_confidence},
    {"models", &KeyReader::read_models},
    {"per-file-ignores", &KeyReader::read_per_file_ignores},
    {"select", &KeyReader::read_select},
    {"src", &KeyReader::read_source_roots},
    {"target-version", &KeyReader::read_target},
}};

KeyReader::KeyReader(std::string path, std::string folder)
    : path_(std::move(path)), folder_(std::move(folder)) {
    into_.path = path_;
}

std::optional<Error> KeyReader::read(const toml::key& key, const toml::node& value) {
    const std::string_view name = key.str();
    const auto* const known = std::ranges::find(kKeys, name, &Key::name);
    if (known == kKeys.end()) {
        std::array<std::string_view, kKeys.size()> names;
        std::ranges::transform(kKeys, names.begin(), &Key::name);
        return error_at(key.source(), "unknown key " + quoted(name) + did_you_mean(name, names));
    }
    into_.origins.emplace(name, place_of(key.source()));
    return (this->*known->read)(name, value);
}

std::string KeyReader::place_of(const toml::source_region& where) const {
    return path_ + ":" + std::to_string(where.begin.line);
}

KeyReader::Problem KeyReader::error_at(const toml::source_region& where, const std::string& sentence) const {
    return Error{place_of(where) + ": " + sentence};
}

KeyReader::Problem KeyReader::wrong_value(const toml::node& value, std::string_view key,
                                          std::string_view wanted) const {
    return error_at(value.source(), quoted(key) + " must be " + std::string(wanted));
}

KeyReader::Problem KeyReader::wrong_word(const toml::node& value, std::string_view key,
                                         const Error& error) const {
    return error_at(value.source(), quoted(key) + " " + error.message);
}

KeyReader::Problem KeyReader::strings(std::string_view key, const toml::node& value,
                                      std::vector<std::string>& into) const {
    const toml::array* array = value.as_array();
    if (array == nullptr) return wrong_value(value, key, kStrings);
    for (const toml::node& element : *array) {
        const auto* text = element.as_string();
        if (text == nullptr) return wrong_value(element, key, kStrings);
        into.push_back(text->get());
    }
    return std::nullopt;
}

KeyReader::Problem KeyReader::paths(std::string_view key, const toml::node& value,
                                    std::optional<std::vector<std::string>>& into) const {
    std::vector<std::string> found;
    if (Problem problem = strings(key, value, found)) return problem;
    for (std::string& it : found) it = absolute_path(folder_, it);
    into = std::move(found);
    return std::nullopt;
}

KeyReader::Problem KeyReader::path(std::string_view key, const toml::node& value,
                                   std::optional<std::string>& into) const {
    const auto* text = value.as_string();
    if (text == nullptr || text->get().empty()) return wrong_value(value, key, "a string, a path");
    into = absolute_path(folder_, text->get());
    return std::nullopt;
}

KeyReader::Problem KeyReader::selectors(std::string_view key, const toml::node& value,
                                        std::vector<findings::RuleSelector>& into) const {
    const toml::array* array = value.as_array();
    if (array == nullptr) return wrong_value(value, key, kStrings);
    for (const toml::node& element : *array) {
        const auto* text = element.as_string();
        if (text == nullptr) return wrong_value(element, key, kStrings);
        const Result<findings::RuleSelector> selector = parse_selector(text->get());
        if (!selector) return wrong_word(element, key, selector.error());
        into.push_back(*selector);
    }
    return std::nullopt;
}

// What one file says is one layer.
findings::SelectionLayer& KeyReader::selection() {
    if (into_.selections.empty()) into_.selections.emplace_back();
    return into_.selections.front();
}

KeyReader::Problem KeyReader::read_baseline(std::string_view key, const toml::node& value) {
    return path(key, value, into_.baseline);
}

KeyReader::Problem KeyReader::read_cache_folder(std::string_view key, const toml::node& value) {
    return path(key, value, into_.cache_folder);
}

KeyReader::Problem KeyReader::read_confidence(std::string_view key, const toml::node& value) {
    const auto* text = value.as_string();
    if (text == nullptr) return wrong_value(value, key, "`certain`, `likely` or `possible`");
    const Result<findings::Confidence> confidence = parse_confidence(text->get());
    if (!confidence) return wrong_word(value, key, confidence.error());
    into_.min_confidence = *confidence;
    return std::nullopt;
}

KeyReader::Problem KeyReader::read_exclude(std::string_view key, const toml::node& value) {
    into_.exclude = PatternGroup{folder_, {}};
    return strings(key, value, into_.exclude->patterns);
}

KeyReader::Problem KeyReader::read_extend(std::string_view key, const toml::node& value) {
    const auto* text = value.as_string();
    if (text == nullptr) return wrong_value(value, key, "a string, the path of a configuration file");
    extend_ = absolute_path(folder_, text->get());
    return std::nullopt;
}

KeyReader::Problem KeyReader::read_extend_exclude(std::string_view key, const toml::node& value) {
    into_.extend_exclude.push_back({folder_, {}});
    return strings(key, value, into_.extend_exclude.back().patterns);
}

KeyReader::Problem KeyReader::read_extend_select(std::string_view key, const toml::node& value) {
    return selectors(key, value, selection().extend_select);
}

KeyReader::Problem KeyReader::read_ignore(std::string_view key, const toml::node& value) {
    return selectors(key, value, selection().ignore);
}

KeyReader::Problem KeyReader::read_libraries(std::string_view key, const toml::node& value) {
    constexpr std::string_view kWanted = "a table of versions like `{pandas = \"2.2\"}`";
    const toml::table* table = value.as_table();
    if (table == nullptr) return wrong_value(value, key, kWanted);
    into_.libraries.emplace();
    for (const auto& [name, version] : *table) {
        const auto* text = version.as_string();
        if (text == nullptr) return wrong_value(version, key, kWanted);
        into_.libraries->emplace_back(name.str(), text->get());
    }
    return std::nullopt;
}

KeyReader::Problem KeyReader::read_models(std::string_view key, const toml::node& value) {
    return paths(key, value, into_.models);
}

KeyReader::Problem KeyReader::read_per_file_ignores(std::string_view key, const toml::node& value) {
    const toml::table* table = value.as_table();
    if (table == nullptr) return wrong_value(value, key, R"(a table like `{"tests/*" = ["DPL201"]}`)");
    for (const auto& [pattern, rules] : *table) {
        PerFileIgnore& it = into_.per_file_ignores.emplace_back();
        it.folder = folder_;
        it.pattern = pattern.str();
        if (Problem problem = selectors(key, rules, it.rules)) return problem;
    }
    return std::nullopt;
}

KeyReader::Problem KeyReader::read_select(std::string_view key, const toml::node& value) {
    return selectors(key, value, selection().select.emplace());
}

KeyReader::Problem KeyReader::read_size(std::string_view key, const toml::node& value) {
    std::string text;
    if (const auto* number = value.as_integer()) text = std::to_string(number->get());
    if (const auto* words = value.as_string()) text = words->get();
    const Result<std::uint64_t> size = parse_size(text);
    if (!size) return wrong_word(value, key, size.error());
    into_.max_file_size = *size;
    return std::nullopt;
}

KeyReader::Problem KeyReader::read_source_roots(std::string_view key, const toml::node& value) {
    return paths(key, value, into_.source_roots);
}

KeyReader::Problem KeyReader::read_target(std::string_view key, const toml::node& value) {
    const auto* text = value.as_string();
    if (text == nullptr) return wrong_value(value, key, "a string like `3.11` or `3.9-3.14`");
    const Result<VersionRange> range = parse_target_version(text->get());
    if (!range) return error_at(value.source(), quoted(key) + ": " + range.error().message);
    into_.target_version = *range;
    return std::nullopt;
}

}  // namespace doppelint::session
