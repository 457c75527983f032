#include "checks/items.h"

#include <vector>

#include "checks/order.h"
#include "checks/registers.h"

namespace doppelint::checks {
namespace {

bool is_number(const Subject& subject, ValueId value) {
    const program::Module& module = subject.file.module;
    const Instruction& it = subject.at(origin_of(subject, value));
    if (it.opcode != Opcode::constant) return false;
    const program::ConstantKind kind = module.constants[it.payload].kind;
    return kind == program::ConstantKind::integer || kind == program::ConstantKind::float_;
}

/// `container[key] += change`, or `-=`.
struct ItemSum {
    ValueId container, key, change;
    bool adds = false;
};

std::optional<ItemSum> item_sum_at(const Subject& subject, ValueId id) {
    const program::Module& module = subject.file.module;
    const Instruction& store = subject.at(id);
    if (store.opcode != Opcode::set_item) return std::nullopt;
    const Instruction& made = subject.at(origin_of(subject, operand(module, store, 2)));
    const auto how = static_cast<program::BinaryOperator>(made.detail);
    const bool is_sum = (made.opcode == Opcode::in_place || made.opcode == Opcode::binary) &&
                        (how == program::BinaryOperator::add || how == program::BinaryOperator::subtract);
    if (!is_sum) return std::nullopt;
    const ItemSum result{operand(module, store, 0), operand(module, store, 1), operand(module, made, 1),
                         how == program::BinaryOperator::add};
    const auto old = item_read_at(subject, origin_of(subject, operand(module, made, 0)));
    const bool is_same = old && same_thing(subject, old->container, result.container) &&
                         (same_thing(subject, old->key, result.key) ||
                          (constant_key(subject, old->key) &&
                           constant_key(subject, old->key) == constant_key(subject, result.key)));
    return is_same ? std::optional(result) : std::nullopt;
}

bool undoes(const Subject& subject, const ItemSum& one, const ItemSum& other) {
    return one.adds != other.adds && same_thing(subject, one.container, other.container) &&
           same_thing(subject, one.key, other.key) && same_thing(subject, one.change, other.change);
}

// The list that the instruction turns round by `reverse()`.
ValueId reversed_at(const Subject& subject, ValueId id) {
    const program::Module& module = subject.file.module;
    const Instruction& it = subject.at(id);
    if (it.opcode != Opcode::call || it.operand_count != 1) return {};
    const Instruction& method = subject.at(origin_of(subject, operand(module, it, 0)));
    const bool is_reverse =
        method.opcode == Opcode::get_attribute && module.text(NameId{method.payload}) == "reverse";
    return is_reverse ? operand(module, method, 0) : ValueId{};
}

// `rows.reverse()`, a search, `rows.reverse()`: one way leads by both.
bool is_reversed_back(const Subject& subject, ValueId id) {
    const ValueId list = reversed_at(subject, id);
    if (!list.valid()) return false;
    const std::vector<bool> behind = reached_from(subject, id);
    for (std::uint32_t index = 0; index < behind.size(); ++index) {
        const ValueId at{index};
        const ValueId other = at == id ? ValueId{} : reversed_at(subject, at);
        if (other.valid() && same_thing(subject, other, list) &&
            (behind[index] || reached_from(subject, at)[id.index()]))
            return true;
    }
    return false;
}

}  // namespace

std::optional<ItemRead> item_read_at(const Subject& subject, ValueId id) {
    const program::Module& module = subject.file.module;
    const Instruction& it = subject.at(id);
    if (it.opcode == Opcode::get_item) return ItemRead{operand(module, it, 0), operand(module, it, 1)};
    if (it.opcode != Opcode::call || it.operand_count < 2) return std::nullopt;
    const Instruction& method = subject.at(origin_of(subject, operand(module, it, 0)));
    const bool is_get =
        method.opcode == Opcode::get_attribute && module.text(NameId{method.payload}) == "get";
    if (!is_get || !operand(module, it, 1).valid()) return std::nullopt;
    return ItemRead{operand(module, method, 0), operand(module, it, 1)};
}

std::optional<std::string_view> constant_key(const Subject& subject, ValueId key) {
    if (!key.valid()) return std::nullopt;
    const program::Module& module = subject.file.module;
    const Instruction& it = subject.at(origin_of(subject, key));
    if (it.opcode != Opcode::constant) return std::nullopt;
    const program::Constant& constant = module.constants[it.payload];
    if (constant.kind != program::ConstantKind::string) return std::nullopt;
    return constant.text.valid() ? module.text(constant.text) : std::string_view();
}

bool counts_in_item(const Subject& subject, ValueId id) {
    const auto sum = item_sum_at(subject, id);
    return sum && constant_key(subject, sum->key) && is_number(subject, sum->change);
}

bool is_put_back(const Subject& subject, ValueId id) {
    const auto sum = item_sum_at(subject, id);
    if (!sum) return is_reversed_back(subject, id);
    const auto instructions = subject.file.module.instructions_of(subject.function());
    for (std::uint32_t index = 0; index < instructions.size(); ++index) {
        const ValueId at{index};
        const auto other = at == id ? std::nullopt : item_sum_at(subject, at);
        if (!other || !undoes(subject, *sum, *other)) continue;
        if (always_comes_by(subject, id, at) || always_comes_by(subject, at, id)) return true;
    }
    return false;
}

}  // namespace doppelint::checks
