#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/flat_index.h"
#include "project/interface.h"

namespace doppelint::project {

class Project;

/// How a class's attribute gets at what is bound there.
enum class Wrap : std::uint8_t { plain, static_method, class_method, property, cached_property, unknown };

/// One thing that a class body binds to a name.
struct Member {
    FunctionId function;    ///< of a `def`; none: any other value
    FunctionId class_body;  ///< of a `class` in a class
    Wrap wrap = Wrap::plain;
    bool is_setter = false;           ///< the setter or deleter of a property
    bool is_deleter = false;          ///< the deleter
    bool is_abstract = false;         ///< nobody calls it but by its name
    std::vector<ValueId> decorators;  ///< those left to apply, the innermost first
    Binding binding;
};

/// A class in an order of lookup: of the project, or of a library by its dotted name.
struct ClassName {
    CodeId body;
    std::string library;
    bool operator==(const ClassName&) const = default;
};

/// Methods that Python calls for any attribute of an instance.
enum class Hook : std::uint8_t {
    none = 0,
    get_missing = 1,
    get = 2,
    set = 4,
    remove = 8,
    set_otherwise = 16,  ///< what is set need not be stored as it is
};

/// What a metaclass puts something else in the place of.
struct Replaced {
    bool all = false;                     ///< whatever bodies of its classes bind
    std::vector<std::string_view> names;  ///< else what they bind to these names
};

/// What the project knows of one of its classes.
struct ClassInfo {
    /// Whether the class or a base of it in the project has the hook.
    [[nodiscard]] bool has(Hook hook) const { return (hooks & static_cast<std::uint8_t>(hook)) != 0; }
    std::uint8_t hooks = 0;
    /// Whether the project's classes in the order may have a method of the name: false means no.
    [[nodiscard]] bool may_have(std::string_view name) const { return (names & bit_of(name)) != 0; }
    [[nodiscard]] static std::uint64_t bit_of(std::string_view name) {
        return std::uint64_t{1} << (std::hash<std::string_view>()(name) % 64);
    }
    std::uint64_t names = 0;
    CodeId body;
    std::vector<ClassName> order;    ///< C3, itself first; of what is not known nothing stands here
    bool open = false;               ///< some base is not known, or the order does not exist
    bool has_metaclass = false;      ///< of a metaclass that is not of the project
    bool has_members = false;        ///< what its body binds are instances of it: an enumeration
    bool is_metaclass = false;       ///< its instances are classes
    bool is_given_back = true;       ///< by each of its decorators, so that its name stands for it
    CodeId metaclass;                ///< of the project; else none
    Replaced replaced;               ///< of such a metaclass
    std::vector<CodeId> subclasses;  ///< all below it, sorted
    std::vector<ValueId> decorators;
    std::unordered_map<std::string_view, std::vector<Member>> members;
    /// Of an enumeration: whether the name stands for one of its members.
    [[nodiscard]] bool is_member(std::string_view name, const Member& it) const {
        return has_members && !name.starts_with('_') && !it.function.valid() && !it.class_body.valid();
    }
    std::vector<NameId> fields;  ///< annotated names in the order of the text
    std::vector<NameId> types;   ///< of these: see program::AnnotatedName
    std::vector<NameId> written_types;
};

/// What lookup of a name in a class found.
struct Found {
    const ClassInfo* owner = nullptr;  ///< null: not in the project's classes
    const std::vector<Member>* members = nullptr;
    const std::string* library = nullptr;  ///< the library class that comes before any that has it
    bool open = false;                     ///< another class that is not seen may come first

    [[nodiscard]] bool same_as(const Found& other) const {
        const bool same_library = (library == nullptr) == (other.library == nullptr) &&
                                  (library == nullptr || *library == *other.library);
        return owner == other.owner && open == other.open && same_library;
    }
};

/// All classes of a project, by the function of their body.
class ClassTable {
  public:
    void build(const Project& project);

    [[nodiscard]] const ClassInfo* find(CodeId body) const {
        const std::uint32_t number = number_of(body);
        return number != kNone ? &classes_[number] : nullptr;
    }
    [[nodiscard]] std::span<const ClassInfo> all() const { return classes_; }
    /// Whether the body of some class binds the name.
    [[nodiscard]] bool some_binds(std::string_view name) const {
        return std::ranges::any_of(
            classes_, [&](const ClassInfo& it) { return it.may_have(name) && it.members.contains(name); });
    }
    /// The attribute that the class pattern `info(a, b)` reads at this place; empty: not known.
    [[nodiscard]] std::string_view match_argument(const Project& project, const ClassInfo& info,
                                                  std::uint32_t place) const;
    /// Whether the class has under the name just what its body binds to it, as far as its metaclass says.
    [[nodiscard]] bool keeps_bound(const ClassInfo& of, std::string_view name) const;
    /// Looks the name up in the class's order, behind `after` if that is given.
    [[nodiscard]] Found lookup(const ClassInfo& of, std::string_view name, CodeId after = {}) const;

  private:
    static constexpr std::uint32_t kNone = FlatIndex::kNone;
    [[nodiscard]] std::uint32_t number_of(CodeId body) const {
        return body.valid() ? numbers_[body.module.index()][body.function.index()] : kNone;
    }
    void add_class(const Project& project, CodeId body);
    void index_members();
    void find_bases(const Project& project, std::vector<std::vector<ClassName>>& bases);
    static void set_metaclass(const Project& project, ClassInfo& info, CodeId in, ValueId value);
    [[nodiscard]] static bool has_members(const Project& project, const ClassInfo& info);
    void find_hooks(const Project& project, ClassInfo& info) const;
    void find_replaced(const Project& project);
    static void add_decorators(const Project& project, ClassInfo& info);
    void find_order(std::size_t index, const std::vector<std::vector<ClassName>>& bases,
                    std::vector<std::uint8_t>& done);

    struct NamedMembers {
        std::uint32_t owner = 0;  ///< in `classes_`
        std::string_view name;
        const std::vector<Member>* members = nullptr;
    };

    std::vector<ClassInfo> classes_;
    std::vector<std::vector<std::uint32_t>> numbers_;  ///< by module and function, in `classes_`
    std::vector<NamedMembers> members_;                ///< of all classes
    FlatIndex member_index_;
};

}  // namespace doppelint::project
