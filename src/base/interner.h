#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "base/flat_index.h"
#include "base/ids.h"

namespace doppelint {

using NameId = Id<struct NameTag>;

/// Gives every different string one id, in order of first appearance, and keeps its text.
class Interner {
  public:
    /// The id of `text`; the text is copied when it is new.
    NameId intern(std::string_view text);

    /// The id of `text` if it was interned before, else none.
    [[nodiscard]] NameId find(std::string_view text) const;

    [[nodiscard]] std::string_view text(NameId name) const { return texts_[name.index()]; }
    [[nodiscard]] std::size_t size() const { return texts_.size(); }

  private:
    Arena storage_;
    std::vector<std::string_view> texts_;
    FlatIndex index_;
};

}  // namespace doppelint
