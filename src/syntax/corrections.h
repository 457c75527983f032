#pragma once

#include <cstdint>
#include <vector>

#include "syntax/node.h"

namespace doppelint::syntax {

/// Places where the grammar's tree is not Python's. The walk notes them; each is put right in the flat array.

/// `*a.b, c` read as `(*a).b, c`: the splat at index `splat` belongs around the node at `top`, whose first
/// descendants lead to it.
void lift_splat(std::vector<Node>& nodes, std::uint32_t top, std::uint32_t splat);

/// `f"{x:=10}"` read as an assignment: it is `x` with the format `=10`.
void split_format(std::vector<Node>& nodes, std::uint32_t named_expression);

/// The grammar lets `^` bind closer than `&`. Rebuilds every chain in which both stand.
void reorder_bitwise(std::vector<Node>& nodes);

}  // namespace doppelint::syntax
