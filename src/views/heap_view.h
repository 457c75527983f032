#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "source/line_index.h"
#include "views/unit.h"

namespace doppelint::views {

/// An abstract object of one function; `o3` in outputs. Numbers are those of first appearance in the
/// function.
using ObjectNumber = std::uint32_t;

/// What may stand in a slot. The slot is spelled as in an access path: `.attr`, `["key"]`, `[0]`, `[*]`,
/// `[keys]`.
struct SlotView {
    std::string slot;
    std::vector<ObjectNumber> objects;  ///< sorted
};

/// How an object came about, where it was made as a copy.
struct CopyView {
    std::vector<ObjectNumber> of;  ///< sorted; of those that are shown
    bool is_deep = false;          ///< else its parts are those of the other, until they are replaced
};

/// What is known of an object at one place.
struct ObjectView {
    ObjectNumber number = 0;
    std::string_view kind;             ///< "list", …; "const" for an immutable plain value
    std::string_view type;             ///< of a const: "int", "None", "unbound", …
    std::optional<std::string> value;  ///< of a const whose value is known, as Python writes it
    std::optional<source::Position> place;
    bool single = false;
    bool is_mutable = false;
    std::vector<SlotView> slots;  ///< sorted
    std::string_view distinct = "unknown";
    std::string class_name;    ///< of an instance, dotted; or empty
    std::string symbolic;      ///< the access path that led to it when the activation began, or empty
    std::string library_name;  ///< dotted, of what comes from a library, or empty
    std::optional<CopyView> copy;
    bool is_partial =
        false;  ///< of an instance of a library's class: it may have attributes beside these slots
};

struct NameView {
    std::string name;  ///< `rows`, `self.items`
    std::vector<ObjectNumber> objects;
};

/// Two access paths, the smaller first.
struct PairView {
    std::string first, second;
    auto operator<=>(const PairView&) const = default;
};

/// What an `is` or `is not` answers: "true", "false", "implementation", "meaningful".
struct ComparisonView {
    source::Position begin, end;
    std::string_view verdict;
};

/// What holds after a statement; on entry to its body if it has one, but for definitions.
struct StatementView {
    source::Position begin, end;  ///< lines of a notebook's text as a whole; `end` is exclusive
    bool reachable = false;
    std::vector<NameView> names;      ///< sorted
    std::vector<ObjectView> objects;  ///< sorted by number
    std::vector<PairView> must, may;  ///< sorted
    bool is_cut = false;              ///< there were too many paths: a pair that is missing says nothing
    std::vector<std::string_view> assumptions;       ///< where it is not reachable: those of the function
    std::vector<ObjectNumber> changes, must_change;  ///< sorted
    std::vector<ComparisonView> comparisons;
};

/// One function, with its statements in the order of the source. A lambda or generator expression is one
/// statement, and what holds when it ends.
struct FunctionView {
    std::string name;  ///< dotted: "app.table.load"
    bool is_expression = false;
    std::vector<StatementView> statements;
};

/// A statement, where it stands.
struct HeapRecord {
    const source::SourceFile& file;
    const FunctionView& function;
    const StatementView& statement;
};

/// Limits of the pictures, beside those of the analysis.
struct PictureLimits {
    std::uint32_t paths =
        400;  ///< access paths of one statement that are compared; more: the assumption "limit"
};

/// The heap of one function. `name` is its dotted name.
[[nodiscard]] FunctionView heap_view(const Unit& unit, program::FunctionId id, std::string name,
                                     const analysis::Context& context, const PictureLimits& limits = {});

/// The functions with statements whose source holds the line, counted from 1: from the innermost to the
/// module's body. Lambdas and generator expressions are a part of the statement they stand in.
[[nodiscard]] std::vector<program::FunctionId> functions_around(const Unit& unit, std::uint32_t line);
/// The last statement that begins on the line or, if none does, before it; null where there is none.
[[nodiscard]] const StatementView* statement_at(const FunctionView& function, std::uint32_t line);

}  // namespace doppelint::views
