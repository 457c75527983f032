#include "checks/results.h"

#include <algorithm>
#include <optional>

#include "analysis/conversions.h"
#include "checks/enclosing.h"
#include "checks/registers.h"

namespace doppelint::checks {
namespace {

bool is_nobody(std::string_view name) {
    return name.find_first_not_of('_') == std::string_view::npos;
}

// `x in seen or seen.add(x)`: what stands behind `or` is there because it is false.
bool is_logical(const Subject& subject, ValueId value) {
    const syntax::Tree& tree = subject.file.tree;
    NodeId outer = subject.node_of(value) ? enclosing(tree, subject.node_of(value)) : NodeId{};
    while (outer && tree.kind(outer) == syntax::Kind::parenthesized_expression)
        outer = enclosing(tree, outer);
    return outer && tree.kind(outer) == syntax::Kind::boolean_operator;
}

// What one instruction does with the value; none where the value only goes on.
std::optional<Fate> fate_at(const Subject& subject, ValueId use) {
    const Instruction& it = subject.at(use);
    switch (it.opcode) {
        case Opcode::phi:
        case Opcode::assume:
        case Opcode::read:
        case Opcode::read_checked: return std::nullopt;
        case Opcode::bind:
            if (is_nobody(subject.file.module.text(NameId{it.payload}))) return std::nullopt;
            return Fate::bound;
        case Opcode::unbind: return Fate::dropped;
        case Opcode::branch:
        case Opcode::unary:
        case Opcode::compare: return Fate::tested;
        case Opcode::store_cell:
        case Opcode::store_global:
        case Opcode::store_local_name:
        case Opcode::set_attribute:
        case Opcode::set_item:
        case Opcode::make_cell: return Fate::bound;
        case Opcode::return_value: return Fate::returned;
        case Opcode::call: return Fate::passed;
        default: return Fate::used;
    }
}

const program::Block* block_of(const Subject& subject, ValueId at) {
    for (const program::Block& block : subject.file.module.blocks_of(subject.function())) {
        const std::uint32_t first = block.first_instruction;
        if (at.index() >= first && at.index() < first + block.instruction_count) return &block;
    }
    return nullptr;
}

// `parse(text)` and then `raise AssertionError("that should have failed")`: it is there for its exception.
bool ends_in_raise(const Subject& subject, const program::Block& block) {
    const ValueId last{block.first_instruction + block.instruction_count - 1};
    return subject.at(last).opcode == Opcode::raise;
}

// Of a file, a lock and the like: not of what is there to catch exceptions.
bool lets_exceptions_pass(const Subject& subject, ValueId manager) {
    return all_run(ran_at(subject, origin_of(subject, manager)), [](const analysis::Ran& it) {
        if (it.model == nullptr) return false;
        const auto is_of = [&](std::string_view module) { return it.model->name.starts_with(module); };
        return !is_of("contextlib.") && !is_of("pytest.") && !is_of("unittest.");
    });
}

// Whether the handler may keep an exception from going on.
bool may_catch(const Subject& subject, const program::Block& handler) {
    const program::Module& module = subject.file.module;
    const auto body = module.instructions_of(subject.function())
                          .subspan(handler.first_instruction, handler.instruction_count);
    for (const Instruction& it : body) {
        const bool is_finally = it.opcode == Opcode::caught && it.node &&
                                subject.file.tree.kind(it.node) == syntax::Kind::finally_clause;
        if (is_finally) return false;
        if (it.opcode == Opcode::exit_context_raised)
            return !lets_exceptions_pass(subject, operand(module, it, 0));
    }
    return true;
}

}  // namespace

Result result_of(const Subject& subject, ValueId value) {
    if (subject.uses.of(value).empty()) return {};
    std::vector<ValueId> open{value};
    Result result;
    const bool logical = is_logical(subject, value);
    for (std::size_t next = 0; next < open.size(); ++next) {
        for (const ValueId use : subject.uses.of(open[next])) {
            const Instruction& it = subject.at(use);
            const bool is_condition =
                it.opcode == Opcode::assume && operand(subject.file.module, it, 0) != open[next];
            const bool is_choice = is_condition || (logical && it.opcode == Opcode::phi);
            const std::optional<Fate> fate = is_choice ? Fate::tested : fate_at(subject, use);
            if (fate && *fate > result.fate) result = {*fate, use};
            if (!fate && std::ranges::find(open, use) == open.end()) open.push_back(use);
        }
    }
    return result;
}

std::vector<RanSpan> ran_by_instruction(const Subject& subject) {
    const RanSpan all = subject.facts().ran;
    std::vector<RanSpan> result;
    for (std::size_t first = 0; first < all.size();) {
        std::size_t end = first + 1;
        while (end < all.size() && all[end].at == all[first].at) ++end;
        result.push_back(all.subspan(first, end - first));
        first = end;
    }
    return result;
}

RanSpan ran_at(const Subject& subject, ValueId at) {
    const RanSpan all = subject.facts().ran;
    const auto first = std::ranges::find(all, at, &analysis::Ran::at);
    const auto end = std::find_if(first, all.end(), [&](const analysis::Ran& it) { return it.at != at; });
    return all.subspan(static_cast<std::size_t>(first - all.begin()), static_cast<std::size_t>(end - first));
}

bool only_computes(const Subject& subject, RanSpan ran) {
    const auto changes = [&](const analysis::Change& it) { return it.event == ran.front().at; };
    const bool is_library =
        std::ranges::all_of(ran, [](const analysis::Ran& it) { return it.nested || it.model != nullptr; });
    const auto computes = [&](const analysis::Ran& it) {
        return it.computes || (is_library && it.nested && it.model != nullptr &&
                               analysis::converts(subject.file.library, *it.model));
    };
    return std::ranges::all_of(ran, computes) && std::ranges::none_of(subject.facts().changes, changes);
}

bool is_attempt(const Subject& subject, ValueId at) {
    const auto blocks = subject.file.module.blocks_of(subject.function());
    const program::Block* block = block_of(subject, at);
    if (block != nullptr && ends_in_raise(subject, *block)) return true;
    while (block != nullptr && block->handler.valid()) {
        block = &blocks[block->handler.index()];
        if (may_catch(subject, *block)) return true;
    }
    return false;
}

}  // namespace doppelint::checks
