#pragma once

#include <string>
#include <vector>

#include "analysis/interpreter.h"
#include "program/module.h"
#include "source/source_file.h"
#include "syntax/tree.h"

namespace doppelint::views {

/// What a file is to a view: its text, its tree and its program, and what its functions are called.
struct Unit {
    const source::SourceFile& file;
    const syntax::Tree& tree;
    const program::Module& module;
    std::vector<std::string> function_names;  ///< dotted, by function

    [[nodiscard]] source::Position begin_of(syntax::NodeId node) const {
        return file.lines.position(file.text, tree[node].begin);
    }
    [[nodiscard]] source::Position end_of(syntax::NodeId node) const {
        return file.lines.position(file.text, tree[node].end);
    }
};

}  // namespace doppelint::views
