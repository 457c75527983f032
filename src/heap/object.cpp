#include "heap/object.h"

#include <algorithm>

#include "heap/faults.h"

namespace doppelint::heap {
namespace {

// Of a variable: whose it is. Below this the file's own: global, local of a class body, captured.
constexpr std::uint32_t kFirstForeign = 16;
constexpr std::uint32_t kCaptured = 2;

std::uint64_t hash_of(const Object& it) {
    const std::uint64_t hash = FlatIndex::mixed(
        pair_of(static_cast<std::uint32_t>(it.origin), it.older ? 1U : 0U), pair_of(it.site, it.part));
    return FlatIndex::mixed(hash, pair_of(it.parent.index(), it.slot.bits()));
}

// What makes two names one.
bool is_same(const Object& left, const Object& right) {
    return left.origin == right.origin && left.older == right.older && left.site == right.site &&
           left.part == right.part && left.parent == right.parent && left.slot == right.slot;
}

}  // namespace

Objects::Objects(Arena& arena) : arena_(arena), classes_(1) {}

ObjectId Objects::intern(const Object& object) {
    const auto [number, is_new] =
        index_.find_or_add(hash_of(object), static_cast<std::uint32_t>(objects_.size()),
                           [&](std::uint32_t known) { return is_same(objects_[known], object); });
    const ObjectId id{number};
    if (!is_new) return id;
    objects_.push_back(object);
    if (object.origin == Origin::site && !object.older) note_site(id);
    return id;
}

void Objects::note_site(ObjectId id) {
    Object& object = objects_[id.index()];
    if (object.site >= made_by_.size()) made_by_.resize(object.site + 1);
    object.same_site = made_by_[object.site];
    made_by_[object.site] = id;
}

ObjectId Objects::made(program::ValueId site, std::uint32_t part, Kind kind, std::uint32_t class_index,
                       bool many, std::uint32_t detail) {
    Object object;
    object.kind = kind;
    object.many = many;
    object.detail = detail;
    object.site = site.index();
    object.part = part;
    object.class_index = class_index;
    return intern(object);
}

ObjectId Objects::made_from(program::ValueId site, std::uint32_t part, ObjectId source, bool many) {
    const Object& from = objects_[source.index()];
    return made(site, part, from.kind, from.class_index, many, from.detail);
}

ObjectId Objects::older(ObjectId recent) {
    Object object = objects_[recent.index()];
    object.older = !faulty(Fault::older_is_single);
    if (!object.older) object.part ^= 0x0800'0000U;
    return intern(object);
}

ObjectId Objects::parameter(std::uint32_t index, Kind kind, bool many, std::uint32_t class_index) {
    Object object;
    object.class_index = class_index;
    object.kind = kind;
    object.origin = Origin::parameter;
    object.site = index;
    object.many = many;
    return intern(object);
}

ObjectId Objects::variable(NameId name, bool own_namespace) {
    Object object;
    object.own_namespace = own_namespace;
    object.kind = Kind::cell;
    object.origin = Origin::variable;
    object.site = name.index();
    return intern(object);
}

ObjectId Objects::local_variable(NameId name) {
    Object object;
    object.own_namespace = true;
    object.kind = Kind::cell;
    object.origin = Origin::variable;
    object.site = name.index();
    object.part = 1;
    return intern(object);
}

bool Objects::is_captured(ObjectId id) const {
    const Object& it = objects_[id.index()];
    return it.origin == Origin::variable && it.part == kCaptured;
}

ObjectId Objects::captured(std::uint32_t index) {
    Object object;
    object.kind = Kind::cell;
    object.origin = Origin::variable;
    object.site = index;
    object.part = kCaptured;
    return intern(object);
}

ObjectId Objects::child(ObjectId parent, Slot slot, std::uint32_t epoch) {
    Object object;
    object.origin = Origin::child;
    object.part = epoch;
    object.parent = parent;
    object.slot = slot;
    object.many = !objects_[parent.index()].single() ||
                  (slot.kind() == SlotKind::rest && !faulty(Fault::rest_is_single)) ||
                  slot.kind() == SlotKind::keys || slot == Slot::beyond() || (epoch & kRepeats) != 0;
    const std::size_t before = objects_.size();
    const ObjectId result = intern(object);
    if (shapes_ != nullptr && objects_.size() != before) {
        const Shape shape = shapes_->of_child(*this, parent, slot);
        objects_[result.index()].kind = shape.kind;
        objects_[result.index()].class_index = class_index(shape.name);
    }
    return result;
}

ObjectId Objects::foreign_variable(program::ModuleId module, NameId name) {
    Object object;
    object.kind = Kind::cell;
    object.origin = Origin::variable;
    object.site = name.index();
    object.part = kFirstForeign + module.index();
    return intern(object);
}

bool Objects::is_global(ObjectId id) const {
    const Object& it = objects_[id.index()];
    return it.origin == Origin::variable && (it.part == 0 || it.part >= kFirstForeign);
}

program::ModuleId Objects::module_of_variable(ObjectId id) const {
    const Object& it = objects_[id.index()];
    const bool is_foreign = it.origin == Origin::variable && it.part >= kFirstForeign;
    return is_foreign ? program::ModuleId{it.part - kFirstForeign} : program::ModuleId{};
}

ObjectId Objects::external(std::string_view dotted, Kind kind, const ClassName& name, std::uint32_t detail) {
    const auto [number, is_new] = name_index_.find_or_add(
        std::hash<std::string_view>()(dotted), static_cast<std::uint32_t>(names_.size()),
        [&](std::uint32_t known) { return names_[known] == dotted; });
    if (is_new) names_.push_back(arena_.copy(dotted));
    Object object;
    object.kind = kind;
    object.origin = Origin::external;
    object.site = number;
    object.class_index = class_index(name);
    object.detail = detail;
    return intern(object);
}

std::uint32_t Objects::class_index(const ClassName& name) {
    if (name == ClassName{}) return 0;
    // A library's name is one text wherever it comes from, but for those that are made on the way.
    std::uint64_t hash = pair_of(name.code.module.index(), name.code.function.index());
    hash = FlatIndex::mixed(hash, name.library.empty() ? 0 : std::hash<std::string_view>()(name.library));
    const auto [number, is_new] =
        class_index_.find_or_add(hash, static_cast<std::uint32_t>(classes_.size()),
                                 [&](std::uint32_t known) { return classes_[known] == name; });
    if (is_new) classes_.push_back(name);
    return number;
}

std::uint32_t Objects::depth(ObjectId id) const {
    std::uint32_t result = 0;
    for (; objects_[id.index()].origin == Origin::child; id = objects_[id.index()].parent) ++result;
    return result;
}

ObjectId Objects::root(ObjectId id) const {
    while (objects_[id.index()].origin == Origin::child) id = objects_[id.index()].parent;
    return id;
}

}  // namespace doppelint::heap
