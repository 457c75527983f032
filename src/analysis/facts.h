#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "heap/heap.h"
#include "heap/identity.h"
#include "program/code.h"

namespace doppelint::analysis {

using heap::Assumptions;
using heap::ObjectId;
using heap::Value;
using heap::Verdict;
using program::ValueId;

/// What a change does, as far as claims care.
enum class ChangeKind : std::uint8_t {
    adds,       ///< at the end
    inserts,    ///< somewhere: a size changes
    assigns,    ///< an item that may be new: of a mapping the size may change
    reassigns,  ///< an item that is there
    removes,
    clears,
    reorders,
    attribute,  ///< an attribute of the object
    augments,   ///< what an augmented assignment does to something of unknown class: a number stays as it is
    other,
};

/// One instruction changes one object.
struct Change {
    ValueId event;
    ObjectId object;
    Value through;          ///< the value by which the instruction got at it
    ValueId through_value;  ///< the register that held it
    ChangeKind kind = ChangeKind::other;
    bool must = false;
    Assumptions assumptions;
    program::CodeId callee{};  ///< where a call of the project's code does it: whose, and there
    // NOLINTNEXTLINE(readability-redundant-member-init): GCC wants it where the rest is listed
    ValueId callee_at{};
    bool callee_must = false;  ///< each call of that function changes what it is given so
    // NOLINTNEXTLINE(readability-redundant-member-init): GCC wants it where the rest is listed
    ValueId key{};                                  ///< of an item: the register that holds its key
    std::uint32_t callee_parameter = kNoParameter;  ///< the parameter by which it got at the object itself
    std::uint32_t callee_root = kNoParameter;       ///< the parameter that holds it, or leads to it
    // NOLINTNEXTLINE(readability-redundant-member-init): GCC wants it where the rest is listed
    ObjectId callee_given{};  ///< what the call passes for that parameter, if that has one name
    // NOLINTNEXTLINE(readability-redundant-member-init): GCC wants it where the rest is listed
    ObjectId repeated_in{};  ///< a container that leads to it by each of its slots alike
    static constexpr std::uint32_t kNoParameter = ~0U;

    /// Whether called code got at the object by itself: then it says of itself what is to be said.
    [[nodiscard]] bool is_callees_own() const { return callee.valid() && callee_parameter == kNoParameter; }
};

/// One step of the way by which called code got at something: what held it, and what it was.
struct Way {
    Value holder, part;
    bool by_attribute = false;
    // NOLINTNEXTLINE(readability-redundant-member-init): GCC wants it where the rest is listed
    std::string_view attribute{};  ///< its name
};

/// A place where the program says "this is independent". See docs/theory.md.
struct Claim {
    enum class Shape : std::uint8_t { pair, binding, region };
    Shape shape = Shape::pair;
    ValueId where;  ///< the copy, the binding of a snapshot name, the loop's iterator
    NameId name;    ///< binding: the snapshot
    Value source;   ///< what was copied, bound, or is walked
    Value copy;  ///< pair: what the copy made; region of a generator or lazy iterator: that; with `of_parts`:
                 ///< those; with `of_attribute`: see there
    program::CodeId
        callee{};  ///< where a call of the project's code makes the copy or walks: whose, and there
    // NOLINTNEXTLINE(readability-redundant-member-init): GCC wants it where the rest is listed
    ValueId callee_at{};
    bool of_parts = false;      ///< binding: of a new container, so that what it holds was to stay as it was
    bool of_attribute = false;  ///< binding: of an attribute, and `copy` is what has it
    bool of_view = false;       ///< binding: of a view, so that what it shows was to stay as it was
};
using ClaimId = Id<struct ClaimTag>;

/// A change that a claim forbids, waiting for somebody to see it.
struct Obligation {
    ClaimId claim;
    ObjectId object;  ///< what changed
    ValueId event;
    ValueId through;  ///< the register by which it was reached
    ChangeKind kind = ChangeKind::other;
    bool changed_copy = false;  ///< pair: the change went through the copy; the source must be read
    bool by_attribute = false;  ///< pair: an attribute was set, or one lies on the way from the copied object
};

/// A claim that does not hold: an obligation that was observed.
struct Broken {
    Obligation obligation;
    ValueId observation;  ///< where; none: the caller sees it
    bool must = false;
    Assumptions assumptions;
};

/// What an `is` or `is not` compares, `id(a) == id(b)` or `assertIs(a, b)`, and what asking whether it is one
/// object answers.
struct IdentityFact {
    ValueId comparison;
    Verdict verdict = Verdict::meaningful;  ///< of "they are one object", also for `is not`
    heap::Reason reason = heap::Reason::program;
    heap::VersionSet is_true, is_false, open;  ///< implementation: what which Pythons answer
    Assumptions assumptions;                   ///< that `left` and `right` rest on; the verdict holds without
    Assumptions taken_for_granted;             ///< that the verdict itself rests on
    Value left, right;
    ValueId left_id, right_id;  ///< the registers
};

/// A comparison whose two sides are one object in whatever run, or one value that nothing changes between
/// reading it twice.
struct SelfComparison {
    ValueId comparison;
    Value compared;
    bool must = false;  ///< it rests on no property that might answer anew
    Assumptions assumptions;
};

/// Something that an instruction ran: a row of the models, code of the project, or something unknown. One
/// instruction may have several.
struct Ran {
    ValueId at;
    const models::Model* model = nullptr;  ///< lives as long as the library
    // NOLINTNEXTLINE(readability-redundant-member-init): GCC wants it where the rest is listed
    program::CodeId code{};
    bool guessed = false;       ///< of something of unknown class, which may be another
    bool nested = false;        ///< by what the instruction itself runs, not by it
    bool constructs = false;    ///< a call of a class
    bool begins = false;        ///< a generator or coroutine, which runs later
    bool computes = false;      ///< it does nothing but give its result
    bool gives_none = false;    ///< its result is None
    bool may_decline = false;   ///< NotImplemented may be among its results
    bool gives_new = false;     ///< its result is made or worked out by it, not just handed on
    bool makes_object = false;  ///< it may give an object of a known kind that it makes, and no argument
    bool operator==(const Ran&) const = default;
};

/// A parameter's default that is a mutable object.
struct DefaultObject {
    std::uint32_t parameter = 0;  ///< index
    models::Kind kind = models::Kind::opaque;
    bool empty = false;          ///< it holds nothing when the function is made
    ValueId value;               ///< the register that hands it over
    program::CodeId class_body;  ///< of an instance of a class of the project
    syntax::NodeId node;         ///< the default, as written
};

/// A function that this one makes, as far as its defaults are mutable.
struct Definition {
    ValueId made;
    program::FunctionId function;
    std::vector<DefaultObject> defaults;
};

/// A walk over something that can be walked once begins.
struct IteratorWalk {
    ValueId where;  ///< the iterator of a loop, a call, an `in`, …
    ObjectId object;
    ValueId walked;         ///< the register by which the instruction got at it, if it did by one
    ValueId ended;          ///< the walk that came to its end before; none: there was none
    bool must = false;      ///< it came to its end on every way here
    bool in_turns = false;  ///< it did in each earlier turn of a loop around both
    bool maybe = false;     ///< of called code: not every call walks it
    bool known = false;     ///< it is an iterator, generator or file for sure
    bool kept = false;      ///< what is walked is something else that gives this iterator, each time the same
    program::CodeId callee{};  ///< where a call of the project's code walks: whose, and there
    // NOLINTNEXTLINE(readability-redundant-member-init): GCC wants it where the rest is listed
    ValueId callee_at{};
    // NOLINTNEXTLINE(readability-redundant-member-init): GCC wants it where the rest is listed
    ValueId callee_ended{};  ///< of a call that walks it twice: the first of both, of the same code
};

/// What draws on several things side by side, as `zip` does, draws on one iterator by two ways of which one
/// leads over another iterator.
struct SharedDraw {
    ValueId where;     ///< the walk
    ObjectId object;   ///< the iterator
    ObjectId drawing;  ///< what draws on it
    bool operator==(const SharedDraw&) const = default;
};

/// Something asks whether an iterator or generator is true, or how long it is.
struct TruthTest {
    ValueId where;
    ValueId tested;  ///< the register
    Value value;
    bool of_length = false;
};

/// A closure that outlives the turn of the loop in which it is made, and reads what later turns bind.
struct LateBinding {
    ValueId made;
    program::FunctionId function;  ///< that the closure runs
    NameId name;                   ///< the variable
    ValueId bound;                 ///< where the loop binds it
    ValueId kept;  ///< the call that keeps it, as a model or nobody says; none: something that outlives the
                   ///< turn holds it
    bool by_model = false;  ///< a model says that the call keeps it
};

/// A value that is worked out once, where the program may think that it is worked out again and again: a
/// parameter's default, or the default of a field of a dataclass.
struct OnceValue {
    ValueId value;
    ValueId where;                 ///< what makes the function, or binds the name
    program::FunctionId function;  ///< the function
    std::uint32_t parameter = 0;   ///< its parameter
    NameId name;                   ///< the name that the class body binds, or the global that is read
    bool varies = false;  ///< by the clock, or by chance; else the global is bound anew by some function
};

/// Something gets hold of a container that was there before: by a call of the project's code that keeps its
/// argument, or as an attribute that the function itself sets.
struct Kept {
    ValueId at;
    ObjectId container;
    ObjectId holder;
    heap::Slot slot;  ///< of the holder
    ValueId through;  ///< the register that held the container
    bool operator==(const Kept&) const = default;
};

/// A call of the project's code writes an item of what it is passed for a parameter.
struct WrittenItem {
    ValueId at;
    program::CodeId callee;
    std::uint32_t parameter = 0;
    program::ConstantId key;  ///< a constant of the caller's file; none: the key is not known
    bool operator==(const WrittenItem&) const = default;
};

/// A call gives a new object that it keeps, and gives the kept one to the next call that asks for the same:
/// `if key not in known: known[key] = …` and then `return known[key]`.
struct Remembered {
    ValueId at;
    ObjectId object;
    NameId keeper;  ///< the global or attribute that keeps it; none: a variable of a function around
    bool operator==(const Remembered&) const = default;
};

/// The register holds an array, all of which is the memory of one that lives as long: itself, or what it
/// shows.
struct ArrayGiven {
    ValueId at;
    ObjectId array, memory;
};

/// What the analysis of one function found. Checks read these and nothing else of the analysis.
struct Facts {
    std::vector<Claim> claims;
    std::vector<Change> changes;
    std::vector<Broken> broken;
    std::vector<IdentityFact> identities;
    std::vector<SelfComparison> self_comparisons;
    std::vector<Ran> ran;
    std::vector<ValueId> bound_methods;  ///< reads of an attribute that make a bound method, each time anew
    std::vector<Definition> definitions;
    std::vector<IteratorWalk> walks;
    std::vector<SharedDraw> shared_draws;
    std::vector<TruthTest> truth_tests;
    std::vector<LateBinding> late_bindings;
    std::vector<OnceValue> once_values;
    std::vector<Kept> kept;
    std::vector<WrittenItem> written_items;
    std::vector<Remembered> remembered;
    std::vector<ArrayGiven> arrays_given;
};

}  // namespace doppelint::analysis
