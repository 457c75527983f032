#pragma once

#include <span>
#include <vector>

#include "analysis/arguments.h"
#include "analysis/facts.h"
#include "analysis/part.h"

namespace doppelint::analysis {

/// Writes down what checks read: changes, claims, and who sees a change that a claim forbids.
class Ledger : public Part {
  public:
    explicit Ledger(Parts& parts);

    [[nodiscard]] const Facts& facts() const { return facts_; }

    /// Claims: a copy is independent of what it was made from; what is walked does not change while it is
    /// walked; a snapshot holds what was.
    void note_copy(State& state, ValueId id, const Value& from, const Value& copy);
    /// The same for claims that a call of the project's code brings along.
    void note_claim(State& state, const Claim& claim);
    void begin_region(State& state, ValueId id, const Value& iterators);
    void note_binding(State& state, ValueId id, NameId name, const Value& value);
    /// The same of an attribute of `holder`.
    void note_binding(State& state, ValueId id, const Value& holder, NameId name, const Value& value);

    /// Every change goes through here: it is written down, and put as an obligation on the claims it touches.
    /// `must` of the change says whether the instruction changes its object for sure.
    void changed(State& state, Change change, std::span<const Way> way = {});
    /// Code that is not seen may change what it reaches.
    void note_exposed(State& state, ValueId id, std::span<const Value> roots);

    /// Somebody looks: at a part of `container`; at a whole value, which perhaps leaves; at a name; at the
    /// next item of a walk; or the caller, at what it gave.
    void observe_item(State& state, ValueId id, const Value& container, const Value& item);
    /// What a method of the container gave: items, or a way to them.
    void observe_given(State& state, ValueId id, const Value& container, const Value& given);
    /// What the caller gets, with all that hangs on new containers in it.
    void observe_result(State& state, ValueId id, const Value& result);
    void observe(State& state, ValueId id, const Value& seen);
    void observe_name(State& state, ValueId id, NameId name, const Value& value);
    void observe_next(State& state, ValueId id, const Value& iterator);
    void observe_exit(State& state);

    /// What `part` was read from, of the object in `base`; of an iterator or a view, what that walks over.
    [[nodiscard]] Value walked_by(State& state, ValueId part, ValueId base);
    /// Defaults of a function that are mutable objects, whatever way they came here.
    void note_definition(State& state, ValueId id, const Instruction& it);
    void note_walk(const IteratorWalk& walk);
    void note_shared_draw(const SharedDraw& draw);
    void note_truth_test(ValueId id, const Arguments::One& tested, bool of_length);
    void note_once_value(const OnceValue& it) { facts_.once_values.push_back(it); }
    /// The slot of `holder` is what `through` holds, as far as that is a container.
    void note_written(const WrittenItem& it);
    void note_kept(ValueId id, ObjectId holder, heap::Slot slot, const Arguments::One& kept);
    void note_remembered(const Remembered& it);
    /// What the register gets may be an array of a library.
    void note_array(const State& state, ValueId id, const Value& given);
    void note_late_binding(const LateBinding& it) { facts_.late_bindings.push_back(it); }
    /// Something runs that code calls. See Activation::nesting.
    void note_ran(Ran ran);
    void note_bound_method(ValueId id);
    void note_self_comparison(const State& state, ValueId id, const Value& left, const Value& right);
    void note_identity(const State& state, ValueId id, const Arguments::One& left,
                       const Arguments::One& right);

  private:
    [[nodiscard]] bool may_be_held_elsewhere(ObjectId part) const;
    struct OpenObligation {
        Obligation obligation;
        Value other;  ///< pair: the side that must not see the change
        Value part;   ///< pair: what both sides hold
    };
    enum class Meeting : std::uint8_t { elsewhere, possible, certain };

    [[nodiscard]] bool makes_plain_instances(const Value& value) const;
    [[nodiscard]] bool is_same_path(ValueId left, ValueId right) const;
    [[nodiscard]] bool is_read_out(ValueId value) const;
    [[nodiscard]] bool reads_only(ValueId first, ValueId last) const;
    void add_claim(const Claim& claim);
    void drop_debts(State& state, ValueId where, program::CodeId callee = {});
    void drop_debts_of_name(State& state, NameId name, const Value& value);
    template <class Test>
    void drop_debts_if(State& state, Test&& test);
    [[nodiscard]] bool are_of_other_kinds(const Value& walked, const Change& change);
    void change_in_region(State& state, const Change& change, ClaimId claim);
    void change_of_snapshot(State& state, const Change& change, ClaimId claim, std::span<const Way> way);
    void change_of_attribute(State& state, const Change& change, ClaimId claim, std::span<const Way> way);
    void change_of_shown(State& state, const Change& change, ClaimId claim);
    void change_of_part(State& state, const Change& change, ClaimId claim, std::span<const Way> way);
    [[nodiscard]] ObjectId repeated_in(State& state, const Change& change, std::span<const Way> way);
    [[nodiscard]] ObjectId given_by_method(State& state, ValueId part);
    [[nodiscard]] ObjectId repeated_behind(State& state, ValueId part, ValueId base,
                                           std::span<const ObjectId> path);
    [[nodiscard]] std::vector<ObjectId> led_to(const State& state, const Value& from) const;
    [[nodiscard]] bool comes_by(const State& state, ObjectId element, std::span<const ObjectId> path) const;
    [[nodiscard]] ObjectId element_of(const State& state, ObjectId container) const;
    [[nodiscard]] ObjectId first_made(const State& state, ObjectId container) const;
    [[nodiscard]] ObjectId alike_around(const State& state, const Value& holder,
                                        std::span<const ObjectId> path) const;
    [[nodiscard]] bool changes_element(State& state, const Change& change, ObjectId container,
                                       std::span<const Way> way);
    [[nodiscard]] bool comes_from(State& state, const Change& change, const Value& holder,
                                  std::span<const Way> way);
    void change_of_pair(State& state, const Change& change, ClaimId claim, std::span<const Way> way);
    /// Whether the step of the way leads from one side of the claim to what both share; then the debt is
    /// noted.
    bool change_by(State& state, const Change& change, ClaimId claim, const Way& way);
    [[nodiscard]] Meeting walk_in_loop(State& state, ValueId loop, ObjectId object);
    [[nodiscard]] Meeting walk_over(State& state, const Value& source, ObjectId object);
    [[nodiscard]] ValueId holder_of(ValueId part) const;
    [[nodiscard]] bool goes_through(ValueId carrier, ValueId passed) const;
    [[nodiscard]] bool is_newer(const Change& change, ValueId bound) const;
    [[nodiscard]] bool is_made_behind(ObjectId object, ValueId where, ValueId event) const;
    [[nodiscard]] bool is_always_between(ValueId from, ValueId via, ValueId to) const;
    [[nodiscard]] bool may_come(ValueId from, ValueId to) const;
    [[nodiscard]] bool makes_anew(ValueId made) const;
    [[nodiscard]] bool is_another(ValueId from, ValueId to, ValueId value) const;
    [[nodiscard]] bool sees_another(const OpenObligation& open, ValueId observation) const;
    [[nodiscard]] bool comes_after(const Change& change, ValueId bound) const;
    [[nodiscard]] bool goes_through(const Change& change, NameId attribute, std::span<const Way> way) const;
    [[nodiscard]] bool is_still_held(State& state, const Claim& claim, ObjectId object);
    [[nodiscard]] bool is_let_go(const State& state, ObjectId object) const;
    [[nodiscard]] bool shares(State& state, const Value& holder, const Value& part);
    void add_debt(State& state, ClaimId claim, const Change& change, bool must);
    void add_debt(State& state, const OpenObligation& open, bool must, Assumptions assumptions);
    void settle(State& state, std::uint32_t index, ValueId observation);
    template <class Test>
    void settle_if(State& state, ValueId observation, Test&& test);

    std::vector<OpenObligation> obligations_;
    std::vector<ClaimId> claim_at_;  ///< by instruction: the claim that it makes itself, or none
    Facts facts_;
};

}  // namespace doppelint::analysis
