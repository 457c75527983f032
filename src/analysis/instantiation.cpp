#include "analysis/instantiation.h"

#include <algorithm>

#include "analysis/call_flow.h"
#include "analysis/parts.h"

namespace doppelint::analysis {

using heap::Base;
using heap::ContentBuilder;
using heap::Shift;
using heap::Slot;
using heap::SlotKind;
using Root = Summary::Node::Root;

namespace {

constexpr Kinds kWalkers = Kinds(Kind::iterator) | Kind::generator | Kind::view;
constexpr Kinds kWithPlaces = Kinds(Kind::list) | Kind::tuple | Kind::opaque | Kind::instance;

bool is_item(const Summary::SlotValue& it) {
    return it.slot.kind == SlotKind::key || it.slot.kind == SlotKind::index ||
           it.slot.kind == SlotKind::rest || it.slot.kind == SlotKind::keys;
}

}  // namespace

Instantiation::Instantiation(Parts& parts, const Summary& summary, const SummaryCalls::Bound& bound,
                             State& state)
    : Part(parts),
      summary_(summary),
      bound_(bound),
      state_(state),
      before_(state),
      values_(summary.nodes().size()) {}

void Instantiation::apply() {
    for (NodeIndex index = 0; index < summary_.nodes().size(); ++index) values_[index] = object_of(index);
    std::vector<ObjectId> met;
    for (const Summary::Content& it : summary_.contents()) {
        if (summary_.nodes()[it.node].root == Root::made) continue;
        for (const ObjectId object : objects_of(*values_[it.node])) {
            if (std::ranges::find(met, object) != met.end()) written_.push_back(object);
            met.push_back(object);
        }
    }
    for (const Summary::Content& it : summary_.contents()) {
        if (summary_.nodes()[it.node].root == Root::made) put_made(it);
    }
    for (const Summary::Content& it : summary_.contents()) {
        if (summary_.nodes()[it.node].root != Root::made) change_existing(it);
    }
    note_changes();
    if (activation_.recording) {
        note_written_items();
        note_kept();
        note_remembered();
    }
    if (!bound_.in_pieces) {
        note_walks();
        if (bound_.certain) note_ends();
    }
    state_.assumptions |= summary_.assumptions();
    note_claims();
}

Value Instantiation::value(const Summary::Value& from) {
    Value result;
    for (std::uint32_t at = 0; at < from.count; ++at) {
        const NodeIndex node = summary_.references()[from.first + at];
        result = heap_.join(result, *values_[node]);
    }
    if (from.narrowed != models::kAllKinds) result = heap_.narrowed_to(result, from.narrowed);
    Value plain = heap::atoms(from.plain);
    if (from.constant != 0) plain.constant = constant(from.constant - 1);
    return heap_.join(result, plain);
}

// Parents stand before their children.
Value Instantiation::object_of(NodeIndex index) {
    const Node& node = summary_.nodes()[index];
    switch (node.root) {
        case Root::parameter:
            return node.index < bound_.values.size() && bound_.values[node.index] ? *bound_.values[node.index]
                                                                                  : Value{};
        case Root::variable: return variable(node);
        case Root::captured: return captured(node);
        case Root::child: return child(node);
        case Root::made: return heap_.value_of(made(index, node));
        case Root::external: return external(node);
    }
    return {};
}

Value Instantiation::variable(const Node& node) {
    const NameId name = activation_.words.find_or_add(summary_.view(node.text));
    if (node.code.module == context_.module_id) return parts_.names.global_variable(name);
    return heap_.value_of(heap_.objects().foreign_variable(node.code.module, name));
}

Value Instantiation::captured(const Node& node) {
    return or_own_instance(parts_.summaries.captured(before_, bound_, node.index), node.index);
}

// A method's instance calls what another method of it made and gave to it: that has captured this instance,
// if nobody gave it to another.
Value Instantiation::or_own_instance(const Value& captured, std::uint32_t index) {
    if (context_.flow == nullptr || parts_.activation.is_sound()) return captured;
    const CallFlow::OwnCallback* const known = context_.flow->own_callback(bound_.code);
    if (known == nullptr || known->capture != index) return captured;
    const Value self = parts_.members.own_instance(known->class_body);
    return heap_.join(captured, self);
}

bool Instantiation::captures_by_value(const Node& node) const {
    const Module& module = context_.project->program(bound_.code.module);
    return module.captures_of(module.function(bound_.code.function))[node.index].by_value;
}

Value Instantiation::external(const Node& node) {
    if (!node.code.valid()) {
        const std::string_view library_class = summary_.view(node.library_class);
        return heap_.value_of(heap_.objects().external(summary_.view(node.text), node.kind,
                                                       {kept_name(library_class), {}}, node.detail));
    }
    return parts_.names.known_object(before_, summary_.view(node.text), node.kind, node.code, node.detail);
}

Value Instantiation::child(const Node& node) {
    const Node& parent = summary_.nodes()[node.parent];
    if (parent.root == Root::captured && node.slot.kind == SlotKind::content && captures_by_value(parent)) {
        return *values_[node.parent];
    }
    Value result;
    for (const ObjectId object : objects_of(*values_[node.parent])) {
        const bool is_later = node.index != heap::kAtEntry || is_of_call(node.parent);
        if (!is_later) {
            result = heap_.join(result, held(object, node.slot));
        } else if (const auto name = slot(node.slot)) {
            const ObjectId later = heap_.objects().child(object, *name, epoch_of(bound_.call));
            result = heap_.join(result, heap_.value_of(later));
        } else {
            result = heap_.join(result, parts_.outside.result(state_, bound_.call));
        }
    }
    return result;
}

// Whether it is, or hangs on, what the call makes.
bool Instantiation::is_of_call(NodeIndex index) const {
    while (summary_.nodes()[index].root == Root::child) index = summary_.nodes()[index].parent;
    return summary_.nodes()[index].root == Root::made;
}

// What the slot held when the call began.
Value Instantiation::held(ObjectId object, const Summary::Slot& from) {
    const Kind kind = heap_.objects()[object].kind;
    const auto any_item = [&] {
        if (kWalkers.has(kind)) return parts_.iteration.items_of(before_, bound_.call, object);
        const Value items = heap_.read_items(before_, object);
        const bool is_mapping = kind == Kind::dict || parts_.classes.is_mapping(object);
        return is_mapping
                   ? heap_.join(items, parts_.iteration.keys_of(before_, bound_.call, heap_.value_of(object)))
                   : items;
    };
    switch (from.kind) {
        case SlotKind::attribute: {
            const NameId name = activation_.words.find_or_add(summary_.view(from.name));
            return parts_.attributes.held(before_, object, name);
        }
        case SlotKind::index:
            if (!kWithPlaces.has(kind)) return any_item();
            return heap_.read_item(before_, object, {true, Slot::index(from.place)});
        case SlotKind::key: {
            const auto key = slot(from);
            return heap_.read_item(before_, object, {key.has_value(), key.value_or(Slot::rest())});
        }
        case SlotKind::rest: return any_item();
        case SlotKind::keys: return parts_.iteration.keys_of(before_, bound_.call, heap_.value_of(object));
        default: return heap_.read(before_, object, *slot(from));
    }
}

std::optional<Slot> Instantiation::slot(const Summary::Slot& from) const {
    switch (from.kind) {
        case SlotKind::content: return Slot::content();
        case SlotKind::attribute:
            return Slot::attribute(activation_.words.find_or_add(summary_.view(from.name)));
        case SlotKind::key: {
            const program::ConstantId known = constant(from.constant);
            return known.valid() ? std::optional(Slot::key(known)) : std::nullopt;
        }
        case SlotKind::index: return Slot::index(from.place);
        case SlotKind::rest: return Slot::rest();
        case SlotKind::keys: return Slot::keys();
        case SlotKind::source: return Slot::source();
        case SlotKind::function: return Slot::function();
        case SlotKind::argument: return Slot::argument(from.place);
    }
    return std::nullopt;
}

// The caller's constant of this value, if its file has one.
program::ConstantId Instantiation::constant(std::uint32_t index) const {
    const Summary::Constant& wanted = summary_.constants()[index];
    const bool may_be_key =
        wanted.kind == program::ConstantKind::string || wanted.kind == program::ConstantKind::integer;
    if (!may_be_key) return {};
    if (context_.reads != nullptr) {
        context_.reads->note(
            Question::What::constant, {context_.module_id, program::FunctionId{0}},
            name_of_constant(wanted.kind, wanted.exact, summary_.view(wanted.text), wanted.integer));
    }
    return activation_.constants().find(wanted.kind, wanted.exact, summary_.view(wanted.text),
                                        wanted.integer);
}

// A name that lives as long as the activation.
std::string_view Instantiation::kept_name(std::string_view name) {
    return name.empty() ? name : activation_.words.text(activation_.words.find_or_add(name));
}

ObjectId Instantiation::made(NodeIndex index, const Node& node) {
    heap::Objects& objects = heap_.objects();
    const heap::ClassName name{kept_name(summary_.view(node.library_class)), node.code};
    const bool is_lazy = node.detail == 0 && node.lazy_term != 0;
    std::uint32_t detail = node.detail;
    if (is_lazy) detail = parts_.terms.lazy_detail(node.lazy_model, node.lazy_term);
    const std::string_view name_of_method = summary_.view(node.text);
    if (!name_of_method.empty()) detail = activation_.words.find_or_add(name_of_method).index() + 1;
    return objects.made(bound_.call, parts_.summaries.part_of(bound_.code, index), node.kind,
                        objects.class_index(name), node.many || bound_.repeated, detail);
}

void Instantiation::put_made(const Summary::Content& content) {
    const ObjectId object = heap_.only_object(*values_[content.node]);
    const ObjectId target = object.valid() ? object : objects_of(*values_[content.node]).front();
    ContentBuilder into;
    const bool own_base = content.base == Base::What::symbolic && content.base_node == content.node;
    if (own_base) {
        into.head().base = {Base::What::symbolic, target, epoch_of(bound_.call)};
    } else if (content.base == Base::What::symbolic) {
        copy_base(content, into);
    } else {
        into.head().base.what = content.base;
        into.head().exact = content.exact;
        into.head().distinct = content.distinct;
    }
    into.head().consumed = content.consumed;
    into.head().maybe_consumed = content.maybe_consumed;
    into.head().touched = content.touched;
    Value lost;
    for (const Summary::SlotValue& it : slots_of(content)) {
        if (const auto name = slot(it.slot)) {
            into.set(*name, value(it.value));
        } else {
            lost = heap_.join(lost, value(it.value));
        }
    }
    // Keys that this file does not have are among the rest.
    if (!lost.nothing()) {
        const Value* const rest = into.find(Slot::rest());
        into.set(Slot::rest(), rest != nullptr ? heap_.join(*rest, lost) : lost);
        const Value* const keys = into.find(Slot::keys());
        const Value text = heap::atoms(Kinds(Kind::string) | Kind::integer);
        into.set(Slot::keys(), keys != nullptr ? heap_.join(*keys, text) : text);
        into.head().exact = false;
        into.head().distinct = heap::Distinct::unknown;
    }
    put(state_, bound_.call, target, into);
}

// A copy of what existed before: its slots hold what those held.
void Instantiation::copy_base(const Summary::Content& content, ContentBuilder& into) {
    const Value& from = *values_[content.base_node];
    const ObjectId only = heap_.only_object(from);
    if (only.valid() && from.plain.empty()) {
        into = ContentBuilder(heap_.content_of(before_, only));
        into.head().consumed = into.head().maybe_consumed = into.head().escaped = false;
        return;
    }
    Value items, keys;
    for (const ObjectId it : objects_of(from)) {
        items = heap_.join(items, heap_.read_items(before_, it));
        keys = heap_.join(keys, heap_.read(before_, it, Slot::keys()));
    }
    into.head().distinct = heap::Distinct::unknown;
    into.set(Slot::rest(), items);
    if (!keys.nothing()) into.set(Slot::keys(), keys);
}

void Instantiation::change_existing(const Summary::Content& content) {
    const Value target = *values_[content.node];
    const bool one = heap_.only_object(target).valid() && target.plain.empty();
    for (const ObjectId object : objects_of(target)) {
        const bool twice = std::ranges::find(written_, object) != written_.end();
        const bool certain = one && bound_.certain && !twice;
        write_slots(object, content, certain);
        if (kWalkers.has(heap_.objects()[object].kind) && (content.consumed || content.maybe_consumed)) {
            ContentBuilder head(heap_.content_of(state_, object));
            head.head().consumed |= content.consumed && certain;
            head.head().maybe_consumed = true;
            heap_.set_content(state_, object, head);
        }
        if (!content.touched.empty()) {
            ContentBuilder head(heap_.content_of(state_, object));
            head.head().touched |= content.touched;
            heap_.set_content(state_, object, head);
        }
    }
}

void Instantiation::write_slots(ObjectId object, const Summary::Content& content, bool certain) {
    bool has_items = content.exact || content.base != Base::What::symbolic;
    for (const Summary::SlotValue& it : slots_of(content)) {
        if (is_item(it)) {
            has_items = true;
            continue;
        }
        if (const auto name = slot(it.slot)) heap_.write(state_, object, *name, value(it.value), certain);
    }
    const Kind kind = heap_.objects()[object].kind;
    if (has_items && kind != Kind::cell && kind != Kind::tuple && kind != Kind::frozenset) {
        write_items(object, content, certain);
    }
}

// Where the function left places as they were, only what it put there is new. Where it moved them, all items
// may be anywhere.
// NOLINTNEXTLINE(readability-function-cognitive-complexity): one case for each kind of slot
void Instantiation::write_items(ObjectId object, const Summary::Content& content, bool certain) {
    const bool replaces = content.exact && certain && heap_.objects()[object].single();
    const bool moves = content.exact || content.base != Base::What::symbolic;
    if (replaces) {
        heap_.clear_items(state_, object, true);
    } else if (moves) {
        heap_.forget_places(state_, object);
    }
    for (const Summary::SlotValue& it : slots_of(content)) {
        if (!is_item(it)) continue;
        const Value items = value(it.value);
        const auto name = slot(it.slot);
        if (it.slot.kind == SlotKind::keys) {
            heap_.write(state_, object, Slot::keys(), items, false);
        } else if (it.slot.kind == SlotKind::rest) {
            heap_.add_item(state_, object, items, moves ? Shift::moves_places : Shift::keeps_places, false,
                           false);
        } else if (items.plain.has(Kind::unbound)) {
            Value left = items;
            left.plain = left.plain - Kind::unbound;
            if (!left.nothing()) {
                heap_.write_item(state_, object, {name.has_value(), name.value_or(Slot::rest())}, left,
                                 false);
            }
            heap_.remove_items(state_, object, {name.has_value(), name.value_or(Slot::rest())},
                               Shift::keeps_places, certain && left.nothing());
        } else {
            const bool known = name.has_value() && (kWithPlaces.has(heap_.objects()[object].kind) ||
                                                    it.slot.kind == SlotKind::key);
            if (it.slot.kind == SlotKind::key && !known) {
                heap_.write(state_, object, Slot::keys(), heap::atoms(Kind::string), false);
            }
            heap_.write_item(state_, object, {known, name.value_or(Slot::rest())}, items, certain && known);
        }
    }
}

// The argument by which the function got at it stands in a register of this function.
ValueId Instantiation::carrier_of(NodeIndex index) const {
    while (summary_.nodes()[index].root == Root::child) index = summary_.nodes()[index].parent;
    const Node& root = summary_.nodes()[index];
    return root.root == Root::parameter && root.index < bound_.registers.size() ? bound_.registers[root.index]
                                                                                : ValueId{};
}

// Holder and part, from the changed object up to the argument.
std::vector<Way> Instantiation::way_to(NodeIndex index) {
    std::vector<Way> result;
    while (summary_.nodes()[index].root == Root::child) {
        const NodeIndex parent = summary_.nodes()[index].parent;
        const Summary::Slot& slot = summary_.nodes()[index].slot;
        const bool by_attribute = slot.kind == SlotKind::attribute;
        result.push_back({*values_[parent], *values_[index], by_attribute,
                          by_attribute ? summary_.view(slot.name) : std::string_view()});
        index = parent;
    }
    return result;
}

// Of a list or dict no code sets an attribute: this is not the object that it does that to.
bool Instantiation::takes_attributes(ObjectId id) const {
    const heap::Kind kind = heap_.objects()[id].kind;
    const bool is_plain = models::kContainers.has(kind) || kind == Kind::tuple || kind == Kind::frozenset;
    return !is_plain || heap_.objects().class_of(id) != heap::ClassName{};
}

void Instantiation::note_changes() {
    for (const Summary::Change& it : summary_.changes()) {
        const Value through = *values_[it.node];
        const std::vector<Way> way = way_to(it.node);
        for (const auto& [object, surely] : parts_.effects.changed_by(state_, through, it.kind)) {
            if (it.kind == ChangeKind::attribute && !takes_attributes(object)) continue;
            Change change{bound_.call,         object,  through,
                          carrier_of(it.node), it.kind, it.must && bound_.certain && surely,
                          it.assumptions};
            change.callee = bound_.code;
            change.callee_at = it.at;
            change.callee_must = it.must;
            if (it.key != 0 && it.key <= bound_.registers.size()) change.key = bound_.registers[it.key - 1];
            const Node& node = summary_.nodes()[it.node];
            if (node.root == Root::parameter) change.callee_parameter = node.index;
            change.callee_root = summary_.root_parameter(it.node).value_or(Change::kNoParameter);
            if (bound_.changed_by_some.has(change.callee_root))
                change.assumptions |= heap::Assumption::some_callee;
            const auto given = objects_of(way.empty() ? through : way.back().holder);
            if (change.callee_root != Change::kNoParameter && given.size() == 1)
                change.callee_given = given.front();
            parts_.ledger.changed(state_, change, way);
        }
    }
}

// What arguments hold when the call is over, and did not hold before.
void Instantiation::note_written_items() {
    for (const Summary::Content& content : summary_.contents()) {
        const Node& holder = summary_.nodes()[content.node];
        if (holder.root != Root::parameter) continue;
        for (const Summary::SlotValue& it : slots_of(content)) {
            const auto held = summary_.references().subspan(it.value.first, it.value.count);
            const bool was_there =
                it.value.plain.empty() && std::ranges::all_of(held, [&](NodeIndex index) {
                    const Node& node = summary_.nodes()[index];
                    return node.root == Root::child && node.parent == content.node && node.slot == it.slot;
                });
            if (!is_item(it) || was_there) continue;
            if (it.slot.kind != SlotKind::key) {
                parts_.ledger.note_written({bound_.call, bound_.code, holder.index, {}});
            } else if (const program::ConstantId key = constant(it.slot.constant); key.valid()) {
                parts_.ledger.note_written({bound_.call, bound_.code, holder.index, key});
            }
        }
    }
}

// Arguments that something holds when the call is over.
void Instantiation::note_kept() {
    for (const Summary::Content& content : summary_.contents()) {
        for (const Summary::SlotValue& it : slots_of(content)) note_kept(content.node, it);
    }
}

void Instantiation::note_kept(NodeIndex holder, const Summary::SlotValue& held) {
    const auto name = slot(held.slot);
    for (std::uint32_t at = 0; at < held.value.count; ++at) {
        const NodeIndex kept = summary_.references()[held.value.first + at];
        if (summary_.nodes()[kept].root != Root::parameter) continue;
        for (const ObjectId it : objects_of(*values_[holder])) {
            parts_.ledger.note_kept(bound_.call, it, name.value_or(Slot::rest()),
                                    {*values_[kept], carrier_of(kept)});
        }
    }
}

bool Instantiation::gives_item_of(NodeIndex keeper) const {
    const Summary::Value& result = summary_.result();
    const auto given = summary_.references().subspan(result.first, result.count);
    return std::ranges::any_of(given, [&](NodeIndex it) {
        const Node& node = summary_.nodes()[it];
        return node.root == Root::child && node.parent == keeper && node.slot.kind != SlotKind::attribute;
    });
}

// What begins empty is there to be filled by those who ask for it.
bool Instantiation::is_filled(NodeIndex made) const {
    const auto content = std::ranges::find(summary_.contents(), made, &Summary::Content::node);
    const bool is_empty =
        content == summary_.contents().end() || (content->count == 0 && content->base == Base::What::empty);
    return !is_empty || summary_.nodes()[made].kind == Kind::opaque;
}

// What the call makes, keeps among the items of something that was there, and gives.
void Instantiation::note_remembered() {
    for (const Summary::Content& content : summary_.contents()) {
        const auto keeper = keeper_name(summary_.nodes()[content.node]);
        if (!keeper || !gives_item_of(content.node)) continue;
        for (const Summary::SlotValue& it : slots_of(content)) {
            if (is_item(it)) note_remembered(*keeper, it.value);
        }
    }
}

void Instantiation::note_remembered(NameId keeper, const Summary::Value& kept) {
    const Summary::Value& result = summary_.result();
    const auto given = summary_.references().subspan(result.first, result.count);
    for (std::uint32_t at = 0; at < kept.count; ++at) {
        const NodeIndex node = summary_.references()[kept.first + at];
        const bool is_given = std::ranges::find(given, node) != given.end();
        if (!is_given || summary_.nodes()[node].root != Root::made || !is_filled(node)) continue;
        for (const ObjectId object : objects_of(*values_[node]))
            parts_.ledger.note_remembered({bound_.call, object, keeper});
    }
}

// The global or attribute that the object lies in: an empty name where that is a variable of a function
// around, none where it is something else.
std::optional<NameId> Instantiation::keeper_name(const Node& keeper) {
    if (keeper.root == Root::captured) return NameId{};
    if (keeper.root != Root::child) return std::nullopt;
    if (keeper.slot.kind == SlotKind::attribute)
        return activation_.words.find_or_add(summary_.view(keeper.slot.name));
    const Node& variable = summary_.nodes()[keeper.parent];
    if (keeper.slot.kind != SlotKind::content) return std::nullopt;
    if (variable.root == Root::captured) return NameId{};
    if (variable.root != Root::variable) return std::nullopt;
    return activation_.words.find_or_add(summary_.view(variable.text));
}

// Copies that the call made and hands out, and snapshots that it took.
void Instantiation::note_claims() {
    for (const Summary::Claim& it : summary_.claims()) {
        if (it.shape == Claim::Shape::region) continue;
        Claim claim{it.shape, bound_.call, {}, value(it.source), value(it.copy), it.code, it.at};
        if (it.shape == Claim::Shape::binding) {
            claim.of_attribute = true;
            claim.name = activation_.words.find_or_add(summary_.view(it.attribute));
        }
        parts_.ledger.note_claim(state_, claim);
    }
}

void Instantiation::begin_regions(ValueId loop, ObjectId generator) {
    for (NodeIndex index = 0; index < summary_.nodes().size(); ++index) values_[index] = object_of(index);
    for (const Summary::Claim& it : summary_.claims()) {
        if (it.shape != Claim::Shape::region) continue;
        parts_.ledger.note_claim(
            state_, {it.shape, loop, {}, value(it.source), heap_.value_of(generator), it.code, it.at});
    }
}

void Instantiation::begin_walks() {
    for (NodeIndex index = 0; index < summary_.nodes().size(); ++index) values_[index] = object_of(index);
    note_walks();
}

void Instantiation::end_walks() {
    for (NodeIndex index = 0; index < summary_.nodes().size(); ++index) values_[index] = object_of(index);
    note_ends();
}

// Walks of what existed before.
void Instantiation::note_walks() {
    using What = Summary::Walk::What;
    if (sound()) return;
    for (const Summary::Walk& it : summary_.walks()) {
        if (it.what == What::ends) continue;
        IteratorWalk walk;
        walk.where = bound_.call;
        walk.walked = carrier_of(it.node);
        walk.callee = bound_.code;
        walk.callee_at = it.at;
        if (it.what == What::again) {
            walk.ended = bound_.call;
            walk.callee_ended = it.ended;
            walk.must = it.must;
        }
        walk.maybe = it.what == What::begins && !it.must;
        parts_.walks.begin_inside(before_, walk, *values_[it.node]);
    }
}

void Instantiation::note_ends() {
    for (const Summary::Walk& it : summary_.walks()) {
        if (it.what == Summary::Walk::What::ends) parts_.walks.end(state_, bound_.call, *values_[it.node]);
    }
}

}  // namespace doppelint::analysis
