#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "project/project.h"

namespace doppelint::project {

/// Whether the register of the code is a new list, dict, set or the like: a display, a call of the class,
/// `[x] * n`.
[[nodiscard]] bool makes_container(const Project& project, CodeId code, ValueId value);
/// The class of the project of which the register is a new instance; none: it is no such thing.
[[nodiscard]] CodeId class_made(const Project& project, CodeId code, ValueId value);
/// The same of a new container, or a new instance of a class of the project.
[[nodiscard]] bool makes_object(const Project& project, CodeId code, ValueId value);

/// Whether the register makes a container that holds one object, which can change, in all of its places:
/// `[[]] * n`, `dict.fromkeys(keys, [])`, `[row for _ in range(n)]`.
[[nodiscard]] bool repeats_one(const Project& project, CodeId code, ValueId value);

/// The register of the module's body that makes the container which it binds to the global name, once; none:
/// it binds something else.
[[nodiscard]] ValueId container_of_global(const Project& project, ModuleId module, NameId name);

/// A number or text that a module binds to a global name, once, in its body, as a literal or `intern("…")`.
struct Literal {
    models::Kind kind = models::Kind::integer;
    /// The name is more than compared: what is handed on as an object may be asked for as one.
    bool is_handed_on = false;
    bool is_interned = false;  ///< put into the table of texts, so that it can be told by identity
};
[[nodiscard]] std::optional<Literal> literal_of(const Project& project, ModuleId module,
                                                std::string_view name);

/// The same of a class, all at once: its body binds them to the names, each once. In the order of the text.
[[nodiscard]] std::vector<std::pair<NameId, ValueId>> containers_of_class(const Project& project,
                                                                          CodeId class_body);

/// Whether a module binds the global name, once, in its body, to a tuple or frozenset that is an object of
/// its own: it holds what is made when the program runs, so that the compiler merges it with no other. The
/// name may be imported.
[[nodiscard]] bool is_own_tuple(const Project& project, ModuleId module, std::string_view name);

/// A container that a module binds to a global name, or a class to an attribute, once, in its body.
struct Table {
    ValueId value;          ///< the register of the body that makes it
    bool is_empty = false;  ///< when it is made
    bool is_final = false;  ///< its annotation says that it stays as it is
    bool operator==(const Table&) const = default;
};
[[nodiscard]] std::optional<Table> table_of(const Project& project, CodeId body, std::string_view name);

}  // namespace doppelint::project
