#include <algorithm>
#include <unordered_map>
#include <vector>

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

// Classes of each class of the project: itself, and those below it.
std::unordered_map<CodeId, std::vector<CodeId>> FlowSolver::classes_below() const {
    std::unordered_map<CodeId, std::vector<CodeId>> result;
    for (const project::ClassInfo& info : project_.classes().all()) {
        for (const project::ClassName& above : info.order) {
            if (above.body.valid()) result[above.body].push_back(info.body);
        }
    }
    return result;
}

template <class Visit>
void FlowSolver::for_each_parameter(const Visit& visit) const {
    for (std::uint32_t module = 0; module < project_.module_count(); ++module) {
        const Module& program = project_.program(program::ModuleId{module});
        for (std::uint32_t index = 0; index < program.functions.size(); ++index) {
            const CodeId code{program::ModuleId{module}, program::FunctionId{index}};
            std::uint32_t place = 0;
            for (const program::Parameter& it : program.parameters_of(program.functions[index]))
                visit(code, place++, it);
        }
    }
}

// Where nobody passes anything, the annotation of a parameter says what it gets.
bool FlowSolver::add_declared_parameters() {
    constexpr std::size_t kMostClasses = 8;
    const std::unordered_map<CodeId, std::vector<CodeId>> below = classes_below();
    const auto gets_something = [&](Node node) {
        bool any = false;
        for (const ThingId it : sets_[node]) any |= !is_atom(it);
        return any;
    };
    bool any = false;
    for_each_parameter([&](CodeId code, std::uint32_t index, const program::Parameter& it) {
        const bool is_one = it.kind != program::ParameterKind::star &&
                            it.kind != program::ParameterKind::double_star && it.type.valid();
        if (!is_one || gets_something(parameter_of(code, index))) return;
        const std::string_view written = project_.program(code.module).text(it.type);
        const auto found = below.find(annotated_class(project_, code.module, written));
        if (found == below.end() || found->second.size() > kMostClasses || is_protocol(found->first)) return;
        for (const CodeId one : found->second)
            add(parameter_of(code, index), thing({Thing::Kind::instance, one, 0, 0, 0}));
        any = true;
    });
    return any;
}

// What has the right methods is one, whatever its class.
bool FlowSolver::is_protocol(CodeId class_body) const {
    const project::ClassInfo* const info = project_.classes().find(class_body);
    return info == nullptr || std::ranges::any_of(info->order, [](const project::ClassName& it) {
               return it.library == "typing.Protocol" || it.library == "typing_extensions.Protocol";
           });
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
