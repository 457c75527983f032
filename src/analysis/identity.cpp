#include "heap/identity.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

#include "analysis/interpreter.h"

namespace doppelint::analysis {
namespace {

using heap::Birth;
using heap::KnownValue;
using program::BinaryOperator;
using program::Comparison;
using program::ConstantId;
using program::ConstantKind;
using program::Label;
using program::Outcome;
using program::UnaryOperator;

/// Instructions that are looked at for one side of a comparison; more: it is not known.
constexpr std::size_t kMostSteps = 48;
/// Instructions between the making of an object and its comparison in the same expression.
constexpr std::uint32_t kLongestExpression = 256;

constexpr Kinds kBuiltinObjects =
    Kinds(Kind::list) | Kind::dict | Kind::set | Kind::tuple | Kind::frozenset | Kind::bytearray;
constexpr Kinds kKnownAtoms = models::kAtoms - Kind::other_atom - Kind::unbound;
constexpr Kinds kIndexed = Kinds(Kind::list) | Kind::dict | Kind::tuple;

/// Where the two sides of a comparison come from, read off the instructions of its function.
class Provenance {
  public:
    Provenance(Interpreter& interpreter, const State& state, BlockId block, ValueId comparison)
        : interpreter_(interpreter),
          heap_(interpreter.heap()),
          module_(interpreter.context().module),
          instructions_(module_.instructions_of(interpreter.function())),
          state_(state),
          block_(block),
          comparison_(comparison) {}

    /// The operand as a side of the comparison; its value is left to the caller.
    [[nodiscard]] heap::Side side(ValueId operand, const Value& value);
    /// Whether both operands are the same read of the same thing, with nothing between them.
    [[nodiscard]] bool same_read(ValueId left, ValueId right) const;
    /// Whether what the register holds rests on no assumption: neither the state's nor one of narrowing.
    [[nodiscard]] bool is_certain(ValueId operand);

  private:
    enum class Trust : std::uint8_t { yes, no, of_operands };

    [[nodiscard]] const Instruction& at(ValueId id) const { return instructions_[id.index()]; }
    [[nodiscard]] ValueId operand(const Instruction& it, std::uint32_t index) const;
    [[nodiscard]] ValueId origin_of(ValueId value) const;
    [[nodiscard]] Value value(ValueId id) { return interpreter_.value_at(block_, id); }
    [[nodiscard]] bool nothing_assumed() const { return state_.assumptions.empty(); }

    [[nodiscard]] Birth birth_of(ValueId operand);
    [[nodiscard]] bool makes_new_object(ValueId id);
    [[nodiscard]] bool makes_new_tuple(const Instruction& it) const;
    [[nodiscard]] bool makes_new_string(const Instruction& it) const;
    [[nodiscard]] bool makes_bound_method(const Instruction& it);
    [[nodiscard]] bool is_never_constant(ValueId id) const;
    [[nodiscard]] bool is_used_here_only(ValueId made) const;

    [[nodiscard]] std::optional<KnownValue> known(ValueId id, const Value& value);
    [[nodiscard]] std::optional<KnownValue> known_operand(ValueId id);
    [[nodiscard]] std::optional<KnownValue> known_tuple(ValueId id);
    [[nodiscard]] std::optional<KnownValue> known_signed(ValueId id);
    [[nodiscard]] bool is_folded(ValueId id) const;

    [[nodiscard]] Trust trust_of(ValueId id);
    [[nodiscard]] Trust trust_of_call(ValueId id, const Instruction& it);
    [[nodiscard]] Trust trust_of_global(const Instruction& it) const;
    [[nodiscard]] Trust trust_of_assume(const Instruction& it) const;
    [[nodiscard]] Trust trust_of_operator(const Instruction& it);
    [[nodiscard]] bool is_builtin_name(ValueId callee) const;
    [[nodiscard]] bool holds_only(ValueId id, Kinds kinds);

    Interpreter& interpreter_;
    Heap& heap_;
    const Module& module_;
    std::span<const Instruction> instructions_;
    const State& state_;
    BlockId block_;
    ValueId comparison_;
};

heap::Side Provenance::side(ValueId operand, const Value& value) {
    return {value, birth_of(operand), known(operand, value)};
}

ValueId Provenance::operand(const Instruction& it, std::uint32_t index) const {
    const auto operands = module_.operands_of(it);
    return index < operands.size() ? operands[index] : ValueId{};
}

ValueId Provenance::origin_of(ValueId value) const {
    while (value.valid()) {
        switch (at(value).opcode) {
            case Opcode::read:
            case Opcode::read_checked:
            case Opcode::bind:
            case Opcode::assume: value = operand(at(value), 0); break;
            default: return value;
        }
    }
    return value;
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
            return module_.captures_of(interpreter_.function())[it.payload].by_value ? Birth::earlier
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
        case Opcode::make_tuple: return makes_new_tuple(it);
        case Opcode::build_string: return makes_new_string(it);
        case Opcode::get_attribute: return makes_bound_method(it);
        default: return false;
    }
}

// A tuple of constants is one, and a tuple of nothing but `*x` may be empty.
bool Provenance::makes_new_tuple(const Instruction& it) const {
    for (std::uint32_t index = 0; index < it.operand_count; ++index) {
        const bool is_item = module_.label_of(it, index).value != Label::kStar;
        if (is_item && is_never_constant(operand(it, index))) return true;
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
        const program::Constant& constant = module_.constants[at(part).payload];
        text = text || !module_.text(constant.text).empty();
    }
    return text && hole;
}

// A method of a builtin type, looked up on an object.
bool Provenance::makes_bound_method(const Instruction& it) {
    const Value from = value(operand(it, 0));
    const Kinds kinds = heap_.kinds_of(from);
    const Kinds receivers = kBuiltinObjects | Kind::string | Kind::bytes | Kind::integer | Kind::floating;
    if (from.is_any() || kinds.empty() || !kinds.within(receivers) || !is_certain(operand(it, 0)))
        return false;
    const models::Library& library = interpreter_.context().library;
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
        case Opcode::make_tuple: return makes_new_tuple(it);
        case Opcode::build_string: return makes_new_string(it);
        default: return false;
    }
}

// Nothing but the turns of a comprehension touches it before it is compared.
bool Provenance::is_used_here_only(ValueId made) const {
    if (made.index() > comparison_.index() || comparison_.index() - made.index() > kLongestExpression)
        return false;
    for (std::uint32_t index = made.index() + 1; index < comparison_.index(); ++index) {
        const Instruction& it = instructions_[index];
        switch (it.opcode) {
            case Opcode::compare:
            case Opcode::list_append:
            case Opcode::list_extend:
            case Opcode::set_add:
            case Opcode::set_update:
            case Opcode::dict_insert:
            case Opcode::dict_update:
                if (std::ranges::count(module_.operands_of(it).subspan(1), made) == 0 ||
                    it.opcode == Opcode::compare) {
                    continue;
                }
                return false;
            default: break;
        }
        if (std::ranges::count(module_.operands_of(it), made) != 0) return false;
    }
    return true;
}

/// What is known of values

std::optional<KnownValue> Provenance::known(ValueId id, const Value& value) {
    if (value.constant.valid()) return heap::known_value(module_, value.constant);
    const ValueId origin = origin_of(id);
    if (!origin.valid()) return std::nullopt;
    const Instruction& it = at(origin);
    if (it.opcode == Opcode::make_tuple) return known_tuple(origin);
    if (it.opcode != Opcode::binary) return known_signed(origin);
    const std::optional<KnownValue> left = known_signed(operand(it, 0));
    const std::optional<KnownValue> right = known_signed(operand(it, 1));
    if (!left || !right) return std::nullopt;
    const bool folded = is_folded(operand(it, 0)) && is_folded(operand(it, 1));
    const auto how = static_cast<BinaryOperator>(it.detail);
    if (left->integer && right->integer) {
        std::int64_t result = 0;
        const bool overflow = how == BinaryOperator::add
                                  ? __builtin_add_overflow(*left->integer, *right->integer, &result)
                              : how == BinaryOperator::subtract
                                  ? __builtin_sub_overflow(*left->integer, *right->integer, &result)
                              : how == BinaryOperator::multiply
                                  ? __builtin_mul_overflow(*left->integer, *right->integer, &result)
                                  : true;
        if (overflow) return std::nullopt;
        return heap::known_integer(result,
                                   folded ? KnownValue::Made::by_compiler : KnownValue::Made::when_run);
    }
    const bool texts = left->kind == right->kind && left->exact && right->exact &&
                       (left->kind == ConstantKind::string || left->kind == ConstantKind::bytes);
    if (how != BinaryOperator::add || !texts || !folded) return std::nullopt;
    KnownValue result = *left;
    result.text += right->text;
    return result;
}

// A tuple that is written with constants only, however nested.
std::optional<KnownValue> Provenance::known_tuple(ValueId id) {
    std::string shape;
    std::vector<KnownValue> parts;
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
            shape += ')';
        } else if (at(next).opcode == Opcode::make_tuple) {
            shape += '(';
            open.emplace_back();
            if (!enter(at(next))) return std::nullopt;
        } else {
            std::optional<KnownValue> part = is_folded(next) ? known_signed(next) : std::nullopt;
            if (!part) return std::nullopt;
            shape += 'v';
            parts.push_back(*std::move(part));
        }
    }
    return heap::known_tuple(std::move(shape), std::move(parts));
}

// A constant, or a number with a sign.
std::optional<KnownValue> Provenance::known_signed(ValueId id) {
    const ValueId origin = origin_of(id);
    if (!origin.valid()) return std::nullopt;
    const Instruction& it = at(origin);
    if (it.opcode != Opcode::unary) return known_operand(id);
    const std::optional<KnownValue> inner = known_operand(operand(it, 0));
    if (!inner) return std::nullopt;
    const auto how = static_cast<UnaryOperator>(it.detail);
    const bool folded = is_folded(origin);
    if (inner->integer && *inner->integer != std::numeric_limits<std::int64_t>::min()) {
        if (how == UnaryOperator::positive) return inner;
        const auto made = folded ? KnownValue::Made::by_compiler : KnownValue::Made::when_run;
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

/// What the knowledge of a register rests on

bool Provenance::is_certain(ValueId operand_) {
    std::array<ValueId, kMostSteps> seen;
    std::size_t count = 0;
    const auto add = [&](ValueId id) {
        if (!id.valid() || std::find(seen.begin(), seen.begin() + count, id) != seen.begin() + count)
            return true;
        if (count == kMostSteps) return false;
        seen[count++] = id;
        return true;
    };
    if (!add(operand_)) return false;
    for (std::size_t next = 0; next < count; ++next) {
        const ValueId id = seen[next];
        const Trust trust = trust_of(id);
        if (trust == Trust::no) return false;
        if (trust == Trust::yes) continue;
        const Instruction& it = at(id);
        const std::uint32_t operands = it.opcode == Opcode::assume ? 1 : it.operand_count;
        for (std::uint32_t index = 0; index < operands; ++index) {
            if (!add(operand(it, index))) return false;
        }
    }
    return true;
}

Provenance::Trust Provenance::trust_of(ValueId id) {
    const Instruction& it = at(id);
    switch (it.opcode) {
        case Opcode::constant:
        case Opcode::parameter:
        case Opcode::undefined:
        case Opcode::make_slice:
        case Opcode::make_list:
        case Opcode::make_tuple:
        case Opcode::make_set:
        case Opcode::make_dict:
        case Opcode::make_function:
        case Opcode::make_class:
        case Opcode::format_value:
        case Opcode::build_string:
        case Opcode::build_template:
        case Opcode::import_module:
        case Opcode::import_member: return Trust::yes;
        case Opcode::capture:
            return module_.captures_of(interpreter_.function())[it.payload].by_value ? Trust::yes : Trust::no;
        case Opcode::read:
        case Opcode::read_checked:
        case Opcode::bind:
        case Opcode::unpacked:
        case Opcode::phi: return Trust::of_operands;
        case Opcode::assume: return trust_of_assume(it);
        case Opcode::compare:
        case Opcode::unary:
        case Opcode::binary:
        case Opcode::in_place: return trust_of_operator(it);
        case Opcode::call: return trust_of_call(id, it);
        case Opcode::load_global: return trust_of_global(it);
        case Opcode::load_cell: {
            const bool own = at(operand(it, 0)).opcode == Opcode::make_cell;
            return own && nothing_assumed() ? Trust::yes : Trust::no;
        }
        case Opcode::get_item:
        case Opcode::unpack: {
            // What a tuple holds stays in it.
            const Kinds containers = nothing_assumed() ? kIndexed : Kinds(Kind::tuple);
            return holds_only(operand(it, 0), containers) ? Trust::of_operands : Trust::no;
        }
        case Opcode::get_attribute: {
            // A method of a builtin type, or a member of a module or class of the library.
            if (holds_only(operand(it, 0), kBuiltinObjects | kKnownAtoms)) return Trust::of_operands;
            const Value from = value(operand(it, 0));
            const bool external =
                from.plain.empty() && std::ranges::all_of(heap_.objects_of(from), [&](ObjectId one) {
                    return heap_.objects()[one].origin == heap::Origin::external;
                });
            return external ? Trust::of_operands : Trust::no;
        }
        default: return Trust::no;
    }
}

// `x == None` says nothing of what x is; a class may pass for another.
Provenance::Trust Provenance::trust_of_assume(const Instruction& it) const {
    ValueId condition = origin_of(operand(it, 1));
    bool truthy = static_cast<Outcome>(it.detail) == Outcome::truthy;
    while (condition.valid() && at(condition).opcode == Opcode::unary &&
           static_cast<UnaryOperator>(at(condition).detail) == UnaryOperator::not_) {
        truthy = !truthy;
        condition = origin_of(operand(at(condition), 0));
    }
    if (!condition.valid()) return Trust::no;
    const Instruction& test = at(condition);
    if (test.opcode == Opcode::call && truthy) return Trust::no;
    if (test.opcode == Opcode::compare) {
        const auto how = static_cast<Comparison>(test.detail);
        if (how == Comparison::equal && truthy) return Trust::no;
        if (how == Comparison::not_equal && !truthy) return Trust::no;
    }
    return Trust::of_operands;
}

// Operators of builtin types give what the engine says; others give anything.
Provenance::Trust Provenance::trust_of_operator(const Instruction& it) {
    if (it.opcode == Opcode::compare) {
        const auto how = static_cast<Comparison>(it.detail);
        const bool plain = how == Comparison::is || how == Comparison::is_not || how == Comparison::in ||
                           how == Comparison::not_in;
        if (plain) return Trust::yes;
    } else if (it.opcode == Opcode::unary) {
        if (static_cast<UnaryOperator>(it.detail) == UnaryOperator::not_) return Trust::yes;
    } else if (static_cast<BinaryOperator>(it.detail) == BinaryOperator::power) {
        // A negative number to a broken power is complex.
        return Trust::no;
    }
    for (const ValueId operand : module_.operands_of(it)) {
        if (!holds_only(operand, kBuiltinObjects | kKnownAtoms)) return Trust::no;
    }
    return Trust::of_operands;
}

Provenance::Trust Provenance::trust_of_call(ValueId id, const Instruction& it) {
    const Value result = value(id);
    const ValueId callee = operand(it, 0);
    const bool made_here =
        result.plain.empty() && std::ranges::all_of(heap_.objects_of(result), [&](ObjectId one) {
            const heap::Object& object = heap_.objects()[one];
            return object.origin == heap::Origin::site && object.site == id.index() &&
                   object.kind != Kind::opaque;
        });
    if (made_here && is_builtin_name(callee)) return Trust::yes;
    const bool is_method = at(callee).opcode == Opcode::get_attribute;
    if (made_here && is_method && holds_only(operand(at(callee), 0), kBuiltinObjects | kKnownAtoms)) {
        return Trust::of_operands;
    }
    if (!nothing_assumed()) return Trust::no;
    // The method's name is no register of its own; what it is looked up on is.
    return is_builtin_name(callee) || is_method ? Trust::of_operands : Trust::no;
}

Provenance::Trust Provenance::trust_of_global(const Instruction& it) const {
    const GlobalName& name = interpreter_.context().globals[NameId{it.payload}];
    const bool is_builtin =
        name.what == GlobalName::What::unbound && !interpreter_.context().globals.has_star_import();
    if (is_builtin || name.what == GlobalName::What::library) return Trust::yes;
    const bool is_module = interpreter_.function().kind == program::FunctionKind::module;
    return is_module && nothing_assumed() ? Trust::yes : Trust::no;
}

bool Provenance::is_builtin_name(ValueId callee) const {
    const ValueId origin = origin_of(callee);
    if (at(origin).opcode != Opcode::load_global) return false;
    const GlobalName& name = interpreter_.context().globals[NameId{at(origin).payload}];
    return name.what == GlobalName::What::library ||
           (name.what == GlobalName::What::unbound && !interpreter_.context().globals.has_star_import());
}

// Whether everything the register may hold is of these kinds and, if an object, made in this activation.
bool Provenance::holds_only(ValueId id, Kinds kinds) {
    if (!id.valid()) return true;
    const Value held = value(id);
    if (held.nothing() || held.is_any() || !held.plain.within(kinds)) return false;
    return std::ranges::all_of(heap_.objects_of(held), [&](ObjectId one) {
        const heap::Object& object = heap_.objects()[one];
        return object.origin == heap::Origin::site && kinds.has(object.kind);
    });
}

}  // namespace

// `id(a) == id(b)`, assertIs(a, b) and assertIsNot(a, b) ask the same of two arguments: they will come here
// too, with the arguments' registers for the operands.
void Interpreter::note_identity(const State& state, ValueId id, const Value& left, const Value& right) {
    // A run with defaults bound tells of some calls only.
    if (!recording_ || !entry_.parameters.empty()) return;
    IdentityFact fact;
    fact.comparison = id;
    fact.left = left;
    fact.right = right;
    if (!gave_up_) {
        Provenance provenance(*this, state, current_, id);
        const ValueId left_id = operand_id(at(id), 0);
        const ValueId right_id = operand_id(at(id), 1);
        const bool same =
            origin_of(left_id) == origin_of(right_id) || provenance.same_read(left_id, right_id);
        const bool certain = provenance.is_certain(left_id) && provenance.is_certain(right_id);
        const heap::Identity found = heap::identity_of({heap_, state, context_.library, context_.versions,
                                                        provenance.side(left_id, left),
                                                        provenance.side(right_id, right), same, !certain});
        fact.verdict = found.verdict;
        fact.reason = found.reason;
        fact.is_true = found.is_true;
        fact.is_false = found.is_false;
        fact.open = found.open;
        if (!certain && !same) fact.assumptions = state.assumptions;
    }
    facts_.identities.push_back(fact);
}

}  // namespace doppelint::analysis
