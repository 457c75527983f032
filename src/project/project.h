#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/text_map.h"
#include "models/model.h"
#include "project/class_table.h"
#include "project/interface.h"
#include "project/meaning.h"

namespace doppelint::project {

/// One module of a project, as it is handed over. The program must outlive the project.
struct ModuleInput {
    const Module* program = nullptr;
    std::string root;  ///< the folder from which it is imported: modules under different roots do not meet
    std::string name;  ///< dotted
    bool is_package = false;
    bool is_stub = false;  ///< a `.pyi`: its functions have no bodies, so nobody imports it
    /// A module in a folder without `__init__.py` may be imported from that folder, too.
    // NOLINTNEXTLINE(readability-redundant-member-init): GCC wants it where the rest is listed
    std::string second_root{}, second_name{};
};

/// Modules that are analyzed together: what their names mean across them. Immutable once made, and made from
/// the modules' own texts alone.
class Project {
  public:
    /// `library` must outlive the project.
    /// `shared_roots`: where an import looks that finds nothing under its own module's root.
    Project(std::vector<ModuleInput> modules, const models::Library& library,
            std::vector<std::string> shared_roots = {});

    [[nodiscard]] std::size_t module_count() const { return modules_.size(); }
    [[nodiscard]] const Module& program(ModuleId id) const { return *modules_[id.index()].program; }
    [[nodiscard]] const Function& function(CodeId id) const {
        return program(id.module).function(id.function);
    }
    [[nodiscard]] const Interface& interface(ModuleId id) const { return interfaces_[id.index()]; }
    [[nodiscard]] const std::string& name(ModuleId id) const { return modules_[id.index()].name; }
    [[nodiscard]] const std::string& root(ModuleId id) const { return modules_[id.index()].root; }
    [[nodiscard]] bool is_stub(ModuleId id) const { return modules_[id.index()].is_stub; }
    [[nodiscard]] const ClassTable& classes() const { return classes_; }
    [[nodiscard]] const models::Library& library() const { return library_; }
    /// The body of the innermost class that the function stands in; none if it stands in none.
    [[nodiscard]] CodeId class_around(CodeId id) const {
        const FunctionId body = classes_around_[id.module.index()][id.function.index()];
        return body.valid() ? CodeId{id.module, body} : CodeId{};
    }
    /// Whether a function has decorators that may make something else of it.
    [[nodiscard]] bool is_decorated(CodeId code) const;
    /// "app.table.Table.add", as `function_names` has it.
    [[nodiscard]] const std::string& name(CodeId id) const {
        return function_names_[id.module.index()][id.function.index()];
    }
    [[nodiscard]] const std::vector<std::string>& names_in(ModuleId id) const {
        return function_names_[id.index()];
    }

    /// The module of this name as seen from `from`; none if it is not one of these.
    [[nodiscard]] ModuleId find(ModuleId from, std::string_view dotted) const;

    /// What the global name stands for once the module is loaded; nothing if the module does not bind it.
    [[nodiscard]] Meanings global(ModuleId module, NameId name) const;
    /// `module.name`.
    [[nodiscard]] Meanings member(ModuleId module, std::string_view name) const;
    /// What the name is where the module's code reads it as a global; the same as `member`.
    [[nodiscard]] const Meanings& loaded(ModuleId module, NameId name) const {
        return loaded_[loaded_places_[module.index()][name.index()]];
    }
    /// What the import instruction makes.
    [[nodiscard]] const Meanings& imported(ModuleId module, program::ImportId import) const {
        return imported_[module.index()][import.index()];
    }
    /// What `from m import *` binds the name to; nothing if it does not.
    [[nodiscard]] Meanings star_imported(ModuleId module, const program::Import& import,
                                         std::string_view name) const;
    /// The module of the project that the import takes a member from; none if it is not one of these.
    [[nodiscard]] ModuleId source_of(ModuleId module, const program::Import& import) const;
    /// What the register holds, as far as names tell.
    [[nodiscard]] Meanings meaning_of(CodeId in, ValueId value) const;
    /// The dotted name of the library function that decorates a definition, as `@name` or `@name(…)`; empty:
    /// it is none of a library.
    [[nodiscard]] std::string library_decorator(CodeId definition, ValueId decorator) const;
    /// `meaning.name`.
    [[nodiscard]] Meanings attribute(const Meaning& meaning, std::string_view name) const;
    /// The modules that the module's imports load.
    [[nodiscard]] std::vector<ModuleId> imports_of(ModuleId module) const;

  private:
    [[nodiscard]] std::string absolute_name(ModuleId module, const program::Import& import) const;
    [[nodiscard]] Meanings meaning_of_binding(ModuleId module, const Binding& binding,
                                              std::uint32_t depth) const;
    [[nodiscard]] Meanings global(ModuleId module, NameId name, std::uint32_t depth) const;
    [[nodiscard]] Meanings member(ModuleId module, std::string_view name, std::uint32_t depth) const;
    [[nodiscard]] Meanings imported(ModuleId module, const program::Import& import,
                                    std::uint32_t depth) const;
    [[nodiscard]] Meanings meaning_of(CodeId in, ValueId value, std::uint32_t depth) const;
    [[nodiscard]] Meanings attribute(const Meaning& meaning, std::string_view name,
                                     std::uint32_t depth) const;
    [[nodiscard]] Meanings member(ModuleId module, std::string_view name, std::uint32_t depth,
                                  std::vector<ModuleId>& asked) const;
    [[nodiscard]] Meanings star_imported(ModuleId module, const program::Import& import,
                                         std::string_view name, std::uint32_t depth,
                                         std::vector<ModuleId>& asked) const;
    [[nodiscard]] Meanings captured(CodeId in, std::uint32_t index, std::uint32_t depth) const;
    [[nodiscard]] Meanings local_name(CodeId in, NameId name, std::uint32_t depth) const;
    [[nodiscard]] Meanings library_name(std::string dotted) const;

    /// The modules under one root.
    struct Root {
        TextMap<ModuleId> modules;         ///< by dotted name
        bool is_standard_library = false;  ///< better known by its models than by its text
    };
    void find_roots();
    void write_tables();
    void write_loaded_names(ModuleId module);

    std::vector<ModuleInput> modules_;
    std::vector<Interface> interfaces_;
    TextMap<Root> roots_;
    std::vector<const Root*> root_of_;  ///< by module
    const models::Library& library_;
    std::vector<std::string> shared_roots_;
    ClassTable classes_;
    std::vector<Meanings> loaded_;
    std::vector<std::vector<std::uint32_t>> loaded_places_;  ///< by module and name, in `loaded_`
    std::vector<std::vector<Meanings>> imported_;            ///< by module and import
    std::vector<std::vector<FunctionId>> classes_around_;    ///< by module and function
    std::vector<std::vector<std::string>> function_names_;   ///< by module and function
};

}  // namespace doppelint::project
