#include "session/configuration.h"

#include <iterator>
#include <utility>

#include "session/configuration_keys.h"
#include "session/paths.h"
#include "session/toml.h"

namespace doppelint::session {
namespace {

// Nobody writes more by hand.
constexpr std::uint64_t kMostBytes = std::uint64_t{4} << 20;
constexpr std::size_t kMostExtensions = 32;

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

/// A file's settings, and the absolute path of the one that it inherits from.
struct OneFile {
    Configuration says;
    std::string extend;
};

Result<std::optional<OneFile>> read_one(const FileSystem& files, const std::string& path,
                                        const std::string& folder) {
    const Result<std::string> text = read_text(files, path);
    if (!text) return tl::unexpected(text.error());
    // One that does not speak of us may be as broken as it likes: projects keep such files as test data.
    if (is_project_file(path) && text->find("doppelint") == std::string::npos) {
        return std::optional<OneFile>();
    }
    const Result<toml::table> file = parse_toml(*text, path);
    if (!file) return tl::unexpected(file.error());
    const toml::table* table = settings_table(*file, path);
    if (table == nullptr) return std::optional<OneFile>();
    KeyReader reader(path, folder);
    for (const auto& [key, value] : *table) {
        if (std::optional<Error> problem = reader.read(key, value)) return tl::unexpected(*problem);
    }
    std::string extend = reader.extend();
    return std::optional<OneFile>({std::move(reader).configuration(), std::move(extend)});
}

template <class Item>
void put_first(std::vector<Item>& into, std::vector<Item> from) {
    into.insert(into.begin(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

// What the inherited file says holds where the one in front is silent; what extends, adds up.
void inherit(Configuration& into, Configuration from) {
    if (!into.exclude) into.exclude = std::move(from.exclude);
    if (!into.source_roots) into.source_roots = std::move(from.source_roots);
    if (!into.models) into.models = std::move(from.models);
    if (!into.libraries) into.libraries = std::move(from.libraries);
    if (!into.target_version) into.target_version = from.target_version;
    if (!into.max_file_size) into.max_file_size = from.max_file_size;
    if (!into.min_confidence) into.min_confidence = from.min_confidence;
    if (!into.baseline) into.baseline = std::move(from.baseline);
    if (!into.cache_folder) into.cache_folder = std::move(from.cache_folder);
    put_first(into.extend_exclude, std::move(from.extend_exclude));
    put_first(into.selections, std::move(from.selections));
    put_first(into.per_file_ignores, std::move(from.per_file_ignores));
    into.origins.merge(from.origins);
}

std::string nothing_to_extend(std::string path, const std::string& extend) {
    return path.append(": ").append(extend).append(", which it extends, has no [tool.doppelint]");
}

}  // namespace

Result<std::optional<Configuration>> read_configuration(const FileSystem& files, const std::string& path,
                                                        const std::string& folder) {
    Result<std::optional<OneFile>> first = read_one(files, path, folder);
    if (!first) return tl::unexpected(first.error());
    if (!*first) return std::optional<Configuration>();
    Configuration result = std::move((*first)->says);
    std::string extend = std::move((*first)->extend);
    for (std::size_t depth = 0; !extend.empty(); ++depth) {
        if (depth == kMostExtensions) return failure(path + ": `extend` leads in a circle");
        Result<std::optional<OneFile>> next = read_one(files, extend, std::string(parent_of(extend)));
        if (!next) return tl::unexpected(next.error());
        if (!*next) return failure(nothing_to_extend(path, extend));
        inherit(result, std::move((*next)->says));
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
