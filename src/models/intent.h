#pragma once

#include <span>
#include <string_view>

namespace doppelint::models {

/// Names that say one thing: a table of rules/intent.toml, which explains the parts.
struct NameGroup {
    std::span<const std::string_view> names, words, prefixes, suffixes;
    bool upper_case = false;

    [[nodiscard]] bool has(std::string_view name) const;
};

struct IntentGroups {
    NameGroup snapshot, latest, cache, constant, query, procedure, keeper, callback, shared, changing;
};

/// What names say about intent: the words of rules/intent.toml. Only claims that are about a name ask it.
class Intent {
  public:
    constexpr explicit Intent(const IntentGroups& groups) : groups_(groups) {}

    /// What rules/intent.toml says, compiled in.
    [[nodiscard]] static const Intent& standard();

    /// A name that may promise to hold what was: `old_rows`, `backup`, `state_copy`, `prev`.
    [[nodiscard]] bool is_snapshot(std::string_view name) const {
        return groups_.snapshot.has(name) || is_latest(name);
    }
    /// One that promises it only where it is compared, restored or returned later: `prev`, `best`.
    [[nodiscard]] bool is_latest(std::string_view name) const {
        return groups_.latest.has(name) && !groups_.snapshot.has(name);
    }
    /// Something that is shared on purpose: `_cache`, `memo`.
    [[nodiscard]] bool is_cache(std::string_view name) const { return groups_.cache.has(name); }
    /// Something that never changes: `LIMITS`, `default_options`.
    [[nodiscard]] bool is_constant(std::string_view name) const { return groups_.constant.has(name); }
    /// A function that answers and changes nothing: `get_rows`, `is_open`.
    [[nodiscard]] bool is_query(std::string_view name) const { return groups_.query.has(name); }
    /// A function that is called to change what it is given: `update_rows`, `sort_in_place`.
    [[nodiscard]] bool is_procedure(std::string_view name) const { return groups_.procedure.has(name); }
    /// A function that keeps the functions it is given, to call them later: `connect`, `add_listener`.
    [[nodiscard]] bool is_keeper(std::string_view name) const { return groups_.keeper.has(name); }
    /// An argument that is a function to be kept, and called when a person does something: `on_click`.
    [[nodiscard]] bool is_callback(std::string_view argument) const { return groups_.callback.has(argument); }
    /// Whether a comment on an object says that it is shared on purpose: "one cache for all instances".
    [[nodiscard]] bool tells_of_sharing(std::string_view comment) const;
    /// Whether a sentence about an argument says that it is changed: "Modifies the rows in place."
    [[nodiscard]] bool tells_of_change(std::string_view sentence) const;

  private:
    IntentGroups groups_;
};

}  // namespace doppelint::models
