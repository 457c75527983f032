#include "session/import_search.h"

#include <algorithm>

#include "session/paths.h"

namespace doppelint::session {
namespace {

// No file system has longer paths.
constexpr std::size_t kLongestName = 4096;

std::string_view package_of(std::string_view name) {
    const std::size_t dot = name.rfind('.');
    return dot == std::string_view::npos ? std::string_view() : name.substr(0, dot);
}

/// The dotted names that one import may load, from the outermost package on.
std::vector<std::string> names_of(const program::Module& module, const program::Import& import,
                                  const ModuleName& importer, bool is_package) {
    std::string name(import.module.valid() ? module.text(import.module) : std::string_view());
    if (import.level != 0) {
        std::string_view package = is_package ? std::string_view(importer.name) : package_of(importer.name);
        for (std::uint32_t level = 1; level < import.level; ++level) package = package_of(package);
        name =
            package.empty() || name.empty() ? std::string(package) + name : std::string(package) + "." + name;
    }
    std::vector<std::string> result;
    if (import.member.valid()) {
        result.push_back(name.empty() ? std::string(module.text(import.member))
                                      : name + "." + std::string(module.text(import.member)));
    }
    for (std::string_view it = name; !it.empty(); it = package_of(it)) {
        if (it.size() <= kLongestName) result.emplace_back(it);
    }
    return result;
}

}  // namespace

ImportSearch::ImportSearch(const FileSystem& files, const std::vector<std::string>& source_roots,
                           std::vector<std::string> shared_roots)
    : files_(files), names_(files, source_roots), shared_roots_(std::move(shared_roots)) {}

const std::optional<std::string>& ImportSearch::find(const std::string& root, const std::string& name) {
    const auto [known, is_new] = found_.try_emplace({root, name});
    if (is_new) {
        known->second = names_.find(root, name);
        // A stub has signatures and no bodies.
        if (known->second && extension_of(*known->second) == ".pyi") known->second.reset();
    }
    return known->second;
}

// NOLINTNEXTLINE(readability-function-size): four loops, one in another
std::vector<InputFile> ImportSearch::imports_of(const program::Module& module, const InputFile& importer) {
    std::vector<InputFile> result;
    const ModuleName name = names_.module_of(importer.path);
    const bool is_package = file_name_of(importer.path).starts_with("__init__.");
    for (const program::Import& import : module.imports) {
        for (const std::string& wanted : names_of(module, import, name, is_package)) {
            std::vector<std::string> roots{name.root};
            if (!name.second_root.empty()) roots.push_back(name.second_root);
            roots.insert(roots.end(), shared_roots_.begin(), shared_roots_.end());
            for (const std::string& root : roots) {
                const std::optional<std::string>& path = find(root, wanted);
                if (!path) continue;
                if (root == name.root) names_.add_import(*path, root);
                if (!known_.contains(*path)) {
                    result.push_back(
                        {*path, *path, files_.status(*path).size, importer.max_size, std::nullopt});
                }
                break;
            }
        }
    }
    return result;
}

}  // namespace doppelint::session
