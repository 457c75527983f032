#pragma once

#include <optional>
#include <vector>

#include "analysis/facts.h"
#include "analysis/part.h"
#include "analysis/terms.h"
#include "program/dominators.h"

namespace doppelint::analysis {

/// What a walk over a container is at: a key of a mapping, an item of a set. To assign it anew, or to add it,
/// leaves the size as it is.
class WalkedKeys : public Part {
  public:
    explicit WalkedKeys(Parts& parts) : Part(parts) {}

    /// Whether the key of the change is in what it changes, since a walk over that is at it.
    [[nodiscard]] bool is_current(const State& state, const Change& change);
    /// `if key in table: table[key] = …`: whether a test on the way to the change found its key.
    [[nodiscard]] bool was_found(ValueId event, ValueId key, ValueId table);

  private:
    [[nodiscard]] bool is_one_table(ValueId left, ValueId right) const;
    struct Query {
        const State& state;
        ValueId event;
        Value container;
    };
    // The places that lead from an item of the walk to the key: of `turn, (key, value)` first 1, then 0.
    using Path = std::vector<std::uint32_t>;
    [[nodiscard]] bool puts_keys(const Query& query);
    [[nodiscard]] bool is_key(const Query& query, ValueId value, const Path& path);
    [[nodiscard]] bool is_key_itself(const Query& query, ValueId origin, Path path);
    [[nodiscard]] bool gives_key(const Query& query, const Value& walked, const Path& path);
    [[nodiscard]] bool gives_key(const Query& query, ObjectId walked, const Path& path);
    [[nodiscard]] bool gives_key(const Query& query, const models::Term& term, const BoundArguments& bound,
                                 const Path& path);
    [[nodiscard]] bool equals_key(const Query& query, ValueId constant);
    template <class Test>
    [[nodiscard]] bool passed(ValueId event, Test&& test);
    [[nodiscard]] bool is_same(ValueId left, ValueId right);
    [[nodiscard]] ValueId variable_of_loop(ValueId load) const;
    [[nodiscard]] bool is_stored_elsewhere(NameId name) const;

    std::optional<program::Dominators> dominators_;
    std::uint32_t depth_ = 0;
};

}  // namespace doppelint::analysis
