#include <string>

#include "program/form.h"
#include "program/literal.h"
#include "program/print.h"

namespace doppelint::program {
namespace {

constexpr std::string_view kUnknown = "?";

std::string value_text(ValueId value) {
    return value ? "%" + std::to_string(value.index()) : "none";
}

std::string name_text(const Module& module, std::uint32_t payload) {
    if (payload >= module.names.size()) return std::string(kUnknown);
    return name_literal(module.text(NameId{payload}));
}

std::string import_text(const Module& module, std::uint32_t payload) {
    if (payload >= module.imports.size()) return std::string(kUnknown);
    const Import& it = module.imports[payload];
    std::string out = it.lazy ? "lazy " : "";
    if (it.binds_top) out += "top of ";
    if (it.member) out += "from ";
    out.append(it.level, '.');
    const std::string_view name = it.module ? module.text(it.module) : "";
    if (!name.empty()) out += path_literal(name);
    if (it.member) out += " import " + name_literal(module.text(it.member));
    return out;
}

// Looking for a second one of the same name takes time for each; functions with more than these say the
// index.
constexpr std::size_t kMostByName = 256;

// A parameter or a capture by name, if that names it alone, else by its index.
template <class Entry>
std::string entry_text(const Module& module, std::span<const Entry> entries, std::uint32_t index) {
    if (index >= entries.size() || entries.size() > kMostByName) return std::to_string(index);
    for (const Entry& it : entries) {
        if (it.name == entries[index].name && &it != &entries[index]) return std::to_string(index);
    }
    return name_literal(module.text(entries[index].name));
}

std::string function_text(const Module& module, std::uint32_t payload) {
    std::string out = std::to_string(payload);
    if (payload >= module.functions.size()) return out;
    const NameId name = module.functions[payload].name;
    return name ? out + " " + name_literal(module.text(name)) : out;
}

std::string unpacking_text(std::uint32_t payload) {
    const Unpacking it = Unpacking::from(payload);
    std::string out = "into " + std::to_string(it.before);
    return it.starred ? out + " + star + " + std::to_string(it.after) : out;
}

// What stands between the opcode and the operands, with a blank before it.
std::string payload_text(const Module& module, const Function& function, const Instruction& it) {
    switch (form_of(it.opcode).payload) {
        case PayloadForm::constant:
            if (it.payload >= module.constants.size()) return " ?";
            return " " + constant_literal(module, module.constants[it.payload]);
        case PayloadForm::parameter:
            return " " + entry_text(module, module.parameters_of(function), it.payload);
        case PayloadForm::capture: return " " + entry_text(module, module.captures_of(function), it.payload);
        case PayloadForm::name: return " " + name_text(module, it.payload);
        case PayloadForm::name_or_none: return NameId{it.payload} ? " " + name_text(module, it.payload) : "";
        case PayloadForm::import: return " " + import_text(module, it.payload);
        case PayloadForm::function: return " " + function_text(module, it.payload);
        default: return "";
    }
}

// What stands behind the operands.
std::string measure_text(const Instruction& it) {
    switch (form_of(it.opcode).payload) {
        case PayloadForm::unpacking: return " " + unpacking_text(it.payload);
        case PayloadForm::index: return " index " + std::to_string(it.payload);
        default: return "";
    }
}

std::string operand_text(const Module& module, const Instruction& it, std::uint32_t operand) {
    std::string value = value_text(module.operands_of(it)[operand]);
    const bool known = it.first_operand + operand < module.labels.size();
    const Label label = known ? module.label_of(it, operand) : Label{};
    switch (label.value) {
        case Label::kPositional: return value;
        case Label::kStar: return "*" + value;
        case Label::kDoubleStar: return "**" + value;
        default: return name_text(module, label.value) + "=" + value;
    }
}

std::string operand_list(const Module& module, const Instruction& it, std::uint32_t first) {
    std::string out;
    for (std::uint32_t operand = first; operand < it.operand_count; ++operand) {
        if (operand != first) out += ", ";
        out += operand_text(module, it, operand);
    }
    return out;
}

std::string dict_text(const Module& module, const Instruction& it) {
    const auto operands = module.operands_of(it);
    std::string out;
    for (std::uint32_t key = 0; key < it.operand_count; key += 2) {
        out += key == 0 ? " " : ", ";
        const std::string value = key + 1 < it.operand_count ? value_text(operands[key + 1]) : "none";
        out += operands[key] ? value_text(operands[key]) + ": " + value : "**" + value;
    }
    return out;
}

std::string operands_text(const Module& module, const Instruction& it) {
    switch (it.opcode) {
        case Opcode::make_dict: return dict_text(module, it);
        case Opcode::make_function:
        case Opcode::make_class: return it.operand_count == 0 ? "" : "(" + operand_list(module, it, 0) + ")";
        case Opcode::call:
            if (it.operand_count == 0) return "";
            return " " + operand_text(module, it, 0) + "(" + operand_list(module, it, 1) + ")";
        default: return it.operand_count == 0 ? "" : " " + operand_list(module, it, 0);
    }
}

}  // namespace

std::string print_instruction(const Module& module, const Function& function, ValueId value,
                              const PrintOptions& options) {
    const Instruction& it = module.instructions_of(function)[value.index()];
    std::string out = shape_of(it.opcode) == Shape::value ? value_text(value) + " = " : "";
    out += name_of(it.opcode);
    const std::string_view detail = word_for(form_of(it.opcode).detail, it.detail);
    if (!detail.empty()) out.append(" ").append(detail);
    out += payload_text(module, function, it);
    out += operands_text(module, it);
    out += measure_text(it);
    if (options.nodes == PrintOptions::Nodes::shown && it.node) {
        out += " @" + std::to_string(it.node.index());
    }
    return out;
}

}  // namespace doppelint::program
