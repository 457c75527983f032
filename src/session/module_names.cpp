#include "session/module_names.h"

#include <algorithm>
#include <array>
#include <utility>

#include "session/paths.h"

namespace doppelint::session {
namespace {

constexpr std::array<std::string_view, 2> kEndings{".py", ".pyi"};
constexpr std::string_view kPackageFile = "__init__";

bool is_file(const FileSystem& files, const std::string& path) {
    return files.status(path).kind == FileKind::file;
}

std::string_view without_ending(std::string_view path) {
    return path.substr(0, path.size() - extension_of(path).size());
}

std::string replaced(std::string_view text, char from, char to) {
    std::string result(text);
    std::ranges::replace(result, from, to);
    return result;
}

}  // namespace

ModuleNames::ModuleNames(const FileSystem& files, std::vector<std::string> source_roots)
    : files_(files), source_roots_(std::move(source_roots)) {}

bool ModuleNames::is_package(std::string_view folder) {
    if (const auto known = packages_.find(folder); known != packages_.end()) return known->second;
    const bool result = std::ranges::any_of(kEndings, [&](std::string_view ending) {
        return is_file(files_, join_path(folder, std::string(kPackageFile).append(ending)));
    });
    packages_.emplace(folder, result);
    return result;
}

std::string ModuleNames::root_of(std::string_view folder) {
    std::string_view configured;
    for (const std::string& root : source_roots_) {
        if (is_inside(folder, root) && root.size() > configured.size()) configured = root;
    }
    if (!configured.empty()) return std::string(configured);
    while (folder.size() > 1 && is_package(folder)) folder = parent_of(folder);
    return std::string(folder);
}

std::string ModuleNames::name_under(std::string_view path, std::string_view root) const {
    std::string_view stem = without_ending(relative_path(path, root));
    if (stem != kPackageFile && file_name_of(stem) == kPackageFile) stem = parent_of(stem);
    return replaced(stem, '/', '.');
}

ModuleName ModuleNames::module_of(std::string_view path) {
    ModuleName result;
    result.root = root_of(parent_of(path));
    result.name = name_under(path, result.root);
    std::string_view outer = result.root;
    while (outer.size() > 1 && (namespaces_.contains(outer) || is_package(outer))) outer = parent_of(outer);
    if (outer == result.root || !namespaces_.contains(result.root)) return result;
    std::string root(outer);
    result.second_root = std::exchange(result.root, root);
    result.second_name = std::exchange(result.name, name_under(path, root));
    return result;
}

void ModuleNames::add_import(std::string_view path, std::string_view root) {
    for (std::string_view folder = parent_of(path); folder.size() > root.size(); folder = parent_of(folder)) {
        if (!is_package(folder)) namespaces_.emplace(folder);
    }
}

bool ModuleNames::is_folder(std::string_view path) {
    if (const auto known = folders_.find(path); known != folders_.end()) return known->second;
    const bool result = files_.status(std::string(path)).kind == FileKind::folder;
    folders_.emplace(path, result);
    return result;
}

// Most names that imports may mean are no modules (`os.path.join`): those the folders on the way tell.
std::optional<std::string> ModuleNames::find(std::string_view root, std::string_view name) {
    const std::string stem = join_path(root, replaced(name, '.', '/'));
    for (std::size_t end = stem.find('/', root.size() + 1); end != std::string::npos;
         end = stem.find('/', end + 1)) {
        if (!is_folder(std::string_view(stem).substr(0, end))) return std::nullopt;
    }
    const auto find_file = [&](const std::string& candidate) -> std::optional<std::string> {
        for (const std::string_view ending : kEndings) {
            std::string path = candidate + std::string(ending);
            if (is_file(files_, path)) return path;
        }
        return std::nullopt;
    };
    std::optional<std::string> package;
    if (is_folder(stem)) package = find_file(join_path(stem, kPackageFile));
    return package ? package : find_file(stem);
}

}  // namespace doppelint::session
