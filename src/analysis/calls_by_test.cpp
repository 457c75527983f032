#include <algorithm>

#include "analysis/calls.h"
#include "analysis/parts.h"
#include "program/origin.h"

namespace doppelint::analysis {

// The class of the project of which the register holds an instance where control has come by `isinstance`.
CodeId Calls::class_tested(ValueId value) {
    for (; value.valid() && program::passes_on(at(value).opcode); value = operand_id(at(value), 0)) {
        if (at(value).opcode != Opcode::assume) continue;
        if (const CodeId found = class_assumed(at(value)); found.valid()) return found;
    }
    return {};
}

CodeId Calls::class_assumed(const Instruction& assumed) {
    const auto [condition, holds] = program::condition_of(module_, function_, operand_id(assumed, 1),
                                                          static_cast<program::Outcome>(assumed.detail), {});
    const Instruction& test = at(condition);
    const bool asks = holds && test.opcode == Opcode::call && test.operand_count == 3 &&
                      operand_id(test, 1).valid() &&
                      origin_of(operand_id(test, 1)) == origin_of(operand_id(assumed, 0));
    if (!asks) return {};
    const ObjectId callee = heap_.only_object(activation_.values[operand_id(test, 0).index()]);
    const bool is_test = callee.valid() && heap_.objects()[callee].origin == heap::Origin::external &&
                         heap_.objects().external_name(callee) == "builtins.isinstance";
    const ObjectId tested =
        is_test ? heap_.only_object(activation_.values[operand_id(test, 2).index()]) : ObjectId{};
    const bool is_class = tested.valid() && heap_.objects()[tested].kind == Kind::class_;
    return is_class ? heap_.objects().class_of(tested).code : CodeId{};
}

// `if isinstance(row, Row): row.copy()` of a `row` of which nothing else is known.
std::optional<Value> Calls::call_by_test(State& state, ValueId id, const Arguments::One& receiver,
                                         std::string_view name, const Arguments& arguments) {
    constexpr std::size_t kMostSubclasses = 8;
    if (context_.project == nullptr || context_.summaries == nullptr) return std::nullopt;
    const CodeId tested = class_tested(receiver.carrier);
    if (!tested.valid()) return std::nullopt;
    const ClassReader classes = context_.project->classes();
    const project::ClassInfo* const info = classes.find(tested);
    if (info == nullptr) return std::nullopt;
    auto found = classes.overrides(*info, name, {}, kMostSubclasses);
    if (!found) return std::nullopt;
    found->insert(found->begin(), classes.lookup(*info, name));
    std::vector<FlowCallee> callees;
    for (const project::Found& it : *found) {
        if (it.owner == nullptr) continue;
        for (const project::Member& member : *it.members) {
            if (!member.function.valid() || member.wrap != project::Wrap::plain || !member.decorators.empty())
                return std::nullopt;
            const FlowCallee callee{id, {it.owner->body.module, member.function}, FlowCallee::How::method};
            if (std::ranges::find(callees, callee) == callees.end()) callees.push_back(callee);
        }
    }
    return run_flow_callees(state, id, callees, &receiver, arguments);
}

}  // namespace doppelint::analysis
