#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "program/module.h"
#include "session/check.h"
#include "session/file_system.h"
#include "session/module_names.h"

namespace doppelint::session {

/// Finds the files that imports mean: under the importing module's own root, then under the roots that all
/// share.
class ImportSearch {
  public:
    /// `files` must outlive this.
    ImportSearch(const FileSystem& files, const std::vector<std::string>& source_roots,
                 std::vector<std::string> shared_roots);

    void add_known(const std::string& path) { known_.insert(path); }
    [[nodiscard]] bool is_known(const std::string& path) const { return known_.contains(path); }
    [[nodiscard]] ModuleName name_of(const std::string& path) { return names_.module_of(path); }
    [[nodiscard]] const std::vector<std::string>& shared_roots() const { return shared_roots_; }
    /// The files that the module's imports load and that are not known yet.
    [[nodiscard]] std::vector<InputFile> imports_of(const program::Module& module, const InputFile& importer);

  private:
    [[nodiscard]] const std::optional<std::string>& find(const std::string& root, const std::string& name);

    const FileSystem& files_;
    ModuleNames names_;
    std::vector<std::string> shared_roots_;
    std::set<std::string> known_;
    std::map<std::pair<std::string, std::string>, std::optional<std::string>> found_;  ///< by root and name
};

}  // namespace doppelint::session
