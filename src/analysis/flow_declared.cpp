#include "analysis/annotations.h"
#include "analysis/flow_solver.h"
#include "project/records.h"

namespace doppelint::analysis {

using program::Module;

// Whether the class itself binds the field to None: its type says what instances have later.
bool FlowSolver::begins_as_none(const project::ClassInfo& owner, std::string_view field) const {
    const auto found = owner.members.find(field);
    if (found == owner.members.end()) return false;
    const Module& module = project_.program(owner.body.module);
    const program::Function& body = module.function(owner.body.function);
    return std::ranges::any_of(found->second, [&](const project::Member& it) {
        if (!it.binding.value.valid()) return false;
        const program::ValueId value = project::default_of_field(project_, owner.body, it.binding.value);
        if (!value.valid()) return false;
        const program::Instruction& made =
            module.instructions_of(body)[project::origin_of(module, body, value).index()];
        return made.opcode == program::Opcode::constant &&
               module.constants[made.payload].kind == program::ConstantKind::none;
    });
}

// Where what flows does not tell, the types of a class's fields do: of plain values and builtin containers.
void FlowSolver::write_declared_fields() {
    for (const project::ClassInfo& info : project_.classes().all()) {
        for (const project::ClassName& above : info.order) {
            const project::ClassInfo* const owner =
                above.body.valid() ? project_.classes().find(above.body) : nullptr;
            if (owner == nullptr) continue;
            const Module& module = project_.program(owner->body.module);
            for (std::size_t at = 0; at < owner->fields.size(); ++at) {
                if (!owner->written_types[at].valid()) continue;
                const std::string_view field = module.text(owner->fields[at]);
                const heap::Shape shape = declared_shape(owner->body.module, owner->written_types[at]);
                if (shape != heap::Shape{} && !begins_as_none(*owner, field))
                    into_.fields_.add(info.body, field, shape);
            }
        }
    }
}

heap::Shape FlowSolver::declared_shape(program::ModuleId module, NameId written) const {
    const Annotated type = annotated(project_, module, project_.program(module).text(written));
    if (type.or_none) return {};
    if (type.name == "str") return {models::Kind::string, {}};
    if (type.name == "bytes") return {models::Kind::bytes, {}};
    if (type.name == "int") return {models::Kind::integer, {}};
    const heap::Shape shape = shape_named(project_.library(), type.name);
    return models::kContainers.has(shape.kind) ? shape : heap::Shape{};
}

}  // namespace doppelint::analysis
