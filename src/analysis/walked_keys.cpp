#include "analysis/walked_keys.h"

#include <algorithm>
#include <array>

#include "analysis/parts.h"
#include "program/origin.h"

namespace doppelint::analysis {

using heap::Slot;
using models::Term;
using models::Word;
using program::Comparison;

namespace {

// Iterators over iterators, and keys that are read from items of items.
constexpr std::uint32_t kDeepest = 8;

}  // namespace

bool WalkedKeys::is_current(const State& state, const Change& change) {
    const Query query{state, change.event, change.through};
    if (change.key.valid()) return is_key(query, change.key, {});
    return !change.callee.valid() && puts_keys(query);
}

// `table.update({key: value})`, `table |= {key: value}`
bool WalkedKeys::puts_keys(const Query& query) {
    const Instruction& it = at(query.event);
    if ((it.opcode != Opcode::call && it.opcode != Opcode::in_place) || it.operand_count != 2) return false;
    if (module_.label_of(it, 1) != program::Label{}) return false;
    const Instruction& put = at(origin_of(operand_id(it, 1)));
    if (put.opcode != Opcode::make_dict) return false;
    for (std::uint32_t place = 0; place < put.operand_count; place += 2) {
        const ValueId key = operand_id(put, place);
        if (!key.valid() || !is_key(query, key, {})) return false;
    }
    return true;
}

// Iterators draw on iterators as deep as the program says, up to a limit.
// NOLINTBEGIN(misc-no-recursion)

// Whatever the register may hold.
bool WalkedKeys::is_key(const Query& query, ValueId value, const Path& path) {
    if (depth_ == kDeepest) return false;
    ++depth_;
    const std::vector<ValueId> origins = program::origins_of(module_, activation_.function, value);
    const bool result = !origins.empty() && std::ranges::all_of(origins, [&](ValueId it) {
        return is_key_itself(query, variable_of_loop(it), path);
    });
    --depth_;
    return result;
}

bool WalkedKeys::is_key_itself(const Query& query, ValueId origin, Path path) {
    const Instruction& it = at(origin);
    switch (it.opcode) {
        case Opcode::unpacked: {
            const Instruction& whole = at(operand_id(it, 0));
            const auto shape = program::Unpacking::from(whole.payload);
            if (it.payload >= shape.before) return false;
            path.insert(path.begin(), it.payload);
            return is_key(query, operand_id(whole, 0), path);
        }
        case Opcode::get_item: {
            const Instruction& place = at(origin_of(operand_id(it, 1)));
            if (place.opcode != Opcode::constant) return false;
            const program::Constant& constant = module_.constants[place.payload];
            const bool is_place = constant.kind == program::ConstantKind::integer && constant.exact &&
                                  constant.integer >= 0 && constant.integer < heap_.limits().places;
            if (!is_place) return false;
            path.insert(path.begin(), static_cast<std::uint32_t>(constant.integer));
            return is_key(query, operand_id(it, 0), path);
        }
        case Opcode::next_item: return gives_key(query, activation_.values[operand_id(it, 0).index()], path);
        case Opcode::constant: return path.empty() && equals_key(query, origin);
        default: return false;
    }
}

bool WalkedKeys::gives_key(const Query& query, const Value& walked, const Path& path) {
    return std::ranges::any_of(heap_.objects_of(walked),
                               [&](ObjectId it) { return gives_key(query, it, path); });
}

bool WalkedKeys::gives_key(const Query& query, ObjectId walked, const Path& path) {
    const heap::Object& known = heap_.objects()[walked];
    // Of what is not known, the items may be pairs that begin with a key.
    const bool may_be_pairs = known.kind != Kind::dict && known.kind != Kind::set && path == Path{0};
    if (heap_.sets().has(query.container.objects, walked)) return path.empty() || may_be_pairs;
    if (known.kind != Kind::view && known.kind != Kind::iterator) return false;
    if (known.kind == Kind::iterator && known.origin == heap::Origin::site && known.detail != 0) {
        return gives_key(query, parts_.terms.lazy_term(walked),
                         parts_.terms.kept_arguments(query.state, walked, ValueId{}), path);
    }
    const heap::Content content = heap_.content_of(query.state, walked);
    const Value* const source = content.find(Slot::source());
    if (source == nullptr) return false;
    if (known.kind == Kind::iterator) return gives_key(query, *source, path);
    switch (static_cast<ViewOf>(known.detail)) {
        case ViewOf::keys:
        case ViewOf::proxy: return gives_key(query, *source, path);
        case ViewOf::items:
            return !path.empty() && path.front() == 0 &&
                   gives_key(query, *source, Path(path.begin() + 1, path.end()));
        default: return false;
    }
}

// What an iterator of a model gives: `tuple(int, items(iterable))`.
bool WalkedKeys::gives_key(const Query& query, const Term& term, const BoundArguments& bound,
                           const Path& path) {
    const auto parts = context_.library.arguments_of(term);
    switch (term.word) {
        case Word::tuple:
            return !path.empty() && path.front() < parts.size() &&
                   gives_key(query, parts[path.front()], bound, Path(path.begin() + 1, path.end()));
        case Word::items: {
            if (parts[0].word != Word::argument) return false;
            const std::optional<Value>& given = bound.values[parts[0].detail];
            return given && gives_key(query, *given, path);
        }
        case Word::if_kind:
        case Word::if_passed:
            return std::ranges::any_of(parts.subspan(1),
                                       [&](const Term& it) { return gives_key(query, it, bound, path); });
        default: return false;
    }
}

// `if key == "size": table["size"] = …`
bool WalkedKeys::equals_key(const Query& query, ValueId constant) {
    return passed(query.event, [&](const Instruction& test, bool holds) {
        const auto how = static_cast<Comparison>(test.detail);
        if (how != (holds ? Comparison::equal : Comparison::not_equal)) return false;
        return std::ranges::any_of(std::array{0U, 1U}, [&](std::uint32_t side) {
            const ValueId other = operand_id(test, 1 - side);
            return is_same(operand_id(test, side), constant) &&
                   at(origin_of(other)).opcode != Opcode::constant && is_key(query, other, {});
        });
    });
}

bool WalkedKeys::was_found(ValueId event, ValueId key, ValueId table) {
    return passed(event, [&](const Instruction& test, bool holds) {
        const auto how = static_cast<Comparison>(test.detail);
        return how == (holds ? Comparison::in : Comparison::not_in) &&
               is_one_table(operand_id(test, 1), table) && is_same(operand_id(test, 0), key);
    });
}

// One value, or two that were got at in some way and are one object.
bool WalkedKeys::is_one_table(ValueId left, ValueId right) const {
    if (origin_of(left) == origin_of(right)) return true;
    const ObjectId object = heap_.only_object(activation_.values[left.index()]);
    return object.valid() && object == heap_.only_object(activation_.values[right.index()]);
}

// Whether some comparison that every way to `event` passes is of this kind: of that and whether it held.
template <class Test>
bool WalkedKeys::passed(ValueId event, Test&& test) {
    if (!dominators_) dominators_.emplace(program::Flow(module_, function_));
    for (BlockId block = plan_.block_of(event); block.valid(); block = dominators_->immediate(block)) {
        const auto before = module_.predecessors_of(activation_.blocks[block.index()]);
        if (before.size() != 1) continue;
        const Instruction& branch = at(ValueId{activation_.range_of(before.front()).second - 1});
        if (branch.opcode != Opcode::branch) continue;
        const auto ways = module_.successors_of(activation_.blocks[before.front().index()]);
        if (ways.size() != 2 || ways[0] == ways[1]) continue;
        bool holds = ways[0] == block;
        ValueId condition = origin_of(operand_id(branch, 0));
        while (at(condition).opcode == Opcode::unary &&
               static_cast<program::UnaryOperator>(at(condition).detail) == program::UnaryOperator::not_) {
            condition = origin_of(operand_id(at(condition), 0));
            holds = !holds;
        }
        if (at(condition).opcode == Opcode::compare && test(at(condition), holds)) return true;
    }
    return false;
}

// NOLINTEND(misc-no-recursion)

// Whether both registers hold one value: made by one instruction, or equal literals.
bool WalkedKeys::is_same(ValueId left, ValueId right) {
    const ValueId one = variable_of_loop(origin_of(left));
    const ValueId other = variable_of_loop(origin_of(right));
    if (one == other) return true;
    return at(one).opcode == Opcode::constant && at(other).opcode == Opcode::constant &&
           at(one).payload == at(other).payload;
}

// What the loop around bound to the variable that `load` reads, where nothing else in that loop binds it: a
// global of a module's body, or a variable that a function within reads, too.
ValueId WalkedKeys::variable_of_loop(ValueId load) const {
    const Instruction& it = at(load);
    const bool is_global = it.opcode == Opcode::load_global && is_module_body();
    if (!is_global && it.opcode != Opcode::load_cell) return load;
    const ValueId cell = is_global ? ValueId{} : origin_of(operand_id(it, 0));
    if (!is_global && (at(cell).opcode != Opcode::make_cell || is_stored_elsewhere(NameId{it.payload})))
        return load;
    const auto is_store = [&](const Instruction& store) {
        if (is_global) return store.opcode == Opcode::store_global && store.payload == it.payload;
        return store.opcode == Opcode::store_cell && origin_of(operand_id(store, 0)) == cell;
    };
    for (LoopId loop = plan_.loop_of(plan_.block_of(load)); loop.valid(); loop = plan_.loop(loop).parent) {
        ValueId bound;
        std::uint32_t stores = 0;
        for (const BlockId block : plan_.blocks_of(loop)) {
            const auto [first, end] = activation_.range_of(block);
            for (std::uint32_t index = first; index < end; ++index) {
                const Instruction& store = at(ValueId{index});
                if (!is_store(store)) continue;
                bound = origin_of(operand_id(store, store.operand_count - 1));
                ++stores;
            }
        }
        if (stores == 0) continue;
        return stores == 1 ? bound : load;
    }
    return load;
}

// Whether code of another function may bind the variable: `nonlocal key`.
bool WalkedKeys::is_stored_elsewhere(NameId name) const {
    const Instruction* const first = activation_.instructions.data();
    const Instruction* const end = first + activation_.instructions.size();
    return std::ranges::any_of(module_.instructions, [&](const Instruction& it) {
        const bool is_own = &it >= first && &it < end;
        return it.opcode == Opcode::store_cell && NameId{it.payload} == name && !is_own;
    });
}

}  // namespace doppelint::analysis
