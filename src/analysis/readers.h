#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/call_flow.h"
#include "analysis/global_names.h"
#include "analysis/methods.h"
#include "analysis/questions.h"
#include "analysis/summary_store.h"
#include "project/bound_together.h"
#include "project/containers.h"
#include "project/field_changes.h"
#include "project/flags.h"
#include "project/frames.h"
#include "project/held_defaults.h"
#include "project/import_time.h"
#include "project/new_containers.h"
#include "project/one_instance.h"
#include "project/only_changed.h"
#include "project/placeholders.h"
#include "project/project.h"
#include "project/records.h"
#include "project/shared_attributes.h"
#include "project/snapshot_uses.h"
#include "project/steady_writes.h"
#include "project/strangers.h"
#include "project/test_objects.h"

namespace doppelint::analysis {

// What one run sees of the world around its function. Each reader has the words of what it reads, and notes
// what was asked if somebody wants to know (`Reads`). There is no other way from a run to the project.

[[nodiscard]] std::optional<std::vector<project::Found>> overrides_in(const project::ClassTable& classes,
                                                                      const project::ClassInfo& of,
                                                                      std::string_view name, CodeId after,
                                                                      std::size_t most);

/// Classes of the project.
class ClassReader {
  public:
    ClassReader(const project::Project& project, Reads* reads)
        : project_(project), classes_(project.classes()), reads_(reads) {}

    /// Its members and subclasses are asked for below.
    [[nodiscard]] const project::ClassInfo* find(CodeId body) const {
        if (reads_ != nullptr) reads_->note(Question::What::class_shape, body);
        return classes_.find(body);
    }
    [[nodiscard]] project::Found lookup(const project::ClassInfo& of, std::string_view name,
                                        CodeId after = {}) const {
        if (reads_ != nullptr) reads_->note(Question::What::lookup, of.body, name, 0, after);
        return classes_.lookup(of, name, after);
    }
    /// What lookups of the name find in the classes below it, in their order, each once; none if there are
    /// more than `most` classes.
    [[nodiscard]] std::optional<std::vector<project::Found>> overrides(const project::ClassInfo& of,
                                                                       std::string_view name, CodeId after,
                                                                       std::size_t most) const {
        if (reads_ != nullptr) {
            reads_->note(Question::What::overrides, of.body, name, static_cast<std::uint32_t>(most), after);
        }
        return overrides_in(classes_, of, name, after, most);
    }
    /// The attribute that the class pattern `of(a, b)` reads at this place; empty: not known.
    [[nodiscard]] std::string_view match_argument(const project::ClassInfo& of, std::uint32_t place) const {
        if (reads_ != nullptr) reads_->note(Question::What::match_argument, of.body, {}, place);
        return classes_.match_argument(project_, of, place);
    }
    /// The container that instances have of their class alone; see `project::shared_attribute`.
    [[nodiscard]] std::optional<project::SharedAttribute> shared_attribute(const project::ClassInfo& of,
                                                                           std::string_view name) const {
        if (reads_ != nullptr) reads_->note(Question::What::shared_attribute, of.body, name);
        return project::shared_attribute(project_, of, name);
    }
    /// Two things about such a container, which take longer to find out; its question stands for them, too.
    /// See `project::is_only_changed` and `project::has_one_instance`.
    [[nodiscard]] bool is_only_changed(const project::ClassInfo& of, std::string_view name) const {
        if (reads_ != nullptr) reads_->note(Question::What::shared_attribute, of.body, name);
        return project::is_only_changed(project_, of, name);
    }
    [[nodiscard]] bool has_one_instance(const project::SharedAttribute& of) const {
        const project::ClassInfo* const owner = find(of.owner);
        return owner != nullptr && project::has_one_instance(project_, *owner);
    }
    /// See `project::snapshot_user`.
    [[nodiscard]] CodeId snapshot_user(const project::ClassInfo& of, std::string_view attribute) const {
        if (reads_ != nullptr) reads_->note(Question::What::snapshot_user, of.body, attribute);
        return project::snapshot_user(project_, of, attribute);
    }
    /// See `project::gets_new_containers`.
    [[nodiscard]] bool gets_new_containers(const project::ClassInfo& of, std::string_view attribute) const {
        if (reads_ != nullptr) reads_->note(Question::What::gets_new_containers, of.body, attribute);
        return project::gets_new_containers(project_, of, attribute);
    }
    /// See `project::factory_default`.
    [[nodiscard]] std::optional<project::HeldDefault> factory_default(const project::ClassInfo& of,
                                                                      std::string_view attribute) const {
        if (reads_ != nullptr) reads_->note(Question::What::factory_default, of.body, attribute);
        return project::factory_default(project_, of, attribute);
    }
    /// Its decorators are a part of its shape.
    [[nodiscard]] project::Record record_kind(const project::ClassInfo& of) const {
        return project::record_kind(project_, of);
    }
    [[nodiscard]] bool is_frozen(const project::ClassInfo& of) const {
        if (reads_ != nullptr) reads_->note(Question::What::is_frozen, of.body);
        return project::is_frozen(project_, of);
    }
    /// See `project::is_unhashable`.
    [[nodiscard]] bool is_unhashable(const project::ClassInfo& of) const {
        if (reads_ != nullptr) reads_->note(Question::What::is_unhashable, of.body);
        return project::is_unhashable(project_, of);
    }
    /// See `project::is_rebound`.
    [[nodiscard]] bool is_rebound(const project::ClassInfo& of, std::string_view name) const {
        if (reads_ != nullptr) reads_->note(Question::What::is_rebound, of.body, name);
        return project::is_rebound(project_, of, name);
    }
    /// See `project::is_made_for_each_test`.
    [[nodiscard]] bool is_made_for_each_test(const project::ClassInfo& of, std::string_view attribute) const {
        if (reads_ != nullptr) reads_->note(Question::What::made_for_test, of.body, attribute);
        return project::is_made_for_each_test(project_, of, attribute);
    }
    /// See `project::changer`.
    [[nodiscard]] CodeId changer(const project::ClassInfo& of) const {
        if (reads_ != nullptr) reads_->note(Question::What::changer, of.body);
        return project::changer(project_, of);
    }
    /// See `project::field_changer`.
    [[nodiscard]] CodeId field_changer(const project::ClassInfo& of, std::string_view name) const {
        if (reads_ != nullptr) reads_->note(Question::What::field_changer, of.body, name);
        return project::field_changer(project_, of, name);
    }
    /// See `project::initial_fields`.
    [[nodiscard]] std::vector<project::InitialField> initial_fields(const project::ClassInfo& of) const {
        if (reads_ != nullptr) reads_->note(Question::What::initial_fields, of.body);
        return project::initial_fields(project_, of);
    }
    /// Of a class whose own body asks.
    [[nodiscard]] std::vector<project::FieldDefault> object_defaults(const project::ClassInfo& of) const {
        return project::object_defaults(project_, of);
    }
    [[nodiscard]] const std::vector<CodeId>& subclasses(const project::ClassInfo& of) const {
        if (reads_ != nullptr) reads_->note(Question::What::subclasses, of.body);
        return of.subclasses;
    }
    [[nodiscard]] const auto& members(const project::ClassInfo& of) const {
        if (reads_ != nullptr) reads_->note(Question::What::class_members, of.body);
        return of.members;
    }

  private:
    const project::Project& project_;
    const project::ClassTable& classes_;
    Reads* reads_;
};

/// Definitions of one module.
class DefinitionReader {
  public:
    DefinitionReader(const project::Interface& interface, program::ModuleId module, Reads* reads)
        : interface_(interface), module_(module), reads_(reads) {}

    [[nodiscard]] const project::Definition& definition(program::FunctionId id) const {
        if (reads_ != nullptr) reads_->note(Question::What::definition, {module_, id});
        return interface_.definition(id);
    }
    /// The globals that the module itself binds.
    [[nodiscard]] std::vector<NameId> bound_names() const {
        if (reads_ != nullptr) reads_->note(Question::What::bound_names, {module_, program::FunctionId{0}});
        return interface_.bound_names();
    }

  private:
    const project::Interface& interface_;
    program::ModuleId module_;
    Reads* reads_;
};

class ProjectReader {
  public:
    ProjectReader(const project::Project& project, Reads* reads) : project_(project), reads_(reads) {}

    /// For what ids of an answer stand for. Of another function's own text nothing may be read but what a
    /// question was answered with.
    [[nodiscard]] const program::Module& program(program::ModuleId id) const { return project_.program(id); }
    [[nodiscard]] const std::string& name(program::ModuleId id) const { return project_.name(id); }

    /// What it takes; not its instructions.
    [[nodiscard]] const program::Function& function(CodeId id) const {
        if (reads_ != nullptr) reads_->note(Question::What::signature, id);
        return project_.function(id);
    }
    /// The body of the innermost class that it stands in; none if it stands in none.
    [[nodiscard]] CodeId class_around(CodeId id) const {
        if (reads_ != nullptr) reads_->note(Question::What::signature, id);
        return project_.class_around(id);
    }
    [[nodiscard]] DefinitionReader interface(program::ModuleId id) const {
        return {project_.interface(id), id, reads_};
    }
    /// The same for who reads its annotations.
    [[nodiscard]] const program::Function& annotated_function(CodeId id) const {
        if (reads_ != nullptr) reads_->note(Question::What::annotations, id);
        return function(id);
    }
    /// See `project::is_filled_for_each_test`.
    [[nodiscard]] bool is_filled_for_each_test(CodeId test, std::string_view parameter) const {
        if (reads_ != nullptr) reads_->note(Question::What::filled_for_test, test, parameter);
        return project::is_filled_for_each_test(project_, test, parameter);
    }
    /// See `project::knows_strangers`.
    [[nodiscard]] bool knows_strangers(CodeId equality, bool is_none) const {
        if (reads_ != nullptr) reads_->note(Question::What::knows_strangers, equality, {}, is_none ? 1 : 0);
        return project::knows_strangers(project_, equality, is_none);
    }
    /// Whether the body of some class binds the name; code of `module` asks.
    [[nodiscard]] bool some_class_binds(program::ModuleId module, std::string_view name) const {
        if (reads_ != nullptr) reads_->note(Question::What::some_class, body_of(module), name);
        return project_.classes().some_binds(name);
    }
    /// See `project::runs_at_import`.
    [[nodiscard]] bool runs_at_import(CodeId code) const {
        if (reads_ != nullptr) reads_->note(Question::What::runs_at_import, code);
        return project::runs_at_import(project_, code);
    }
    /// See `project::are_bound_together`.
    [[nodiscard]] bool are_bound_together(program::ModuleId module, std::string_view one,
                                          std::string_view other) const {
        if (reads_ != nullptr) {
            const std::string asked = std::string(one) + '\n' + std::string(other);
            reads_->note(Question::What::bound_together, body_of(module), asked);
        }
        return project::are_bound_together(project_, module, one, other);
    }
    /// See `project::reads_frames`.
    [[nodiscard]] bool reads_frames(CodeId code) const {
        if (reads_ != nullptr) reads_->note(Question::What::reads_frames, code);
        return project::reads_frames(project_, code);
    }
    [[nodiscard]] bool is_decorated(CodeId id) const {
        if (reads_ != nullptr) reads_->note(Question::What::decorated, id);
        return project_.is_decorated(id);
    }
    [[nodiscard]] project::Meanings member(program::ModuleId module, std::string_view name) const {
        if (reads_ != nullptr) reads_->note(Question::What::member, body_of(module), name);
        return project_.member(module, name);
    }
    /// What the name is where the module's code reads it.
    [[nodiscard]] const project::Meanings& loaded(program::ModuleId module, NameId name) const {
        if (reads_ != nullptr) {
            reads_->note(Question::What::member, body_of(module), project_.program(module).text(name));
        }
        return project_.loaded(module, name);
    }
    [[nodiscard]] const project::Meanings& imported(program::ModuleId module, program::ImportId import) const;
    /// The module of the project that it takes a member from; none if it is not one of these.
    [[nodiscard]] program::ModuleId source_of(program::ModuleId module, const program::Import& import) const;
    /// What `from m import *` binds the name to.
    [[nodiscard]] project::Meanings star_imported(program::ModuleId module, const program::Import& import,
                                                  std::string_view name) const;
    [[nodiscard]] const std::string& name(CodeId id) const { return project_.name(id); }
    /// Of an expression that is a part of a definition or of a class's member.
    [[nodiscard]] project::Meanings meaning_of(CodeId in, program::ValueId value) const {
        return project_.meaning_of(in, value);
    }
    /// Of a definition that was asked for.
    [[nodiscard]] std::string library_decorator(CodeId definition, program::ValueId decorator) const {
        return project_.library_decorator(definition, decorator);
    }
    /// The container that the module's global or the class's attribute is; see `project::table_of`.
    [[nodiscard]] std::optional<project::Table> table_of(CodeId body, std::string_view name) const {
        if (reads_ != nullptr) reads_->note(Question::What::table, body, name);
        return project::table_of(project_, body, name);
    }
    /// See `project::context_default`.
    [[nodiscard]] std::optional<project::HeldDefault> context_default(program::ModuleId module,
                                                                      std::string_view name) const {
        if (reads_ != nullptr) reads_->note(Question::What::context_default, body_of(module), name);
        return project::context_default(project_, module, name);
    }
    /// See `project::option_default`.
    [[nodiscard]] std::optional<project::HeldDefault> option_default(program::ModuleId module,
                                                                     std::string_view attribute) const {
        if (reads_ != nullptr) reads_->note(Question::What::option_default, body_of(module), attribute);
        return project::option_default(project_, module, attribute);
    }
    /// See `project::literal_of`.
    [[nodiscard]] std::optional<project::Literal> literal_of(program::ModuleId module,
                                                             std::string_view name) const {
        if (reads_ != nullptr) reads_->note(Question::What::literal, body_of(module), name);
        return project::literal_of(project_, module, name);
    }
    /// See `project::is_own_tuple`.
    [[nodiscard]] bool is_own_tuple(program::ModuleId module, std::string_view name) const {
        if (reads_ != nullptr) reads_->note(Question::What::own_tuple, body_of(module), name);
        return project::is_own_tuple(project_, module, name);
    }
    /// See `project::is_placeholder`.
    [[nodiscard]] bool is_placeholder(CodeId method) const {
        if (reads_ != nullptr) reads_->note(Question::What::text, method);
        return project::is_placeholder(project_, method);
    }
    /// See `project::may_give_back`.
    [[nodiscard]] bool may_give_back(CodeId code) const {
        if (reads_ != nullptr) reads_->note(Question::What::text, code);
        return project::may_give_back(project_, code);
    }
    /// Whether the register of the code is a new container; its text is asked for.
    [[nodiscard]] bool makes_container(CodeId code, program::ValueId value) const {
        if (reads_ != nullptr) reads_->note(Question::What::text, code);
        return project::makes_container(project_, code, value);
    }
    /// See `project::may_run`; the text of the code and its defaults are asked for.
    [[nodiscard]] bool may_run(CodeId code, program::ValueId at, std::vector<project::Passed> passed) const {
        if (reads_ != nullptr) {
            reads_->note(Question::What::text, code);
            reads_->note(Question::What::definition, code);
        }
        return project::may_run(project_, code, at, std::move(passed));
    }
    /// See `project::steady_write`.
    [[nodiscard]] std::optional<project::SteadyWrite> steady_write(CodeId code, program::ValueId at) const {
        if (reads_ != nullptr) reads_->note(Question::What::text, code);
        return project::steady_write(project_, code, at);
    }
    [[nodiscard]] ClassReader classes() const { return {project_, reads_}; }

  private:
    [[nodiscard]] static CodeId body_of(program::ModuleId module) { return {module, program::FunctionId{0}}; }

    const project::Project& project_;
    Reads* reads_;
};

class FlowReader {
  public:
    FlowReader(const CallFlow& flow, Reads* reads) : flow_(flow), reads_(reads) {}

    [[nodiscard]] std::span<const FlowCallee> callees(CodeId caller, ValueId call) const {
        if (reads_ != nullptr) reads_->note(Question::What::callees, caller, {}, call.index());
        return flow_.callees(caller, call);
    }
    [[nodiscard]] std::span<const std::pair<ValueId, std::string_view>> library_callees(CodeId caller,
                                                                                        ValueId call) const {
        if (reads_ != nullptr) reads_->note(Question::What::library_callees, caller, {}, call.index());
        return flow_.library_callees(caller, call);
    }
    [[nodiscard]] bool stores(CodeId class_body, std::string_view name) const {
        if (reads_ != nullptr) reads_->note(Question::What::stores, class_body, name);
        return flow_.stores(class_body, name);
    }
    [[nodiscard]] bool is_patched(std::string_view name) const {
        if (reads_ != nullptr) reads_->note(Question::What::is_patched, CodeId{}, name);
        return flow_.is_patched(name);
    }
    [[nodiscard]] bool leads_back(CodeId class_body, std::string_view field,
                                  std::string_view attribute) const {
        if (reads_ != nullptr) {
            const std::string asked = std::string(field) + '\n' + std::string(attribute);
            reads_->note(Question::What::leads_back, class_body, asked);
        }
        return flow_.leads_back(class_body, field, attribute);
    }
    [[nodiscard]] std::span<const FlowPart> held_parts(CodeId class_body, std::string_view name) const {
        if (reads_ != nullptr) reads_->note(Question::What::held_parts, class_body, name);
        return flow_.held_parts(class_body, name);
    }
    [[nodiscard]] const CallFlow::OwnCallback* own_callback(CodeId code) const {
        if (reads_ != nullptr) reads_->note(Question::What::own_callback, code);
        return flow_.own_callback(code);
    }
    [[nodiscard]] bool is_patched(CodeId class_body, std::string_view name) const {
        if (reads_ != nullptr) reads_->note(Question::What::is_patched, class_body, name);
        return flow_.is_patched(class_body, name);
    }
    [[nodiscard]] heap::Shape field(CodeId class_body, std::string_view name) const {
        if (reads_ != nullptr) reads_->note(Question::What::field, class_body, name);
        return flow_.field(class_body, name);
    }
    [[nodiscard]] heap::Shape field_items(CodeId class_body, std::string_view name) const {
        if (reads_ != nullptr) reads_->note(Question::What::field_items, class_body, name);
        return flow_.field_items(class_body, name);
    }
    [[nodiscard]] heap::Shape class_attribute(CodeId class_body, std::string_view name) const {
        if (reads_ != nullptr) reads_->note(Question::What::class_attribute, class_body, name);
        return flow_.class_attribute(class_body, name);
    }
    [[nodiscard]] heap::Shape parameter(CodeId code, std::uint32_t index) const {
        if (reads_ != nullptr) reads_->note(Question::What::parameter, code, {}, index);
        return flow_.parameter(code, index);
    }
    [[nodiscard]] heap::Shape parameter_items(CodeId code, std::uint32_t index) const {
        if (reads_ != nullptr) reads_->note(Question::What::parameter_items, code, {}, index);
        return flow_.parameter_items(code, index);
    }
    [[nodiscard]] heap::Shape global(program::ModuleId module, std::string_view name) const {
        if (reads_ != nullptr) {
            reads_->note(Question::What::global, {module, program::FunctionId{0}}, name);
        }
        return flow_.global(module, name);
    }
    [[nodiscard]] const FlowTable* table_in(CodeId class_body, std::string_view name) const {
        if (reads_ != nullptr) reads_->note(Question::What::table_in, class_body, name);
        return flow_.table_in(class_body, name);
    }
    [[nodiscard]] const FlowRepeated* repeated_in(CodeId class_body, std::string_view name) const {
        if (reads_ != nullptr) reads_->note(Question::What::repeated_in, class_body, name);
        return flow_.repeated_in(class_body, name);
    }
    [[nodiscard]] std::span<const FlowComparison> comparisons(CodeId code) const {
        if (reads_ != nullptr) reads_->note(Question::What::comparisons, code);
        return flow_.comparisons(code);
    }
    [[nodiscard]] const FlowLibrary* library_in(CodeId class_body, std::string_view name) const {
        if (reads_ != nullptr) reads_->note(Question::What::library_in, class_body, name);
        return flow_.library_in(class_body, name);
    }
    [[nodiscard]] const FlowDefault* default_in(CodeId class_body, std::string_view name) const {
        if (reads_ != nullptr) reads_->note(Question::What::default_in, class_body, name);
        return flow_.default_in(class_body, name);
    }

  private:
    const CallFlow& flow_;
    Reads* reads_;
};

class SummaryReader final : public SummaryStore {
  public:
    SummaryReader(const SummaryStore& store, Reads* reads) : store_(store), reads_(reads) {}

    [[nodiscard]] const Summary* find(CodeId code, CodeId caller) const override {
        if (reads_ != nullptr) reads_->note(Question::What::summary, code);
        return store_.find(code, caller);
    }
    [[nodiscard]] const Summary* find(CodeId code, const Entry& entry, CodeId caller) const override {
        const Summary* const found = store_.find(code, entry, caller);
        if (reads_ != nullptr) {
            reads_->note(Question::What::special, code, store_.name_of(entry), 0, caller);
        }
        return found;
    }
    [[nodiscard]] std::string name_of(const Entry& entry) const override { return store_.name_of(entry); }

  private:
    const SummaryStore& store_;
    Reads* reads_;
};

/// What the globals of one file are.
class GlobalReader {
  public:
    // NOLINTNEXTLINE(google-explicit-constructor): the same thing, read
    GlobalReader(const GlobalNames& globals) : globals_(&globals) {}
    GlobalReader(const GlobalNames& globals, const program::Module& program, program::ModuleId module,
                 Reads* reads)
        : globals_(&globals), program_(&program), module_(module), reads_(reads) {}

    [[nodiscard]] const GlobalName& operator[](NameId name) const {
        if (reads_ != nullptr) {
            reads_->note(Question::What::global_name, {module_, program::FunctionId{0}},
                         program_->text(name));
        }
        return (*globals_)[name];
    }
    /// The same where the file may not have the name at all.
    [[nodiscard]] const GlobalName& called(std::string_view name) const {
        static const GlobalName nothing;
        const NameId known = program_->names.find(name);
        if (known.valid()) return (*this)[known];
        if (reads_ != nullptr) {
            reads_->note(Question::What::global_name, {module_, program::FunctionId{0}}, name);
        }
        return nothing;
    }
    [[nodiscard]] bool has_star_import() const {
        if (reads_ != nullptr) reads_->note(Question::What::star_import, {module_, program::FunctionId{0}});
        return globals_->has_star_import();
    }

  private:
    const GlobalNames* globals_;
    const program::Module* program_ = nullptr;
    program::ModuleId module_;
    Reads* reads_ = nullptr;
};

/// Which functions of one file get an instance first.
class MethodReader {
  public:
    // NOLINTNEXTLINE(google-explicit-constructor): the same thing, read
    MethodReader(const Methods& methods) : methods_(&methods) {}
    MethodReader(const Methods& methods, program::ModuleId module, Reads* reads)
        : methods_(&methods), module_(module), reads_(reads) {}

    [[nodiscard]] bool gets_instance(program::FunctionId function) const {
        if (reads_ != nullptr) reads_->note(Question::What::gets_instance, {module_, function});
        return methods_->gets_instance(function);
    }

  private:
    const Methods* methods_;
    program::ModuleId module_;
    Reads* reads_ = nullptr;
};

/// The name by which questions know an import, a constant: what it says, in the text of its module.
[[nodiscard]] std::string name_of(const program::Module& module, const program::Import& import);
[[nodiscard]] std::string name_of_constant(program::ConstantKind kind, bool exact, std::string_view text,
                                           std::int64_t integer);

}  // namespace doppelint::analysis
