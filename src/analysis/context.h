#pragma once

#include "analysis/readers.h"
#include "heap/limits.h"
#include "heap/policy.h"
#include "models/intent.h"
#include "models/model.h"
#include "program/module.h"

namespace doppelint::analysis {

/// What the analysis of every function of a file needs.
struct Context {
    const program::Module& module;
    GlobalReader globals;
    MethodReader methods;
    const models::Library& library;
    const models::Intent& intent;
    models::Versions versions;
    heap::Policy policy = heap::Policy::report;
    heap::Limits limits;
    /// What stands around the file; null: calls of the project's own functions are not followed.
    const ProjectReader* project = nullptr;
    program::ModuleId module_id{0};
    const FlowReader* flow = nullptr;         ///< who may be called where only the flow of functions tells
    const SummaryStore* summaries = nullptr;  ///< what the functions called do, as far as that is known
    Reads* reads = nullptr;                   ///< null: nobody wants to know what the run reads
};

}  // namespace doppelint::analysis
