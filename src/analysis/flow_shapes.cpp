#include "analysis/flow_shapes.h"

#include "analysis/call_flow.h"

namespace doppelint::analysis {

using heap::Origin;
using heap::Shape;
using heap::SlotKind;
using models::Kind;
using program::Opcode;

Shape FlowShapes::of_child(const heap::Objects& objects, heap::ObjectId parent, heap::Slot slot) const {
    if (context_.flow == nullptr) return {};
    const heap::Object& holder = objects[parent];
    const program::CodeId code = objects.class_of(parent).code;
    if (slot.kind() == SlotKind::attribute && code.valid()) {
        const std::string_view name = words_.text(NameId{slot.detail()});
        if (holder.kind == Kind::instance) return of_instance(code, name);
        if (holder.kind == Kind::class_) return context_.flow->class_attribute(code, name);
    }
    if (slot.kind() == SlotKind::attribute && holder.kind == Kind::instance && !code.valid())
        return of_library(objects.class_of(parent).library, words_.text(NameId{slot.detail()}));
    const bool is_item =
        slot.kind() == SlotKind::index || slot.kind() == SlotKind::key || slot == heap::Slot::rest();
    if (is_item && holder.origin == Origin::child && holder.slot.kind() == SlotKind::attribute) {
        const program::CodeId owner = objects.class_of(holder.parent).code;
        if (owner.valid() && objects[holder.parent].kind == Kind::instance)
            return context_.flow->field_items(owner, words_.text(NameId{holder.slot.detail()}));
    }
    if (is_item && holder.origin == Origin::parameter && holds_items(holder))
        return context_.flow->parameter_items(code_, holder.site);
    if (slot.kind() == SlotKind::argument && holder.kind == Kind::function && code.valid()) {
        return of_default(code, slot.detail());
    }
    if (slot.kind() == SlotKind::content && objects.is_captured(parent)) return of_captured(holder.site);
    if (slot.kind() == SlotKind::content && holder.origin == Origin::variable && objects.is_global(parent)) {
        const program::ModuleId foreign = objects.module_of_variable(parent);
        return context_.flow->global(foreign.valid() ? foreign : context_.module_id,
                                     words_.text(NameId{holder.site}));
    }
    return {};
}

// What instances do not have of their own they have of their class: `cls.grid = np.zeros(3)` in a method of
// the class. What its body binds may be a descriptor.
Shape FlowShapes::of_instance(program::CodeId class_body, std::string_view name) const {
    const Shape own = context_.flow->field(class_body, name);
    if (own != Shape{} || context_.flow->stores(class_body, name) || context_.project == nullptr) return own;
    const ClassReader classes = context_.project->classes();
    const project::ClassInfo* const info = classes.find(class_body);
    if (info == nullptr || classes.lookup(*info, name).owner != nullptr) return own;
    const Shape shared = context_.flow->class_attribute(class_body, name);
    return shared.kind == Kind::instance && !shared.name.library.empty() ? shared : own;
}

// What the call says of a variable that was handed over.
Shape FlowShapes::of_captured(std::uint32_t index) const {
    const std::size_t place = context_.module.function(code_.function).parameter_count + index;
    if (place >= entry_.parameters.size()) return {};
    const ParameterBinding& known = entry_.parameters[place];
    return known.what == ParameterBinding::What::shape ? known.shape : Shape{};
}

// A container, or what `*rest` and `**options` take.
bool FlowShapes::holds_items(const heap::Object& parameter) const {
    constexpr models::Kinds kHolders =
        models::Kinds(Kind::list) | Kind::tuple | Kind::set | Kind::frozenset | Kind::dict;
    if (kHolders.has(parameter.kind)) return true;
    const auto parameters = context_.module.parameters_of(context_.module.function(code_.function));
    const program::ParameterKind kind = parameters[parameter.site].kind;
    return kind == program::ParameterKind::star || kind == program::ParameterKind::double_star;
}

// What the row of the class's constructor says of the attribute.
Shape FlowShapes::of_library(std::string_view class_name, std::string_view attribute) const {
    const models::Library& library = context_.library;
    for (const models::Model& model : library.functions(class_name)) {
        const models::Term& made = library.term(model.result);
        if (made.word != models::Word::instance || library.name(made.detail) != class_name) continue;
        for (const models::Term& part : library.arguments_of(made)) {
            if (part.word != models::Word::keyword || library.name(part.detail) != attribute) continue;
            const models::Term& value = library.arguments_of(part)[0];
            const models::Class* const known =
                value.word == models::Word::object ? library.find_class(library.name(value.detail)) : nullptr;
            if (known != nullptr) return {known->kind, {known->name, {}}};
        }
    }
    return {};
}

// What a default is, its own text says.
Shape FlowShapes::of_default(program::CodeId function, std::uint32_t place) const {
    const ProjectReader& project = *context_.project;
    const project::Definition& definition = project.interface(function.module).definition(function.function);
    if (!definition.made_in.valid()) return {};
    const program::Module& module = project.program(function.module);
    const program::Function& around = module.function(definition.made_in);
    const auto instructions = module.instructions_of(around);
    const auto operands = module.operands_of(instructions[definition.made.index()]);
    if (place >= operands.size() || !operands[place].valid()) return {};
    const program::ValueId origin = project::origin_of(module, around, operands[place]);
    switch (instructions[origin.index()].opcode) {
        case Opcode::make_list: return {Kind::list, {}};
        case Opcode::make_dict: return {Kind::dict, {}};
        case Opcode::make_set: return {Kind::set, {}};
        default: return {};
    }
}

}  // namespace doppelint::analysis
