#pragma once

#include <concepts>

namespace doppelint::heap {

/// What every set of abstract elements of the heap offers: `join` gives an element that stands for
/// everything either one stands for, `within` says whether one stands for no more than another. `bottom`
/// stands for nothing. Elements are values; a domain holds what they refer to.
///
/// tests/heap/laws_test.cpp holds every domain to the laws of a join semilattice.
template <class D>
concept AbstractDomain =
    requires(D& domain, const typename D::Element& one, const typename D::Element& other) {
        { domain.join(one, other) } -> std::same_as<typename D::Element>;
        { domain.within(one, other) } -> std::convertible_to<bool>;
        { domain.bottom() } -> std::same_as<typename D::Element>;
    };

}  // namespace doppelint::heap
