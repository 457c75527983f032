#include "analysis/reference_graph.h"

#include <algorithm>

#include "analysis/references.h"
#include "base/executor.h"

namespace doppelint::analysis {
namespace {

/// Strongly connected parts by Tarjan's algorithm, with a stack of its own.
class Tarjan {
  public:
    explicit Tarjan(const std::vector<std::vector<std::uint32_t>>& edges)
        : edges_(edges), place_(edges.size()), low_(edges.size()), component_(edges.size(), kNone) {}

    /// By node: its component. A component's number is higher than those of all that it leads to.
    std::vector<std::uint32_t> run() && {
        for (std::uint32_t root = 0; root < edges_.size(); ++root) {
            if (place_[root] == 0) walk(root);
        }
        return std::move(component_);
    }

  private:
    static constexpr std::uint32_t kNone = ~0U;
    struct Visit {
        std::uint32_t node;
        std::size_t next = 0;
    };

    void enter(std::uint32_t node) {
        place_[node] = low_[node] = ++counter_;
        open_.push_back(node);
        visits_.push_back({node});
    }

    void walk(std::uint32_t root) {
        enter(root);
        while (!visits_.empty()) {
            Visit& visit = visits_.back();
            const std::uint32_t node = visit.node;
            if (visit.next < edges_[node].size()) {
                const std::uint32_t to = edges_[node][visit.next++];
                if (place_[to] == 0) {
                    enter(to);
                } else if (component_[to] == kNone) {
                    low_[node] = std::min(low_[node], place_[to]);
                }
                continue;
            }
            visits_.pop_back();
            if (!visits_.empty()) low_[visits_.back().node] = std::min(low_[visits_.back().node], low_[node]);
            if (low_[node] == place_[node]) close(node);
        }
    }

    void close(std::uint32_t node) {
        for (;;) {
            const std::uint32_t member = open_.back();
            open_.pop_back();
            component_[member] = components_;
            if (member == node) break;
        }
        ++components_;
    }

    const std::vector<std::vector<std::uint32_t>>& edges_;
    std::vector<std::uint32_t> place_, low_, component_, open_;
    std::vector<Visit> visits_;
    std::uint32_t counter_ = 0, components_ = 0;
};

}  // namespace

ReferenceGraph::ReferenceGraph(const project::Project& project, const CallFlow& flow, Executor& executor) {
    for (std::uint32_t module = 0; module < project.module_count(); ++module) {
        first_of_module_.push_back(static_cast<std::uint32_t>(codes_.size()));
        const auto count =
            static_cast<std::uint32_t>(project.program(program::ModuleId{module}).functions.size());
        for (std::uint32_t index = 0; index < count; ++index) {
            codes_.push_back({program::ModuleId{module}, program::FunctionId{index}});
        }
    }
    std::vector<std::vector<std::uint32_t>> edges(codes_.size());
    executor.for_each_index(project.module_count(), [&](std::size_t module) {
        const std::size_t end =
            module + 1 < first_of_module_.size() ? first_of_module_[module + 1] : codes_.size();
        for (std::size_t at = first_of_module_[module]; at < end; ++at) {
            for (const CodeId to : references_of(project, codes_[at])) edges[at].push_back(number_of(to));
            for (const CodeId to : flow.callees(codes_[at])) edges[at].push_back(number_of(to));
        }
    });
    find_components(edges);
    put_large_ones_first(project);
}

// A large one that begins last would keep one thread busy alone.
void ReferenceGraph::put_large_ones_first(const project::Project& project) {
    std::vector<std::size_t> sizes(components_.size());
    for (std::size_t index = 0; index < components_.size(); ++index) {
        for (const CodeId it : components_[index].members)
            sizes[index] += project.function(it).instruction_count;
    }
    for (std::vector<std::uint32_t>& level : levels_) {
        std::ranges::stable_sort(level, std::ranges::greater(),
                                 [&](std::uint32_t index) { return sizes[index]; });
    }
}

void ReferenceGraph::find_components(const std::vector<std::vector<std::uint32_t>>& edges) {
    component_of_ = Tarjan(edges).run();
    std::uint32_t count = 0;
    for (const std::uint32_t it : component_of_) count = std::max(count, it + 1);
    components_.resize(count);
    for (std::uint32_t at = 0; at < codes_.size(); ++at) {
        Component& component = components_[component_of_[at]];
        component.members.push_back(codes_[at]);
        component.is_cycle |=
            component.members.size() > 1 || std::ranges::find(edges[at], at) != edges[at].end();
    }
    // What a component leads to has a lower number, so its level is known.
    std::vector<std::vector<std::uint32_t>> nodes(count);
    for (std::uint32_t at = 0; at < codes_.size(); ++at) nodes[component_of_[at]].push_back(at);
    for (std::uint32_t index = 0; index < count; ++index) {
        std::uint32_t level = 0;
        for (const std::uint32_t node : nodes[index]) {
            for (const std::uint32_t to : edges[node]) {
                if (component_of_[to] != index)
                    level = std::max(level, components_[component_of_[to]].level + 1);
            }
        }
        components_[index].level = level;
        if (level >= levels_.size()) levels_.resize(level + 1);
        levels_[level].push_back(index);
    }
}

}  // namespace doppelint::analysis
