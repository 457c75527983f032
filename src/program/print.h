#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "program/module.h"

namespace doppelint::program {

/// What the printed form tells beside the program itself.
struct PrintOptions {
    enum class Nodes : std::uint8_t { shown, left_out };
    /// Whether each entry ends in the node that it comes from, as `@17`.
    Nodes nodes = Nodes::shown;
    /// What stands behind `;` at the end of an instruction's line, such as its place in the source. The
    /// parser skips it. Empty text, or no function: nothing.
    std::function<std::string(syntax::NodeId)> comment;
};

/// The whole module as text that people read and `parse` reads back: its scopes, then its functions. Equal
/// modules give equal texts.
[[nodiscard]] std::string print(const Module& module, const PrintOptions& options = {});

/// The scopes alone: each with its names, where they live and how they are used; those inside it indented.
[[nodiscard]] std::string print_scopes(const Module& module, const PrintOptions& options = {});

/// One function, as in `print`.
[[nodiscard]] std::string print_function(const Module& module, FunctionId function,
                                         const PrintOptions& options = {});

/// One instruction, as in `print`, without indentation and line end.
[[nodiscard]] std::string print_instruction(const Module& module, const Function& function, ValueId value,
                                            const PrintOptions& options = {});

/// The control flow as a graph for Graphviz: a cluster per function, a node per block, dashed edges to
/// handlers.
[[nodiscard]] std::string print_cfg(const Module& module, const PrintOptions& options = {});
[[nodiscard]] std::string print_cfg(const Module& module, FunctionId function,
                                    const PrintOptions& options = {});

/// The word for a kind of function: `module`, `function`, `lambda`, …
[[nodiscard]] std::string_view name_of(FunctionKind kind);
/// The word for a kind of parameter.
[[nodiscard]] std::string_view name_of(ParameterKind kind);

}  // namespace doppelint::program
