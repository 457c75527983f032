#include <algorithm>
#include <limits>

#include "program/form.h"
#include "program/literal.h"
#include "program/parse_function.h"

namespace doppelint::program {
namespace {

std::uint32_t size_of(const auto& pool) {
    return static_cast<std::uint32_t>(pool.size());
}

std::optional<Opcode> opcode_named(std::string_view word) {
    static const auto opcodes = [] {
        std::unordered_map<std::string_view, Opcode> by_name;
        for (std::uint8_t it = 0; it < static_cast<std::uint8_t>(Opcode::count); ++it) {
            by_name.emplace(name_of(static_cast<Opcode>(it)), static_cast<Opcode>(it));
        }
        return by_name;
    }();
    const auto found = opcodes.find(word);
    return found == opcodes.end() ? std::nullopt : std::optional(found->second);
}

// Whether the usual case of this enumeration goes without a word.
bool has_silent_word(DetailForm form) {
    return word_for(form, 0).empty();
}

std::optional<ConstantKind> singleton(Cursor& cursor) {
    if (cursor.take_word("None")) return ConstantKind::none;
    if (cursor.take_word("True")) return ConstantKind::true_;
    if (cursor.take_word("False")) return ConstantKind::false_;
    if (cursor.take("...")) return ConstantKind::ellipsis;
    return {};
}

std::optional<ConstantKind> numeric_kind(Cursor& cursor) {
    for (const auto kind : {ConstantKind::integer, ConstantKind::float_, ConstantKind::imaginary}) {
        if (cursor.take_word(name_of(kind))) return kind;
    }
    return {};
}

std::int64_t signed_number(Cursor& cursor) {
    const bool negative = cursor.take("-");
    const std::string digits(cursor.token());
    const std::optional<Number> number = number_from(digits);
    if (!number || number->kind != ConstantKind::integer) cursor.fail("expected a number");
    const std::int64_t value = number ? number->integer : 0;
    return negative ? -value : value;
}

Constant read_constant(Cursor& cursor, Interner& names) {
    Constant it;
    it.exact = !cursor.take_word("inexact");
    if (const auto kind = singleton(cursor)) {
        it.kind = *kind;
    } else if (cursor.peek() == '"') {
        it.kind = ConstantKind::string;
        it.text = names.intern(cursor.text());
    } else if (cursor.take("b\"")) {
        it.kind = ConstantKind::bytes;
        it.text = names.intern(cursor.text_behind_quote());
    } else if (const auto numeric = numeric_kind(cursor)) {
        it.kind = *numeric;
        it.text = names.intern(cursor.text());
        if (cursor.take("=")) it.integer = signed_number(cursor);
    } else {
        const std::string_view text = cursor.token();
        const std::optional<Number> number = number_from(text);
        if (!number) cursor.fail("this is no constant");
        it.kind = number.value_or(Number{}).kind;
        it.integer = number.value_or(Number{}).integer;
        it.text = names.intern(text);
    }
    return it;
}

}  // namespace

void FunctionReader::instruction(Cursor& cursor) {
    if (module_.functions.empty() || module_.functions.back().block_count == 0) {
        return cursor.fail("an instruction stands in a block");
    }
    Function& function = module_.functions.back();
    const ValueId id{function.instruction_count++};
    ++module_.blocks.back().instruction_count;
    const bool named = cursor.take("%");
    if (named) {
        if (!values_.emplace(cursor.word(), id).second) cursor.fail("this value is made twice");
        cursor.expect("=");
    }
    const std::optional<Opcode> opcode = opcode_named(cursor.word());
    if (!opcode) return cursor.fail("this is no instruction");
    if (named && shape_of(*opcode) != Shape::value) cursor.fail("this instruction makes no value");
    Instruction it;
    it.opcode = *opcode;
    it.first_operand = size_of(module_.operands);
    detail(cursor, it);
    payload(cursor, it);
    operands(cursor, it);
    it.operand_count = size_of(module_.operands) - it.first_operand;
    measure(cursor, it);
    successors(cursor);
    if (cursor.take("@")) it.node = syntax::NodeId{cursor.number()};
    module_.instructions.push_back(it);
}

void FunctionReader::detail(Cursor& cursor, Instruction& it) {
    const DetailForm form = form_of(it.opcode).detail;
    if (form == DetailForm::none) return;
    const std::string_view word = cursor.peek_word();
    for (std::uint8_t detail = 0; detail < size_of(form); ++detail) {
        if (word.empty() || word_for(form, detail) != word) continue;
        cursor.word();
        it.detail = detail;
        return;
    }
    if (!has_silent_word(form)) cursor.fail("expected the operator or kind of this instruction");
}

void FunctionReader::payload(Cursor& cursor, Instruction& it) {
    const Function& function = module_.functions.back();
    switch (form_of(it.opcode).payload) {
        case PayloadForm::constant: it.payload = constant(cursor); break;
        case PayloadForm::parameter:
            it.payload =
                entry(cursor, module_.parameters, function.first_parameter, function.parameter_count);
            break;
        case PayloadForm::capture:
            it.payload = entry(cursor, module_.captures, function.first_capture, function.capture_count);
            break;
        case PayloadForm::name: it.payload = name(cursor).index(); break;
        case PayloadForm::name_or_none:
            it.payload = cursor.peek() == '%' ? NameId{}.index() : name(cursor).index();
            break;
        case PayloadForm::import: it.payload = import(cursor); break;
        case PayloadForm::function: it.payload = function_number(cursor); break;
        default: break;
    }
}

std::uint32_t FunctionReader::constant(Cursor& cursor) {
    const Constant it = read_constant(cursor, module_.names);
    const auto [found, is_new] =
        constants_.emplace(constant_literal(module_, it), size_of(module_.constants));
    if (is_new) module_.constants.push_back(it);
    return found->second;
}

template <class Entry>
std::uint32_t FunctionReader::entry(Cursor& cursor, const std::vector<Entry>& pool, std::uint32_t first,
                                    std::uint32_t count) {
    const std::string_view next = cursor.peek_word();
    if (!next.empty() && next.front() >= '0' && next.front() <= '9') return cursor.number();
    const NameId wanted = name(cursor);
    for (std::uint32_t at = 0; at < count; ++at) {
        if (pool[first + at].name == wanted) return at;
    }
    cursor.fail("the function has no such parameter or capture");
    return 0;
}

std::uint32_t FunctionReader::import(Cursor& cursor) {
    Import it;
    it.lazy = cursor.take_word("lazy");
    if (cursor.take_word("top")) {
        cursor.expect_word("of");
        it.binds_top = true;
    }
    const bool has_member = cursor.take_word("from");
    while (cursor.take(".")) {
        if (it.level == std::numeric_limits<std::uint16_t>::max()) cursor.fail("too many dots");
        ++it.level;
    }
    std::string module_name;
    if (cursor.peek() == '"') {
        module_name = cursor.text();
    } else if (cursor.peek_word() != "import" && !cursor.at_end() && cursor.peek() != '@') {
        module_name = cursor.token();
    }
    it.module = module_.names.intern(module_name);
    if (has_member) {
        cursor.expect_word("import");
        it.member = name(cursor);
    }
    module_.imports.push_back(it);
    return size_of(module_.imports) - 1;
}

std::uint32_t FunctionReader::function_number(Cursor& cursor) {
    const std::uint32_t number = cursor.number();
    const char next = cursor.peek();
    if (!cursor.peek_word().empty() || next == '<' || next == '"') static_cast<void>(cursor.name());
    return number;
}

void FunctionReader::operands(Cursor& cursor, Instruction& it) {
    switch (it.opcode) {
        case Opcode::call: return call_operands(cursor, it);
        case Opcode::make_dict: return dict_operands(cursor, it);
        case Opcode::make_function:
        case Opcode::make_class:
            if (cursor.take("(")) labelled_operands(cursor, it);
            return;
        default: break;
    }
    const auto begins = [&] {
        return cursor.peek() == '%' || cursor.peek() == '*' || cursor.peek_word() == "none";
    };
    if (!begins()) return;
    do {
        const bool star = cursor.take("*");
        operand(cursor, it, Label{star ? Label::kStar : Label::kPositional});
    } while (cursor.take(","));
}

void FunctionReader::call_operands(Cursor& cursor, Instruction& it) {
    if (cursor.peek() != '%') return;
    operand(cursor, it, Label{});
    cursor.expect("(");
    labelled_operands(cursor, it);
}

void FunctionReader::labelled_operands(Cursor& cursor, Instruction& it) {
    if (cursor.take(")")) return;
    do {
        Label label;
        if (cursor.take("**")) {
            label.value = Label::kDoubleStar;
        } else if (cursor.take("*")) {
            label.value = Label::kStar;
        } else if (cursor.peek() != '%') {
            label.value = name(cursor).index();
            cursor.expect("=");
        }
        operand(cursor, it, label);
    } while (cursor.take(","));
    cursor.expect(")");
}

void FunctionReader::dict_operands(Cursor& cursor, Instruction& it) {
    if (cursor.peek() != '%' && cursor.peek() != '*') return;
    do {
        if (cursor.take("**")) {
            module_.operands.emplace_back();
        } else {
            operand(cursor, it, Label{});
            cursor.expect(":");
        }
        operand(cursor, it, Label{});
    } while (cursor.take(","));
}

void FunctionReader::operand(Cursor& cursor, Instruction& it, Label label) {
    const std::uint32_t place = size_of(module_.operands);
    module_.operands.emplace_back();
    if (!cursor.take_word("none")) {
        cursor.expect("%");
        operand_uses_.push_back({place, cursor.word()});
    }
    if (label == Label{} && it.has_labels == 0) return;
    it.has_labels = 1;
    module_.labels.resize(place, Label{});
    module_.labels.push_back(label);
}

void FunctionReader::measure(Cursor& cursor, Instruction& it) {
    const PayloadForm form = form_of(it.opcode).payload;
    if (form == PayloadForm::index) {
        cursor.expect_word("index");
        it.payload = cursor.number();
    }
    if (form != PayloadForm::unpacking) return;
    constexpr std::uint32_t kMost = std::numeric_limits<std::uint16_t>::max();
    Unpacking unpacking;
    cursor.expect_word("into");
    unpacking.before = static_cast<std::uint16_t>(std::min(cursor.number(), kMost));
    if (cursor.take("+")) {
        cursor.expect_word("star");
        cursor.expect("+");
        unpacking.starred = true;
        unpacking.after = static_cast<std::uint16_t>(std::min(cursor.number(), kMost));
    }
    it.payload = unpacking.packed();
}

}  // namespace doppelint::program
