#include "session/configuration.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "session/paths.h"
#include "session/spelling.h"
#include "session/toml.h"

namespace doppelint::session {
namespace {

constexpr std::array<std::string_view, 8> kKeys{
    "exclude", "extend", "extend-exclude", "libraries", "max-file-size", "models", "src", "target-version"};
// Nobody writes more by hand.
constexpr std::uint64_t kMostBytes = std::uint64_t{4} << 20;
constexpr std::size_t kMostExtensions = 32;
// Positions in a file are 32 bits wide.
constexpr std::uint64_t kLargestFile = std::uint64_t{1} << 30;

std::string quoted(std::string_view text) {
    return "`" + std::string(text) + "`";
}

/// The table of one file's settings while it is read.
struct Reader {
    std::string path;
    std::string folder;
    Configuration into;
    std::string extend;  ///< absolute path of the file it inherits from; empty: none

    [[nodiscard]] Error error_at(const toml::source_region& where, const std::string& sentence) const {
        return {path + ":" + std::to_string(where.begin.line) + ": " + sentence};
    }
};

using Problem = std::optional<Error>;

Problem wrong_value(const Reader& reader, const toml::node& value, std::string_view key,
                    std::string_view wanted) {
    return reader.error_at(value.source(), quoted(key) + " must be " + std::string(wanted));
}

Problem read_strings(const Reader& reader, std::string_view key, const toml::node& value,
                     std::vector<std::string>& into) {
    constexpr std::string_view kWanted = "an array of strings";
    const toml::array* array = value.as_array();
    if (array == nullptr) return wrong_value(reader, value, key, kWanted);
    for (const toml::node& element : *array) {
        const auto* text = element.as_string();
        if (text == nullptr) return wrong_value(reader, element, key, kWanted);
        into.push_back(text->get());
    }
    return std::nullopt;
}

Problem read_exclude(Reader& reader, std::string_view key, const toml::node& value) {
    reader.into.exclude = PatternGroup{reader.folder, {}};
    return read_strings(reader, key, value, reader.into.exclude->patterns);
}

Problem read_extend_exclude(Reader& reader, std::string_view key, const toml::node& value) {
    reader.into.extend_exclude.push_back({reader.folder, {}});
    return read_strings(reader, key, value, reader.into.extend_exclude.back().patterns);
}

Problem read_size(Reader& reader, std::string_view key, const toml::node& value) {
    std::string text;
    if (const auto* number = value.as_integer()) text = std::to_string(number->get());
    if (const auto* words = value.as_string()) text = words->get();
    const Result<std::uint64_t> size = parse_size(text);
    if (!size) return wrong_value(reader, value, key, size.error().message);
    reader.into.max_file_size = *size;
    return std::nullopt;
}

Problem read_target(Reader& reader, std::string_view key, const toml::node& value) {
    const auto* text = value.as_string();
    if (text == nullptr) return wrong_value(reader, value, key, "a string like `3.11` or `3.9-3.14`");
    const Result<VersionRange> range = parse_target_version(text->get());
    if (!range) return reader.error_at(value.source(), quoted(key) + ": " + range.error().message);
    reader.into.target_version = *range;
    return std::nullopt;
}

Problem read_extend(Reader& reader, std::string_view key, const toml::node& value) {
    const auto* text = value.as_string();
    if (text == nullptr) return wrong_value(reader, value, key, "a string, the path of a configuration file");
    reader.extend = absolute_path(reader.folder, text->get());
    return std::nullopt;
}

Problem read_paths(const Reader& reader, std::string_view key, const toml::node& value,
                   std::optional<std::vector<std::string>>& into) {
    std::vector<std::string> paths;
    if (Problem problem = read_strings(reader, key, value, paths)) return problem;
    for (std::string& path : paths) path = absolute_path(reader.folder, path);
    into = std::move(paths);
    return std::nullopt;
}

Problem read_libraries(Reader& reader, std::string_view key, const toml::node& value) {
    constexpr std::string_view kWanted = "a table of versions like `{pandas = \"2.2\"}`";
    const toml::table* table = value.as_table();
    if (table == nullptr) return wrong_value(reader, value, key, kWanted);
    reader.into.libraries.emplace();
    for (const auto& [name, version] : *table) {
        const auto* text = version.as_string();
        if (text == nullptr) return wrong_value(reader, version, key, kWanted);
        reader.into.libraries->emplace_back(name.str(), text->get());
    }
    return std::nullopt;
}

Problem read_key(Reader& reader, const toml::key& key, const toml::node& value) {
    const std::string_view name = key.str();
    if (name == "exclude") return read_exclude(reader, name, value);
    if (name == "extend-exclude") return read_extend_exclude(reader, name, value);
    if (name == "extend") return read_extend(reader, name, value);
    if (name == "max-file-size") return read_size(reader, name, value);
    if (name == "src") return read_paths(reader, name, value, reader.into.source_roots);
    if (name == "models") return read_paths(reader, name, value, reader.into.models);
    if (name == "libraries") return read_libraries(reader, name, value);
    if (name == "target-version") return read_target(reader, name, value);
    return reader.error_at(key.source(), "unknown key " + quoted(name) + did_you_mean(name, kKeys));
}

Result<std::string> read_text(const FileSystem& files, const std::string& path) {
    Result<std::string> text = files.read(path, kMostBytes);
    if (!text) return failure(path + ": " + text.error().message);
    return text;
}

bool is_project_file(const std::string& path) {
    return file_name_of(path) == "pyproject.toml";
}

const toml::table* settings_table(const toml::table& file, const std::string& path) {
    return is_project_file(path) ? file["tool"]["doppelint"].as_table() : &file;
}

Result<std::optional<Reader>> read_one(const FileSystem& files, const std::string& path,
                                       const std::string& folder) {
    const Result<std::string> text = read_text(files, path);
    if (!text) return tl::unexpected(text.error());
    // One that does not speak of us may be as broken as it likes: projects keep such files as test data.
    if (is_project_file(path) && text->find("doppelint") == std::string::npos) {
        return std::optional<Reader>();
    }
    const Result<toml::table> file = parse_toml(*text, path);
    if (!file) return tl::unexpected(file.error());
    const toml::table* table = settings_table(*file, path);
    if (table == nullptr) return std::optional<Reader>();
    std::optional<Reader> reader(Reader{path, folder, {}, {}});
    reader->into.path = reader->path;
    for (const auto& [key, value] : *table) {
        if (Problem problem = read_key(*reader, key, value)) return tl::unexpected(*problem);
    }
    return reader;
}

// What the inherited file says holds where the one in front is silent; what extends, adds up.
void inherit(Configuration& into, Configuration from) {
    if (!into.exclude) into.exclude = std::move(from.exclude);
    if (!into.source_roots) into.source_roots = std::move(from.source_roots);
    if (!into.models) into.models = std::move(from.models);
    if (!into.libraries) into.libraries = std::move(from.libraries);
    if (!into.target_version) into.target_version = from.target_version;
    if (!into.max_file_size) into.max_file_size = from.max_file_size;
    into.extend_exclude.insert(into.extend_exclude.begin(), from.extend_exclude.begin(),
                               from.extend_exclude.end());
}

std::uint64_t unit_of(std::string_view suffix) {
    constexpr std::string_view kUnits = "KMG";
    if (suffix.ends_with('B') || suffix.ends_with('b')) suffix.remove_suffix(1);
    if (suffix.empty()) return 1;
    const std::size_t unit = kUnits.find(static_cast<char>(suffix[0] & ~0x20));
    return suffix.size() > 1 || unit == std::string_view::npos ? 0 : std::uint64_t{1} << (10 * (unit + 1));
}

std::string nothing_to_extend(std::string path, const std::string& extend) {
    return path.append(": ").append(extend).append(", which it extends, has no [tool.doppelint]");
}

}  // namespace

Result<std::uint64_t> parse_size(std::string_view text) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    std::string_view suffix = text.substr(static_cast<std::size_t>(end - text.data()));
    while (suffix.starts_with(' ')) suffix.remove_prefix(1);
    const std::uint64_t unit = unit_of(suffix);
    const bool good = error == std::errc{} && unit != 0 && number != 0 && number <= kLargestFile / unit;
    if (good) return number * unit;
    return failure("a size like `16MB`, at most 1GB");
}

Result<std::optional<Configuration>> read_configuration(const FileSystem& files, const std::string& path,
                                                        const std::string& folder) {
    Result<std::optional<Reader>> first = read_one(files, path, folder);
    if (!first) return tl::unexpected(first.error());
    if (!*first) return std::optional<Configuration>();
    Configuration result = std::move((*first)->into);
    std::string extend = std::move((*first)->extend);
    for (std::size_t depth = 0; !extend.empty(); ++depth) {
        if (depth == kMostExtensions) return failure(path + ": `extend` leads in a circle");
        Result<std::optional<Reader>> next = read_one(files, extend, std::string(parent_of(extend)));
        if (!next) return tl::unexpected(next.error());
        if (!*next) return failure(nothing_to_extend(path, extend));
        inherit(result, std::move((*next)->into));
        extend = std::move((*next)->extend);
    }
    return result;
}

Result<std::optional<std::string>> read_requires_python(const FileSystem& files, const std::string& path) {
    const Result<std::string> text = read_text(files, path);
    if (!text) return tl::unexpected(text.error());
    const Result<toml::table> file = parse_toml(*text, path);
    if (!file) return tl::unexpected(file.error());
    return (*file)["project"]["requires-python"].value<std::string>();
}

}  // namespace doppelint::session
