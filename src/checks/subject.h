#pragma once

#include <cstdint>
#include <string_view>

#include "analysis/facts.h"
#include "analysis/global_names.h"
#include "heap/heap.h"
#include "models/intent.h"
#include "models/model.h"
#include "program/module.h"
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
    const analysis::GlobalNames& globals;
    const models::Library& library;
    const models::Intent& intent;
};

/// One function of a file and what the analysis found in it. All that a check reads.
struct Subject {
    const FileSubject& file;
    FunctionId id;
    const heap::Heap& heap;
    const analysis::Facts& facts;

    [[nodiscard]] const program::Function& function() const { return file.module.function(id); }
    [[nodiscard]] const Instruction& at(ValueId value) const {
        return file.module.instructions_of(function())[value.index()];
    }
    [[nodiscard]] NodeId node_of(ValueId value) const { return at(value).node; }
    [[nodiscard]] const heap::Object& object(ObjectId id) const { return heap.objects()[id]; }
    [[nodiscard]] const analysis::Claim& claim_of(const analysis::Broken& broken) const {
        return facts.claims[broken.obligation.claim.index()];
    }
};

}  // namespace doppelint::checks
