#pragma once

#include <string_view>
#include <vector>

#include "syntax/tree.h"

struct TSTree;

namespace doppelint::syntax {

/// What one walk over the parser's tree collects.
struct Flat {
    std::vector<Node> nodes;
    std::vector<Range> comments;
    bool has_python2_statement = false;  ///< the grammar still knows `print x` and `exec x`
    bool has_type_alias = false;
    std::vector<Range> empty_blocks;  ///< the grammar lets a block be empty
};

/// Copies the parser's tree into preorder, in one walk. `text` is what was parsed.
[[nodiscard]] Flat flatten(const TSTree& tree, std::string_view text);

}  // namespace doppelint::syntax
