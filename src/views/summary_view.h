#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/summary.h"
#include "project/project.h"

namespace doppelint::views {

/// Something in the caller's terms, by a name of the program: `rows`, `rows[*].items`, `app.table.SEEN`; what
/// the call makes is `new1`, `new2`, …; of a constant or a plain kind what it is: `3`, `int`.
using ThingName = std::string;

/// Where an instruction stands.
struct SummaryPlace {
    std::string path;
    std::uint32_t cell = 0;  ///< of a notebook, from 1; 0: of a file that is none
    std::uint32_t line = 0;  ///< from 1; 0: nowhere
};

/// What a project's code is called, and where it stands.
class CodeNames {
  public:
    virtual ~CodeNames() = default;
    [[nodiscard]] virtual std::string name_of(program::CodeId code) const = 0;
    /// Of an instruction of `code`; of the function itself where that is none.
    [[nodiscard]] virtual SummaryPlace place_of(program::CodeId code, analysis::ValueId at) const = 0;

  protected:
    CodeNames() = default;
    CodeNames(const CodeNames&) = default;
    CodeNames& operator=(const CodeNames&) = default;
};

/// What a call of one function does, as its summary says.
struct SummaryView {
    /// What the call makes.
    struct Made {
        ThingName name;
        std::string kind;      ///< "list"; of an instance its class
        bool many = false;     ///< any number of such objects
        ThingName copied;      ///< the object whose slots it has, where it does not list them; else empty
        bool unknown = false;  ///< it may hold anything, too
        bool exact = false;    ///< these are all its items
        bool consumed = false;
    };
    /// What a slot holds when the call is over.
    struct Holds {
        ThingName slot;
        std::vector<ThingName> values;
        bool may_hold_more = false;
    };
    /// A change of something that there was before.
    struct Changes {
        ThingName thing;
        std::string_view how;  ///< "adds", "removes", …
        bool must = false;
        std::string key;  ///< the parameter that has the key, if one does
        SummaryPlace place;
        std::vector<std::string_view> assumptions;
    };
    /// A claim that callers may break.
    struct Open {
        std::string_view claim;  ///< "copy", "walk" or "snapshot"
        std::vector<ThingName> copies, sources;
        std::string attribute;  ///< that holds the snapshot
        std::string function;   ///< that makes it
        SummaryPlace place;
    };

    std::string function;  ///< dotted
    SummaryPlace place;
    std::vector<std::string> parameters;  ///< their names
    bool known = false;                   ///< there is a summary; nothing else is said where there is none
    bool returns = false;                 ///< some way ends in a return
    bool incomplete = false;              ///< the call may do anything else, too
    std::vector<ThingName> results, yielded;
    std::vector<Made> made;
    std::vector<Holds> holds;
    std::vector<Changes> changes;
    std::vector<ThingName> consumed;  ///< iterators there were before that come to their end
    std::vector<Open> open;
    std::vector<std::string> asked;  ///< parameters of which it would help to know what they are
    std::vector<std::string_view> assumptions;
};

/// `summary` of `code`, or null.
[[nodiscard]] SummaryView summary_view(const analysis::Summary* summary, program::CodeId code,
                                       const project::Project& project, const CodeNames& names);

}  // namespace doppelint::views
