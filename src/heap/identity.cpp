#include "heap/identity.h"

#include <algorithm>
#include <array>
#include <vector>

namespace doppelint::heap {
namespace {

using models::kAllKinds;
using models::kAtoms;
using program::ConstantKind;

constexpr std::uint32_t kOldestVersion = 8;
constexpr std::uint32_t kNewestVersion = 15;
constexpr std::uint32_t kFirstWithLargeCache = 15;

/// Immutables of which CPython may have one object or several for equal values.
constexpr Kinds kPlainValues =
    Kinds(Kind::integer) | Kind::floating | Kind::complex | Kind::string | Kind::bytes;
constexpr Kinds kValues = kPlainValues | Kind::tuple | Kind::frozenset;
/// Of these each is made new, and only then; but for instances, where the class decides.
constexpr Kinds kAlwaysNew = Kinds(Kind::list) | Kind::dict | Kind::set | Kind::bytearray | Kind::function |
                             Kind::view | Kind::iterator | Kind::generator;
/// The engine does not tell these apart so well that one could not be another.
constexpr Kinds kLoosely = Kinds(Kind::instance) | Kind::class_ | Kind::function | Kind::method |
                           Kind::module | Kind::view | Kind::iterator | Kind::generator | Kind::cell;
constexpr Kinds kOfObjects = kAllKinds - kAtoms;
constexpr Kinds kChangeable = Kinds(Kind::list) | Kind::dict | Kind::set | Kind::bytearray | Kind::instance;

struct ReasonForm {
    std::string_view text, sentence;
};

constexpr auto kReasons = std::to_array<ReasonForm>({
#define REASON(name, text, sentence) {text, sentence},
#include "heap/identity_reasons.def"
});

bool is_cached(std::int64_t value, std::uint32_t version) {
    return value >= -5 && value <= (version >= kFirstWithLargeCache ? 1024 : 256);
}

/// One of the things that a side may be.
struct Thing {
    Kinds kinds;      ///< what it may be; nothing is left out
    ObjectId object;  ///< which object, or none: a plain value, or anything
};

/// Whether two things are one.
enum class Outcome : std::uint8_t {
    never,
    always,
    by_value,     ///< only as equal values, which may be one object or two
    by_identity,  ///< as objects that Python tells apart
};

/// What several pairs of things have come to.
struct Tally {
    std::array<std::uint32_t, 4> count{};
    Reason reason = Reason::program;
    bool changeable_pair = false;  ///< two objects that can change were among them

    [[nodiscard]] std::uint32_t operator[](Outcome outcome) const {
        return count[static_cast<std::size_t>(outcome)];
    }
};

class Answer {
  public:
    explicit Answer(const Question& question)
        : question_(question), heap_(question.heap), versions_(VersionSet::of(question.versions)) {}

    [[nodiscard]] Identity find() const;

  private:
    [[nodiscard]] std::optional<Identity> by_birth() const;
    [[nodiscard]] Identity by_known_values(const KnownValue& left, const KnownValue& right) const;
    [[nodiscard]] Identity by_known_tuples(const KnownTuple& left, const KnownTuple& right) const;
    [[nodiscard]] Identity of_equal_constants(const KnownValue& value) const;
    [[nodiscard]] Identity of_equal_integers(std::int64_t value, bool both_constants) const;
    [[nodiscard]] Identity by_things() const;
    [[nodiscard]] Identity without_assumptions(const Identity& found) const;

    [[nodiscard]] std::vector<Thing> things_of(const Side& side) const;
    [[nodiscard]] Kinds kinds_of(const Object& object, const Value& value) const;
    void compare(Tally& tally, const Thing& left, const Thing& right) const;
    [[nodiscard]] Outcome outcome_of(const Thing& left, const Thing& right, Reason& reason) const;
    [[nodiscard]] Outcome outcome_of_objects(const Thing& left, const Thing& right, Reason& reason) const;
    [[nodiscard]] Outcome outcome_of_tuples(ObjectId left, ObjectId right, Reason& reason) const;
    [[nodiscard]] bool is_own_tuple(const Thing& it) const;
    [[nodiscard]] bool is_one_object(ObjectId id) const;
    [[nodiscard]] bool is_always_new(ObjectId id) const;
    [[nodiscard]] bool is_only(const Value& value, ObjectId object) const {
        return heap_.only_object(value) == object;
    }

    [[nodiscard]] Identity open(Reason reason) const {
        return {Verdict::implementation, reason, {}, {}, versions_};
    }
    [[nodiscard]] Reason reason_of_value() const;

    const Question& question_;
    const Heap& heap_;
    VersionSet versions_;
};

Identity Answer::find() const {
    const Side& left = question_.left;
    const Side& right = question_.right;
    if (question_.same_register) return {Verdict::always_true, Reason::same_value, {}, {}, {}};
    if (left.value.nothing() || right.value.nothing()) return {};
    if (const std::optional<Identity> known = by_birth()) return *known;
    const Identity found = left.known && right.known   ? by_known_values(*left.known, *right.known)
                           : left.tuple && right.tuple ? by_known_tuples(*left.tuple, *right.tuple)
                                                       : by_things();
    return question_.assumed ? without_assumptions(found) : found;
}

// What is made in a comparison is nothing else; what was there before is nothing that is made.
std::optional<Identity> Answer::by_birth() const {
    const Birth left = question_.left.birth;
    const Birth right = question_.right.birth;
    if (left == Birth::here || right == Birth::here) {
        return Identity{Verdict::always_false, Reason::fresh_object, {}, {}, {}};
    }
    const bool known = left != Birth::unknown && right != Birth::unknown;
    if (known && (left == Birth::new_object || right == Birth::new_object)) {
        return Identity{Verdict::always_false, Reason::different_objects, {}, {}, {}};
    }
    return std::nullopt;
}

Identity Answer::by_known_values(const KnownValue& left, const KnownValue& right) const {
    if (!left.same_type(right)) return {Verdict::always_false, Reason::different_kinds, {}, {}, {}};
    switch (heap::compare(left, right)) {
        case Equality::different: return {Verdict::always_false, Reason::different_values, {}, {}, {}};
        case Equality::unknown: return open(reason_of_value());
        case Equality::equal: break;
    }
    if (left.is_singleton()) return {Verdict::always_true, Reason::singleton, {}, {}, {}};
    const bool both_constants =
        left.made == KnownValue::Made::by_compiler && right.made == KnownValue::Made::by_compiler;
    if (left.integer) return of_equal_integers(*left.integer, both_constants);
    return both_constants ? of_equal_constants(left) : open(reason_of_value());
}

Identity Answer::by_known_tuples(const KnownTuple& left, const KnownTuple& right) const {
    switch (heap::compare(left, right)) {
        case Equality::different: return {Verdict::always_false, Reason::different_values, {}, {}, {}};
        case Equality::unknown: return open(Reason::tuple);
        case Equality::equal: break;
    }
    if (left.shape.empty()) return {Verdict::always_true, Reason::empty, {}, {}, {}};
    return {Verdict::implementation, Reason::merged_constants, versions_, {}, {}};
}

Identity Answer::of_equal_integers(std::int64_t value, bool both_constants) const {
    Identity result{Verdict::implementation,
                    both_constants ? Reason::merged_constants : Reason::small_integer,
                    {},
                    {},
                    {}};
    bool always_cached = true;
    for (std::uint32_t version = kOldestVersion; version <= kNewestVersion; ++version) {
        if (!versions_.has(version)) continue;
        const bool cached = is_cached(value, version);
        always_cached = always_cached && cached;
        (cached || both_constants ? result.is_true : result.is_false).add(version);
    }
    if (always_cached) return {Verdict::always_true, Reason::small_integer, {}, {}, {}};
    return result;
}

Identity Answer::of_equal_constants(const KnownValue& value) const {
    if (value.kind == ConstantKind::string || value.kind == ConstantKind::bytes) {
        if (is_empty(value)) return {Verdict::always_true, Reason::empty, {}, {}, {}};
        if (is_cached_character(value)) return {Verdict::always_true, Reason::one_character, {}, {}, {}};
        if (is_spelled_like_a_name(value))
            return {Verdict::always_true, Reason::interned_constant, {}, {}, {}};
    }
    return {Verdict::implementation, Reason::merged_constants, versions_, {}, {}};
}

// Which of the sentences fits a value that may be the same object as another.
Reason Answer::reason_of_value() const {
    for (const Side* side : {&question_.left, &question_.right}) {
        if (!side->known) continue;
        if (side->known->integer && is_cached(*side->known->integer, kNewestVersion))
            return Reason::small_integer;
        const ConstantKind kind = side->known->kind;
        if (kind != ConstantKind::string && kind != ConstantKind::bytes) continue;
        if (is_empty(*side->known)) return Reason::empty;
        if (is_cached_character(*side->known)) return Reason::one_character;
        if (is_spelled_like_a_name(*side->known)) return Reason::interned_constant;
    }
    return Reason::computed_value;
}

// Each thing that one side may be with each that the other may be.
Identity Answer::by_things() const {
    const std::vector<Thing> lefts = things_of(question_.left);
    const std::vector<Thing> rights = things_of(question_.right);
    Tally tally;
    for (const Thing& left : lefts) {
        for (const Thing& right : rights) compare(tally, left, right);
    }
    const std::uint32_t others = tally[Outcome::by_value] + tally[Outcome::by_identity];
    if (tally[Outcome::always] == 1 && others + tally[Outcome::never] == 0) {
        return {Verdict::always_true, tally.reason, {}, {}, {}};
    }
    if (others + tally[Outcome::always] == 0) return {Verdict::always_false, tally.reason, {}, {}, {}};
    const bool only_values = tally[Outcome::by_identity] + tally[Outcome::always] == 0;
    if (only_values && !tally.changeable_pair) return open(tally.reason);
    return {};
}

void Answer::compare(Tally& tally, const Thing& left, const Thing& right) const {
    Reason reason = Reason::program;
    const Outcome outcome = outcome_of(left, right, reason);
    ++tally.count[static_cast<std::size_t>(outcome)];
    tally.changeable_pair |= left.kinds.meets(kChangeable) && right.kinds.meets(kChangeable);
    // What may happen says more than what cannot.
    if (outcome != Outcome::never || tally.reason == Reason::program) tally.reason = reason;
}

Outcome Answer::outcome_of(const Thing& left, const Thing& right, Reason& reason) const {
    if (left.object.valid() && right.object.valid()) {
        const Outcome outcome = outcome_of_objects(left, right, reason);
        if (outcome != Outcome::by_identity) return outcome;
    }
    const Kinds common = left.kinds & right.kinds;
    if (common.empty()) {
        // What should be a str may be an instance of a class of its own below str.
        const bool may_be_below = (left.kinds.meets(kPlainValues) && right.kinds.has(Kind::instance)) ||
                                  (right.kinds.meets(kPlainValues) && left.kinds.has(Kind::instance));
        const bool exact = question_.left.known || question_.right.known;
        if (may_be_below && !exact) return Outcome::by_identity;
        reason = Reason::different_kinds;
        return Outcome::never;
    }
    if (common == Kinds(Kind::none) && left.kinds == common && right.kinds == common) {
        reason = Reason::singleton;
        return Outcome::always;
    }
    if (!common.within(kValues) || is_own_tuple(left) || is_own_tuple(right)) return Outcome::by_identity;
    reason = common.meets(kPlainValues) ? reason_of_value() : Reason::tuple;
    return Outcome::by_value;
}

Outcome Answer::outcome_of_objects(const Thing& left, const Thing& right, Reason& reason) const {
    if (left.object == right.object) {
        const bool must = is_only(question_.left.value, left.object) &&
                          is_only(question_.right.value, left.object) && is_one_object(left.object);
        reason = Reason::same_value;
        return must ? Outcome::always : Outcome::by_identity;
    }
    const Object& one = heap_.objects()[left.object];
    const Object& other = heap_.objects()[right.object];
    if (one.kind == Kind::tuple && other.kind == Kind::tuple)
        return outcome_of_tuples(left.object, right.object, reason);
    const bool new_left = is_always_new(left.object);
    const bool new_right = is_always_new(right.object);
    // Before the activation began; of what an attribute holds that is likely, and no more.
    const auto was_there = [&](const Object& object) {
        return object.origin == Origin::parameter ||
               (object.origin == Origin::child && question_.plain_instances);
    };
    const bool apart = (new_left && (new_right || was_there(other))) || (new_right && was_there(one));
    if (!apart) return Outcome::by_identity;
    reason = Reason::different_objects;
    return Outcome::never;
}

Outcome Answer::outcome_of_tuples(ObjectId left, ObjectId right, Reason& reason) const {
    const Content one = heap_.content_of(question_.state, left);
    const Content other = heap_.content_of(question_.state, right);
    reason = Reason::tuple;
    if (!one.exact || !other.exact) return Outcome::by_value;
    if (one.count != other.count) {
        reason = Reason::different_values;
        return Outcome::never;
    }
    if (one.count != 0) return Outcome::by_value;
    reason = Reason::empty;
    const bool must = is_only(question_.left.value, left) && is_only(question_.right.value, right);
    return must ? Outcome::always : Outcome::by_value;
}

// A tuple that holds what is made when the program runs is merged with no other: it is told apart as any
// object.
bool Answer::is_own_tuple(const Thing& it) const {
    if (!it.object.valid() || heap_.objects()[it.object].kind != Kind::tuple ||
        heap_.objects()[it.object].origin != Origin::site)
        return false;
    const Content content = heap_.content_of(question_.state, it.object);
    return std::ranges::any_of(content.slots(), [&](const SlotValue& held) {
        return held.slot.is_item() && std::ranges::any_of(heap_.objects_of(held.value),
                                                          [&](ObjectId item) { return is_always_new(item); });
    });
}

// A name of the library may lead to another object each time: an attribute of a class may make it.
bool Answer::is_one_object(ObjectId id) const {
    const Object& object = heap_.objects()[id];
    if (object.origin != Origin::external || object.kind == Kind::class_ || object.kind == Kind::module)
        return true;
    if (object.kind != Kind::function) return false;
    return std::ranges::all_of(
        question_.library.functions(heap_.objects().external_name(id)),
        [](const models::Model& it) { return it.binding == models::Binding::plain && !it.is_property; });
}

bool Answer::is_always_new(ObjectId id) const {
    const Object& object = heap_.objects()[id];
    if (object.origin != Origin::site) return false;
    if (kAlwaysNew.has(object.kind)) return true;
    if (object.kind != Kind::instance) return false;
    const std::string_view name = heap_.objects().class_of(id).library;
    if (name.empty()) return question_.plain_instances && heap_.objects().class_of(id).code.valid();
    const models::Class* const known = question_.library.find_class(name);
    return known != nullptr && known->is_mutable;
}

std::vector<Thing> Answer::things_of(const Side& side) const {
    if (side.known) return {{kind_of(side.known->kind), {}}};
    std::vector<Thing> things;
    const Value& value = side.value;
    Kinds plain = value.plain & kAtoms;
    if (value.is_any()) {
        plain |= kOfObjects;
    } else if (plain.has(Kind::other_atom)) {
        // The engine's word for plain values of which it knows nothing.
        plain = kAllKinds;
    }
    if (!plain.empty()) things.push_back({plain, {}});
    for (const ObjectId object : heap_.objects_of(value)) {
        things.push_back({kinds_of(heap_.objects()[object], value), object});
    }
    return things;
}

Kinds Answer::kinds_of(const Object& object, const Value& value) const {
    if (object.kind == Kind::opaque)
        return value.narrowed == kAllKinds ? kAllKinds : value.narrowed - Kind::opaque;
    // An attribute that looks like a method may be something else.
    if (object.kind == Kind::method) return kAllKinds;
    if (object.origin == Origin::external && object.kind == Kind::instance) return kAllKinds;
    return kLoosely.has(object.kind) ? kLoosely : Kinds(object.kind);
}

// What holds only if nothing unseen happened is no promise.
Identity Answer::without_assumptions(const Identity& found) const {
    if (found.verdict == Verdict::meaningful) return found;
    if (found.verdict == Verdict::implementation) return open(found.reason);
    Kinds left;
    Kinds right;
    for (const Thing& it : things_of(question_.left)) left |= it.kinds;
    for (const Thing& it : things_of(question_.right)) right |= it.kinds;
    const bool values = left.within(kValues) && right.within(kValues) && left.meets(right);
    return values ? open(found.reason == Reason::different_values ? reason_of_value() : found.reason)
                  : Identity{};
}

}  // namespace

std::string_view name_of(Verdict verdict) {
    constexpr std::array<std::string_view, 4> kNames{"true", "false", "implementation", "meaningful"};
    return kNames[static_cast<std::size_t>(verdict)];
}

std::string_view name_of(Reason reason) {
    return kReasons[static_cast<std::size_t>(reason)].text;
}

std::string_view sentence_of(Reason reason) {
    return kReasons[static_cast<std::size_t>(reason)].sentence;
}

VersionSet VersionSet::of(models::Versions range) {
    VersionSet result;
    const std::uint32_t last = std::min<std::uint32_t>(range.last, kNewestVersion);
    for (std::uint32_t minor = std::max<std::uint32_t>(range.first, kOldestVersion); minor <= last; ++minor) {
        result.add(minor);
    }
    return result;
}

std::string text_of(VersionSet versions) {
    std::string text;
    for (std::uint32_t minor = 0; minor < 32; ++minor) {
        if (!versions.has(minor) || (minor > 0 && versions.has(minor - 1))) continue;
        std::uint32_t last = minor;
        while (last + 1 < 32 && versions.has(last + 1)) ++last;
        if (!text.empty()) text += ", ";
        text += "3." + std::to_string(minor);
        if (last != minor) text += "-3." + std::to_string(last);
    }
    return text;
}

Identity identity_of(const Question& question) {
    return Answer(question).find();
}

}  // namespace doppelint::heap
