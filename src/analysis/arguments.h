#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "heap/value.h"
#include "models/model.h"
#include "program/instruction.h"

namespace doppelint::analysis {

/// What a call passes.
struct Arguments {
    struct One {
        heap::Value value;
        program::ValueId carrier;  ///< where it stands, if anywhere
    };
    struct Keyword {
        std::string_view name;
        One argument;
    };
    std::vector<One> positional;
    std::vector<Keyword> keywords;
    std::optional<heap::Value> starred;  ///< any item of `*xs`; where there is one, places are not known
    std::optional<heap::Value> double_starred;  ///< any value of `**xs`

    void add(const heap::Value& value, program::ValueId carrier) { positional.push_back({value, carrier}); }
    [[nodiscard]] std::vector<heap::Value> values() const;
    /// The same with another argument before all others.
    [[nodiscard]] Arguments behind(const One& first) const;
};

/// How much of a walk an operation stands for.
enum class Walk : std::uint8_t {
    whole,  ///< any number of turns: what they make is many
    turn,   ///< one
};

/// Arguments of a call, bound to the parameters of a model.
struct BoundArguments {
    const models::Model* model = nullptr;
    std::vector<std::optional<heap::Value>> values;  ///< by parameter; none: not passed
    std::vector<program::ValueId> registers;         ///< by parameter; where the value stood, if anywhere
    program::ValueId call;
    Walk walk = Walk::whole;     ///< of an iterator's arguments: what its items are asked for
    bool kept = false;           ///< of an iterator that was made before: what it copied it copied then
    bool writes_output = false;  ///< something is passed as `out`
    bool guessed = false;  ///< the receiver's class is not known, and this is the method of a builtin one
};

}  // namespace doppelint::analysis
