#pragma once

#include <optional>
#include <span>
#include <vector>

#include "analysis/part.h"
#include "analysis/summary.h"
#include "analysis/summary_calls.h"

namespace doppelint::analysis {

/// One call by a summary: the objects that the summary names, as the caller knows them, and what happens to
/// them.
class Instantiation : public Part {
  public:
    Instantiation(Parts& parts, const Summary& summary, const SummaryCalls::Bound& bound, State& state);

    /// Does what the call does. What it gives, or yields, is asked for afterwards.
    void apply();
    /// What the body of the generator walks where it yields must not change while `loop` walks the generator.
    void begin_regions(ValueId loop, ObjectId generator);
    /// A walk of what the generator walks begins, or has come to its end.
    void begin_walks();
    void end_walks();
    [[nodiscard]] Value value(const Summary::Value& from);

  private:
    using Node = Summary::Node;
    using NodeIndex = Summary::NodeIndex;

    [[nodiscard]] Value object_of(NodeIndex index);
    [[nodiscard]] Value variable(const Node& node);
    [[nodiscard]] Value or_own_instance(const Value& captured, std::uint32_t index);
    [[nodiscard]] Value captured(const Node& node);
    [[nodiscard]] Value external(const Node& node);
    [[nodiscard]] Value child(const Node& node);
    [[nodiscard]] Value held(ObjectId object, const Summary::Slot& from);
    [[nodiscard]] ObjectId made(NodeIndex index, const Node& node);
    [[nodiscard]] std::string_view kept_name(std::string_view name);
    [[nodiscard]] bool captures_by_value(const Node& node) const;
    [[nodiscard]] bool is_of_call(NodeIndex index) const;
    /// The slot as this activation calls it; none if it has no such key.
    [[nodiscard]] std::optional<heap::Slot> slot(const Summary::Slot& from) const;
    [[nodiscard]] program::ConstantId constant(std::uint32_t index) const;

    void put_made(const Summary::Content& content);
    void copy_base(const Summary::Content& content, heap::ContentBuilder& into);
    void change_existing(const Summary::Content& content);
    void write_slots(ObjectId object, const Summary::Content& content, bool certain);
    void write_items(ObjectId object, const Summary::Content& content, bool certain);
    void note_changes();
    [[nodiscard]] bool takes_attributes(ObjectId id) const;
    void note_written_items();
    void note_kept();
    void note_kept(NodeIndex holder, const Summary::SlotValue& held);
    void note_remembered();
    void note_remembered(NameId keeper, const Summary::Value& kept);
    [[nodiscard]] std::optional<NameId> keeper_name(const Node& keeper);
    [[nodiscard]] bool gives_item_of(NodeIndex keeper) const;
    [[nodiscard]] bool is_filled(NodeIndex made) const;
    void note_claims();
    void note_walks();
    void note_ends();
    [[nodiscard]] std::vector<Way> way_to(NodeIndex index);
    [[nodiscard]] ValueId carrier_of(NodeIndex index) const;
    [[nodiscard]] std::span<const Summary::SlotValue> slots_of(const Summary::Content& content) const {
        return summary_.slots().subspan(content.first, content.count);
    }

    const Summary& summary_;
    const SummaryCalls::Bound& bound_;
    State& state_;
    State before_;
    std::vector<std::optional<Value>> values_;  ///< by node
    std::vector<ObjectId> written_;             ///< those that two paths of the function lead to
};

}  // namespace doppelint::analysis
