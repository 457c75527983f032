#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "base/flat_index.h"
#include "base/ids.h"
#include "heap/slot.h"
#include "heap/words.h"
#include "models/kind.h"
#include "program/code.h"

namespace doppelint::heap {

using models::Kind;
using models::Kinds;
using ObjectId = Id<struct ObjectTag>;

/// When symbolic objects last became unknown: 0 at the beginning of the activation, else a place in the
/// function. One that may come to pass several times in an activation has `kRepeats`.
using Epoch = std::uint32_t;
inline constexpr Epoch kAtEntry = 0;
inline constexpr Epoch kRepeats = 0x8000'0000U;

/// `Object::detail` of an array that shows all of the memory of what it has for its source.
inline constexpr std::uint32_t kWholeArray = 1;

/// Where an object comes from.
enum class Origin : std::uint8_t {
    site,       ///< made by an instruction of this activation
    parameter,  ///< passed by the caller
    variable,   ///< the cell of a global, or one handed over by the function around
    child,      ///< what a slot of a symbolic object held before this activation touched it
    external,   ///< a module, function or class that is not in this file
};

/// One abstract object: a name for concrete objects of one activation.
///
/// Names are made so that equal names are needed for two references to meet, but for the relations that
/// `Objects::may_meet` knows. A name is *single* when it stands for at most one concrete object at a time.
struct Object {
    Kind kind = Kind::opaque;
    Origin origin = Origin::site;
    bool older = false;          ///< the objects that a site made in earlier turns of a loop around it
    bool many = false;           ///< more than one concrete object at a time
    bool own_namespace = false;  ///< variable: of the body that runs, so unbound at first
    std::uint32_t site =
        0;  ///< site: the instruction; parameter, variable: which; external: index of its name
    std::uint32_t part = 0;  ///< of a site that makes several objects; of a child: the epoch
    ObjectId parent;         ///< child: whose slot
    Slot slot;
    std::uint32_t class_index = 0;  ///< in Objects::classes; 0: unknown
    std::uint32_t detail = 0;       ///< of what a model made: which view, or which model and term say more
    ObjectId same_site;             ///< site: another that it makes, see `Objects::made_by`

    [[nodiscard]] bool is_symbolic() const { return origin == Origin::parameter || origin == Origin::child; }
    [[nodiscard]] bool single() const { return !older && !many; }
};

/// What an instance's class is; of a class, function or module, which it is.
struct ClassName {
    std::string_view library;  ///< dotted name of a library's class, or empty
    program::CodeId code;      ///< of a class, function or module of the project
    auto operator<=>(const ClassName&) const = default;
};

/// What is known of an object before anybody looks into it.
struct Shape {
    Kind kind = Kind::opaque;
    ClassName name;
    bool operator==(const Shape&) const = default;
};

class Objects;

/// Says what the slots of symbolic objects held, where something outside the function tells.
class Shapes {
  public:
    virtual ~Shapes() = default;
    /// What `slot` of `parent` held when the activation began.
    [[nodiscard]] virtual Shape of_child(const Objects& objects, ObjectId parent, Slot slot) const = 0;

  protected:
    Shapes() = default;
    Shapes(const Shapes&) = default;
    Shapes& operator=(const Shapes&) = default;
};

/// The objects of one function's analysis, each name once. Ids are local to it.
class Objects {
  public:
    /// Names of externals lie in `arena`.
    explicit Objects(Arena& arena);

    [[nodiscard]] const Object& operator[](ObjectId id) const { return objects_[id.index()]; }
    [[nodiscard]] std::size_t size() const { return objects_.size(); }

    /// The newest object that part `part` of instruction `site` made.
    ObjectId made(program::ValueId site, std::uint32_t part, Kind kind, std::uint32_t class_index = 0,
                  bool many = false, std::uint32_t detail = 0);
    /// One of the newest objects that the site made; `Object::same_site` leads to the others.
    [[nodiscard]] ObjectId made_by(program::ValueId site) const {
        return site.index() < made_by_.size() ? made_by_[site.index()] : ObjectId{};
    }
    /// The object that this site makes from `source`, of the same kind.
    ObjectId made_from(program::ValueId site, std::uint32_t part, ObjectId source, bool many = false);
    /// The earlier ones of that site.
    ObjectId older(ObjectId recent);
    ObjectId parameter(std::uint32_t index, Kind kind, bool many = false, std::uint32_t class_index = 0);
    ObjectId variable(NameId name, bool own_namespace = false);
    /// A name of a class body's own namespace.
    ObjectId local_variable(NameId name);
    /// The variable, or value, that the function around hands over.
    ObjectId captured(std::uint32_t index);
    /// Whether it is a variable that was captured; its index is the site of the object.
    [[nodiscard]] bool is_captured(ObjectId id) const;
    /// What `slot` of `parent` held at the beginning of `epoch` (0: of the activation).
    ObjectId child(ObjectId parent, Slot slot, std::uint32_t epoch);
    /// The same of another module's global.
    ObjectId foreign_variable(program::ModuleId module, NameId name);
    /// Whether a variable is a module's global.
    [[nodiscard]] bool is_global(ObjectId id) const;
    /// Of another module's global: which module's; of anything else none.
    [[nodiscard]] program::ModuleId module_of_variable(ObjectId id) const;
    ObjectId external(std::string_view dotted, Kind kind, const ClassName& name = {},
                      std::uint32_t detail = 0);
    void set_shapes(const Shapes* shapes) { shapes_ = shapes; }
    [[nodiscard]] std::string_view external_name(ObjectId id) const {
        return names_[objects_[id.index()].site];
    }

    std::uint32_t class_index(const ClassName& name);
    [[nodiscard]] const ClassName& class_of(ObjectId id) const {
        return classes_[objects_[id.index()].class_index];
    }

    /// Whether it stands for all that lies beyond the limit on paths.
    [[nodiscard]] bool is_beyond(ObjectId id) const {
        return objects_[id.index()].origin == Origin::child && objects_[id.index()].slot == Slot::beyond();
    }
    /// How many slots lie between the object and its root.
    [[nodiscard]] std::uint32_t depth(ObjectId id) const;
    /// The parameter, variable, … at the end of its parents.
    [[nodiscard]] ObjectId root(ObjectId id) const;

  private:
    ObjectId intern(const Object& object);
    void note_site(ObjectId id);

    Arena& arena_;
    std::vector<Object> objects_;
    std::vector<ObjectId> made_by_;  ///< by site
    std::vector<ClassName> classes_;
    std::vector<std::string_view> names_;
    const Shapes* shapes_ = nullptr;
    FlatIndex index_, class_index_, name_index_;
};

}  // namespace doppelint::heap
