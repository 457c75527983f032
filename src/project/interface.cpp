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

Interface::Interface(const Module& module)
    : definitions_(module.functions.size()), by_name_(module.names.size()), locals_(module.functions.size()) {
    for (std::uint32_t index = 0; index < module.functions.size(); ++index)
        look_at(module, FunctionId{index});
    std::ranges::stable_sort(globals_, {}, [&](const Binding& it) { return name_of(it, module); });
    keep_last(module);
    find_exports(module);
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
            star_imports_.push_back({program::ImportId{it.payload}, {id, value, {}, {}}});
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

// `__all__ = [...]`, and what is put into it later.
// NOLINTNEXTLINE(readability-function-*): plain loops
void Interface::find_exports(const Module& module) {
    const NameId all = module.names.find("__all__");
    if (!all.valid()) return;
    const Function& body = module.functions.front();
    const auto instructions = module.instructions_of(body);
    const auto is_all = [&](ValueId value) {
        const Instruction& it = instructions[origin_of(module, body, value).index()];
        return it.opcode == Opcode::load_global && NameId{it.payload} == all;
    };
    const auto add_text = [&](ValueId value) {
        const Instruction& it = instructions[origin_of(module, body, value).index()];
        const bool is_text = it.opcode == Opcode::constant &&
                             module.constants[it.payload].kind == program::ConstantKind::string;
        if (is_text) exported_.push_back(module.text(module.constants[it.payload].text));
        return is_text;
    };
    const auto add = [&](ValueId value) {
        const Instruction& it = instructions[origin_of(module, body, value).index()];
        if (it.opcode == Opcode::constant) return add_text(value);
        if (it.opcode != Opcode::make_list && it.opcode != Opcode::make_tuple) return is_all(value);
        return std::ranges::all_of(module.operands_of(it), add_text);
    };
    bool known = true;
    for (const Instruction& it : instructions) {
        const auto operands = module.operands_of(it);
        if (it.opcode == Opcode::store_global && NameId{it.payload} == all) {
            exports_ = Exports::listed;
            const Instruction& value = instructions[origin_of(module, body, operands[0]).index()];
            const bool is_sum = value.opcode == Opcode::binary || value.opcode == Opcode::in_place;
            for (std::uint32_t at = 0; is_sum && at < 2; ++at) known &= add(module.operands_of(value)[at]);
            if (!is_sum) known &= add(operands[0]);
        } else if (it.opcode == Opcode::call && operands.size() == 2) {
            const Instruction& method = instructions[origin_of(module, body, operands[0]).index()];
            if (method.opcode == Opcode::get_attribute && is_all(module.operands_of(method)[0]))
                known &= add(operands[1]);
        }
    }
    if (!known) exports_ = Exports::unknown;
}

bool Interface::exports(std::string_view name) const {
    switch (exports_) {
        case Exports::public_names: return !name.starts_with('_');
        case Exports::listed: return std::ranges::find(exported_, name) != exported_.end();
        case Exports::unknown: return true;
    }
    return true;
}

std::span<const Binding> Interface::bindings(NameId name) const {
    if (!name.valid() || name.index() >= by_name_.size()) return {};
    const Range range = by_name_[name.index()];
    return std::span(globals_).subspan(range.first, range.count);
}

std::vector<NameId> Interface::bound_names() const {
    std::vector<NameId> result;
    for (std::uint32_t index = 0; index < by_name_.size(); ++index) {
        if (by_name_[index].count > 0) result.emplace_back(index);
    }
    return result;
}

std::span<const Binding> Interface::members(FunctionId class_body) const {
    return locals_[class_body.index()];
}

}  // namespace doppelint::project
