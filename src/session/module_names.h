#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "session/file_system.h"

namespace doppelint::session {

/// A file as `import` sees it.
struct ModuleName {
    std::string root;  ///< the folder from which it is imported, an absolute path
    std::string name;  ///< dotted: "app.config"; of `app/__init__.py` "app"
    /// Of a module in a namespace package: how it is called from its own folder, else empty.
    // NOLINTNEXTLINE(readability-redundant-member-init): GCC wants it where the rest is listed
    std::string second_root{}, second_name{};
    bool operator==(const ModuleName&) const = default;
};

/// Names modules and finds them. A module is its path: names are asked for under a root, so that files of
/// one name under different roots do not meet.
class ModuleNames {
  public:
    /// `source_roots` are the configured `src`, absolute paths. `files` must outlive this.
    ModuleNames(const FileSystem& files, std::vector<std::string> source_roots);

    /// The module in the file at the absolute `path`. Its root is the deepest configured one above it, else
    /// the first folder upward without `__init__.py`.
    [[nodiscard]] ModuleName module_of(std::string_view path);

    /// Something under `root` imports the file by its path: the folders between are packages, with or without
    /// a file of their own.
    void add_import(std::string_view path, std::string_view root);

    /// The file that `import name` means under `root`, as Python looks for it: a package before a module;
    /// a `.pyi` where there is no `.py`. None for a namespace package and for what is not there.
    [[nodiscard]] std::optional<std::string> find(std::string_view root, std::string_view name);

  private:
    [[nodiscard]] std::string root_of(std::string_view folder);
    [[nodiscard]] std::string name_under(std::string_view path, std::string_view root) const;
    [[nodiscard]] bool is_package(std::string_view folder);
    [[nodiscard]] bool is_folder(std::string_view path);

    const FileSystem& files_;
    std::vector<std::string> source_roots_;
    std::map<std::string, bool, std::less<>> packages_, folders_;  ///< what was asked for
    std::set<std::string, std::less<>> namespaces_;                ///< folders
};

}  // namespace doppelint::session
