#include "analysis/special_methods.h"

#include <algorithm>
#include <array>
#include <utility>

#include "analysis/parts.h"
#include "analysis/protocols.h"

namespace doppelint::analysis {

namespace {

constexpr std::uint32_t kDeepest = 2;
constexpr Kinds kHolders = Kinds(Kind::list) | Kind::tuple | Kind::set | Kind::frozenset | Kind::dict;
constexpr std::array<std::string_view, 7> kOfItems{"__repr__", "__str__", "__format__", "__eq__",
                                                   "__lt__",   "__gt__",  "__hash__"};

}  // namespace

// Containers in containers are followed no further than `kDeepest`.
// NOLINTBEGIN(misc-no-recursion)

std::optional<Value> SpecialMethods::ask(State& state, ValueId id, std::string_view name,
                                         const Arguments::One& self, std::span<const Arguments::One> others) {
    if (name == "__bool__" || name == "__len__") parts_.ledger.note_truth_test(id, self, name == "__len__");
    std::optional<Value> result;
    constexpr Kinds kMayHave = kHolders | Kind::opaque | Kind::instance | Kind::class_;
    if (context_.summaries == nullptr || !heap_.kinds_of(self.value).meets(kMayHave)) return result;
    for (const ObjectId object : objects_of(self.value)) {
        const auto given = ask_object(state, id, name, object, self, others);
        if (given) result = result ? heap_.join(*result, *given) : *given;
    }
    return result;
}

std::optional<Value> SpecialMethods::ask_object(State& state, ValueId id, std::string_view name,
                                                ObjectId object, const Arguments::One& self,
                                                std::span<const Arguments::One> others) {
    const Kind kind = heap_.objects()[object].kind;
    if (kHolders.has(kind)) {
        ask_items(state, id, name, object, others);
        return std::nullopt;
    }
    if (!parts_.members.has_class(object)) {
        if (parts_.calls.has_special(object, name))
            return parts_.calls.special_call(state, id, object, self, name, others);
        const bool is_strange = kind == Kind::opaque || kind == Kind::instance;
        return is_strange ? parts_.calls.call_special_by_flow(state, id, name, self, others) : std::nullopt;
    }
    if (kind == Kind::class_) return parts_.members.ask_metaclass(state, id, object, name, others);
    for (const std::string_view one : alternatives_of(name)) {
        // Methods that a library adds call those of the class, not one another.
        const bool is_own = parts_.members.has_own_member(object, one);
        if (!is_own && (in_library_ || !parts_.members.has_member(object, one))) continue;
        Arguments arguments;
        const bool by_place = one == "__getitem__" && one != name;
        const bool bare = one != name && name == "__format__";
        if (by_place) arguments.add(heap::atoms(Kind::integer), ValueId{});
        if (!by_place && !bare) arguments.positional.assign(others.begin(), others.end());
        const Arguments::One receiver{heap_.value_of(object), self.carrier};
        const bool was_in_library = std::exchange(in_library_, in_library_ || !is_own);
        const auto given = parts_.members.call(state, id, object, receiver, one, arguments);
        in_library_ = was_in_library;
        return given;
    }
    return std::nullopt;
}

// Texts and comparisons of containers are those of what they hold.
void SpecialMethods::ask_items(State& state, ValueId id, std::string_view name, ObjectId container,
                               std::span<const Arguments::One> others) {
    if (depth_ == kDeepest || std::ranges::find(kOfItems, name) == kOfItems.end()) return;
    const Value items = heap_.read_items(state, container);
    if (items.objects == heap::ObjectSets::empty()) return;
    const bool is_text = name == "__str__" || name == "__format__";
    ++depth_;
    run(state, id, is_text ? "__repr__" : name, {items, ValueId{}},
        is_text ? std::span<const Arguments::One>() : others);
    --depth_;
}

// NOLINTEND(misc-no-recursion)

}  // namespace doppelint::analysis
