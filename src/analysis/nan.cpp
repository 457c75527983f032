#include "analysis/nan.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "program/origin.h"

namespace doppelint::analysis {
namespace {

using program::Function;
using program::Instruction;
using program::Module;
using program::Opcode;
using program::ValueId;

constexpr std::array<std::string_view, 6> kConstants{"math.nan",  "cmath.nan", "numpy.nan",
                                                     "numpy.NaN", "numpy.NAN", "torch.nan"};
constexpr std::array<std::string_view, 5> kMakers{"float", "decimal.Decimal", "numpy.float64",
                                                  "numpy.float32", "numpy.float16"};

/// Reads registers of one function.
class Reader {
  public:
    Reader(const Module& module, const Function& function, const GlobalReader& globals)
        : module_(module),
          function_(function),
          instructions_(module.instructions_of(function)),
          globals_(globals) {}

    [[nodiscard]] Nan nan_of(ValueId value) const {
        const ValueId origin = origin_of(value);
        if (!origin.valid()) return Nan::no;
        const Instruction& it = at(origin);
        if (it.opcode == Opcode::make_tuple || it.opcode == Opcode::make_list ||
            it.opcode == Opcode::make_set) {
            const auto items = module_.operands_of(it);
            return std::ranges::any_of(items, [&](ValueId one) { return is_nan(one); }) ? Nan::holds
                                                                                        : Nan::no;
        }
        if (it.opcode == Opcode::load_global) {
            const GlobalName& name = globals_[NameId{it.payload}];
            if (name.what == GlobalName::What::variable) return name.nan;
        }
        return is_nan(origin) ? Nan::is : Nan::no;
    }

  private:
    [[nodiscard]] const Instruction& at(ValueId id) const { return instructions_[id.index()]; }
    [[nodiscard]] ValueId operand(const Instruction& it, std::uint32_t index) const {
        return index < it.operand_count ? module_.operands_of(it)[index] : ValueId{};
    }
    [[nodiscard]] ValueId origin_of(ValueId value) const {
        return program::origin_of(module_, function_, value);
    }

    // Without signs.
    [[nodiscard]] bool is_nan(ValueId value) const {
        ValueId origin = origin_of(value);
        while (origin.valid() && at(origin).opcode == Opcode::unary) {
            const auto sign = static_cast<program::UnaryOperator>(at(origin).detail);
            if (sign == program::UnaryOperator::not_ || sign == program::UnaryOperator::invert) return false;
            origin = origin_of(operand(at(origin), 0));
        }
        if (!origin.valid()) return false;
        const Instruction& it = at(origin);
        if (it.opcode == Opcode::call) return makes_nan(it);
        if (it.opcode == Opcode::load_global) {
            const GlobalName& name = globals_[NameId{it.payload}];
            if (name.what == GlobalName::What::variable) return name.nan == Nan::is;
        }
        const std::string name = library_name(origin);
        return std::ranges::find(kConstants, name) != kConstants.end();
    }

    // `float("nan")`
    [[nodiscard]] bool makes_nan(const Instruction& call) const {
        if (call.operand_count != 2 || call.has_labels != 0) return false;
        const ValueId argument = origin_of(operand(call, 1));
        if (at(argument).opcode != Opcode::constant) return false;
        const program::Constant& text = module_.constants[at(argument).payload];
        if (text.kind != program::ConstantKind::string || !is_nan_text(module_.text(text.text))) return false;
        const std::string name = library_name(origin_of(operand(call, 0)));
        return std::ranges::find(kMakers, name) != kMakers.end();
    }

    [[nodiscard]] static bool is_nan_text(std::string_view text) {
        constexpr std::string_view kSpace = " \t\r\n";
        const std::size_t first = text.find_first_not_of(kSpace);
        if (first == std::string_view::npos) return false;
        text = text.substr(first, text.find_last_not_of(kSpace) - first + 1);
        if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
        constexpr std::string_view kNan = "nan";
        return std::ranges::equal(
            text, kNan, [](char one, char other) { return one == other || one == other - ('a' - 'A'); });
    }

    // The dotted name of what the register holds, if that is of a library or a builtin.
    [[nodiscard]] std::string library_name(ValueId value) const {
        std::string behind;
        while (value.valid() && at(value).opcode == Opcode::get_attribute) {
            behind.insert(0, "." + std::string(module_.text(NameId{at(value).payload})));
            value = origin_of(operand(at(value), 0));
        }
        if (!value.valid()) return {};
        const Instruction& it = at(value);
        if (it.opcode == Opcode::import_module || it.opcode == Opcode::import_member) {
            const std::string name = imported_name(module_, it);
            return name.empty() ? name : name + behind;
        }
        if (it.opcode != Opcode::load_global) return {};
        const GlobalName& name = globals_[NameId{it.payload}];
        if (name.what == GlobalName::What::library) return name.dotted + behind;
        const bool is_builtin = name.what == GlobalName::What::unbound && !globals_.has_star_import();
        return is_builtin && behind.empty() ? std::string(module_.text(NameId{it.payload})) : std::string();
    }

    const Module& module_;
    const Function& function_;
    std::span<const Instruction> instructions_;
    const GlobalReader& globals_;
};

}  // namespace

Nan nan_of(const Module& module, const Function& function, const GlobalReader& globals, ValueId value) {
    return Reader(module, function, globals).nan_of(value);
}

}  // namespace doppelint::analysis
