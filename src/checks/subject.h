#pragma once

#include <cstdint>
#include <vector>

#include "analysis/facts.h"
#include "analysis/readers.h"
#include "checks/uses.h"
#include "heap/heap.h"
#include "models/intent.h"
#include "models/model.h"
#include "program/module.h"
#include "source/source_file.h"
#include "syntax/tree.h"

namespace doppelint::checks {

using heap::ObjectId;
using program::FunctionId;
using program::Instruction;
using program::Opcode;
using program::ValueId;
using syntax::NodeId;

/// What checks know of a file.
struct FileSubject {
    const syntax::Tree& tree;
    const program::Module& module;
    analysis::GlobalReader globals;
    const models::Library& library;
    const models::Intent& intent;
    models::Versions versions;
    program::ModuleId module_id{0};
    const analysis::FlowReader* flow = nullptr;
    const analysis::ProjectReader* project = nullptr;  ///< what stands around the file, if anything
    const source::SourceFile* source = nullptr;
};

/// The facts of one analysis of a function, and the heap and the words whose objects and names they name.
struct FunctionRun {
    const heap::Heap& heap;
    const heap::Words& words;
    const analysis::Facts& facts;
};

/// A default of a function that is a mutable object.
struct MutableDefault {
    std::uint32_t parameter = 0;  ///< its index
    models::Kind kind = models::Kind::opaque;
    NodeId node;            ///< the default, as written
    bool is_empty = false;  ///< when the function is made
};

/// One function of a file and what the analysis found in it. All that a check reads.
struct Subject {
    const FileSubject& file;
    FunctionId id;
    FunctionRun any_caller;  ///< for whatever callers pass
    const FunctionRun*
        with_defaults;  ///< for the call that passes nothing for `defaults`; null: no default is mutable
    std::vector<MutableDefault> defaults;
    Uses uses;

    [[nodiscard]] const program::Function& function() const { return file.module.function(id); }
    [[nodiscard]] const Instruction& at(ValueId value) const {
        return file.module.instructions_of(function())[value.index()];
    }
    [[nodiscard]] NodeId node_of(ValueId value) const { return at(value).node; }
    [[nodiscard]] const analysis::Claim& claim_of(const analysis::Broken& broken) const {
        return facts().claims[broken.obligation.claim.index()];
    }
    /// Of the run for any caller.
    [[nodiscard]] const analysis::Facts& facts() const { return any_caller.facts; }
    [[nodiscard]] const heap::Object& object(ObjectId object) const {
        return any_caller.heap.objects()[object];
    }
};

}  // namespace doppelint::checks
