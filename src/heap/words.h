#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/interner.h"

namespace doppelint::heap {

/// The names that slots of one activation have: those of the file, and those of other files that came with
/// their functions' effects. An id of the file's own table is the same here.
class Words {
  public:
    explicit Words(const Interner& own) : own_(own) {}

    [[nodiscard]] std::string_view text(NameId name) const {
        return name.index() < own_.size() ? own_.text(name) : foreign_[name.index() - own_.size()];
    }
    /// The id of `text`; a new one if the file does not have it.
    [[nodiscard]] NameId find_or_add(std::string_view text) {
        if (const NameId known = own_.find(text); known.valid()) return known;
        if (const auto known = index_.find(text); known != index_.end()) return known->second;
        const NameId made{static_cast<std::uint32_t>(own_.size() + foreign_.size())};
        index_.emplace(foreign_.emplace_back(text), made);
        return made;
    }

  private:
    const Interner& own_;
    std::deque<std::string> foreign_;
    std::unordered_map<std::string_view, NameId> index_;
};

}  // namespace doppelint::heap
