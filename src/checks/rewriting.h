#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "checks/check.h"

namespace doppelint::checks {

// What fixes are made of: edits by nodes, and names that mean the same wherever they are put in.

[[nodiscard]] std::vector<NodeId> children_of(const syntax::Tree& tree, NodeId node);

[[nodiscard]] DraftEdit replaced(const syntax::Tree& tree, NodeId node, std::string text);
[[nodiscard]] DraftEdit inserted_before(NodeId node, std::string text);
[[nodiscard]] DraftEdit inserted_behind(const syntax::Tree& tree, NodeId node, std::string text);

/// Whether the function has so many instructions that looking through it for each finding would take too
/// long. No person reads such functions.
[[nodiscard]] bool is_too_long(const Subject& subject);

/// A fix that consists of these edits.
[[nodiscard]] DraftFix fix_of(findings::Applicability applicability, std::string message,
                              std::vector<DraftEdit> edits);

/// The node's text, in parentheses unless nothing can come between its parts.
[[nodiscard]] std::string operand_text(const syntax::Tree& tree, NodeId node);

/// The node's text as the one argument of a call.
[[nodiscard]] std::string argument_text(const syntax::Tree& tree, NodeId node);

/// The one item of a list that is written out, `[x]`; none of anything else.
[[nodiscard]] NodeId only_item(const syntax::Tree& tree, NodeId node);

/// What the line begins with on which the node does.
[[nodiscard]] std::string_view indentation_of(const syntax::Tree& tree, NodeId node);

/// Whether nothing but a comment shares the statement's lines with it.
[[nodiscard]] bool stands_alone(const syntax::Tree& tree, NodeId statement);

/// Whether the statement, the first of its body, is a docstring.
[[nodiscard]] bool is_docstring(const syntax::Tree& tree, NodeId statement);

/// Whether the name is one of the function's own, or of a function around it.
[[nodiscard]] bool is_local(const Subject& subject, std::string_view name);

/// Whether the function's code gets a builtin by this name.
[[nodiscard]] bool is_builtin(const Subject& subject, std::string_view name);

/// A library's member as the function's code may call it.
struct LibraryName {
    std::string text;
    std::optional<ImportedName> needs;  ///< if the module does not import it
};
/// `Optional`: the same, but what has to be imported is the member.
[[nodiscard]] std::optional<LibraryName> library_member(const Subject& subject, std::string_view module,
                                                        std::string_view member);
/// `copy.deepcopy`, or `deepcopy` where the module imports that. None where the name means something else.
[[nodiscard]] std::optional<LibraryName> library_name(const Subject& subject, std::string_view module,
                                                      std::string_view member);

}  // namespace doppelint::checks
