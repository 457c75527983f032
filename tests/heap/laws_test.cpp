// Every domain of the heap keeps the laws of a join semilattice, on random elements.

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "heap/domain.h"
#include "heap/heap.h"

namespace doppelint::heap {
namespace {

using Random = std::mt19937;

std::uint32_t below(Random& random, std::uint32_t limit) {
    return std::uniform_int_distribution<std::uint32_t>(0, limit - 1)(random);
}

/// A heap with a few objects of each origin, for domains whose elements refer to one.
struct Fixture {
    Arena arena;
    Limits limits;
    Heap heap{arena, Policy::report, limits};
    std::vector<ObjectId> known;

    Fixture() {
        Objects& objects = heap.objects();
        for (std::uint32_t site = 0; site < 3; ++site) {
            known.push_back(objects.made(program::ValueId{site}, 0, Kind::list));
            known.push_back(objects.older(known.back()));
        }
        known.push_back(objects.made(program::ValueId{3}, 0, Kind::dict));
        const ObjectId parameter = objects.parameter(0, Kind::opaque);
        known.push_back(parameter);
        known.push_back(objects.child(parameter, Slot::rest(), kAtEntry));
        known.push_back(objects.child(parameter, Slot::index(0), kAtEntry));
    }

    bool has_unknown_kind(const Value& value) {
        return std::ranges::any_of(heap.objects_of(value),
                                   [&](ObjectId it) { return heap.objects()[it].kind == Kind::opaque; });
    }

    Value value(Random& random) {
        Value result;
        if (below(random, 10) == 0) return anything();
        for (std::uint32_t count = below(random, 4); count > 0; --count) {
            const ObjectId object = known[below(random, static_cast<std::uint32_t>(known.size()))];
            result.objects = heap.sets().unite(result.objects, heap.sets().single(object));
        }
        if (below(random, 2) == 0) {
            result.plain = Kinds::from_bits(below(random, 1U << 9U));
            if (result.objects == ObjectSets::empty() && below(random, 3) == 0) {
                result.plain = Kind::integer;
                result.constant = program::ConstantId{below(random, 3)};
            }
        }
        if (has_unknown_kind(result) && below(random, 3) == 0)
            result.narrowed = Kinds(Kind::list) | Kind::dict;
        return result;
    }

    const Content* content(Random& random, ObjectId object) {
        ContentBuilder result;
        Content& head = result.head();
        const bool is_list = heap.objects()[object].kind == Kind::list;
        head.exact = heap.objects()[object].origin == Origin::site && below(random, 2) == 0;
        if (heap.objects()[object].is_symbolic()) head.base = {Base::What::symbolic, object, kAtEntry};
        const std::uint32_t places = below(random, 4);
        for (std::uint32_t at = 0; at < places; ++at) {
            result.set(is_list ? Slot::index(at) : Slot::key(program::ConstantId{at}), value(random));
        }
        if (!head.exact && below(random, 2) == 0) result.set(Slot::rest(), value(random));
        head.distinct = static_cast<Distinct>(below(random, 5));
        head.maybe_consumed = below(random, 2) == 0;
        head.consumed = head.maybe_consumed && below(random, 2) == 0;
        if (below(random, 4) == 0) head.touched = Assumption::unknown_call;
        return result.finish(arena);
    }
};

struct KindsDomain {
    using Element = Kinds;
    [[nodiscard]] Element join(Element one, Element other) { return one | other; }
    [[nodiscard]] bool within(Element one, Element other) { return one.within(other); }
    [[nodiscard]] Element bottom() { return {}; }
    Element any(Random& random) { return Kinds::from_bits(below(random, 1U << 20U)); }
};

struct AssumptionsDomain {
    using Element = Assumptions;
    [[nodiscard]] Element join(Element one, Element other) { return one | other; }
    [[nodiscard]] bool within(Element one, Element other) { return one.within(other); }
    [[nodiscard]] Element bottom() { return {}; }
    Element any(Random& random) {
        Assumptions result;
        for (std::uint32_t at = 0; at < static_cast<std::uint32_t>(Assumption::count); ++at) {
            if (below(random, 2) == 0) result |= static_cast<Assumption>(at);
        }
        return result;
    }
};

struct DistinctDomain {
    using Element = Distinct;
    [[nodiscard]] Element join(Element one, Element other) { return heap::join(one, other); }
    [[nodiscard]] bool within(Element one, Element other) { return heap::join(one, other) == other; }
    [[nodiscard]] Element bottom() { return Distinct::none; }
    Element any(Random& random) { return static_cast<Distinct>(below(random, 5)); }
};

struct SetsDomain {
    using Element = SetId;
    Fixture fixture;
    [[nodiscard]] Element join(Element one, Element other) { return fixture.heap.sets().unite(one, other); }
    [[nodiscard]] bool within(Element one, Element other) { return fixture.heap.sets().within(one, other); }
    [[nodiscard]] Element bottom() { return ObjectSets::empty(); }
    Element any(Random& random) { return fixture.value(random).objects; }
};

struct ValuesDomain {
    using Element = Value;
    Fixture fixture;
    [[nodiscard]] Element join(const Element& one, const Element& other) {
        return fixture.heap.join(one, other);
    }
    [[nodiscard]] bool within(const Element& one, const Element& other) {
        return fixture.heap.within(one, other);
    }
    [[nodiscard]] Element bottom() { return {}; }
    Element any(Random& random) { return fixture.value(random); }
};

struct StatesDomain {
    using Element = State;
    Fixture fixture;
    [[nodiscard]] Element join(const Element& one, const Element& other) {
        return fixture.heap.join(one, other, 99);
    }
    [[nodiscard]] bool within(const Element& one, const Element& other) {
        return fixture.heap.within(one, other);
    }
    [[nodiscard]] Element bottom() { return {}; }
    Element any(Random& random) {
        State result;
        result.reachable = true;
        for (const ObjectId object : fixture.known) {
            if (below(random, 2) == 0) {
                result.contents =
                    result.contents.with(object.index(), fixture.content(random, object), fixture.arena);
            }
        }
        for (std::uint32_t debt = 0; debt < 3; ++debt) {
            if (below(random, 2) == 0) {
                result.debts = result.debts.with(debt, {below(random, 2) == 0, {}}, fixture.arena);
            }
        }
        return result;
    }
};

static_assert(AbstractDomain<KindsDomain> && AbstractDomain<AssumptionsDomain> &&
              AbstractDomain<DistinctDomain> && AbstractDomain<SetsDomain> && AbstractDomain<ValuesDomain> &&
              AbstractDomain<StatesDomain>);

template <class D>
class Laws : public testing::Test {
  protected:
    static constexpr int kRounds = 400;
    D domain;
    Random random{20261121};  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same elements each time

    bool equal(const typename D::Element& one, const typename D::Element& other) {
        return domain.within(one, other) && domain.within(other, one);
    }
};

using Domains =
    testing::Types<KindsDomain, AssumptionsDomain, DistinctDomain, SetsDomain, ValuesDomain, StatesDomain>;
TYPED_TEST_SUITE(Laws, Domains);

TYPED_TEST(Laws, everything_is_within_itself) {
    for (int round = 0; round < this->kRounds; ++round) {
        const auto one = this->domain.any(this->random);
        ASSERT_TRUE(this->domain.within(one, one));
    }
}

TYPED_TEST(Laws, a_join_is_an_upper_bound) {
    for (int round = 0; round < this->kRounds; ++round) {
        const auto one = this->domain.any(this->random);
        const auto other = this->domain.any(this->random);
        const auto both = this->domain.join(one, other);
        ASSERT_TRUE(this->domain.within(one, both));
        ASSERT_TRUE(this->domain.within(other, both));
    }
}

TYPED_TEST(Laws, joining_with_itself_changes_nothing) {
    for (int round = 0; round < this->kRounds; ++round) {
        const auto one = this->domain.any(this->random);
        ASSERT_TRUE(this->equal(this->domain.join(one, one), one));
    }
}

TYPED_TEST(Laws, the_order_of_a_join_does_not_matter) {
    for (int round = 0; round < this->kRounds; ++round) {
        const auto one = this->domain.any(this->random);
        const auto other = this->domain.any(this->random);
        ASSERT_TRUE(this->equal(this->domain.join(one, other), this->domain.join(other, one)));
    }
}

TYPED_TEST(Laws, joining_again_adds_nothing) {
    for (int round = 0; round < this->kRounds; ++round) {
        const auto one = this->domain.any(this->random);
        const auto other = this->domain.any(this->random);
        const auto both = this->domain.join(one, other);
        ASSERT_TRUE(this->equal(this->domain.join(both, other), both));
        ASSERT_TRUE(this->equal(this->domain.join(both, one), both));
    }
}

TYPED_TEST(Laws, nothing_is_within_everything_and_adds_nothing) {
    for (int round = 0; round < this->kRounds; ++round) {
        const auto one = this->domain.any(this->random);
        ASSERT_TRUE(this->domain.within(this->domain.bottom(), one));
        ASSERT_TRUE(this->equal(this->domain.join(one, this->domain.bottom()), one));
        ASSERT_TRUE(this->equal(this->domain.join(this->domain.bottom(), one), one));
    }
}

// A chain of joins ends: that is what makes a loop's analysis end.
TYPED_TEST(Laws, growing_comes_to_an_end) {
    auto grown = this->domain.bottom();
    int changes = 0;
    for (int round = 0; round < 20 * this->kRounds; ++round) {
        const auto next = this->domain.join(grown, this->domain.any(this->random));
        if (!this->domain.within(next, grown)) ++changes;
        grown = next;
    }
    const auto last = this->domain.join(grown, this->domain.any(this->random));
    EXPECT_TRUE(this->domain.within(last, grown));
    EXPECT_LT(changes, 400);
}

}  // namespace
}  // namespace doppelint::heap
