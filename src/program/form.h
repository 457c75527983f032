#pragma once

#include <cstdint>
#include <limits>
#include <string_view>

#include "program/instruction.h"
#include "program/scope.h"

namespace doppelint::program {

/// What an instruction's payload is.
enum class PayloadForm : std::uint8_t {
    none,
    constant,
    parameter,
    capture,
    name,
    name_or_none,
    import,
    function,
    unpacking,
    index,
};

/// Which enumeration an instruction's detail is of.
enum class DetailForm : std::uint8_t {
    none,
    outcome,
    unary_operator,
    binary_operator,
    comparison,
    synchrony,
    conversion,
    type_variable,
    exception_match,
};

/// Which labels an instruction's operands may have.
enum class LabelForm : std::uint8_t { none, stars, arguments };

/// Which of an instruction's operands may be none.
enum class NoneForm : std::uint8_t { never, all, all_but_first, even };

/// How many of something there may be.
struct Count {
    static constexpr std::uint32_t kAny = std::numeric_limits<std::uint32_t>::max();
    std::uint32_t least = 0;
    std::uint32_t most = 0;

    [[nodiscard]] bool holds(std::uint32_t count) const { return count >= least && count <= most; }
};

/// What the fields of an instruction mean, per opcode: the printer, the parser and the verifier
/// read it.
struct Form {
    Count operands = {};
    PayloadForm payload = PayloadForm::none;
    DetailForm detail = DetailForm::none;
    LabelForm labels = LabelForm::none;
    NoneForm none = NoneForm::never;
    Count successors = {};

    [[nodiscard]] bool allows_none(std::uint32_t operand) const;
};

[[nodiscard]] Form form_of(Opcode opcode);

/// How many values the enumeration has; 1 for `DetailForm::none`.
[[nodiscard]] std::uint8_t size_of(DetailForm form);

/// The word for `detail`; empty for the usual case that goes without saying (`sync`, no conversion)
/// and for a value outside the enumeration.
[[nodiscard]] std::string_view word_for(DetailForm form, std::uint8_t detail);

/// The bits of `Symbol::uses`, from the lowest.
inline constexpr std::uint32_t kUseCount = 14;
/// The word for the use of that bit.
[[nodiscard]] std::string_view word_for_use(std::uint32_t bit);

}  // namespace doppelint::program
