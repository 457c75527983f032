#pragma once

#include <string>
#include <string_view>

#include "analysis/readers.h"
#include "heap/object.h"

namespace doppelint::analysis {

/// What an annotation says of a value.
struct Annotated {
    /// The dotted name of the one class that it names, with imports resolved and `None`, `Optional` and what
    /// stands in brackets left out: "collections.abc.Sequence" of `"Sequence[int] | None"`, "int" of
    /// `builtins.int`. Empty where it names another number of classes, or something that no import of the
    /// module explains.
    std::string name;
    bool or_none = false;  ///< it may be None as well
};

/// `written` stands in the module whose globals these are.
[[nodiscard]] Annotated annotated(const GlobalReader& globals, std::string_view written);
[[nodiscard]] Annotated annotated(const project::Project& project, program::ModuleId module,
                                  std::string_view written);

/// The class of the project that an annotation names, as above; none: it names something else.
[[nodiscard]] CodeId annotated_class(const project::Project& project, program::ModuleId module,
                                     std::string_view written);

/// The kinds of plain values that go by the name of an annotation, "int"; none: it names no such kind.
[[nodiscard]] models::Kinds values_named(std::string_view name);
/// What is known of an object of the class that an annotation names: a builtin container, a library's class.
/// Of what stands for many classes, as those of collections.abc, nothing is.
[[nodiscard]] heap::Shape shape_named(const models::Library& library, std::string_view name);

}  // namespace doppelint::analysis
