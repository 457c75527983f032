#pragma once

#include <cstdint>
#include <vector>

namespace doppelint::analysis {

/// For each node a small set of numbers, all in one pool. A set may be walked while sets grow: what is added
/// to it meanwhile is not met.
class ThingSets {
  public:
    class Iterator {
      public:
        Iterator(const ThingSets& sets, std::uint32_t at) : sets_(sets), at_(at) {}
        std::uint32_t operator*() const { return sets_.pool_[at_].thing; }
        Iterator& operator++() {
            at_ = sets_.pool_[at_].next;
            return *this;
        }
        bool operator!=(const Iterator& other) const { return at_ != other.at_; }

      private:
        const ThingSets& sets_;
        std::uint32_t at_;
    };
    struct Set {
        const ThingSets& sets;
        std::uint32_t first;
        [[nodiscard]] Iterator begin() const { return {sets, first}; }
        [[nodiscard]] Iterator end() const { return {sets, 0}; }
        [[nodiscard]] bool empty() const { return first == 0; }
    };

    [[nodiscard]] std::size_t size() const { return first_.size(); }
    void resize(std::size_t nodes) { first_.resize(nodes); }
    [[nodiscard]] Set operator[](std::uint32_t node) const { return {*this, first_[node]}; }

    /// Whether it is new; a set that has `most` already stays as it is.
    bool add(std::uint32_t node, std::uint32_t thing, std::size_t most) {
        std::size_t count = 0;
        for (std::uint32_t at = first_[node]; at != 0; at = pool_[at].next) {
            if (pool_[at].thing == thing || ++count == most) return false;
        }
        pool_.push_back({thing, first_[node]});
        first_[node] = static_cast<std::uint32_t>(pool_.size() - 1);
        return true;
    }

  private:
    struct Item {
        std::uint32_t thing = 0;
        std::uint32_t next = 0;  ///< in `pool_`; 0: none
    };
    std::vector<std::uint32_t> first_;  ///< by node, in `pool_`
    std::vector<Item> pool_{1};
};

}  // namespace doppelint::analysis
