#pragma once

#include "analysis/global_names.h"
#include "analysis/methods.h"
#include "heap/limits.h"
#include "heap/policy.h"
#include "models/intent.h"
#include "models/model.h"
#include "program/module.h"

namespace doppelint::analysis {

/// What the analysis of every function of a file needs.
struct Context {
    const program::Module& module;
    const GlobalNames& globals;
    const Methods& methods;
    const models::Library& library;
    const models::Intent& intent;
    models::Versions versions;
    heap::Policy policy = heap::Policy::report;
    heap::Limits limits;
};

}  // namespace doppelint::analysis
