#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/flat_index.h"
#include "base/interner.h"
#include "heap/object.h"
#include "project/project.h"

namespace doppelint::analysis {

using program::CodeId;
using program::ValueId;

/// Code that may come to a call, and as what.
struct FlowCallee {
    enum class How : std::uint8_t {
        function,  ///< called with the arguments as they are
        method,    ///< the object before the dot comes first
        bound,     ///< likewise, but which object that is, is not known here
        class_,    ///< an instance is made
        special,   ///< a special method, getter or hook that the instruction reaches without naming it
    };
    ValueId at;  ///< the call instruction
    CodeId code;
    How how = How::function;
    auto operator<=>(const FlowCallee&) const = default;
};

/// A parameter whose default some other thing may be.
struct FlowDefault {
    CodeId code;
    std::uint32_t parameter = 0;
};

/// A container of a module's global that some other thing may be.
struct FlowTable {
    CodeId body;  ///< of a module or class
    NameId name;
};

/// An object that a library offers, which some other thing may be.
struct FlowLibrary {
    std::string_view name;
    bool beside_dict = false;  ///< else dicts come there, and nothing besides
    bool copied = false;       ///< it is a copy, which has the same storage, and nothing else comes there
};

/// An attribute of what a field of an instance holds; without a name what it holds itself.
struct FlowPart {
    std::string_view field, attribute;
    bool operator==(const FlowPart&) const = default;
};

/// A container that holds one object in all of its places, which some other thing may be.
struct FlowRepeated {
    CodeId code;
    ValueId value;  ///< the register that makes it
};

/// A comparison, of which what flows tells more than its function does.
struct FlowComparison {
    enum class What : std::uint8_t {
        copied_sentinel,  ///< `side` is an object that is there to be told apart, and a copy may come to it
        fresh_method,     ///< `side` is a bound method, made for this, and the other one an earlier one
        own_equality,  ///< by `==`: `side` may be an object of the class `library`, which compares in its own
                       ///< way
    };
    What what = What::copied_sentinel;
    ValueId comparison;
    ValueId side;    ///< one of the two registers
    CodeId made_in;  ///< whose text makes what it holds, and there
    ValueId made;
    CodeId other_in;  ///< whose text makes the copy or the earlier method, and there
    ValueId other;
    // NOLINTNEXTLINE(readability-redundant-member-init): GCC wants it where the rest is listed
    std::string_view library{};  ///< of a library's object: its class
};

/// Which functions and classes may come to which calls of a project: through variables, attributes,
/// containers, arguments and results, whatever the order of what happens. One pass over all code without heap
/// states; what it does not follow is simply not there.
class CallFlow {
  public:
    explicit CallFlow(const project::Project& project);

    /// What the call instruction may call, sorted; those that are known by what flows.
    [[nodiscard]] std::span<const FlowCallee> callees(CodeId caller, ValueId call) const;
    /// The library functions, by name, that the call instruction may call without naming them, sorted.
    [[nodiscard]] std::span<const std::pair<ValueId, std::string_view>> library_callees(CodeId caller,
                                                                                        ValueId call) const;
    /// Whether something stores the attribute of instances of the class.
    [[nodiscard]] bool stores(CodeId class_body, std::string_view name) const;
    /// Whether something outside the body of the class sets the attribute of the class.
    [[nodiscard]] bool is_patched(CodeId class_body, std::string_view name) const;
    /// The same of any class.
    [[nodiscard]] bool is_patched(std::string_view name) const {
        return is_incomplete_ || patched_.find({}, name) != nullptr;
    }
    /// All code that calls in the function may run, sorted.
    [[nodiscard]] std::span<const CodeId> callees(CodeId caller) const;

    /// What the attribute of instances of the class, or of the class itself, is; what the parameter is; what
    /// the global is. Nothing where different things may come there, or `None`.
    [[nodiscard]] heap::Shape field(CodeId class_body, std::string_view name) const;
    /// What each item of the container is that the attribute of instances of the class holds.
    [[nodiscard]] heap::Shape field_items(CodeId class_body, std::string_view name) const;
    [[nodiscard]] heap::Shape class_attribute(CodeId class_body, std::string_view name) const;
    [[nodiscard]] heap::Shape parameter(CodeId code, std::uint32_t index) const;
    /// What each item of the container is that the parameter is; of `*rest`, what each of these is.
    [[nodiscard]] heap::Shape parameter_items(CodeId code, std::uint32_t index) const;
    [[nodiscard]] heap::Shape global(program::ModuleId module, std::string_view name) const;

    /// Whether a method of the class puts something into what its instance has under `field`, and the
    /// instance itself into that thing's `attribute`: `x.owner = self; self.items.append(x)`.
    [[nodiscard]] bool leads_back(CodeId class_body, std::string_view field,
                                  std::string_view attribute) const;
    /// Of a function that a method makes, captures its instance and hands to it: which of its captured values
    /// that is, and the method's class.
    struct OwnCallback {
        CodeId class_body;
        std::uint32_t capture = 0;
    };
    [[nodiscard]] const OwnCallback* own_callback(CodeId code) const;

    /// The default that the attribute of instances of the class may hold; null: none.
    [[nodiscard]] const FlowDefault* default_in(CodeId class_body, std::string_view name) const;

    /// The module's container that the attribute of instances of the class may hold; null: none.
    [[nodiscard]] const FlowTable* table_in(CodeId class_body, std::string_view name) const;

    /// The object of a library that the attribute of instances of the class may hold, if it can change; null:
    /// none.
    [[nodiscard]] const FlowLibrary* library_in(CodeId class_body, std::string_view name) const;

    /// The container of one object in all places that the attribute of instances of the class may hold; null:
    /// none.
    [[nodiscard]] const FlowRepeated* repeated_in(CodeId class_body, std::string_view name) const;

    /// Of a library's object that the attribute of instances of the class may hold: which parts of the same
    /// instance its items may be.
    [[nodiscard]] std::span<const FlowPart> held_parts(CodeId class_body, std::string_view name) const;

    /// Those of the function of which it tells something, in their order.
    [[nodiscard]] std::span<const FlowComparison> comparisons(CodeId code) const;

  private:
    friend class FlowSolver;
    static constexpr std::uint32_t kNoShapes = ~0U;
    bool is_incomplete_ = false;  ///< it was too much work: callees may be missing, nothing else is known
    /// Something by code and name. The names must stay where they are.
    template <class Item>
    class NamedTable {
      public:
        void add(CodeId code, std::string_view name, const Item& item) {
            const auto is_same = [&](std::uint32_t at) {
                return rows_[at].code == code && rows_[at].name == name;
            };
            const auto next = static_cast<std::uint32_t>(rows_.size());
            if (index_.find_or_add(hash_of(code, name), next, is_same).second)
                rows_.push_back({code, name, item});
        }
        [[nodiscard]] const Item* find(CodeId code, std::string_view name) const {
            const std::uint32_t at = index_.find(hash_of(code, name), [&](std::uint32_t it) {
                return rows_[it].code == code && rows_[it].name == name;
            });
            return at != FlatIndex::kNone ? &rows_[at].item : nullptr;
        }

      private:
        struct Row {
            CodeId code;
            std::string_view name;
            Item item;
        };
        [[nodiscard]] static std::uint64_t hash_of(CodeId code, std::string_view name) {
            return FlatIndex::mixed(std::hash<std::string_view>()(name),
                                    pair_of(code.module.index(), code.function.index()));
        }

        std::vector<Row> rows_;
        FlatIndex index_;
    };
    std::vector<std::vector<std::vector<FlowCallee>>> by_call_;  ///< by module, function
    std::vector<std::vector<std::vector<CodeId>>> by_function_;
    std::vector<std::vector<std::vector<std::pair<ValueId, std::string_view>>>> library_by_call_;
    NamedTable<bool> stored_, patched_;
    NamedTable<heap::Shape> fields_, field_items_, class_attributes_;
    NamedTable<heap::Shape> globals_;                           ///< by the module's body
    std::vector<std::vector<std::uint32_t>> parameter_places_;  ///< by module, function: in `parameters_`
    std::vector<heap::Shape> parameters_, parameter_items_;
    NamedTable<FlowDefault> defaults_;
    NamedTable<FlowTable> tables_;
    NamedTable<FlowLibrary> libraries_;
    NamedTable<FlowRepeated> repeated_;
    NamedTable<std::vector<FlowPart>> held_parts_;
    std::unordered_map<CodeId, std::vector<FlowComparison>> comparisons_;
    Interner texts_;  ///< what the names lie in
    std::unordered_map<CodeId, std::vector<std::pair<std::string, std::string>>> ways_back_;
    std::unordered_map<CodeId, OwnCallback> own_callbacks_;
};

}  // namespace doppelint::analysis
