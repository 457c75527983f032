#pragma once

#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "views/copies.h"
#include "views/heap_view.h"
#include "views/scene.h"

namespace doppelint::views {

using analysis::ObjectId;

/// Numbers the objects of one function in the order in which they are asked for.
class Numbering {
  public:
    enum class What : std::uint8_t { object, constant, atom, anything };
    struct Thing {
        What what = What::anything;
        std::uint32_t index = 0;  ///< ObjectId, ConstantId or Kind
        auto operator<=>(const Thing&) const = default;
    };

    ObjectNumber of(const Thing& thing);
    /// The things of a value.
    [[nodiscard]] static std::vector<Thing> things_of(const heap::Heap& heap, const Value& value);

  private:
    std::map<Thing, ObjectNumber> numbers_;
};

/// The slots of symbolic objects that somebody looked at, by object and epoch: as far as the analysis went,
/// not as far as views look.
class KnownSlots {
  public:
    explicit KnownSlots(const heap::Objects& objects);
    [[nodiscard]] const std::vector<heap::Slot>& of(ObjectId parent, std::uint32_t epoch) const;

  private:
    std::unordered_map<std::uint64_t, std::vector<heap::Slot>> slots_;
};

/// What the analysis of one function lets its pictures share.
struct Studio {
    const Unit& unit;
    Interpreter& interpreter;
    const KnownSlots& known_slots;
    const CopiesMade& copies;
    Numbering& numbering;
};

/// The objects that one scene's names lead to, with the slots that are shown of each.
class Picture {
  public:
    using Slots = std::map<std::string, Value, std::less<>>;

    Picture(Studio& studio, Scene& scene, const std::vector<DottedName>& dotted);

    /// The scene's names, and those of attributes that the function touches; sorted.
    [[nodiscard]] const std::vector<Scene::Name>& names() const { return names_; }
    /// What the steps from `value` lead to, by the spelling of the slot.
    [[nodiscard]] Slots steps_from(const Value& value);
    /// The part of the value that is, or may be, mutable objects.
    [[nodiscard]] Value mutable_part(const Value& value);
    [[nodiscard]] bool is_mutable(ObjectId id) const;

    [[nodiscard]] std::vector<ObjectNumber> numbers_of(const Value& value);
    [[nodiscard]] ObjectNumber number_of(ObjectId object);
    /// Adds an object that no name leads to.
    void add(ObjectId object) { collect(heap_.value_of(object)); }
    /// Descriptions of all objects of the picture.
    [[nodiscard]] std::vector<ObjectView> objects();
    /// Every object of the picture, as the heap names it.
    [[nodiscard]] const std::vector<ObjectId>& object_ids() const { return order_; }

  private:
    void add_dotted(const std::vector<DottedName>& dotted);
    void collect(const Value& value);
    void collect_all();
    void add_group(const Value& value, std::uint32_t depth);
    void level(const Value& group);
    void note_shown(ObjectId object, std::map<std::string, heap::Slot>& into);
    void show(ObjectId object, const std::string& text, heap::Slot slot);
    [[nodiscard]] Slots slots_of(ObjectId object);
    void add_unlisted(Slots& slots, ObjectId object, const heap::Content& content);
    [[nodiscard]] std::optional<std::string> spelled(heap::Slot slot) const;
    [[nodiscard]] std::optional<std::string> spelled_key(program::ConstantId constant) const;
    [[nodiscard]] ObjectView described(ObjectId id);
    [[nodiscard]] ObjectView described(const Numbering::Thing& thing);
    [[nodiscard]] std::optional<CopyView> copy_of(ObjectId id);
    [[nodiscard]] std::string class_of(ObjectId id) const;
    [[nodiscard]] std::string path_of(ObjectId id) const;
    [[nodiscard]] std::optional<source::Position> place_of(ObjectId id) const;
    [[nodiscard]] bool is_single(ObjectId id) const;

    Studio& studio_;
    Scene& scene_;
    heap::Heap& heap_;
    const program::Module& module_;
    std::vector<Scene::Name> names_;
    std::vector<ObjectId> order_;
    std::unordered_map<ObjectId, Slots> slots_;
    struct Group {
        Value value;
        std::uint32_t depth = 0;  ///< how many steps lie behind it
    };
    std::vector<Group> groups_;  ///< values that may be several objects
    std::set<std::pair<heap::SetId, bool>> known_groups_;
    bool grows_ = false;
    std::vector<Numbering::Thing> plain_;
    Slots anything_;  ///< what may be anything is shown with the slots of what it may be instead
};

}  // namespace doppelint::views
