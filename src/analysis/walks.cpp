#include "analysis/walks.h"

#include <algorithm>

#include "analysis/parts.h"

namespace doppelint::analysis {

using heap::ContentBuilder;
using heap::Origin;
using heap::Slot;

namespace {

constexpr Kinds kWalkers = Kinds(Kind::iterator) | Kind::generator;

bool is_membership(program::Comparison how) {
    return how == program::Comparison::in || how == program::Comparison::not_in;
}

// Whether a test told that what is symbolic is a text or a list.
bool is_ruled_out(const Value& value, const heap::Object& object) {
    return object.kind == Kind::opaque && !value.narrowed.meets(kWalkers);
}

}  // namespace

bool Walks::is_walker(ObjectId id) const {
    const Kind kind = heap_.objects()[id].kind;
    if (kWalkers.has(kind)) return is_of_python(id);
    if (kind != Kind::instance || parts_.members.has_class(id)) return false;
    const std::string_view name = parts_.classes.method_class(id);
    return !name.empty() && is_of_python(id) && !context_.library.methods(name, "__next__").empty();
}

// What other libraries call an iterator may well be walked again: `tqdm(rows)`.
bool Walks::is_of_python(ObjectId id) const {
    const heap::Object& object = heap_.objects()[id];
    const models::Class* const known = context_.library.find_class(heap_.objects().class_of(id).library);
    if (known != nullptr && !known->library.library.empty()) return false;
    const bool is_lazy = object.kind == Kind::iterator && object.origin == Origin::site && object.detail != 0;
    return !is_lazy || parts_.terms.lazy_model(id).library.library.empty();
}

bool Walks::may_be_walker(ObjectId id) const {
    const heap::Object& object = heap_.objects()[id];
    const bool is_unknown = object.kind == Kind::opaque && object.is_symbolic();
    return (is_unknown && !heap_.objects().is_beyond(id)) || is_walker(id);
}

// One object, whichever of those that one instruction may make. `iter(x)` is x, or walks over it.
bool Walks::is_one(const State& state, const Value& value) const {
    const auto items = heap_.objects_of(value);
    if (!value.plain.empty() || items.empty()) return false;
    const auto is_made = [&](ObjectId it) { return heap_.objects()[it].origin == Origin::site; };
    const auto made = std::ranges::find_if(items, is_made);
    return std::ranges::all_of(items, [&](ObjectId it) {
        if (!heap_.objects()[it].single()) return false;
        if (items.size() == 1) return true;
        if (made == items.end()) return false;
        return is_made(it) ? heap_.objects()[it].site == heap_.objects()[*made].site
                           : walks_over(state, *made, it);
    });
}

bool Walks::walks_over(const State& state, ObjectId iterator, ObjectId walked) const {
    if (heap_.objects()[iterator].kind != Kind::iterator) return false;
    const heap::Content content = heap_.content_of(state, iterator);
    return std::ranges::any_of(content.slots(), [&](const heap::SlotValue& it) {
        return heap_.sets().has(it.value.objects, walked);
    });
}

// An instruction walks an object once, however many terms of a model speak of it.
bool Walks::was_begun(ObjectId id) {
    if (std::ranges::find(activation_.walked_by_step, id) != activation_.walked_by_step.end()) return true;
    activation_.walked_by_step.push_back(id);
    return false;
}

// An iterator that a loop makes of what it walks, and that.
Value Walks::with_sources(State& state, const Value& walked) {
    Value result = walked;
    for (const ObjectId it : objects_of(walked)) {
        const heap::Object& object = heap_.objects()[it];
        const bool is_plain =
            object.kind == Kind::iterator && object.origin == Origin::site && object.detail == 0;
        if (is_plain && result == walked) result = heap_.read(state, it, Slot::source());
    }
    return result;
}

void Walks::note(const State& state, IteratorWalk walk, bool is_sure) {
    const heap::Content content = heap_.content_of(state, walk.object);
    if (content.consumed_by != 0) walk.ended = ValueId{content.consumed_by - 1};
    walk.must = content.consumed && is_sure && walk.ended.valid();
    walk.in_turns = content.consumed_in_turns && is_sure;
    walk.known = is_walker(walk.object);
    parts_.ledger.note_walk(walk);
}

// The things on which `zip` and its like draw side by side: their models say `each`.
std::vector<Value> Walks::lanes_of(const State& state, ObjectId drawing) const {
    const heap::Object& known = heap_.objects()[drawing];
    std::vector<Value> lanes;
    if (known.kind != Kind::iterator || known.origin != Origin::site || known.detail == 0) return lanes;
    const models::Model& model = parts_.terms.lazy_model(drawing);
    if (!context_.library.draws_side_by_side(model)) return lanes;
    const heap::Content content = heap_.content_of(state, drawing);
    for (const heap::SlotValue& it : content.slots()) {
        const ObjectId packed = heap_.only_object(it.value);
        if (!packed.valid() || heap_.objects()[packed].kind != Kind::tuple) {
            lanes.push_back(it.value);
            continue;
        }
        for (const heap::SlotValue& one : heap_.content_of(state, packed).slots()) {
            if (one.slot.kind() == heap::SlotKind::index) lanes.push_back(one.value);
        }
    }
    return lanes;
}

// The iterator, and those that it draws on in turn.
std::vector<ObjectId> Walks::drawn_on(const State& state, const Value& lane) const {
    constexpr std::size_t kMost = 16;
    std::vector<ObjectId> found;
    const auto add = [&](const Value& value) {
        const ObjectId only = heap_.only_object(value);
        if (only.valid() && is_walker(only) && std::ranges::find(found, only) == found.end())
            found.push_back(only);
    };
    add(lane);
    for (std::size_t next = 0; next < found.size() && next < kMost; ++next) {
        const heap::Content content = heap_.content_of(state, found[next]);
        for (const heap::SlotValue& it : content.slots()) add(it.value);
    }
    return found;
}

void Walks::note_shared_draw(const State& state, ValueId id, ObjectId drawing) {
    if (!activation_.recording) return;
    const std::vector<Value> lanes = lanes_of(state, drawing);
    for (std::size_t left = 0; left < lanes.size(); ++left) {
        const std::vector<ObjectId> drawn = drawn_on(state, lanes[left]);
        for (std::size_t right = left + 1; right < lanes.size() && !drawn.empty(); ++right) {
            // `zip(rows, rows)` takes in pairs, and says so.
            if (heap_.only_object(lanes[right]) == drawn.front()) continue;
            for (const ObjectId it : drawn_on(state, lanes[right])) {
                if (std::ranges::find(drawn, it) != drawn.end())
                    return parts_.ledger.note_shared_draw({id, it, drawing});
            }
        }
    }
}

// Generators that walk generators; the summaries that say so have a limit of their own.
// NOLINTBEGIN(misc-no-recursion)

void Walks::begin(State& state, ValueId id, const Value& walked, ValueId by) {
    if (sound()) return;
    const bool is_sure = is_one(state, walked);
    for (const ObjectId it : objects_of(walked)) {
        if (!may_be_walker(it) || is_ruled_out(walked, heap_.objects()[it]) || was_begun(it)) continue;
        IteratorWalk walk;
        walk.where = id;
        walk.object = it;
        walk.walked = by;
        walk.kept = by.valid() && is_walker(it) && !heap_.sets().has(value_of(by).objects, it);
        note(state, walk, is_sure);
        note_shared_draw(state, id, it);
        if (parts_.summaries.is_resumable(it)) parts_.summaries.begin_walks(state, id, it);
    }
}

void Walks::end(State& state, ValueId id, const Value& walked) {
    if (sound()) return;
    const Value all = with_sources(state, walked);
    const bool is_sure = is_one(state, all);
    if (!is_sure) return;
    for (const ObjectId it : objects_of(all)) {
        if (!may_be_walker(it) || is_ruled_out(all, heap_.objects()[it])) continue;
        any_ended_ = true;
        ContentBuilder content(heap_.content_of(state, it));
        content.head().consumed = true;
        content.head().maybe_consumed |= kWalkers.has(heap_.objects()[it].kind);
        if (content.head().consumed_by == 0) content.head().consumed_by = id.index() + 1;
        heap_.set_content(state, it, content);
        if (parts_.summaries.is_resumable(it)) parts_.summaries.end_walks(state, id, it);
    }
}

// NOLINTEND(misc-no-recursion)

void Walks::whole(State& state, ValueId id, const Value& walked, ValueId by, bool certain) {
    begin(state, id, walked, by);
    if (certain) end(state, id, walked);
    take(state, walked, certain && heap_.only_object(walked).valid());
}

void Walks::some(State& state, const Value& walked) {
    take(state, walked, false);
}

// Items are taken of what walks: all of them for sure, or who knows how many.
void Walks::take(State& state, const Value& walked, bool all) {
    for (const ObjectId object : objects_of(walked)) {
        if (!kWalkers.has(heap_.objects()[object].kind)) continue;
        ContentBuilder content(heap_.content_of(state, object));
        content.head().consumed |= all;
        content.head().maybe_consumed = true;
        heap_.set_content(state, object, content);
    }
}

void Walks::begin_inside(const State& before, const IteratorWalk& walk, const Value& walked) {
    const bool is_sure = is_one(before, walked);
    for (const ObjectId it : objects_of(walked)) {
        if (!may_be_walker(it) || is_ruled_out(walked, heap_.objects()[it])) continue;
        IteratorWalk one = walk;
        one.object = it;
        if (one.ended.valid()) {
            one.must = walk.must && is_sure;
            // Of a value that may be many things, called code may well have asked which it is.
            one.known = is_sure && is_walker(it);
            parts_.ledger.note_walk(one);
        } else if (!was_begun(it)) {
            note(before, one, is_sure);
            note_shared_draw(before, walk.where, it);
        }
    }
}

// A generator stays at its end, whatever is done to what it walked.
void Walks::renew(State& state, std::span<const Value> roots) {
    if (!any_ended_ || roots.empty()) return;
    const auto is_root = [&](ObjectId id) {
        return std::ranges::any_of(roots, [&](const Value& it) { return heap_.sets().has(it.objects, id); });
    };
    const auto hangs_on_root = [&](ObjectId id) {
        while (heap_.objects()[id].origin == Origin::child && !is_root(id)) id = heap_.objects()[id].parent;
        return is_root(id);
    };
    std::vector<ObjectId> renewed;
    state.contents.for_each([&](std::uint32_t key, const heap::Content* content) {
        const ObjectId id{key};
        const Kind kind = heap_.objects()[id].kind;
        if (content->consumed_by == 0 || kind == Kind::generator) return;
        const bool walks_root = std::ranges::any_of(content->slots(), [&](const heap::SlotValue& slot) {
            return std::ranges::any_of(heap_.objects_of(slot.value), is_root);
        });
        if (hangs_on_root(id) || (kind == Kind::iterator && walks_root)) renewed.push_back(id);
    });
    for (const ObjectId it : renewed) forget_end(state, it);
}

// `for rows in (old, reversed(old))`: the next item of a tuple or list is another one than those of the turns
// before, in which nobody has walked it.
void Walks::come_to(State& state, ValueId next, const Value& iterators, const Value& items) {
    const LoopId loop = plan_.loop_of(plan_.block_of(next));
    if (!any_ended_ || !loop.valid() || heap_.objects_of(items).size() < 2) return;
    const auto is_sequence = [&](ObjectId it) {
        return heap_.objects()[it].kind == Kind::tuple || heap_.objects()[it].kind == Kind::list;
    };
    const auto walks_sequence = [&](ObjectId it) {
        const heap::Content content = heap_.content_of(state, it);
        const Value* const source = content.find(Slot::source());
        return source != nullptr && !heap_.objects_of(*source).empty() &&
               std::ranges::all_of(heap_.objects_of(*source), is_sequence);
    };
    if (!std::ranges::all_of(heap_.objects_of(iterators), walks_sequence)) return;
    for (const ObjectId it : objects_of(items)) {
        const std::uint32_t by = heap_.content_of(state, it).consumed_by;
        if (by != 0 && plan_.contains(loop, plan_.block_of(ValueId{by - 1}))) forget_end(state, it);
    }
}

void Walks::forget_end(State& state, ObjectId walked) {
    ContentBuilder content(heap_.content_of(state, walked));
    content.head().consumed = content.head().consumed_in_turns = false;
    content.head().consumed_by = 0;
    heap_.set_content(state, walked, content);
}

void Walks::follow(State& state, BlockId from, BlockId to) {
    if (sound()) return;
    const auto successors = module_.successors_of(activation_.blocks[from.index()]);
    if (successors.size() != 2 || successors[0] == successors[1]) return;
    const Instruction& last = at(ValueId{activation_.range_of(from).second - 1});
    if (last.opcode == Opcode::branch) return end_of_test(state, from, successors[0] == to);
    if (last.opcode != Opcode::iterate || successors[1] != to) return;
    const Instruction& next = at(operand_id(last, 0));
    if (static_cast<program::Synchrony>(next.detail) == program::Synchrony::async) return;
    const ValueId iterator = operand_id(next, 0);
    end(state, origin_of(iterator), activation_.value_at(from, iterator));
}

// `if x in xs`: where x was not found, all were looked at.
void Walks::end_of_test(State& state, BlockId from, bool is_true) {
    const Instruction& end_of_block = at(ValueId{activation_.range_of(from).second - 1});
    ValueId test = origin_of(operand_id(end_of_block, 0));
    while (at(test).opcode == Opcode::unary &&
           static_cast<program::UnaryOperator>(at(test).detail) == program::UnaryOperator::not_) {
        test = origin_of(operand_id(at(test), 0));
        is_true = !is_true;
    }
    const Instruction& it = at(test);
    if (it.opcode != Opcode::compare) return;
    const auto how = static_cast<program::Comparison>(it.detail);
    const bool found = is_true == (how == program::Comparison::in);
    if (!is_membership(how) || found) return;
    end(state, test, activation_.value_at(from, operand_id(it, 1)));
}

void Walks::end_turn(State& state) {
    if (!any_ended_) return;
    std::vector<ObjectId> ended;
    state.contents.for_each([&](std::uint32_t key, const heap::Content* content) {
        if (content->consumed && content->consumed_by != 0 && !content->consumed_in_turns)
            ended.emplace_back(key);
    });
    for (const ObjectId it : ended) {
        ContentBuilder content(heap_.content_of(state, it));
        content.head().consumed_in_turns = true;
        heap_.set_content(state, it, content);
    }
}

}  // namespace doppelint::analysis
