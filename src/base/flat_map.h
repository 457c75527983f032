#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "base/flat_index.h"

namespace doppelint {

/// Numbers by 64-bit keys, in one table without nodes. Rows stay in the order in which they came.
class FlatMap {
  public:
    struct Row {
        std::uint64_t key = 0;
        std::uint32_t value = 0;
    };

    /// The value of the key, which is zero when the key is new; and whether it is.
    std::pair<std::uint32_t&, bool> find_or_add(std::uint64_t key) {
        const auto is_same = [&](std::uint32_t at) { return rows_[at].key == key; };
        const auto [at, is_new] =
            index_.find_or_add(FlatIndex::mixed(0, key), static_cast<std::uint32_t>(rows_.size()), is_same);
        if (is_new) rows_.push_back({key, 0});
        return {rows_[at].value, is_new};
    }
    /// Whether the key is new.
    bool insert(std::uint64_t key) { return find_or_add(key).second; }
    [[nodiscard]] bool contains(std::uint64_t key) const {
        const auto is_same = [&](std::uint32_t at) { return rows_[at].key == key; };
        return index_.find(FlatIndex::mixed(0, key), is_same) != FlatIndex::kNone;
    }
    [[nodiscard]] const std::vector<Row>& rows() const { return rows_; }

  private:
    std::vector<Row> rows_;
    FlatIndex index_;
};

}  // namespace doppelint
