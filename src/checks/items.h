#pragma once

#include <optional>
#include <string_view>

#include "checks/subject.h"

namespace doppelint::checks {

/// A reading of one item: `table[key]`, `table.get(key)`.
struct ItemRead {
    ValueId container, key;
};

[[nodiscard]] std::optional<ItemRead> item_read_at(const Subject& subject, ValueId id);

/// The text that the key is, if it is one that stands in the function.
[[nodiscard]] std::optional<std::string_view> constant_key(const Subject& subject, ValueId key);

/// Whether the instruction makes the new number under a constant key from the old one there, one more or
/// less: `cursor["row"] += 1`. Who does so in what it is given keeps its state in it.
[[nodiscard]] bool counts_in_item(const Subject& subject, ValueId id);

/// Whether the instruction adds something to an item and takes it away again, or the reverse, before the
/// function ends: `counts[i] += 1`, a look at it, `counts[i] -= 1`; or reverses a list and reverses it back.
/// True of both of the pair.
[[nodiscard]] bool is_put_back(const Subject& subject, ValueId id);

}  // namespace doppelint::checks
