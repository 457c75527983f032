#pragma once

#include <cstdint>
#include <string_view>

#include "base/ids.h"

namespace doppelint::syntax {

/// What a node is: a named node of the grammar, or one of the tokens that carry meaning.
enum class Kind : std::uint16_t {
    other,  ///< a node of the grammar that doppelint has no use for
    error,  ///< a region that is not Python
#define KIND(name, grammar_name) name,
#define TOKEN(name, text) name,
#include "syntax/kinds.def"
    count
};

/// The part that a node plays in its parent.
enum class Field : std::uint8_t {
    none,
#define FIELD(name, grammar_name) name,
#include "syntax/fields.def"
    count
};

/// The grammar's word for a kind ("function_definition") or the token's text ("+=").
[[nodiscard]] std::string_view name_of(Kind kind);
[[nodiscard]] std::string_view name_of(Field field);

using NodeId = Id<struct NodeTag>;

/// One entry of the flat tree. The children of the node at index i begin at i + 1; each is followed by its
/// next sibling `size` entries later; the node's last descendant stands at i + size - 1.
struct Node {
    enum Flag : std::uint8_t {
        kMissing = 1,   ///< the parser invented it to go on
        kHasError = 2,  ///< it holds an error or a missing node somewhere
    };

    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::uint32_t size = 1;
    Kind kind = Kind::other;
    Field field = Field::none;
    std::uint8_t flags = 0;

    [[nodiscard]] bool missing() const { return (flags & kMissing) != 0; }
    [[nodiscard]] bool has_error() const { return (flags & kHasError) != 0; }
};
static_assert(sizeof(Node) == 16);

}  // namespace doppelint::syntax
