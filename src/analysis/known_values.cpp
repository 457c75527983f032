#include <limits>
#include <vector>

#include "analysis/provenance.h"

namespace doppelint::analysis {

using heap::KnownTuple;
using heap::KnownValue;
using program::BinaryOperator;
using program::ConstantKind;
using program::Label;
using program::UnaryOperator;
using Made = heap::KnownValue::Made;

namespace {

std::optional<std::int64_t> result_of(BinaryOperator how, std::int64_t left, std::int64_t right) {
    std::int64_t result = 0;
    bool overflow = true;
    switch (how) {
        case BinaryOperator::add: overflow = __builtin_add_overflow(left, right, &result); break;
        case BinaryOperator::subtract: overflow = __builtin_sub_overflow(left, right, &result); break;
        case BinaryOperator::multiply: overflow = __builtin_mul_overflow(left, right, &result); break;
        default: break;
    }
    return overflow ? std::nullopt : std::optional(result);
}

bool are_texts(const KnownValue& left, const KnownValue& right) {
    return left.kind == right.kind && left.exact && right.exact &&
           (left.kind == ConstantKind::string || left.kind == ConstantKind::bytes);
}

}  // namespace

std::optional<KnownValue> Provenance::known(ValueId id, const Value& value) {
    if (value.constant.valid()) return heap::known_value(module_, value.constant);
    const ValueId origin = origin_of(id);
    if (!origin.valid()) return std::nullopt;
    const Instruction& it = at(origin);
    if (it.opcode != Opcode::binary) return known_signed(origin);
    const std::optional<KnownValue> left = known_signed(operand(it, 0));
    const std::optional<KnownValue> right = known_signed(operand(it, 1));
    if (!left || !right) return std::nullopt;
    const bool folded = is_folded(operand(it, 0)) && is_folded(operand(it, 1));
    const auto how = static_cast<BinaryOperator>(it.detail);
    if (left->integer && right->integer) {
        const std::optional<std::int64_t> result = result_of(how, *left->integer, *right->integer);
        if (!result) return std::nullopt;
        return heap::known_integer(*result, folded ? Made::by_compiler : Made::when_run);
    }
    if (how != BinaryOperator::add || !folded || !are_texts(*left, *right)) return std::nullopt;
    KnownValue result = *left;
    result.text += right->text;
    return result;
}

// A tuple that is written with constants only, however nested.
std::optional<KnownTuple> Provenance::known_tuple(ValueId id) {
    id = origin_of(id);
    if (!id.valid() || at(id).opcode != Opcode::make_tuple) return std::nullopt;
    KnownTuple tuple;
    std::vector<ValueId> open;  // none: the end of a tuple
    const auto enter = [&](const Instruction& it) {
        for (std::uint32_t index = it.operand_count; index-- > 0;) {
            if (module_.label_of(it, index).value == Label::kStar) return false;
            open.push_back(operand(it, index));
        }
        return true;
    };
    if (!enter(at(id))) return std::nullopt;
    for (std::size_t steps = 0; !open.empty(); ++steps) {
        if (steps == kMostSteps) return std::nullopt;
        const ValueId next = open.back();
        open.pop_back();
        if (!next.valid()) {
            tuple.shape += ')';
        } else if (at(next).opcode == Opcode::make_tuple) {
            tuple.shape += '(';
            open.emplace_back();
            if (!enter(at(next))) return std::nullopt;
        } else {
            std::optional<KnownValue> part = is_folded(next) ? known_signed(next) : std::nullopt;
            if (!part) return std::nullopt;
            tuple.shape += 'v';
            tuple.parts.push_back(*std::move(part));
        }
    }
    return tuple;
}

// A constant, or a number with a sign.
std::optional<KnownValue> Provenance::known_signed(ValueId id) {
    const ValueId origin = origin_of(id);
    if (!origin.valid()) return std::nullopt;
    const Instruction& it = at(origin);
    if (it.opcode != Opcode::unary) return known_operand(id);
    std::optional<KnownValue> inner = known_operand(operand(it, 0));
    if (!inner) return std::nullopt;
    const auto how = static_cast<UnaryOperator>(it.detail);
    const bool folded = is_folded(origin);
    if (inner->integer && *inner->integer != std::numeric_limits<std::int64_t>::min()) {
        if (how == UnaryOperator::positive) return inner;
        const auto made = folded ? Made::by_compiler : Made::when_run;
        if (how == UnaryOperator::negative) return heap::known_integer(-*inner->integer, made);
        if (how == UnaryOperator::invert) return heap::known_integer(~*inner->integer, made);
    }
    if (inner->kind == ConstantKind::float_ && inner->exact && how == UnaryOperator::negative && folded) {
        KnownValue result = *inner;
        result.number = -result.number;
        result.text.insert(0, "-");
        return result;
    }
    return std::nullopt;
}

std::optional<KnownValue> Provenance::known_operand(ValueId id) {
    const Value held = value(id);
    if (!held.constant.valid()) return std::nullopt;
    return heap::known_value(module_, held.constant);
}

// Whether the expression is made of constants alone, so that the compiler works it out.
bool Provenance::is_folded(ValueId id) const {
    const Instruction& it = at(id);
    if (it.opcode == Opcode::constant) return true;
    return it.opcode == Opcode::unary && at(operand(it, 0)).opcode == Opcode::constant;
}

}  // namespace doppelint::analysis
