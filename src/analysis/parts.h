#pragma once

#include "analysis/attributes.h"
#include "analysis/calls.h"
#include "analysis/classes.h"
#include "analysis/closures.h"
#include "analysis/conditions.h"
#include "analysis/copies.h"
#include "analysis/displays.h"
#include "analysis/effects.h"
#include "analysis/items.h"
#include "analysis/iteration.h"
#include "analysis/ledger.h"
#include "analysis/members.h"
#include "analysis/model_calls.h"
#include "analysis/names.h"
#include "analysis/operators.h"
#include "analysis/outside.h"
#include "analysis/patterns.h"
#include "analysis/special_methods.h"
#include "analysis/step.h"
#include "analysis/summary_calls.h"
#include "analysis/terms.h"
#include "analysis/varying.h"
#include "analysis/walked_keys.h"
#include "analysis/walks.h"

namespace doppelint::analysis {

/// The interpreter of one activation, taken apart: each part knows how one family of operations works, and
/// calls the others where an operation of theirs is a piece of its own.
struct Parts {
    Parts(const Context& context, program::FunctionId function, Arena& arena, Entry entry)
        : activation(context, function, arena, std::move(entry)) {}

    Activation activation;
    Ledger ledger{*this};
    Outside outside{*this};
    Classes classes{*this};
    Names names{*this};
    Conditions conditions{*this};
    Attributes attributes{*this};
    Items items{*this};
    Displays displays{*this};
    SpecialMethods special{*this};
    Operators operators{*this};
    Iteration iteration{*this};
    Walks walks{*this};
    WalkedKeys walked_keys{*this};
    Closures closures{*this};
    Varying varying{*this};
    Patterns patterns{*this};
    Calls calls{*this};
    ModelCalls models{*this};
    SummaryCalls summaries{*this};
    Members members{*this};
    Terms terms{*this};
    Effects effects{*this};
    Copies copies{*this};
    Step step{*this};
};

}  // namespace doppelint::analysis
