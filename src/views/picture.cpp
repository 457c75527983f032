#include "views/picture.h"

#include <algorithm>

namespace doppelint::views {
namespace {

using heap::Base;
using heap::Content;
using heap::Origin;
using heap::Slot;
using heap::SlotKind;
using models::Kind;
using models::Kinds;

constexpr Kinds kContainers =
    Kinds(Kind::list) | Kind::dict | Kind::set | Kind::tuple | Kind::frozenset | Kind::instance;
constexpr std::uint32_t kMostRounds = 4;
constexpr std::uint32_t kMostDepth = 2;  // as deep as access paths are compared

bool is_item(std::string_view step) {
    return step.front() == '[' && step != "[*]" && step != "[keys]";
}

}  // namespace

ObjectNumber Numbering::of(const Thing& thing) {
    return numbers_.try_emplace(thing, static_cast<ObjectNumber>(numbers_.size() + 1)).first->second;
}

std::vector<Numbering::Thing> Numbering::things_of(const heap::Heap& heap, const Value& value) {
    std::vector<Thing> found;
    for (const ObjectId it : heap.objects_of(value)) found.push_back({What::object, it.index()});
    if (value.constant.valid()) {
        found.push_back({What::constant, value.constant.index()});
        return found;
    }
    for (std::uint32_t kind = 0; kind < static_cast<std::uint32_t>(Kind::count); ++kind) {
        if (!value.plain.has(static_cast<Kind>(kind))) continue;
        const bool is_atom = models::kAtoms.has(static_cast<Kind>(kind));
        found.push_back({is_atom ? What::atom : What::anything, is_atom ? kind : 0});
    }
    return found;
}

KnownSlots::KnownSlots(const heap::Objects& objects) {
    for (std::uint32_t at = 0; at < objects.size(); ++at) {
        const heap::Object& it = objects[ObjectId{at}];
        if (it.origin != Origin::child) continue;
        slots_[(static_cast<std::uint64_t>(it.parent.index()) << 32U) | it.part].push_back(it.slot);
    }
}

const std::vector<Slot>& KnownSlots::of(ObjectId parent, std::uint32_t epoch) const {
    static const std::vector<Slot> none;
    const auto found = slots_.find((static_cast<std::uint64_t>(parent.index()) << 32U) | epoch);
    return found != slots_.end() ? found->second : none;
}

Picture::Picture(Studio& studio, Scene& scene, const std::vector<DottedName>& dotted)
    : studio_(studio),
      scene_(scene),
      heap_(studio.interpreter.heap()),
      module_(studio.unit.module),
      names_(scene.names) {
    add_dotted(dotted);
    for (const Scene::Name& it : names_) {
        for (const Numbering::Thing& thing : Numbering::things_of(heap_, it.value))
            studio_.numbering.of(thing);
    }
    for (const Scene::Name& it : names_) collect(it.value);
    collect_all();
}

// Attributes of what is a module, or comes from one, are found by its name.
void Picture::add_dotted(const std::vector<DottedName>& dotted) {
    const Kinds with_attributes = Kinds(Kind::opaque) | Kind::instance | Kind::class_;
    for (const DottedName& it : dotted) {
        const std::string_view base = module_.text(it.name);
        const auto name = std::ranges::find(scene_.names, base, &Scene::Name::text);
        if (name == scene_.names.end()) continue;
        Value value;
        for (const ObjectId object :
             std::vector(heap_.objects_of(name->value).begin(), heap_.objects_of(name->value).end())) {
            const heap::Object& known = heap_.objects()[object];
            if (known.origin == Origin::external || !with_attributes.has(known.kind)) continue;
            value = heap_.join(value, heap_.read(scene_.state, object, Slot::attribute(it.attribute)));
        }
        if (value.nothing() || value == heap::atoms(Kind::unbound)) continue;
        names_.push_back(
            {std::string(base) + "." + std::string(studio_.interpreter.words().text(it.attribute)),
             value,
             {}});
    }
    std::ranges::stable_sort(names_, {}, &Scene::Name::text);
}

void Picture::collect(const Value& value) {
    const auto objects = heap_.objects_of(value);
    for (const ObjectId it : std::vector(objects.begin(), objects.end())) {
        if (slots_.contains(it)) continue;
        order_.push_back(it);
        slots_[it] = slots_of(it);
    }
    add_group(value, 0);
    for (const Numbering::Thing& it : Numbering::things_of(heap_, value)) {
        if (it.what != Numbering::What::object) plain_.push_back(it);
    }
}

void Picture::add_group(const Value& value, std::uint32_t depth) {
    const std::size_t count = heap_.objects_of(value).size();
    if (count + (value.is_any() ? 1U : 0U) < 2 || count == 0) return;
    if (known_groups_.emplace(value.objects, value.is_any()).second) groups_.push_back({value, depth});
}

// A slot that is shown of one object is shown of all that a value may be instead of it, where it may be
// there.
void Picture::collect_all() {
    std::size_t done = 0;
    grows_ = true;
    for (std::uint32_t round = 0; grows_ && round < kMostRounds; ++round) {
        for (; done < order_.size(); ++done) {
            std::vector<Value> values;
            for (const auto& [slot, value] : slots_[order_[done]]) values.push_back(value);
            for (const Value& it : values) collect(it);
        }
        grows_ = false;
        std::size_t leveled = 0;
        while (leveled < groups_.size()) {
            const Group group = groups_[leveled++];
            level(group.value);
            if (group.depth == kMostDepth) continue;
            for (const auto& [text, value] : steps_from(group.value)) add_group(value, group.depth + 1);
        }
    }
    if (!anything_.empty()) collect(heap::anything());
    std::ranges::sort(plain_);
    const auto rest = std::ranges::unique(plain_);
    plain_.erase(rest.begin(), rest.end());
}

void Picture::level(const Value& group) {
    const auto members = heap_.objects_of(group);
    const std::vector<ObjectId> objects(members.begin(), members.end());
    std::map<std::string, Slot> wanted;
    for (const ObjectId it : objects) {
        note_shown(it, wanted);
        if (!group.is_any()) continue;
        for (const auto& [text, value] : slots_[it])
            grows_ |= anything_.emplace(text, heap::anything()).second;
    }
    for (const ObjectId it : objects) {
        const Content content = heap_.content_of(scene_.state, it);
        if (content.base.what == Base::What::empty || content.exact) continue;
        for (const auto& [text, slot] : wanted) show(it, text, slot);
    }
}

void Picture::note_shown(ObjectId object, std::map<std::string, Slot>& into) {
    const Content content = heap_.content_of(scene_.state, object);
    const auto note = [&](Slot slot) {
        const std::optional<std::string> text = spelled(slot);
        if (text && slots_[object].contains(*text)) into.emplace(*text, slot);
    };
    for (const heap::SlotValue& slot : content.slots()) note(slot.slot);
    if (content.base.what != Base::What::symbolic) return;
    for (const Slot slot : studio_.known_slots.of(content.base.object, content.base.epoch)) note(slot);
}

void Picture::show(ObjectId object, const std::string& text, Slot slot) {
    if (slots_[object].contains(text)) return;
    const Value value = heap_.read(scene_.state, object, slot);
    if (value.nothing()) return;
    slots_[object].emplace(text, value);
    collect(value);
    grows_ = true;
}

Picture::Slots Picture::slots_of(ObjectId object) {
    Slots slots;
    const Content content = heap_.content_of(scene_.state, object);
    for (const heap::SlotValue& it : content.slots()) {
        if (it.value.nothing()) continue;
        if (const std::optional<std::string> text = spelled(it.slot)) {
            Value& value = slots[*text];
            value = heap_.join(value, it.value);
        }
    }
    if (!content.exact) add_unlisted(slots, object, content);
    return slots;
}

void Picture::add_unlisted(Slots& slots, ObjectId object, const Content& content) {
    const auto add = [&](Slot slot) {
        const std::optional<std::string> text = spelled(slot);
        if (!text || slots.contains(*text)) return;
        const Value value = heap_.read(scene_.state, object, slot);
        if (!value.nothing()) slots.emplace(*text, value);
    };
    if (content.base.what == Base::What::symbolic) {
        for (const Slot it : studio_.known_slots.of(content.base.object, content.base.epoch)) add(it);
    }
    const Kind kind = heap_.objects()[object].kind;
    if (content.base.what == Base::What::empty || !kContainers.has(kind)) return;
    const bool is_plain_instance = kind == Kind::instance && heap_.objects().class_of(object).library.empty();
    if (is_plain_instance) return;
    add(Slot::rest());
    if (kind == Kind::dict || kind == Kind::instance) add(Slot::keys());
}

// Access paths name what a program can write; what an iterator walks or a function keeps is no such place.
std::optional<std::string> Picture::spelled(Slot slot) const {
    switch (slot.kind()) {
        case SlotKind::attribute:
            return "." + std::string(studio_.interpreter.words().text(NameId{slot.detail()}));
        case SlotKind::key: return spelled_key(program::ConstantId{slot.detail()});
        case SlotKind::index: return "[" + std::to_string(slot.detail()) + "]";
        case SlotKind::rest: return "[*]";
        case SlotKind::keys: return "[keys]";
        default: return std::nullopt;
    }
}

Picture::Slots Picture::steps_from(const Value& value) {
    Slots steps;
    const auto members = heap_.objects_of(value);
    const std::vector<ObjectId> objects(members.begin(), members.end());
    const auto join_to = [&](Value& into, const Value& more) { into = heap_.join(into, more); };
    for (const ObjectId it : objects) {
        for (const auto& [text, slot] : slots_[it]) join_to(steps[text], slot);
    }
    if (value.is_any()) {
        for (const auto& [text, slot] : anything_) join_to(steps[text], slot);
    }
    for (const ObjectId it : objects) {
        const auto rest = slots_[it].find("[*]");
        if (rest == slots_[it].end()) continue;
        for (auto& [text, slot] : steps) {
            if (is_item(text) && !slots_[it].contains(text)) join_to(slot, rest->second);
        }
    }
    return steps;
}

bool Picture::is_mutable(ObjectId id) const {
    const Kind kind = heap_.objects()[id].kind;
    if (!models::is_mutable(kind)) return false;
    const std::string_view library = heap_.objects().class_of(id).library;
    if (kind != Kind::instance || library.empty()) return true;
    const models::Class* const known = studio_.interpreter.context().library.find_class(library);
    return known == nullptr || known->is_mutable;
}

Value Picture::mutable_part(const Value& value) {
    Value result = value;
    result.constant = {};
    result.plain = value.plain & Kinds(Kind::opaque);
    Kinds changing;
    for (std::uint32_t kind = 0; kind < static_cast<std::uint32_t>(Kind::count); ++kind) {
        if (models::is_mutable(static_cast<Kind>(kind))) changing |= static_cast<Kind>(kind);
    }
    result.objects = heap_.sets().filtered(value.objects, [&](ObjectId it) {
        const bool may_change = heap_.objects()[it].kind != Kind::opaque || value.narrowed.meets(changing);
        return may_change && is_mutable(it);
    });
    return result;
}

std::vector<ObjectNumber> Picture::numbers_of(const Value& value) {
    std::vector<ObjectNumber> found;
    for (const Numbering::Thing& it : Numbering::things_of(heap_, value))
        found.push_back(studio_.numbering.of(it));
    std::ranges::sort(found);
    return found;
}

ObjectNumber Picture::number_of(ObjectId object) {
    return studio_.numbering.of({Numbering::What::object, object.index()});
}

std::vector<ObjectView> Picture::objects() {
    std::vector<ObjectView> result;
    result.reserve(order_.size() + plain_.size());
    for (const ObjectId it : order_) result.push_back(described(it));
    for (const Numbering::Thing& it : plain_) result.push_back(described(it));
    // Now that all have their numbers, which do not depend on what is a copy.
    for (std::size_t at = 0; at < order_.size(); ++at) result[at].copy = copy_of(order_[at]);
    std::ranges::sort(result, {}, &ObjectView::number);
    return result;
}

}  // namespace doppelint::views
