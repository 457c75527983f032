#include "program/form.h"

#include <array>
#include <cstddef>
#include <span>

namespace doppelint::program {
namespace {

constexpr Count kNone{0, 0};
constexpr Count kOne{1, 1};
constexpr Count kTwo{2, 2};
constexpr Count kThree{3, 3};
constexpr Count kAnyNumber{0, Count::kAny};
constexpr Count kOneOrMore{1, Count::kAny};

constexpr std::array<std::string_view, 2> kOutcomes = {"falsy", "truthy"};
constexpr std::array<std::string_view, 2> kSynchronies = {"", "async"};
constexpr std::array<std::string_view, 4> kConversions = {"", "str", "repr", "ascii"};
constexpr std::array<std::string_view, 3> kTypeVariables = {"plain", "tuple", "parameters"};
constexpr std::array<std::string_view, 2> kExceptionMatches = {"", "group"};

constexpr std::array<std::string_view, kUseCount> kUses = {
    "referenced",      "assigned",          "parameter",      "imported",           "annotated",
    "declared_global", "declared_nonlocal", "deleted",        "iteration_variable", "bound_in_loop",
    "captured",        "rebound",           "implicit_class", "passes_on"};
static_assert(Symbol::kPassesOn == 1U << (kUseCount - 1));

constexpr std::uint8_t kUnaryOperators = static_cast<std::uint8_t>(UnaryOperator::not_) + 1;
constexpr std::uint8_t kBinaryOperators = static_cast<std::uint8_t>(BinaryOperator::bit_xor) + 1;
constexpr std::uint8_t kComparisons = static_cast<std::uint8_t>(Comparison::is_not) + 1;

constexpr Form operands(Count count, NoneForm none = NoneForm::never) {
    return {.operands = count, .none = none};
}
constexpr Form with_payload(PayloadForm payload, Count count, NoneForm none = NoneForm::never) {
    return {.operands = count, .payload = payload, .none = none};
}
constexpr Form with_detail(DetailForm detail, Count count, NoneForm none = NoneForm::never) {
    return {.operands = count, .detail = detail, .none = none};
}
constexpr Form with_labels(LabelForm labels, Count count) {
    return {.operands = count, .labels = labels};
}
constexpr Form leading_to(Count successors, Count count) {
    return {.operands = count, .successors = successors};
}

std::span<const std::string_view> words_of(DetailForm form) {
    switch (form) {
        case DetailForm::outcome: return kOutcomes;
        case DetailForm::synchrony: return kSynchronies;
        case DetailForm::conversion: return kConversions;
        case DetailForm::type_variable: return kTypeVariables;
        case DetailForm::exception_match: return kExceptionMatches;
        default: return {};
    }
}

}  // namespace

// A table: a row per opcode, and the compiler says which one is missing.
// NOLINTNEXTLINE(readability-function-size)
Form form_of(Opcode opcode) {
    switch (opcode) {
        case Opcode::constant: return with_payload(PayloadForm::constant, kNone);
        case Opcode::parameter: return with_payload(PayloadForm::parameter, kNone);
        case Opcode::capture: return with_payload(PayloadForm::capture, kNone);
        case Opcode::phi:
        case Opcode::build_string:
        case Opcode::build_template: return operands(kAnyNumber);
        case Opcode::incomplete:
        case Opcode::caught: return operands(kNone);
        case Opcode::assume: return with_detail(DetailForm::outcome, kTwo);

        case Opcode::undefined:
        case Opcode::load_global:
        case Opcode::delete_global:
        case Opcode::delete_local_name: return with_payload(PayloadForm::name, kNone);
        case Opcode::read:
        case Opcode::read_checked:
        case Opcode::bind:
        case Opcode::unbind:
        case Opcode::load_cell:
        case Opcode::delete_cell:
        case Opcode::store_global:
        case Opcode::store_local_name:
        case Opcode::get_attribute:
        case Opcode::delete_attribute: return with_payload(PayloadForm::name, kOne);
        case Opcode::make_cell:
        case Opcode::load_local_name: return with_payload(PayloadForm::name, kOne, NoneForm::all);
        case Opcode::store_cell:
        case Opcode::set_attribute: return with_payload(PayloadForm::name, kTwo);

        case Opcode::get_item:
        case Opcode::delete_item:
        case Opcode::list_append:
        case Opcode::list_extend:
        case Opcode::set_add:
        case Opcode::set_update:
        case Opcode::dict_update:
        case Opcode::match_key: return operands(kTwo);
        case Opcode::exit_context_raised: return with_detail(DetailForm::synchrony, kTwo);
        case Opcode::set_item:
        case Opcode::dict_insert: return operands(kThree);
        case Opcode::make_slice: return operands(kThree, NoneForm::all);
        case Opcode::make_list:
        case Opcode::make_tuple:
        case Opcode::make_set: return with_labels(LabelForm::stars, kAnyNumber);
        case Opcode::make_dict: return operands(kAnyNumber, NoneForm::even);
        case Opcode::format_value: return with_detail(DetailForm::conversion, kOneOrMore);

        case Opcode::unary: return with_detail(DetailForm::unary_operator, kOne);
        case Opcode::binary:
        case Opcode::in_place: return with_detail(DetailForm::binary_operator, kTwo);
        case Opcode::compare: return with_detail(DetailForm::comparison, kTwo);

        case Opcode::get_iterator:
        case Opcode::next_item:
        case Opcode::enter_context:
        case Opcode::exit_context: return with_detail(DetailForm::synchrony, kOne);
        case Opcode::unpack:
        case Opcode::match_sequence: return with_payload(PayloadForm::unpacking, kOne);
        case Opcode::unpacked:
        case Opcode::match_item: return with_payload(PayloadForm::index, kOne);
        case Opcode::yield_value:
        case Opcode::yield_from:
        case Opcode::await_value:
        case Opcode::exception_group_rest: return operands(kOne);

        case Opcode::call: return with_labels(LabelForm::arguments, kOneOrMore);
        case Opcode::make_function: return with_payload(PayloadForm::function, kAnyNumber);
        case Opcode::make_class:
            return {.operands = kAnyNumber, .payload = PayloadForm::function, .labels = LabelForm::arguments};
        case Opcode::make_type_variable:
            return {.operands = kTwo,
                    .payload = PayloadForm::name,
                    .detail = DetailForm::type_variable,
                    .none = NoneForm::all};
        case Opcode::make_type_alias: return with_payload(PayloadForm::name, kOneOrMore);
        case Opcode::annotate: return with_payload(PayloadForm::name_or_none, kOne);
        case Opcode::import_module:
        case Opcode::import_member:
        case Opcode::import_star: return with_payload(PayloadForm::import, kNone);

        case Opcode::match_exception: return with_detail(DetailForm::exception_match, kTwo);
        case Opcode::match_mapping:
        case Opcode::match_rest: return operands(kOneOrMore);
        case Opcode::match_class:
        case Opcode::match_positional: return with_payload(PayloadForm::index, kTwo);

        case Opcode::jump: return leading_to(kOne, kNone);
        case Opcode::branch:
        case Opcode::iterate: return leading_to(kTwo, kOne);
        case Opcode::select: return leading_to(kOneOrMore, kOne);
        case Opcode::return_value:
        case Opcode::reraise: return operands(kOne);
        case Opcode::raise: return operands(kTwo, NoneForm::all);
        case Opcode::assert_failed: return operands(kOne, NoneForm::all);
        case Opcode::unreachable: return operands(kNone);
        case Opcode::count: break;
    }
    return {};
}

bool Form::allows_none(std::uint32_t operand) const {
    switch (none) {
        case NoneForm::never: return false;
        case NoneForm::all: return true;
        case NoneForm::all_but_first: return operand != 0;
        case NoneForm::even: return operand % 2 == 0;
    }
    return false;
}

std::uint8_t size_of(DetailForm form) {
    switch (form) {
        case DetailForm::none: return 1;
        case DetailForm::unary_operator: return kUnaryOperators;
        case DetailForm::binary_operator: return kBinaryOperators;
        case DetailForm::comparison: return kComparisons;
        default: return static_cast<std::uint8_t>(words_of(form).size());
    }
}

std::string_view word_for(DetailForm form, std::uint8_t detail) {
    if (detail >= size_of(form)) return {};
    switch (form) {
        case DetailForm::none: return {};
        case DetailForm::unary_operator: return name_of(static_cast<UnaryOperator>(detail));
        case DetailForm::binary_operator: return name_of(static_cast<BinaryOperator>(detail));
        case DetailForm::comparison: return name_of(static_cast<Comparison>(detail));
        default: return words_of(form)[detail];
    }
}

std::string_view word_for_use(std::uint32_t bit) {
    return kUses[bit];
}

}  // namespace doppelint::program
