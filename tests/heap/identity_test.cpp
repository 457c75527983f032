#include "heap/identity.h"

#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace doppelint::heap {

// How a failing test prints an answer.
void PrintTo(const Identity& it, std::ostream* out) {
    *out << name_of(it.verdict) << " (" << name_of(it.reason) << "), true in " << text_of(it.is_true)
         << ", false in " << text_of(it.is_false) << ", open in " << text_of(it.open);
}

namespace {

using program::ConstantId;
using program::ConstantKind;
using program::ValueId;
using Made = KnownValue::Made;

constexpr models::Versions kAll{8, 15};

/// Makes sides and compares them. Sites count up, so that every object has one of its own.
class Comparisons : public ::testing::Test {
  protected:
    Arena arena;
    Limits limits;
    Heap heap{arena, Policy::report, limits};
    State state;
    program::Module module;
    models::Versions versions = kAll;
    std::uint32_t next_site = 0;

    Side constant(ConstantKind kind, std::string_view text = {}, std::int64_t integer = 0) {
        module.constants.push_back({kind, true, module.names.intern(text), integer});
        Side side;
        side.value.constant = ConstantId{static_cast<std::uint32_t>(module.constants.size() - 1)};
        side.known = known_value(module, side.value.constant);
        side.value.plain = kind_of(kind);
        side.birth = Birth::earlier;
        return side;
    }
    static Kind kind_of(ConstantKind kind) {
        switch (kind) {
            case ConstantKind::none: return Kind::none;
            case ConstantKind::true_:
            case ConstantKind::false_: return Kind::boolean;
            case ConstantKind::integer: return Kind::integer;
            case ConstantKind::float_: return Kind::floating;
            case ConstantKind::imaginary: return Kind::complex;
            case ConstantKind::string: return Kind::string;
            case ConstantKind::bytes: return Kind::bytes;
            case ConstantKind::ellipsis: break;
        }
        return Kind::other_atom;
    }
    Side none() { return constant(ConstantKind::none); }
    Side yes() { return constant(ConstantKind::true_); }
    Side no() { return constant(ConstantKind::false_); }
    Side ellipsis() { return constant(ConstantKind::ellipsis); }
    Side number(std::int64_t value) { return constant(ConstantKind::integer, std::to_string(value), value); }
    Side real(std::string_view digits) { return constant(ConstantKind::float_, digits); }
    Side text(std::string_view value) { return constant(ConstantKind::string, value); }
    Side bytes(std::string_view value) { return constant(ConstantKind::bytes, value); }

    /// An int that an operator made when the program ran.
    static Side computed(std::int64_t value) {
        Side side = some(Kind::integer);
        side.known = known_integer(value, Made::when_run);
        return side;
    }
    /// A plain value that is not known.
    static Side some(Kinds kinds) { return {atoms(kinds), Birth::unknown, {}, {}}; }
    static Side whatever() { return {anything(), Birth::unknown, {}, {}}; }
    /// A tuple that is written with constants.
    Side tuple(std::string shape, const std::vector<Side>& parts) {
        Side side = object(Kind::tuple);
        side.tuple = KnownTuple{std::move(shape), {}};
        side.tuple->parts.reserve(parts.size());
        for (const Side& it : parts) side.tuple->parts.push_back(*it.known);
        return side;
    }

    /// A new object of this activation; `list()` twice gives two.
    Side object(Kind kind) { return of(heap.objects().made(ValueId{next_site++}, 0, kind)); }
    Side instance(std::string_view library_class) {
        const std::uint32_t index = heap.objects().class_index({library_class, {}});
        return of(heap.objects().made(ValueId{next_site++}, 0, Kind::instance, index));
    }
    Side list() { return object(Kind::list); }
    Side older(const Side& recent) { return of(heap.objects().older(heap.objects_of(recent.value)[0])); }
    Side parameter(std::uint32_t index) { return of(heap.objects().parameter(index, Kind::opaque)); }
    Side library(std::string_view name, Kind kind) { return of(heap.objects().external(name, kind)); }
    Side of(ObjectId id) { return {heap.value_of(id), Birth::unknown, {}, {}}; }
    Side either(const Side& one, const Side& other) {
        return {heap.join(one.value, other.value), Birth::unknown, {}, {}};
    }
    Side narrowed(const Side& side, Kinds kinds) {
        return {heap.narrowed_to(side.value, kinds), side.birth, {}, {}};
    }
    static Side born(Side side, Birth birth) {
        side.birth = birth;
        return side;
    }
    Side holding(const Side& tuple, std::uint32_t count) {
        ContentBuilder content;
        content.head().exact = true;
        for (std::uint32_t at = 0; at < count; ++at) content.set(Slot::index(at), atoms(Kind::integer));
        heap.set_content(state, heap.objects_of(tuple.value)[0], content);
        return tuple;
    }

    Question question(const Side& left, const Side& right) {
        return {heap, state, models::Library::standard(), versions, left, right};
    }
    Identity ask(const Side& left, const Side& right) { return identity_of(question(left, right)); }
    Identity ask_assumed(const Side& left, const Side& right) {
        Question it = question(left, right);
        it.assumed = true;
        return identity_of(it);
    }

    void expect(const Side& left, const Side& right, Verdict verdict, Reason reason) {
        for (const Identity& it : {ask(left, right), ask(right, left)}) {
            EXPECT_EQ(name_of(it.verdict), name_of(verdict)) << ::testing::PrintToString(it);
            EXPECT_EQ(name_of(it.reason), name_of(reason)) << ::testing::PrintToString(it);
        }
    }
    void expect_true(const Side& left, const Side& right, Reason reason) {
        expect(left, right, Verdict::always_true, reason);
    }
    void expect_false(const Side& left, const Side& right, Reason reason) {
        expect(left, right, Verdict::always_false, reason);
    }
    void expect_open(const Side& left, const Side& right, Reason reason) {
        expect(left, right, Verdict::implementation, reason);
    }
    void expect_meaningful(const Side& left, const Side& right) {
        expect(left, right, Verdict::meaningful, Reason::program);
    }
};

TEST_F(Comparisons, one_register_is_itself) {
    Question it = question(whatever(), whatever());
    it.same_register = true;
    it.assumed = true;
    EXPECT_EQ(identity_of(it).verdict, Verdict::always_true);
    EXPECT_EQ(identity_of(it).reason, Reason::same_value);
}

TEST_F(Comparisons, code_that_never_runs_says_nothing) {
    expect_meaningful({}, none());
}

TEST_F(Comparisons, singletons) {
    expect_true(none(), none(), Reason::singleton);
    expect_true(yes(), yes(), Reason::singleton);
    expect_true(ellipsis(), ellipsis(), Reason::singleton);
    expect_true(some(Kind::none), none(), Reason::singleton);
    expect_false(yes(), no(), Reason::different_values);
    expect_false(none(), no(), Reason::different_kinds);
    expect_meaningful(some(Kind::boolean), yes());
    expect_meaningful(some(Kinds(Kind::none) | Kind::integer), none());
}

TEST_F(Comparisons, what_is_never_none) {
    expect_meaningful(parameter(0), none());
    expect_false(narrowed(parameter(0), models::kAllKinds - Kind::none), none(), Reason::different_kinds);
    expect_false(some(Kind::integer), none(), Reason::different_kinds);
    expect_false(list(), none(), Reason::different_kinds);
    expect_false(library("len", Kind::function), none(), Reason::different_kinds);
    expect_meaningful(library("sys.stdin", Kind::opaque), none());
    expect_meaningful(some(Kind::other_atom), none());
    expect_meaningful(some(Kind::other_atom), ellipsis());
}

TEST_F(Comparisons, constants_of_different_types_are_never_merged) {
    expect_false(number(1), real("1.0"), Reason::different_kinds);
    expect_false(number(1), yes(), Reason::different_kinds);
    expect_false(text("a"), bytes("a"), Reason::different_kinds);
    expect_false(number(1), number(2), Reason::different_values);
    expect_false(real("0.0"), real("1.0"), Reason::different_values);
    expect_false(text("a"), text("b"), Reason::different_values);
}

TEST_F(Comparisons, negative_zero_is_a_constant_of_its_own) {
    Side negative = real("0.0");
    negative.known->number = -0.0;
    expect_false(negative, real("0.0"), Reason::different_values);
}

TEST_F(Comparisons, equal_constants_are_merged_in_a_file) {
    for (const auto& [one, other] : std::vector<std::pair<Side, Side>>{
             {number(1000), number(1000)},
             {number(-6), number(-6)},
             {real("1.5"), real("1.50")},
             {text("two words"), text("two words")},
             {text("\xE6\x97\xA5"), text("\xE6\x97\xA5")},
             {bytes("ab"), bytes("ab")},
             {tuple("v(v)", {number(1), text("a")}), tuple("v(v)", {number(1), text("a")})},
         }) {
        expect_open(one, other, Reason::merged_constants);
        EXPECT_EQ(text_of(ask(one, other).is_true), "3.8-3.15");
        EXPECT_EQ(text_of(ask(one, other).open), "");
    }
}

TEST_F(Comparisons, small_integers_are_kept) {
    for (const std::int64_t value : {-5, 0, 256})
        expect_true(number(value), number(value), Reason::small_integer);
    expect_true(computed(256), number(256), Reason::small_integer);
    expect_true(computed(-5), computed(-5), Reason::small_integer);
}

TEST_F(Comparisons, the_cache_of_3_15_is_larger) {
    expect_open(computed(300), number(300), Reason::small_integer);
    EXPECT_EQ(text_of(ask(computed(300), number(300)).is_true), "3.15");
    EXPECT_EQ(text_of(ask(computed(300), number(300)).is_false), "3.8-3.14");
    versions = {15, 15};
    expect_true(computed(300), number(300), Reason::small_integer);
    expect_true(number(1024), number(1024), Reason::small_integer);
    expect_open(number(1025), number(1025), Reason::merged_constants);
}

TEST_F(Comparisons, a_computed_large_int_is_another_object_in_no_promised_way) {
    expect_open(computed(5000), number(5000), Reason::small_integer);
    EXPECT_EQ(text_of(ask(computed(5000), number(5000)).is_false), "3.8-3.15");
}

TEST_F(Comparisons, texts_that_are_kept_or_interned) {
    expect_true(text(""), text(""), Reason::empty);
    expect_true(bytes(""), bytes(""), Reason::empty);
    expect_true(text("-"), text("-"), Reason::one_character);
    expect_true(text("\xC3\xA9"), text("\xC3\xA9"), Reason::one_character);
    expect_true(bytes("a"), bytes("a"), Reason::one_character);
    expect_true(text("some_name1"), text("some_name1"), Reason::interned_constant);
    expect_true(text("1st"), text("1st"), Reason::interned_constant);
    expect_open(bytes("some_name"), bytes("some_name"), Reason::merged_constants);
}

TEST_F(Comparisons, values_that_are_not_known) {
    expect_open(some(Kind::integer), number(5), Reason::small_integer);
    expect_open(some(Kind::integer), number(5000), Reason::computed_value);
    expect_open(some(Kind::string), text("a"), Reason::one_character);
    expect_open(some(Kind::string), text(""), Reason::empty);
    expect_open(some(Kind::string), text("name"), Reason::interned_constant);
    expect_open(some(Kind::floating), some(Kind::floating), Reason::computed_value);
    expect_open(some(Kinds(Kind::none) | Kind::integer), some(Kind::integer), Reason::computed_value);
    expect_open(parameter(0), text("two words"), Reason::computed_value);
    expect_open(whatever(), number(5000), Reason::computed_value);
    EXPECT_EQ(text_of(ask(whatever(), number(5000)).open), "3.8-3.15");
}

TEST_F(Comparisons, values_of_different_types) {
    expect_false(some(Kind::integer), some(Kind::string), Reason::different_kinds);
    expect_false(some(Kind::integer), yes(), Reason::different_kinds);
    expect_false(some(Kind::string), list(), Reason::different_kinds);
    // str(x) may be of a class below str.
    expect_meaningful(some(Kind::string), object(Kind::instance));
    expect_false(text("a b"), object(Kind::instance), Reason::different_kinds);
}

TEST_F(Comparisons, objects_that_can_change) {
    const Side one = list();
    expect_true(one, one, Reason::same_value);
    expect_false(one, list(), Reason::different_objects);
    expect_false(one, older(one), Reason::different_objects);
    expect_meaningful(older(one), older(one));
    expect_false(one, object(Kind::dict), Reason::different_objects);
    expect_meaningful(either(one, list()), one);
    expect_false(either(one, list()), list(), Reason::different_objects);
}

TEST_F(Comparisons, what_the_caller_passes) {
    expect_true(parameter(0), parameter(0), Reason::same_value);
    expect_meaningful(parameter(0), parameter(1));
    expect_false(parameter(0), list(), Reason::different_objects);
    const ObjectId attribute =
        heap.objects().child(heap.objects().parameter(0, Kind::opaque), Slot::index(0), kAtEntry);
    expect_meaningful(of(attribute), list());
    expect_meaningful(of(attribute), parameter(0));
}

TEST_F(Comparisons, what_a_call_gave) {
    expect_meaningful(object(Kind::opaque), list());
    expect_meaningful(object(Kind::opaque), object(Kind::opaque));
    expect_meaningful(object(Kind::method), list());
    expect_meaningful(object(Kind::instance), object(Kind::instance));
    expect_false(instance("object"), instance("object"), Reason::different_objects);
}

TEST_F(Comparisons, what_a_library_has) {
    expect_true(library("len", Kind::function), library("len", Kind::function), Reason::same_value);
    expect_meaningful(library("len", Kind::function), library("max", Kind::function));
    expect_false(library("len", Kind::function), list(), Reason::different_kinds);
    expect_meaningful(library("int.__name__", Kind::opaque), library("int.__name__", Kind::opaque));
    expect_meaningful(library("dict.fromkeys", Kind::function), library("dict.fromkeys", Kind::function));
}

TEST_F(Comparisons, what_is_made_by_the_comparison) {
    expect_false(born(list(), Birth::here), whatever(), Reason::fresh_object);
    expect_false(born(some(Kind::string), Birth::here), text("a b"), Reason::fresh_object);
    expect_false(born(object(Kind::tuple), Birth::here), object(Kind::tuple), Reason::fresh_object);
}

TEST_F(Comparisons, what_was_there_before_is_nothing_that_is_made) {
    const Side made = born(object(Kind::tuple), Birth::new_object);
    expect_false(made, born(parameter(0), Birth::earlier), Reason::different_objects);
    expect_false(made, born(object(Kind::tuple), Birth::new_object), Reason::different_objects);
    expect_open(made, object(Kind::tuple), Reason::tuple);
    expect_meaningful(born(parameter(0), Birth::earlier), born(parameter(1), Birth::earlier));
}

TEST_F(Comparisons, tuples) {
    const Side one = object(Kind::tuple);
    expect_true(one, one, Reason::same_value);
    expect_open(one, older(one), Reason::tuple);
    expect_open(one, object(Kind::tuple), Reason::tuple);
    expect_open(one, parameter(0), Reason::tuple);
    expect_false(one, list(), Reason::different_kinds);
    expect_true(holding(object(Kind::tuple), 0), holding(object(Kind::tuple), 0), Reason::empty);
    expect_false(holding(object(Kind::tuple), 0), holding(object(Kind::tuple), 2), Reason::different_values);
    expect_open(holding(object(Kind::tuple), 2), holding(object(Kind::tuple), 2), Reason::tuple);
}

TEST_F(Comparisons, tuples_of_constants) {
    expect_true(tuple("", {}), tuple("", {}), Reason::empty);
    expect_false(tuple("v", {number(1)}), tuple("v", {yes()}), Reason::different_values);
    expect_false(tuple("v", {number(1)}), tuple("(v)", {number(1)}), Reason::different_values);
    expect_false(tuple("v", {number(1)}), number(1), Reason::different_kinds);
    expect_open(tuple("v", {number(1)}), object(Kind::tuple), Reason::tuple);
}

TEST_F(Comparisons, two_objects_that_can_change_never_depend_on_the_implementation) {
    const Side one = either(list(), object(Kind::tuple));
    const Side other = either(list(), object(Kind::tuple));
    expect_meaningful(one, other);
}

TEST_F(Comparisons, nothing_is_certain_on_an_assumption) {
    EXPECT_EQ(ask_assumed(list(), list()).verdict, Verdict::meaningful);
    EXPECT_EQ(ask_assumed(none(), none()).verdict, Verdict::meaningful);
    EXPECT_EQ(ask_assumed(list(), none()).verdict, Verdict::meaningful);
    EXPECT_EQ(ask_assumed(number(1), number(1)).verdict, Verdict::implementation);
    EXPECT_EQ(ask_assumed(number(1), number(2)).verdict, Verdict::implementation);
    const Identity constants = ask_assumed(number(1000), number(1000));
    EXPECT_EQ(constants.verdict, Verdict::implementation);
    EXPECT_EQ(text_of(constants.is_true), "");
    EXPECT_EQ(text_of(constants.open), "3.8-3.15");
    EXPECT_EQ(ask_assumed(born(list(), Birth::here), whatever()).verdict, Verdict::always_false);
}

TEST(VersionSet, reads_as_ranges) {
    VersionSet some = VersionSet::of({8, 10});
    some.add(13);
    EXPECT_EQ(text_of(some), "3.8-3.10, 3.13");
    EXPECT_EQ(text_of({}), "");
    EXPECT_EQ(text_of(VersionSet::of({})), "3.8-3.15");
    EXPECT_EQ(text_of(VersionSet::of({11, 12})), "3.11-3.12");
}

TEST(Reasons, have_sentences) {
    for (unsigned at = 0; at < static_cast<unsigned>(Reason::count); ++at) {
        EXPECT_FALSE(name_of(static_cast<Reason>(at)).empty());
        EXPECT_FALSE(sentence_of(static_cast<Reason>(at)).empty());
    }
}

}  // namespace
}  // namespace doppelint::heap
