#include "session/inspection.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

#include "base/arena.h"
#include "checks/run.h"
#include "session/file_subject.h"

namespace doppelint::session {
namespace {

using program::FunctionId;
using program::ModuleId;
using syntax::Kind;
using syntax::Node;
using syntax::NodeId;
using syntax::Range;

bool holds(const Node& node, std::uint32_t offset) {
    return node.begin <= offset && offset < node.end;
}

/// Runs functions of a file over again, to see what they do.
class Reruns {
  public:
    Reruns(const CheckedProject& checked, ModuleId module) : checked_(checked), module_(module) {}

    [[nodiscard]] const LoadedFile& file() const { return checked_.loaded().file(module_); }

    void run(FunctionId function, const std::function<void(const analysis::FunctionAnalysis&)>& look) {
        arena_.reset();
        analysis::Interpreter interpreter(checked_.analysis().context_of(module_), function, arena_);
        interpreter.run();
        look({function, interpreter, nullptr, {}});
    }

    /// Those whose text has something in common with the range; a module's body always has.
    [[nodiscard]] std::vector<FunctionId> functions_in(Range range) const {
        std::vector<FunctionId> result;
        const program::Module& program = file().program;
        for (std::uint32_t at = 0; at < program.functions.size(); ++at) {
            const program::Function& it = program.functions[at];
            const Node& node = file().tree[it.node];
            if (!it.parent.valid() || (node.begin < range.end && range.begin < node.end))
                result.emplace_back(at);
        }
        return result;
    }

  private:
    const CheckedProject& checked_;
    ModuleId module_;
    Arena arena_;
};

// The argument of a call that the register is, if it is one and no receiver.
std::optional<Range> argument_of(const LoadedFile& file, const program::Function& function,
                                 const analysis::Change& change) {
    const auto instructions = file.program.instructions_of(function);
    const NodeId call = instructions[change.event.index()].node;
    if (!call || !change.through_value.valid() || file.tree.kind(call) != Kind::call) return std::nullopt;
    const NodeId arguments = file.tree.child(call, syntax::Field::arguments);
    const NodeId argument = instructions[change.through_value.index()].node;
    if (!arguments || !argument) return std::nullopt;
    const Node& all = file.tree[arguments];
    const Node& one = file.tree[argument];
    if (one.begin < all.begin || one.end > all.end) return std::nullopt;
    return Range{one.begin, one.end};
}

}  // namespace

std::vector<std::string> seen_at(const CheckedProject& checked, ModuleId module, std::uint32_t offset) {
    Reruns reruns(checked, module);
    const LoadedFile& file = reruns.file();
    std::vector<std::string> result;
    std::uint32_t smallest = ~0U;
    for (const FunctionId it : reruns.functions_in({offset, offset + 1})) {
        reruns.run(it, [&](const analysis::FunctionAnalysis& function) {
            for (checks::Seen& seen :
                 checks::explained(file_subject(checked.loaded(), {module, it}, function), function).seen) {
                const Node& node = file.tree[seen.node];
                if (!holds(node, offset) || node.end - node.begin > smallest) continue;
                if (node.end - node.begin < smallest) result.clear();
                smallest = node.end - node.begin;
                if (std::ranges::find(result, seen.text) == result.end())
                    result.push_back(std::move(seen.text));
            }
        });
    }
    return result;
}

std::vector<ChangedArgument> changed_arguments(const CheckedProject& checked, ModuleId module, Range range) {
    Reruns reruns(checked, module);
    const LoadedFile& file = reruns.file();
    std::vector<ChangedArgument> result;
    for (const FunctionId it : reruns.functions_in(range)) {
        const program::Function& function = file.program.function(it);
        reruns.run(it, [&](const analysis::FunctionAnalysis& run) {
            for (const analysis::Change& change : run.any_caller.facts().changes) {
                const std::optional<Range> argument = argument_of(file, function, change);
                if (argument && range.begin <= argument->begin && argument->begin < range.end)
                    result.push_back({*argument, change.must});
            }
        });
    }
    const auto order = [](const ChangedArgument& it) { return std::pair(it.argument, !it.must); };
    std::ranges::sort(result, {}, order);
    const auto repeated = std::ranges::unique(result, {}, &ChangedArgument::argument);
    result.erase(repeated.begin(), repeated.end());
    return result;
}

WrittenPath path_at(const ParsedFile& file, std::uint32_t offset) {
    WrittenPath result;
    std::uint32_t end = 0;
    for (std::uint32_t at = 0; at < file.tree.size(); ++at) {
        const Node& it = file.tree[NodeId{at}];
        if (it.kind == Kind::identifier && it.begin <= offset && offset <= it.end) end = it.end;
    }
    if (end == 0) return result;
    // Of the attributes that end there, the outermost comes first.
    for (std::uint32_t at = 0; at < file.tree.size(); ++at) {
        const Node& it = file.tree[NodeId{at}];
        if (it.end != end || (it.kind != Kind::attribute && it.kind != Kind::identifier)) continue;
        return {std::string(file.tree.text(NodeId{at})), {it.begin, it.end}};
    }
    return result;
}

}  // namespace doppelint::session
