#include "analysis/provenance.h"

#include <algorithm>
#include <vector>

namespace doppelint::analysis {

using heap::Birth;
using program::Comparison;
using program::Label;

namespace {

/// Instructions between the making of an object and its comparison in the same expression.
constexpr std::uint32_t kLongestExpression = 256;

constexpr Kinds kReceivers = kBuiltinObjects | Kind::string | Kind::bytes | Kind::integer | Kind::floating;

bool asks_identity(const Instruction& it) {
    const auto how = static_cast<Comparison>(it.detail);
    return it.opcode == Opcode::compare && (how == Comparison::is || how == Comparison::is_not);
}

bool is_turn_of_comprehension(Opcode opcode) {
    switch (opcode) {
        case Opcode::list_append:
        case Opcode::list_extend:
        case Opcode::set_add:
        case Opcode::set_update:
        case Opcode::dict_insert:
        case Opcode::dict_update: return true;
        default: return false;
    }
}

}  // namespace

heap::Side Provenance::side(ValueId operand, const Value& value) {
    return {value, birth_of(operand), known(operand, value), known_tuple(operand)};
}

// Names of the heap are read by an instruction each.
bool Provenance::same_read(ValueId left, ValueId right) const {
    if (right.index() != left.index() + 1) return false;
    const Instruction& one = at(left);
    const Instruction& other = at(right);
    const bool is_name = one.opcode == Opcode::load_global || one.opcode == Opcode::load_cell;
    return is_name && one.opcode == other.opcode && one.payload == other.payload &&
           operand(one, 0) == operand(other, 0);
}

Birth Provenance::birth_of(ValueId operand) {
    const ValueId origin = origin_of(operand);
    const Instruction& it = at(origin);
    switch (it.opcode) {
        case Opcode::constant:
        case Opcode::parameter: return Birth::earlier;
        case Opcode::capture:
            return module_.captures_of(activation_.function)[it.payload].by_value ? Birth::earlier
                                                                                  : Birth::unknown;
        default: break;
    }
    if (!makes_new_object(origin)) return Birth::unknown;
    return origin == operand && is_used_here_only(origin) ? Birth::here : Birth::new_object;
}

bool Provenance::makes_new_object(ValueId id) {
    const Instruction& it = at(id);
    switch (it.opcode) {
        case Opcode::make_list:
        case Opcode::make_set:
        case Opcode::make_dict:
        case Opcode::make_function:
        case Opcode::build_template: return true;
        case Opcode::make_tuple: return makes_new_tuple(id);
        case Opcode::build_string: return makes_new_string(it);
        case Opcode::get_attribute: return makes_bound_method(it);
        default: return false;
    }
}

// A tuple of constants is one, and a tuple of nothing but `*x` may be empty.
bool Provenance::makes_new_tuple(ValueId tuple) const {
    std::vector<ValueId> open = {tuple};
    for (std::size_t steps = 0; !open.empty() && steps < kMostSteps; ++steps) {
        const Instruction& it = at(open.back());
        open.pop_back();
        for (std::uint32_t index = 0; index < it.operand_count; ++index) {
            const ValueId item = operand(it, index);
            if (module_.label_of(it, index).value == Label::kStar) continue;
            if (is_never_constant(item)) return true;
            if (at(item).opcode == Opcode::make_tuple) open.push_back(item);
        }
    }
    return false;
}

// An f-string with both text and a hole: what has no text may be empty, or its only hole's own value.
bool Provenance::makes_new_string(const Instruction& it) const {
    bool text = false;
    bool hole = false;
    for (const ValueId part : module_.operands_of(it)) {
        if (at(part).opcode == Opcode::format_value) hole = true;
        if (at(part).opcode != Opcode::constant) continue;
        // The text is as it stands in the file, where a backslash at the end of a line is nothing.
        const program::Constant& constant = module_.constants[at(part).payload];
        text = text || module_.text(constant.text).find_first_not_of("\\\r\n") != std::string_view::npos;
    }
    return text && hole;
}

// A method of a builtin type, looked up on an object.
bool Provenance::makes_bound_method(const Instruction& it) {
    const Value from = value(operand(it, 0));
    const Kinds kinds = heap_.kinds_of(from);
    if (from.is_any() || kinds.empty() || !kinds.within(kReceivers)) return false;
    if (!is_certain(operand(it, 0))) return false;
    const models::Library& library = activation_.context.library;
    const std::string_view name = module_.text(NameId{it.payload});
    for (std::uint32_t kind = 0; kind < static_cast<std::uint32_t>(Kind::count); ++kind) {
        if (!kinds.has(static_cast<Kind>(kind))) continue;
        const auto models = library.methods(models::name_of(static_cast<Kind>(kind)), name);
        const bool plain = std::ranges::all_of(models, [](const models::Model& model) {
            return model.binding == models::Binding::plain && !model.is_property;
        });
        if (models.empty() || !plain) return false;
    }
    return true;
}

// Whether the compiler cannot have folded the expression.
bool Provenance::is_never_constant(ValueId id) const {
    const Instruction& it = at(id);
    switch (it.opcode) {
        case Opcode::load_global: return module_.text(NameId{it.payload}) != "__debug__";
        case Opcode::read:
        case Opcode::read_checked:
        case Opcode::load_cell:
        case Opcode::load_local_name:
        case Opcode::get_attribute:
        case Opcode::call:
        case Opcode::make_list:
        case Opcode::make_set:
        case Opcode::make_dict:
        case Opcode::make_function: return true;
        case Opcode::build_string: return makes_new_string(it);
        default: return false;
    }
}

// Nothing but comparisons of identity and the turns of a comprehension touches it before it is compared.
bool Provenance::is_used_here_only(ValueId made) const {
    if (made.index() > comparison_.index()) return false;
    if (comparison_.index() - made.index() > kLongestExpression) return false;
    for (std::uint32_t index = made.index() + 1; index < comparison_.index(); ++index) {
        const Instruction& it = instructions_[index];
        auto operands = module_.operands_of(it);
        if (asks_identity(it)) continue;
        if (is_turn_of_comprehension(it.opcode)) operands = operands.subspan(1);
        if (std::ranges::find(operands, made) != operands.end()) return false;
    }
    return true;
}

}  // namespace doppelint::analysis
