#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "program/module.h"

namespace doppelint::program {

/// What is wrong with a module, collected by the parts of `verify`.
class Verification {
  public:
    explicit Verification(const Module& it) : module(it) {}

    void report(std::string sentence) { problems.push_back(std::move(sentence)); }
    void report(FunctionId function, std::string_view sentence);
    void report(FunctionId function, BlockId block, std::string_view sentence);
    void report(FunctionId function, ValueId value, std::string_view sentence);

    const Module& module;
    std::vector<std::string> problems;
};

// The parts, in this order; each may rely on those before it having found nothing.

/// Every range lies in its pool, every id in its store, and the ranges of functions and blocks follow one
/// another without gaps.
void verify_ranges(Verification& it);
/// Scopes and their names fit together.
void verify_scopes(Verification& it);
/// Instructions mean something: payloads, details, numbers of operands, labels.
void verify_instructions(Verification& it, FunctionId function);
/// Blocks end as they should, and the edges are told alike from both sides.
void verify_blocks(Verification& it, FunctionId function);
/// Every value is made before it is used, on all ways; cells are cells.
void verify_values(Verification& it, FunctionId function);

}  // namespace doppelint::program
