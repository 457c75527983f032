#include "project/interface.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "program/always_passed.h"

namespace doppelint::project {
namespace {

NameId name_of(const Binding& it, const Module& module) {
    return NameId{module.instructions_of(module.function(it.in))[it.store.index()].payload};
}

bool is_definition(Opcode opcode) {
    return opcode == Opcode::make_function || opcode == Opcode::make_class;
}

}  // namespace

ValueId origin_of(const Module& module, const Function& function, ValueId value) {
    const auto instructions = module.instructions_of(function);
    while (value.valid()) {
        const Instruction& it = instructions[value.index()];
        switch (it.opcode) {
            case Opcode::read:
            case Opcode::read_checked:
            case Opcode::bind:
            case Opcode::assume: value = module.operands_of(it)[0]; break;
            default: return value;
        }
    }
    return value;
}

Interface::Interface(const Module& module)
    : definitions_(module.functions.size()), by_name_(module.names.size()), locals_(module.functions.size()) {
    for (std::uint32_t index = 0; index < module.functions.size(); ++index)
        look_at(module, FunctionId{index});
    std::ranges::stable_sort(globals_, {}, [&](const Binding& it) { return name_of(it, module); });
    keep_last(module);
    for (std::uint32_t at = 0; at < globals_.size(); ++at) {
        Range& range = by_name_[name_of(globals_[at], module).index()];
        if (range.count++ == 0) range.first = at;
    }
}

void Interface::look_at(const Module& module, FunctionId id) {
    const Function& function = module.function(id);
    const auto instructions = module.instructions_of(function);
    std::unordered_map<std::uint32_t, FunctionId> made;  // by value: which function or class it is
    const auto definition_of = [&](ValueId value) {
        const auto found = made.find(value.index());
        return found != made.end() ? found->second : FunctionId{};
    };
    for (std::uint32_t index = 0; index < instructions.size(); ++index) {
        const Instruction& it = instructions[index];
        const ValueId value{index};
        const auto operands = module.operands_of(it);
        if (is_definition(it.opcode)) {
            const FunctionId body{it.payload};
            definitions_[body.index()] = {id, value, value, {}};
            const bool has_name = module.function(body).kind == program::FunctionKind::function ||
                                  module.function(body).kind == program::FunctionKind::class_body;
            if (has_name) made.emplace(index, body);
        } else if (it.opcode == Opcode::call && operands.size() == 2 && !made.empty()) {
            if (const FunctionId body = definition_of(operands[1]); body.valid()) {
                definitions_[body.index()].decorators.push_back(operands[0]);
                definitions_[body.index()].value = value;
                made.emplace(index, body);
            }
        } else if (it.opcode == Opcode::store_global) {
            globals_.push_back({id, value, operands[0], definition_of(operands[0])});
        } else if (it.opcode == Opcode::delete_global) {
            globals_.push_back({id, value, {}, {}});
        } else if (it.opcode == Opcode::store_local_name) {
            locals_[id.index()].push_back({id, value, operands[0], definition_of(operands[0])});
        } else if (it.opcode == Opcode::import_star) {
            star_imports_.emplace_back(it.payload);
            imports_.emplace_back(it.payload);
        } else if (it.opcode == Opcode::import_module || it.opcode == Opcode::import_member) {
            imports_.emplace_back(it.payload);
        }
    }
}

// A `def` that another follows on every way is not what the name means later.
void Interface::keep_last(const Module& module) {
    std::vector<Binding> kept;
    kept.reserve(globals_.size());
    std::optional<program::AlwaysPassed> passed;
    for (std::size_t first = 0; first < globals_.size();) {
        const NameId name = name_of(globals_[first], module);
        std::size_t end = first;
        while (end < globals_.size() && name_of(globals_[end], module) == name) ++end;
        const auto group = std::span(globals_).subspan(first, end - first);
        const bool body_alone =
            std::ranges::all_of(group, [](const Binding& it) { return it.in.index() == 0; });
        std::size_t from = 0;
        if (group.size() > 1 && body_alone) {
            if (!passed) passed.emplace(module, module.functions[0]);
            for (std::size_t at = 1; at < group.size(); ++at) {
                if (passed->holds(group[at].store)) from = at;
            }
        }
        kept.insert(kept.end(), group.begin() + static_cast<std::ptrdiff_t>(from), group.end());
        first = end;
    }
    globals_ = std::move(kept);
}

std::span<const Binding> Interface::bindings(NameId name) const {
    if (!name.valid() || name.index() >= by_name_.size()) return {};
    const Range range = by_name_[name.index()];
    return std::span(globals_).subspan(range.first, range.count);
}

std::span<const Binding> Interface::members(FunctionId class_body) const {
    return locals_[class_body.index()];
}

}  // namespace doppelint::project
