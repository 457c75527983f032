#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/facts.h"
#include "heap/content.h"
#include "program/code.h"

namespace doppelint::analysis {

using program::CodeId;

/// What a call of a function does, in terms of what it gets: its parameters, the variables around it, and
/// what they reach. Flat: numbers and texts, no ids of the function's own analysis but the instructions that
/// its steps name.
struct Summary {
    using NodeIndex = std::uint32_t;
    static constexpr NodeIndex kNoNode = ~NodeIndex{0};

    /// A piece of text in `text`.
    struct Text {
        std::uint32_t first = 0, count = 0;
        bool operator==(const Text&) const = default;
    };

    struct Slot {
        heap::SlotKind kind = heap::SlotKind::rest;
        std::uint32_t place = 0;     ///< index, argument
        Text name;                   ///< attribute
        std::uint32_t constant = 0;  ///< key: in `constants`
        bool operator==(const Slot&) const = default;
    };

    struct Constant {
        program::ConstantKind kind = program::ConstantKind::none;
        bool exact = true;
        std::int64_t integer = 0;
        Text text;
        bool operator==(const Constant&) const = default;
    };

    /// An object. Those that existed before the call are named by the way to them.
    struct Node {
        enum class Root : std::uint8_t {
            parameter,  ///< `index`: which
            variable,   ///< a global: of module `code.module`, called `text`
            captured,   ///< `index`: which
            child,      ///< what `slot` of `parent` held
            made,       ///< by the call
            external,   ///< `text`: of a library or, with `code`, of the project
        };
        Root root = Root::made;
        models::Kind kind = models::Kind::opaque;
        bool many = false;
        bool one_at_a_time = false;  ///< child: it is what the parent held when the call began
        std::uint32_t index = 0;
        NodeIndex parent = kNoNode;
        Slot slot;
        Text text;
        Text library_class;        ///< of an instance of a library's class
        CodeId code;               ///< of a class, function, instance, module of the project
        std::uint32_t detail = 0;  ///< view: of what
        std::uint32_t lazy_model = 0, lazy_term = 0;  ///< what a model made: which, see Terms::Lazy
        bool operator==(const Node&) const = default;
    };

    struct Value {
        std::uint32_t first = 0, count = 0;  ///< in `references`
        models::Kinds plain;
        models::Kinds narrowed;
        std::uint32_t constant = 0;  ///< in `constants`, from 1; 0: none
        bool operator==(const Value&) const = default;
    };

    struct SlotValue {
        Slot slot;
        Value value;
        bool operator==(const SlotValue&) const = default;
    };

    /// What an object holds when the call is over.
    struct Content {
        NodeIndex node = kNoNode;
        heap::Base::What base = heap::Base::What::empty;
        NodeIndex base_node = kNoNode;
        heap::Distinct distinct = heap::Distinct::none;
        bool exact = false, consumed = false, maybe_consumed = false;
        Assumptions touched;
        std::uint32_t first = 0, count = 0;  ///< in `slots`
        bool operator==(const Content&) const = default;
    };

    /// A change of something that existed before the call.
    struct Change {
        NodeIndex node = kNoNode;
        ChangeKind kind = ChangeKind::other;
        bool must = false;
        Assumptions assumptions;
        ValueId at;  ///< the instruction of the function that does it
        std::uint32_t key = 0;  ///< of an item whose key was passed: the parameter, from 1; 0: none
        bool operator==(const Change&) const = default;
    };

    /// A claim that is open when the call is over, or when it yields: callers may break it.
    struct Claim {
        analysis::Claim::Shape shape = analysis::Claim::Shape::pair;
        Value source, copy;
        CodeId code;  ///< whose instruction makes it
        ValueId at;
        bool operator==(const Claim&) const = default;
    };

    std::string text;
    std::vector<Constant> constants;
    std::vector<Node> nodes;  ///< parents before children
    std::vector<NodeIndex> references;
    std::vector<SlotValue> slots;
    std::vector<Content> contents;
    std::vector<Change> changes;
    std::vector<Claim> claims;
    Value result;
    Value yielded;
    bool returns = false;     ///< some way ends in a return
    bool incomplete = false;  ///< a limit was reached, or code is missing: a call may do anything else, too
    Assumptions assumptions;
    std::vector<bool> asked_parameters;  ///< see Activation::asked_parameters

    bool operator==(const Summary&) const = default;
    [[nodiscard]] std::string_view view(Text it) const {
        return std::string_view(text).substr(it.first, it.count);
    }
};

class Interpreter;

/// Reads the summary of a function from its finished analysis.
[[nodiscard]] Summary summarize(Interpreter& interpreter);

}  // namespace doppelint::analysis
