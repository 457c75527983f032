#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "models/kind.h"
#include "models/library_range.h"
#include "models/name_slots.h"
#include "models/word.h"
#include "program/module.h"

namespace doppelint::models {

/// One word with its arguments. Terms of one library lie in one pool; arguments of a term are consecutive.
struct Term {
    Word word = Word::opaque;
    std::uint8_t argument_count = 0;
    std::uint16_t first_argument = 0;  ///< in the library's pool of terms
    /// argument: index of the parameter; atom, if_kind: the Kind; number: its value, as if signed; words that
    /// are spelled with a name: the index of the name in the library's pool of names; else unused.
    std::uint32_t detail = 0;
    bool operator==(const Term&) const = default;
};

struct ModelParameter {
    std::string_view name;
    program::ParameterKind kind = program::ParameterKind::ordinary;
    bool has_default = false;
    bool operator==(const ModelParameter&) const = default;
};

/// Minor versions of Python 3, both ends included.
struct Versions {
    std::uint8_t first = 0;
    std::uint8_t last = 255;
    [[nodiscard]] constexpr bool covers(Versions other) const {
        return first <= other.first && other.last <= last;
    }
    [[nodiscard]] constexpr bool meets(Versions other) const {
        return first <= other.last && other.first <= last;
    }
    bool operator==(const Versions&) const = default;
};

/// How we know that a row is true.
enum class Evidence : std::uint8_t {
    none,           ///< a user's own row may have neither
    example,        ///< it has examples, which tests run
    documentation,  ///< none that a test can run
};

/// How a method gets its first parameter.
enum class Binding : std::uint8_t {
    plain,     ///< a function: all arguments are in the call; a method: the object before the dot comes first
    class_,    ///< the class comes first, whether the method is read from it or from an instance
    static_,   ///< nothing comes first
    property,  ///< the object comes first, and reading is the call
};

/// What one library function or method does, seen from outside. `self` is a parameter like any other.
struct Model {
    std::string_view name;  ///< "copy.copy", "list.append", "builtins.len"
    Versions versions;
    LibraryRange library;
    std::uint16_t first_parameter = 0, parameter_count = 0;
    std::uint16_t result = 0;                          ///< a term
    std::uint16_t first_effect = 0, effect_count = 0;  ///< terms
    bool may_raise = true;
    bool varies = false;         ///< gives another value each time: by the clock, or by chance
    bool only_computes = false;  ///< it does nothing but give its result, and nobody asks whether it raises
    bool is_property = false;    ///< read without a call
    Binding binding = Binding::plain;
    Evidence evidence = Evidence::none;
};

/// What is known of a library class. Its constructor is the Model of the same name.
struct Class {
    std::string_view name;  ///< "collections.deque"; the builtin types by their own name: "list"
    Versions versions;
    LibraryRange library;
    Kind kind = Kind::instance;
    bool is_mutable = true;
    std::string_view base;     ///< the class where methods are looked up next, or empty
    bool has_members = false;  ///< what the body of a subclass binds are instances of that
    bool is_rigid = false;     ///< a walk over it ends with an error once something was added or taken out
    bool walks_copy = false;   ///< a walk over it goes over a copy, which it makes when it begins
};

/// An object that a module offers: `os.environ`, `sys.modules`.
struct Constant {
    std::string_view name;
    Versions versions;
    LibraryRange library;
    std::uint16_t value = 0;  ///< a term
    Evidence evidence = Evidence::none;
};

/// Methods of builtin containers that share a name.
struct MethodGroup {
    std::string_view name;
    std::uint16_t first = 0, count = 0;  ///< in the library's pool of methods
};

/// What a library consists of: pools that others own.
struct LibraryTables {
    std::span<const Model> models;           ///< sorted by name, library (the newest first), Python
    std::span<const Class> classes;          ///< likewise
    std::span<const Constant> constants;     ///< likewise
    std::span<const MethodGroup> groups;     ///< sorted by name
    std::span<const std::uint16_t> methods;  ///< indices of models
    std::span<const Term> terms;
    std::span<const ModelParameter> parameters;
    std::span<const std::string_view> names;
    std::span<const std::string_view> modules;  ///< sorted
    NameSlots model_slots, class_slots, constant_slots, group_slots, module_slots;
};

/// All models there are. A view of pools that others own; cheap to copy.
class Library {
  public:
    constexpr Library() = default;
    constexpr explicit Library(const LibraryTables& tables) : tables_(tables) {}

    /// What rules/models says, compiled in. It lives as long as the program.
    [[nodiscard]] static const Library& standard();

    /// The same, as programs see it that use these versions of libraries; `used` must live as long. Of a
    /// library that is not among them, each lookup finds the rows of the newest versions that have any.
    [[nodiscard]] constexpr Library with(std::span<const UsedLibrary> used) const {
        Library result(tables_);
        result.used_ = used;
        return result;
    }

    /// The models of a function by its dotted name, for any version; one for each range of versions. What
    /// `builtins` offers is found with and without that word in front.
    [[nodiscard]] std::span<const Model> functions(std::string_view name) const;
    /// The model of a method as seen on a class: its own, else its base's.
    [[nodiscard]] std::span<const Model> methods(std::string_view class_name, std::string_view method) const;
    /// Methods of this name of the builtin containers: what an unknown receiver may mean by it.
    [[nodiscard]] std::span<const std::uint16_t> methods_named(std::string_view method) const;
    /// A class by its dotted name; a builtin one with and without `builtins.` in front.
    [[nodiscard]] const Class* find_class(std::string_view name) const;
    /// The first of this name that some of these versions have.
    [[nodiscard]] const Constant* find_constant(std::string_view name, Versions versions = {}) const;
    /// Whether any row is of this module.
    [[nodiscard]] bool has_module(std::string_view name) const;

    [[nodiscard]] const Model& model(std::uint16_t index) const { return tables_.models[index]; }
    [[nodiscard]] const Term& term(std::uint16_t index) const { return tables_.terms[index]; }
    [[nodiscard]] std::span<const Term> arguments_of(const Term& it) const {
        return tables_.terms.subspan(it.first_argument, it.argument_count);
    }
    [[nodiscard]] std::span<const Term> effects_of(const Model& it) const {
        return tables_.terms.subspan(it.first_effect, it.effect_count);
    }
    [[nodiscard]] std::span<const ModelParameter> parameters_of(const Model& it) const {
        return tables_.parameters.subspan(it.first_parameter, it.parameter_count);
    }
    /// Whether what the model gives takes an item of each of several things at a time.
    [[nodiscard]] bool draws_side_by_side(const Model& it) const;
    [[nodiscard]] std::string_view name(std::uint32_t index) const { return tables_.names[index]; }
    [[nodiscard]] const LibraryTables& tables() const { return tables_; }

  private:
    LibraryTables tables_;
    std::span<const UsedLibrary> used_;
};

}  // namespace doppelint::models
