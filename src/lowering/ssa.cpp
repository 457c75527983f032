#include "lowering/ssa.h"

#include <utility>

namespace doppelint::lowering {
namespace {

constexpr std::size_t kFirstSlots = 1024;

std::size_t mix(std::uint32_t variable, std::uint32_t block_and_place) {
    const std::uint64_t key = (std::uint64_t{variable} << 32U) | block_and_place;
    return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15ULL) >> 24U);
}

}  // namespace

void Ssa::clear() {
    block_count_ = 0;
    phis_.clear();
    used_ = 0;
    ++round_;  // makes every slot free
    if (slots_.empty()) slots_.resize(kFirstSlots);
}

BlockId Ssa::add_block() {
    if (block_count_ == blocks_.size()) blocks_.emplace_back();
    Block& block = blocks_[block_count_];
    block.edges.clear();
    block.waiting.clear();
    block.sealed = false;
    return BlockId{static_cast<std::uint32_t>(block_count_++)};
}

void Ssa::add_edge(BlockId from, BlockId to, EdgeKind kind) {
    blocks_[to.index()].edges.push_back({from, kind});
}

std::size_t Ssa::slot_of(VariableId variable, std::uint32_t block_and_place) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = mix(variable.index(), block_and_place) & mask;
    while (slots_[at].round == round_ &&
           (slots_[at].variable != variable.index() || slots_[at].block_and_place != block_and_place)) {
        at = (at + 1) & mask;
    }
    return at;
}

ValueId Ssa::find(VariableId variable, BlockId block, Place place) const {
    const std::uint32_t key = block.index() * 2 + static_cast<std::uint32_t>(place);
    const Slot& slot = slots_[slot_of(variable, key)];
    return slot.round == round_ ? slot.value : ValueId{};
}

void Ssa::store(VariableId variable, BlockId block, Place place, ValueId value) {
    if (used_ * 2 >= slots_.size()) grow();
    const std::uint32_t key = block.index() * 2 + static_cast<std::uint32_t>(place);
    Slot& slot = slots_[slot_of(variable, key)];
    if (slot.round != round_) ++used_;
    slot = {variable.index(), key, round_, value};
}

void Ssa::grow() {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    for (const Slot& slot : old) {
        if (slot.round == round_) {
            slots_[slot_of(VariableId{slot.variable}, slot.block_and_place)] = slot;
        }
    }
}

void Ssa::write(VariableId variable, BlockId block, ValueId value) {
    store(variable, block, Place::end, value);
}

ValueId Ssa::read(VariableId variable, BlockId block) {
    const ValueId written = find(variable, block, Place::end);
    return written.valid() ? written : at_entry(variable, block);
}

// The value that comes along an edge, if that needs no search.
ValueId Ssa::known_along(VariableId variable, const Edge& edge) const {
    if (edge.kind == EdgeKind::normal) {
        const ValueId written = find(variable, edge.from, Place::end);
        if (written.valid()) return written;
    }
    return find(variable, edge.from, Place::entry);
}

ValueId Ssa::along(VariableId variable, const Edge& edge) {
    const ValueId known = known_along(variable, edge);
    return known.valid() ? known : at_entry(variable, edge.from);
}

ValueId Ssa::make_phi(VariableId variable, BlockId block) {
    const auto index = static_cast<std::uint32_t>(phis_.size());
    phis_.push_back({block, variable, {}, {}});
    store(variable, block, Place::entry, phi_value(index));
    return phi_value(index);
}

// The value at the entry of the search's block if no other block need be asked; else none.
ValueId Ssa::begin_search(VariableId variable, Search& search) {
    const ValueId known = find(variable, search.block, Place::entry);
    if (known.valid()) return known;
    Block& block = blocks_[search.block.index()];
    if (!block.sealed) {
        const ValueId phi = make_phi(variable, search.block);
        block.waiting.push_back(phi_index(phi));
        return phi;
    }
    if (block.edges.empty()) {
        const bool is_entry = search.block.index() == 0;
        const ValueId value = is_entry ? unbound(variable) : kUnreached;
        store(variable, search.block, Place::entry, value);
        return value;
    }
    if (block.edges.size() > 1) search.phi = make_phi(variable, search.block);
    return {};
}

ValueId Ssa::at_entry(VariableId variable, BlockId start) {
    const std::size_t base = searches_.size();
    Search first{start, 0, {}};
    ValueId result = begin_search(variable, first);
    if (result.valid()) return result;
    searches_.push_back(first);
    while (searches_.size() > base) {
        Search& search = searches_.back();
        const Edge edge = blocks_[search.block.index()].edges[search.next_edge];
        if (!result.valid()) result = known_along(variable, edge);
        if (!result.valid()) {
            Search next{edge.from, 0, {}};
            result = begin_search(variable, next);
            if (!result.valid()) {
                searches_.push_back(next);
                continue;
            }
        }
        const std::size_t edges = blocks_[search.block.index()].edges.size();
        if (search.phi.valid()) {
            phis_[phi_index(search.phi)].operands.push_back(result);
            if (++search.next_edge < edges) {
                result = {};
                continue;
            }
            const ValueId same = merged(phis_[phi_index(search.phi)], search.phi);
            phis_[phi_index(search.phi)].same_as = same;
            result = same.valid() ? same : search.phi;
        }
        store(variable, search.block, Place::entry, result);
        searches_.pop_back();
    }
    return result;
}

void Ssa::seal(BlockId id) {
    blocks_[id.index()].sealed = true;
    const std::vector<std::uint32_t> waiting = std::move(blocks_[id.index()].waiting);
    blocks_[id.index()].waiting.clear();
    for (const std::uint32_t index : waiting) {
        const VariableId variable = phis_[index].variable;
        for (const Edge edge : blocks_[id.index()].edges) {
            const ValueId value = along(variable, edge);  // may make more φs
            phis_[index].operands.push_back(value);
        }
        if (blocks_[id.index()].edges.empty()) {
            phis_[index].same_as = kUnreached;
        }
    }
}

ValueId Ssa::resolve(ValueId value) {
    ValueId last = value;
    while (is_phi(last) && phis_[phi_index(last)].same_as.valid()) {
        last = phis_[phi_index(last)].same_as;
    }
    // The way there need not be gone again.
    while (value != last) {
        const ValueId next = phis_[phi_index(value)].same_as;
        phis_[phi_index(value)].same_as = last;
        value = next;
    }
    return last;
}

// The one value that a φ merges, apart from itself; none if there are several.
ValueId Ssa::merged(const Phi& phi, ValueId itself) {
    ValueId same = kUnreached;
    for (const ValueId operand : phi.operands) {
        const ValueId value = resolve(operand);
        if (value == itself || value == same || value == kUnreached) continue;
        if (same != kUnreached) return {};
        same = value;
    }
    return same;
}

// Control gets there from the function's beginning.
std::vector<bool> Ssa::reached_blocks() const {
    std::vector<std::vector<std::uint32_t>> next(blocks_.size());
    for (std::uint32_t at = 0; at < blocks_.size(); ++at) {
        for (const Edge& it : blocks_[at].edges) next[it.from.index()].push_back(at);
    }
    std::vector<bool> result(blocks_.size());
    std::vector<std::uint32_t> open(blocks_.empty() ? 0 : 1, 0);
    while (!open.empty()) {
        const std::uint32_t at = open.back();
        open.pop_back();
        if (result[at]) continue;
        result[at] = true;
        open.insert(open.end(), next[at].begin(), next[at].end());
    }
    return result;
}

void Ssa::finish() {
    // In a loop that nothing leads to, what comes from before it is nothing, and what is left would be made
    // of itself.
    const std::vector<bool> reached = reached_blocks();
    for (Phi& it : phis_) {
        if (!reached[it.block.index()]) it.same_as = kUnreached;
    }
    // A φ that goes away can make those that use it merge nothing.
    std::vector<std::vector<std::uint32_t>> users(phis_.size());
    std::vector<std::uint32_t> work;
    for (std::uint32_t it = 0; it < phis_.size(); ++it) {
        work.push_back(it);
        for (const ValueId operand : phis_[it].operands) {
            const ValueId value = resolve(operand);
            if (is_phi(value)) users[phi_index(value)].push_back(it);
        }
    }
    while (!work.empty()) {
        const std::uint32_t it = work.back();
        work.pop_back();
        if (phis_[it].same_as.valid()) continue;
        const ValueId same = merged(phis_[it], phi_value(it));
        if (!same.valid()) continue;
        phis_[it].same_as = same;
        for (const std::uint32_t user : std::exchange(users[it], {})) {
            if (phis_[user].same_as.valid()) continue;
            work.push_back(user);
            if (is_phi(same)) users[phi_index(same)].push_back(user);
        }
    }
    // A row of loops that change nothing is a chain of φs.
    for (Phi& it : phis_) it.same_as = resolve(it.same_as);
}

}  // namespace doppelint::lowering
