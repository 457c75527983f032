#pragma once

#include <cstdint>
#include <vector>

#include "syntax/node.h"

struct TSLanguage;

namespace doppelint::syntax {

/// Translates the grammar's numbers into ours, once per process.
class Grammar {
  public:
    static const Grammar& python();

    /// What the walk does with a node of this symbol.
    enum class Role : std::uint8_t {
        node,     ///< keep it
        token,    ///< keep it where its parent wants it
        skip,     ///< leave it out, with all in it
        comment,  ///< remember where it stands
        text,     ///< keep it, but not what is in it
        string,   ///< keep it; what is in it only if it has holes
    };
    struct Symbol {
        Kind kind = Kind::other;
        Role role = Role::skip;
    };

    [[nodiscard]] const TSLanguage* language() const { return language_; }
    [[nodiscard]] Symbol symbol(std::uint16_t number) const {
        return number < symbols_.size() ? symbols_[number] : error_;
    }
    [[nodiscard]] Field field(std::uint16_t number) const { return fields_[number]; }

  private:
    Grammar();

    const TSLanguage* language_;
    std::vector<Symbol> symbols_;
    std::vector<Field> fields_;
    Symbol error_{Kind::error, Role::node};  // its number is the largest there is
};

}  // namespace doppelint::syntax
