#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/entry.h"
#include "analysis/facts.h"
#include "base/flag.h"
#include "heap/content.h"
#include "program/code.h"

namespace doppelint::analysis {

using program::CodeId;

/// What a call of a function does, in terms of what it gets: its parameters, the variables around it, and
/// what they reach. One block of memory without pointers or ids of the function's own analysis: it may be
/// copied, kept in a file and compared byte by byte.
class Summary {
  public:
    using NodeIndex = std::uint32_t;
    static constexpr NodeIndex kNoNode = ~NodeIndex{0};

    /// A piece of text in `text`.
    struct Text {
        std::uint32_t first = 0, count = 0;
        bool operator==(const Text&) const = default;
    };

    struct Slot {
        heap::SlotKind kind = heap::SlotKind::rest;
        std::array<std::uint8_t, 3> unused{};
        std::uint32_t place = 0;     ///< index, argument
        Text name;                   ///< attribute
        std::uint32_t constant = 0;  ///< key: in `constants`
        bool operator==(const Slot&) const = default;
    };

    struct Constant {
        std::int64_t integer = 0;
        Text text;  ///< of an external its name; of a method that was bound by name that name
        program::ConstantKind kind = program::ConstantKind::none;
        Flag exact = true;
        std::array<std::uint8_t, 6> unused{};
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
        Flag many = false;
        std::uint8_t unused = 0;
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
        NodeIndex base_node = kNoNode;
        std::uint32_t first = 0, count = 0;  ///< in `slots`
        Assumptions touched;
        heap::Base::What base = heap::Base::What::empty;
        heap::Distinct distinct = heap::Distinct::none;
        Flag exact = false, consumed = false, maybe_consumed = false;
        std::uint8_t unused = 0;
        bool operator==(const Content&) const = default;
    };

    /// A change of something that existed before the call.
    struct Change {
        NodeIndex node = kNoNode;
        ValueId at;             ///< the instruction of the function that does it
        std::uint32_t key = 0;  ///< of an item whose key was passed: the parameter, from 1; 0: none
        Assumptions assumptions;
        ChangeKind kind = ChangeKind::other;
        Flag must = false;
        bool operator==(const Change&) const = default;
    };

    /// A claim that is open when the call is over, or when it yields: callers may break it.
    struct Claim {
        Value source, copy;
        Text attribute;  ///< binding: its name
        CodeId code;     ///< whose instruction makes it
        ValueId at;
        analysis::Claim::Shape shape = analysis::Claim::Shape::pair;
        std::array<std::uint8_t, 3> unused{};
        bool operator==(const Claim&) const = default;
    };

    /// What may be walked once is walked.
    struct Walk {
        enum class What : std::uint8_t {
            begins,  ///< a walk begins
            again,   ///< one begins after another has come to its end
            ends,    ///< when the call is over, or the generator at its end, it is at its end, too
        };
        NodeIndex node = kNoNode;
        ValueId at;     ///< the instruction that walks, or calls what does
        ValueId ended;  ///< again: that of the first walk
        What what = What::begins;
        Flag must = false;  ///< every call of the function does it
        std::array<std::uint8_t, 2> unused{};
        bool operator==(const Walk&) const = default;
    };

    /// A summary that is being written.
    struct Draft {
        std::string text;
        std::vector<Constant> constants;
        std::vector<Node> nodes;  ///< parents before children
        std::vector<NodeIndex> references;
        std::vector<SlotValue> slots;
        std::vector<Content> contents;
        std::vector<Change> changes;
        std::vector<Claim> claims;
        std::vector<Walk> walks;
        std::vector<std::uint8_t> asked_parameters;  ///< see Activation::asked_parameters
        Value result;
        Value yielded;
        Assumptions assumptions;
        bool returns = false;   ///< some way ends in a return
        bool varies = false;    ///< what it gives depends on the clock, or on chance
        bool computes = false;  ///< all that it runs only computes; what it changes says `changes`
        bool incomplete =
            false;  ///< a limit was reached, or code is missing: a call may do anything else, too
    };

    Summary() : Summary(Draft{}) {}
    explicit Summary(const Draft& draft);
    /// From the bytes of another one; null if they are not as many as they say. What they hold is believed.
    [[nodiscard]] static std::unique_ptr<Summary> from(std::span<const std::byte> bytes);

    [[nodiscard]] std::span<const Constant> constants() const { return part<Constant>(kConstants); }
    [[nodiscard]] std::span<const Node> nodes() const { return part<Node>(kNodes); }
    /// The parameter that is the object, or leads to it.
    [[nodiscard]] std::optional<std::uint32_t> root_parameter(NodeIndex index) const;
    [[nodiscard]] std::span<const NodeIndex> references() const { return part<NodeIndex>(kReferences); }
    [[nodiscard]] std::span<const SlotValue> slots() const { return part<SlotValue>(kSlots); }
    [[nodiscard]] std::span<const Content> contents() const { return part<Content>(kContents); }
    [[nodiscard]] std::span<const Change> changes() const { return part<Change>(kChanges); }
    [[nodiscard]] std::span<const Claim> claims() const { return part<Claim>(kClaims); }
    [[nodiscard]] std::span<const Walk> walks() const { return part<Walk>(kWalks); }
    [[nodiscard]] bool asks_for(std::uint32_t parameter, Asks what) const;
    [[nodiscard]] const Value& result() const { return header().result; }
    [[nodiscard]] const Value& yielded() const { return header().yielded; }
    [[nodiscard]] Assumptions assumptions() const { return header().assumptions; }
    [[nodiscard]] bool returns() const { return header().returns; }
    [[nodiscard]] bool varies() const { return header().varies; }
    [[nodiscard]] bool computes() const { return header().computes; }
    [[nodiscard]] bool incomplete() const { return header().incomplete; }
    [[nodiscard]] std::string_view view(Text it) const;

    /// What it was made from.
    [[nodiscard]] Draft draft() const;
    [[nodiscard]] std::span<const std::byte> bytes() const { return {bytes_.get(), header().size}; }
    [[nodiscard]] bool operator==(const Summary& other) const;

  private:
    // By alignment, so that nothing lies between the parts.
    enum Part : std::uint8_t {
        kConstants,
        kNodes,
        kReferences,
        kSlots,
        kContents,
        kChanges,
        kClaims,
        kWalks,
        kAsked,
        kText,
        kParts
    };
    struct Header {
        std::uint32_t size = 0;
        std::array<std::uint32_t, kParts> count{};
        Value result, yielded;
        Assumptions assumptions;
        Flag returns = false, incomplete = false, varies = false, computes = false;
        std::array<std::uint8_t, 6> unused{};  ///< so that what follows lies well
    };
    static constexpr std::array<std::uint32_t, kParts> kItemSize{sizeof(Constant),
                                                                 sizeof(Node),
                                                                 sizeof(NodeIndex),
                                                                 sizeof(SlotValue),
                                                                 sizeof(Content),
                                                                 sizeof(Change),
                                                                 sizeof(Claim),
                                                                 sizeof(Walk),
                                                                 1,
                                                                 1};

    explicit Summary(std::unique_ptr<std::byte[]> bytes) : bytes_(std::move(bytes)) {}
    [[nodiscard]] const Header& header() const { return *reinterpret_cast<const Header*>(bytes_.get()); }
    [[nodiscard]] static std::size_t size_of(const Header& header);
    [[nodiscard]] std::size_t place_of(Part part) const;
    template <class T>
    [[nodiscard]] std::span<const T> part(Part which) const {
        return {reinterpret_cast<const T*>(bytes_.get() + place_of(which)), header().count[which]};
    }

    std::unique_ptr<std::byte[]> bytes_;
};

class Interpreter;

/// Reads the summary of a function from its finished analysis.
[[nodiscard]] Summary summarize(Interpreter& interpreter);

}  // namespace doppelint::analysis
