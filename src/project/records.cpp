#include "project/records.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace doppelint::project {
namespace {

constexpr std::array<std::string_view, 4> kAttrs{"attr.s", "attr.attrs", "attr.define", "attrs.define"};
constexpr std::array<std::string_view, 5> kFields{"dataclasses.field", "attr.ib", "attr.attrib", "attr.field",
                                                  "attrs.field"};

// The one library function or class that the register of the code is; empty: something else.
std::string library_thing(const Project& project, CodeId in, ValueId value) {
    const Meanings meanings = project.meaning_of(in, value);
    const Meaning* const only = meanings.only();
    return only != nullptr && only->what == Meaning::What::library ? only->dotted : std::string();
}

}  // namespace

Record record_kind(const Project& project, const ClassInfo& info) {
    const auto is_named_tuple = [](const ClassName& it) { return it.library == "typing.NamedTuple"; };
    if (std::ranges::any_of(info.order, is_named_tuple)) return Record::named_tuple;
    const Definition& definition = project.interface(info.body.module).definition(info.body.function);
    const Module& module = project.program(info.body.module);
    for (const ValueId decorator : info.decorators) {
        const CodeId in{info.body.module, definition.made_in};
        const Function& around = module.function(definition.made_in);
        ValueId maker = origin_of(module, around, decorator);
        const Instruction& it = module.instructions_of(around)[maker.index()];
        if (it.opcode == Opcode::call) maker = module.operands_of(it)[0];
        const std::string name = library_thing(project, in, maker);
        if (name == "dataclasses.dataclass") return Record::dataclass;
        if (std::ranges::find(kAttrs, name) != kAttrs.end()) return Record::attrs;
    }
    return Record::none;
}

ValueId default_of_field(const Project& project, CodeId body, ValueId value) {
    const Module& module = project.program(body.module);
    const Function& function = module.function(body.function);
    const Instruction& made = module.instructions_of(function)[origin_of(module, function, value).index()];
    if (made.opcode != Opcode::call) return value;
    const auto operands = module.operands_of(made);
    const std::string maker = library_thing(project, body, operands[0]);
    if (std::ranges::find(kFields, maker) == kFields.end()) return value;
    for (std::uint32_t at = 1; at < made.operand_count; ++at) {
        const program::Label label = module.label_of(made, at);
        if (label.is_keyword() && module.text(label.keyword()) == "default") return operands[at];
    }
    return {};
}

}  // namespace doppelint::project
