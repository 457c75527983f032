#include "project/records.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace doppelint::project {
namespace {

constexpr std::array<std::string_view, 4> kAttrs{"attr.s", "attr.attrs", "attr.define", "attrs.define"};
constexpr std::array<std::string_view, 5> kFields{"dataclasses.field", "attr.ib", "attr.attrib", "attr.field",
                                                  "attrs.field"};

}  // namespace

Record record_kind(const Project& project, const ClassInfo& info) {
    const auto is_named_tuple = [](const ClassName& it) { return it.library == "typing.NamedTuple"; };
    if (std::ranges::any_of(info.order, is_named_tuple)) return Record::named_tuple;
    for (const ValueId decorator : info.decorators) {
        const std::string name = project.library_decorator(info.body, decorator);
        if (name == "dataclasses.dataclass") return Record::dataclass;
        if (std::ranges::find(kAttrs, name) != kAttrs.end()) return Record::attrs;
    }
    return Record::none;
}

bool is_frozen(const Project& project, const ClassInfo& info) {
    if (record_kind(project, info) == Record::named_tuple) return true;
    const project::Definition& definition =
        project.interface(info.body.module).definition(info.body.function);
    const Module& module = project.program(info.body.module);
    if (!definition.made_in.valid()) return false;
    const Function& around = module.function(definition.made_in);
    const auto instructions = module.instructions_of(around);
    return std::ranges::any_of(info.decorators, [&](ValueId decorator) {
        const std::string name = project.library_decorator(info.body, decorator);
        if (name == "attr.frozen" || name == "attrs.frozen") return true;
        const Instruction& made = instructions[origin_of(module, around, decorator).index()];
        if (name.empty() || made.opcode != Opcode::call) return false;
        const auto operands = module.operands_of(made);
        for (std::uint32_t at = 1; at < operands.size(); ++at) {
            const program::Label label = module.label_of(made, at);
            if (!label.is_keyword() || module.text(label.keyword()) != "frozen") continue;
            const Instruction& value = instructions[origin_of(module, around, operands[at]).index()];
            return value.opcode == Opcode::constant &&
                   module.constants[value.payload].kind == program::ConstantKind::true_;
        }
        return false;
    });
}

ValueId default_of_field(const Project& project, CodeId body, ValueId value) {
    const Module& module = project.program(body.module);
    const Function& function = module.function(body.function);
    const Instruction& made = module.instructions_of(function)[origin_of(module, function, value).index()];
    if (made.opcode != Opcode::call) return value;
    const auto operands = module.operands_of(made);
    const std::string maker = project.meaning_of(body, operands[0]).only_library();
    if (std::ranges::find(kFields, maker) == kFields.end()) return value;
    for (std::uint32_t at = 1; at < made.operand_count; ++at) {
        const program::Label label = module.label_of(made, at);
        if (label.is_keyword() && module.text(label.keyword()) == "default") return operands[at];
    }
    return {};
}

}  // namespace doppelint::project
