#include "program/dominators.h"

#include <algorithm>
#include <limits>
#include <ranges>
#include <span>

namespace doppelint::program {
namespace {

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

// The blocks in the order in which a depth-first walk first meets them. From here on a block is its
// number in this order; `parent` is the one from which the walk came.
struct Walk {
    std::vector<std::uint32_t> number;  // by block
    std::vector<BlockId> block;         // by number
    std::vector<std::uint32_t> parent;  // by number

    explicit Walk(const Flow& flow);
    void enter(BlockId from_parent, std::uint32_t parent_number) {
        number[from_parent.index()] = static_cast<std::uint32_t>(block.size());
        block.push_back(from_parent);
        parent.push_back(parent_number);
    }
};

Walk::Walk(const Flow& flow) : number(flow.block_count(), kNone) {
    struct Step {
        std::uint32_t number;
        std::size_t next_successor;
    };
    if (number.empty()) return;
    enter(BlockId{0}, kNone);
    std::vector<Step> path = {{0, 0}};
    while (!path.empty()) {
        Step& step = path.back();
        const auto successors = flow.successors(block[step.number]);
        if (step.next_successor == successors.size()) {
            path.pop_back();
            continue;
        }
        const BlockId next = successors[step.next_successor++];
        if (number[next.index()] != kNone) continue;
        enter(next, step.number);
        path.push_back({number[next.index()], 0});
    }
}

// The predecessors of every block, by number, in one array.
struct Predecessors {
    std::vector<std::uint32_t> first;
    std::vector<std::uint32_t> all;

    Predecessors(const Flow& flow, const Walk& walk);
    [[nodiscard]] std::span<const std::uint32_t> of(std::uint32_t number) const {
        return std::span(all).subspan(first[number], first[number + 1] - first[number]);
    }
};

Predecessors::Predecessors(const Flow& flow, const Walk& walk) : first(walk.block.size() + 1, 0) {
    const auto count = static_cast<std::uint32_t>(walk.block.size());
    const auto each_edge = [&](auto&& visit) {
        for (std::uint32_t from = 0; from < count; ++from) {
            for (const BlockId to : flow.successors(walk.block[from])) {
                visit(from, walk.number[to.index()]);
            }
        }
    };
    each_edge([&](std::uint32_t, std::uint32_t to) { ++first[to + 1]; });
    for (std::uint32_t i = 0; i < count; ++i) first[i + 1] += first[i];
    all.resize(first[count]);
    std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
    each_edge([&](std::uint32_t from, std::uint32_t to) { all[next[to]++] = from; });
}

// Lengauer and Tarjan's forest: blocks whose semidominator is known hang under their parents.
class Forest {
  public:
    explicit Forest(std::uint32_t count) : ancestor_(count, kNone), label_(count), semi_(count) {
        for (std::uint32_t i = 0; i < count; ++i) label_[i] = semi_[i] = i;
    }

    std::uint32_t& semi(std::uint32_t number) { return semi_[number]; }
    void link(std::uint32_t parent, std::uint32_t child) { ancestor_[child] = parent; }

    // The block of least semidominator on the way from `number` up to, not including, its root.
    std::uint32_t evaluate(std::uint32_t number) {
        if (ancestor_[number] == kNone) return number;
        compress(number);
        return label_[number];
    }

  private:
    void compress(std::uint32_t number) {
        path_.clear();
        for (std::uint32_t at = number; ancestor_[ancestor_[at]] != kNone; at = ancestor_[at]) {
            path_.push_back(at);
        }
        for (const std::uint32_t at : std::views::reverse(path_)) {
            const std::uint32_t above = ancestor_[at];
            if (semi_[label_[above]] < semi_[label_[at]]) label_[at] = label_[above];
            ancestor_[at] = ancestor_[above];
        }
    }

    std::vector<std::uint32_t> ancestor_, label_, semi_, path_;
};

std::vector<std::uint32_t> immediate_dominators(const Flow& flow, const Walk& walk) {
    const auto count = static_cast<std::uint32_t>(walk.block.size());
    const Predecessors predecessors(flow, walk);
    Forest forest(count);
    std::vector<std::uint32_t> dominator(count, kNone);
    // Blocks that wait for their semidominator's tree to be complete, as lists through
    // `next_waiting`.
    std::vector<std::uint32_t> waiting(count, kNone), next_waiting(count, kNone);

    for (std::uint32_t at = count; at-- > 1;) {
        for (const std::uint32_t from : predecessors.of(at)) {
            forest.semi(at) = std::min(forest.semi(at), forest.semi(forest.evaluate(from)));
        }
        next_waiting[at] = waiting[forest.semi(at)];
        waiting[forest.semi(at)] = at;
        const std::uint32_t parent = walk.parent[at];
        forest.link(parent, at);
        for (std::uint32_t it = waiting[parent]; it != kNone; it = next_waiting[it]) {
            const std::uint32_t least = forest.evaluate(it);
            dominator[it] = forest.semi(least) < forest.semi(it) ? least : parent;
        }
        waiting[parent] = kNone;
    }
    for (std::uint32_t at = 1; at < count; ++at) {
        if (dominator[at] != forest.semi(at)) dominator[at] = dominator[dominator[at]];
    }
    return dominator;
}

}  // namespace

Dominators::Dominators(const Flow& flow)
    : place_(flow.block_count(), 0), size_(flow.block_count(), 0), immediate_(flow.block_count()) {
    const Walk walk(flow);
    const auto count = static_cast<std::uint32_t>(walk.block.size());
    const std::vector<std::uint32_t> dominator = immediate_dominators(flow, walk);
    // A dominator's number is less than those that it dominates: one pass up for the sizes, one
    // down for the places.
    std::vector<std::uint32_t> size(count, 1), next_place(count, 0);
    for (std::uint32_t at = count; at-- > 1;) size[dominator[at]] += size[at];
    for (std::uint32_t at = 0; at < count; ++at) {
        const std::uint32_t block = walk.block[at].index();
        size_[block] = size[at];
        if (at != 0) {
            immediate_[block] = walk.block[dominator[at]];
            place_[block] = next_place[dominator[at]];
            next_place[dominator[at]] += size[at];
        }
        next_place[at] = place_[block] + 1;
    }
}

bool Dominators::dominates(BlockId dominator, BlockId block) const {
    if (!reachable(block)) return true;
    const std::uint32_t first = place_[dominator.index()];
    const std::uint32_t place = place_[block.index()];
    return place >= first && place - first < size_[dominator.index()];
}

}  // namespace doppelint::program
