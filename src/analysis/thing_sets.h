#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace doppelint::analysis {

/// For each node a small set of numbers, all in one pool. A set may be walked while sets grow: what is added
/// to it meanwhile is not met. No number is zero.
class ThingSets {
    struct Item {
        std::uint32_t thing = 0;  ///< 0: the end
        std::uint32_t next = 0;   ///< in `pool_`; 0: none
    };

  public:
    class Iterator {
      public:
        std::uint32_t operator*() const { return at_.thing; }
        Iterator& operator++() {
            at_ = sets_.pool_[at_.next];
            return *this;
        }
        bool operator!=(const Iterator& other) const { return at_.thing != other.at_.thing; }

      private:
        friend class ThingSets;
        Iterator(const ThingSets& sets, Item at) : sets_(sets), at_(at) {}
        const ThingSets& sets_;
        Item at_;
    };
    class Set {
      public:
        [[nodiscard]] Iterator begin() const { return {sets_, first_}; }
        [[nodiscard]] Iterator end() const { return {sets_, {}}; }
        [[nodiscard]] bool empty() const { return first_.thing == 0; }

      private:
        friend class ThingSets;
        Set(const ThingSets& sets, Item first) : sets_(sets), first_(first) {}
        const ThingSets& sets_;
        Item first_;
    };

    [[nodiscard]] std::size_t size() const { return first_.size(); }
    void reserve(std::size_t nodes) { first_.reserve(nodes); }
    void resize(std::size_t nodes) { first_.resize(nodes); }
    /// The set stays as it is, whatever is added.
    void close(std::uint32_t node) { first_[node].is_closed = true; }
    [[nodiscard]] Set operator[](std::uint32_t node) const { return {*this, first_[node].newest}; }

    /// Whether it is new; a set that has `most` already stays as it is.
    bool add(std::uint32_t node, std::uint32_t thing, std::size_t most) {
        First& first = first_[node];
        const std::uint32_t mark = std::uint32_t{1} << (thing % 32);
        if (first.is_closed || ((first.marks & mark) != 0 && has(first, thing))) return false;
        const std::uint32_t next = first.count != 0 ? static_cast<std::uint32_t>(pool_.size()) : 0;
        if (next != 0) pool_.push_back(first.newest);
        const auto count = static_cast<std::uint16_t>(first.count + 1U);
        first = {{thing, next}, first.marks | mark, count, count == most};
        return true;
    }

  private:
    /// Where a set begins. Most have no more than one number.
    struct First {
        Item newest;
        std::uint32_t marks = 0;  ///< which remainders by 32 are in the set
        std::uint16_t count = 0;
        bool is_closed = false;
    };

    [[nodiscard]] bool has(const First& first, std::uint32_t thing) const {
        Item at = first.newest;
        while (at.thing != thing && at.thing != 0) at = pool_[at.next];
        return at.thing == thing;
    }

    std::vector<First> first_;  ///< by node
    std::vector<Item> pool_{1};
};

}  // namespace doppelint::analysis
