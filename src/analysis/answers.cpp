#include "analysis/answers.h"

#include <algorithm>
#include <map>

#include "analysis/readers.h"
#include "base/hash.h"
#include "program/form.h"

namespace doppelint::analysis {
namespace {

using program::Function;
using program::FunctionId;
using program::Instruction;
using program::Module;
using program::Opcode;
using program::PayloadForm;
using program::ValueId;
using project::ClassInfo;
using project::Meaning;
using What = Question::What;

/// How deep an expression is looked into. What a run makes of one is less.
constexpr std::uint32_t kDeepest = 8;

std::string_view text_of(const Module& module, NameId name) {
    return name.valid() ? module.text(name) : std::string_view();
}

void add_constant_value(Hasher& into, const Module& module, const program::Constant& it) {
    into.add(it.kind).add(it.exact).add(it.integer).add(text_of(module, it.text));
}

void add_labels(Hasher& into, const Module& module, const Instruction& it) {
    into.add(it.has_labels);
    for (std::uint32_t at = 0; it.has_labels != 0 && at < it.operand_count; ++at) {
        const program::Label label = module.label_of(it, at);
        if (label.is_keyword()) {
            into.add(module.text(label.keyword()));
        } else {
            into.add(label.value);
        }
    }
}

bool is_name(Opcode opcode) {
    switch (opcode) {
        case Opcode::load_local_name:
        case Opcode::load_global:
        case Opcode::get_attribute:
        case Opcode::import_module:
        case Opcode::import_member:
        case Opcode::capture: return true;
        default: return false;
    }
}

}  // namespace

Answers::Answers(const project::Project& project, const project::StableNames& names, const CallFlow& flow,
                 const std::vector<FileContext>& files)
    : project_(project), names_(names), flow_(flow), files_(files) {
    constants_.resize(project.module_count());
    imports_.resize(project.module_count());
    for (std::uint32_t at = 0; at < project.module_count(); ++at) {
        const Module& module = project.program(program::ModuleId{at});
        for (const program::Constant& it : module.constants) {
            constants_[at].insert(name_of_constant(it.kind, it.exact, text_of(module, it.text), it.integer));
        }
        for (std::uint32_t import = 0; import < module.imports.size(); ++import) {
            imports_[at].emplace(name_of(module, module.imports[import]), program::ImportId{import});
        }
    }
}

// One case for each kind of question.
// NOLINTNEXTLINE(readability-function-size)
std::uint64_t Answers::answer(const Question& question) const {
    Hasher hasher;
    const CodeId code = question.code;
    switch (question.what) {
        case What::text: add_text(hasher, code); break;
        case What::signature: add_signature(hasher, code); break;
        case What::annotations: add_annotations(hasher, code); break;
        case What::definition: add_definition(hasher, code); break;
        case What::decorated: hasher.add(project_.is_decorated(code)); break;
        case What::member: add_meanings(hasher, project_.member(code.module, question.text)); break;
        case What::import_source:
        case What::star_imported:
        case What::import: add_import(hasher, question); break;
        case What::class_shape: add_class(hasher, code); break;
        case What::subclasses: {
            const ClassInfo* const info = project_.classes().find(code);
            if (info != nullptr) {
                for (const CodeId it : info->subclasses) add_code(hasher, it);
            }
            break;
        }
        case What::overrides: add_overrides(hasher, question); break;
        case What::class_members: add_members(hasher, code); break;
        case What::lookup: add_lookup(hasher, question); break;
        case What::bound_names: {
            const Module& module = project_.program(code.module);
            std::vector<std::string_view> names;
            for (const NameId it : project_.interface(code.module).bound_names())
                names.push_back(module.text(it));
            std::ranges::sort(names);
            for (const std::string_view it : names) hasher.add(it);
            break;
        }
        case What::global_name: add_global_name(hasher, question); break;
        case What::star_import: hasher.add(files_[code.module.index()].globals->has_star_import()); break;
        case What::gets_instance:
            hasher.add(files_[code.module.index()].methods->gets_instance(code.function));
            break;
        case What::constant: add_constant(hasher, question); break;
        case What::callees:
            for (const FlowCallee& it : flow_.callees(code, ValueId{question.number})) {
                add_code(hasher, it.code);
                hasher.add(it.how);
            }
            break;
        case What::library_callees:
            for (const auto& [at, name] : flow_.library_callees(code, ValueId{question.number})) {
                hasher.add(name);
            }
            break;
        case What::stores: hasher.add(flow_.stores(code, question.text)); break;
        case What::leads_back: {
            const std::string_view asked = question.text;
            const std::size_t end = asked.find('\n');
            hasher.add(flow_.leads_back(code, asked.substr(0, end), asked.substr(end + 1)));
            break;
        }
        case What::held_parts:
            for (const FlowPart& it : flow_.held_parts(code, question.text)) {
                hasher.add(it.field);
                hasher.add(it.attribute);
            }
            break;
        case What::own_callback:
            if (const CallFlow::OwnCallback* const found = flow_.own_callback(code)) {
                add_code(hasher, found->class_body);
                hasher.add(found->capture);
            }
            break;
        case What::is_patched:
            hasher.add(code.valid() ? flow_.is_patched(code, question.text)
                                    : flow_.is_patched(question.text));
            break;
        case What::match_argument:
            if (const ClassInfo* const info = project_.classes().find(code)) {
                hasher.add(project_.classes().match_argument(project_, *info, question.number));
            }
            break;
        case What::field: add_shape(hasher, flow_.field(code, question.text)); break;
        case What::field_items: add_shape(hasher, flow_.field_items(code, question.text)); break;
        case What::class_attribute: add_shape(hasher, flow_.class_attribute(code, question.text)); break;
        case What::parameter: add_shape(hasher, flow_.parameter(code, question.number)); break;
        case What::parameter_items: add_shape(hasher, flow_.parameter_items(code, question.number)); break;
        case What::global: add_shape(hasher, flow_.global(code.module, question.text)); break;
        case What::shared_attribute: add_shared_attribute(hasher, question); break;
        case What::snapshot_user: add_snapshot_user(hasher, question); break;
        case What::filled_for_test:
            hasher.add(project::is_filled_for_each_test(project_, code, question.text));
            break;
        case What::knows_strangers:
            hasher.add(project::knows_strangers(project_, code, question.number != 0));
            break;
        case What::bound_together: {
            const std::string_view asked = question.text;
            const std::size_t end = asked.find('\n');
            hasher.add(project::are_bound_together(project_, code.module, asked.substr(0, end),
                                                   asked.substr(end + 1)));
            break;
        }
        case What::some_class: hasher.add(project_.classes().some_binds(question.text)); break;
        case What::runs_at_import: hasher.add(project::runs_at_import(project_, code)); break;
        case What::reads_frames: hasher.add(project::reads_frames(project_, code)); break;
        case What::table: add_table(hasher, code, question.text); break;
        case What::changer:
        case What::is_rebound:
        case What::field_changer:
        case What::gets_new_containers:
        case What::initial_fields:
        case What::is_frozen:
        case What::is_unhashable:
        case What::made_for_test:
        case What::factory_default:
            if (const ClassInfo* const info = project_.classes().find(code)) {
                add_class_fact(hasher, *info, question);
            }
            break;
        case What::literal:
        case What::own_tuple:
        case What::context_default:
        case What::option_default:
        case What::table_in:
        case What::comparisons:
        case What::repeated_in:
        case What::library_in:
        case What::default_in: add_holding(hasher, question); break;
        case What::summary:
        case What::special:
        case What::defaults:
        case What::count: return 0;
    }
    return hasher.value();
}

// How methods treat the attributes of their instances.
void Answers::add_class_fact(Hasher& hasher, const ClassInfo& info, const Question& question) const {
    switch (question.what) {
        case What::changer: add_code(hasher, project::changer(project_, info)); break;
        case What::is_rebound: hasher.add(project::is_rebound(project_, info, question.text)); break;
        case What::field_changer:
            add_code(hasher, project::field_changer(project_, info, question.text));
            break;
        case What::initial_fields:
            for (const project::InitialField& it : project::initial_fields(project_, info)) {
                hasher.add(it.name).add(it.store.index());
                add_code(hasher, it.constructor);
            }
            break;
        case What::gets_new_containers:
            hasher.add(project::gets_new_containers(project_, info, question.text));
            break;
        case What::is_frozen: hasher.add(project::is_frozen(project_, info)); break;
        case What::is_unhashable: hasher.add(project::is_unhashable(project_, info)); break;
        case What::made_for_test:
            hasher.add(project::is_made_for_each_test(project_, info, question.text));
            break;
        case What::factory_default:
            add_held(hasher, project::factory_default(project_, info, question.text));
            break;
        default: break;
    }
}

// What names, attributes and options hold.
void Answers::add_holding(Hasher& hasher, const Question& question) const {
    const CodeId code = question.code;
    switch (question.what) {
        case What::literal:
            if (const auto found = project::literal_of(project_, code.module, question.text)) {
                hasher.add(found->kind).add(found->is_handed_on).add(found->is_interned);
            }
            break;
        case What::own_tuple: hasher.add(project::is_own_tuple(project_, code.module, question.text)); break;
        case What::context_default:
            add_held(hasher, project::context_default(project_, code.module, question.text));
            break;
        case What::option_default:
            add_held(hasher, project::option_default(project_, code.module, question.text));
            break;
        case What::table_in:
            if (const FlowTable* const found = flow_.table_in(code, question.text)) {
                add_table(hasher, found->body, project_.program(found->body.module).text(found->name));
            }
            break;
        case What::comparisons:
            for (const FlowComparison& it : flow_.comparisons(code)) {
                hasher.add(it.what).add(it.comparison.index()).add(it.side.index()).add(it.library);
                if (it.what == FlowComparison::What::own_equality) continue;
                add_code(hasher, it.made_in);
                add_expression(hasher, it.made_in, it.made, Constants::by_kind);
                add_code(hasher, it.other_in);
                add_expression(hasher, it.other_in, it.other, Constants::by_kind);
            }
            break;
        case What::repeated_in:
            if (const FlowRepeated* const found = flow_.repeated_in(code, question.text)) {
                add_code(hasher, found->code);
                add_expression(hasher, found->code, found->value, Constants::by_kind);
            }
            break;
        case What::library_in:
            if (const FlowLibrary* const found = flow_.library_in(code, question.text)) {
                hasher.add(found->name).add(found->beside_dict).add(found->copied);
            }
            break;
        case What::default_in:
            if (const FlowDefault* const found = flow_.default_in(code, question.text)) {
                add_code(hasher, found->code);
                hasher.add(found->parameter);
            }
            break;
        default: break;
    }
}

void Answers::add_code(Hasher& into, CodeId code) const {
    into.add(code.valid() ? names_.name(code) : std::string_view());
}

void Answers::add_shape(Hasher& into, const heap::Shape& shape) const {
    into.add(shape.kind).add(shape.name.library);
    add_code(into, shape.name.code);
}

void Answers::add_meanings(Hasher& into, const project::Meanings& meanings) const {
    into.add(meanings.open).add(meanings.any.size());
    for (const Meaning& it : meanings.any) {
        into.add(it.what).add(it.dotted);
        add_code(into, it.code);
        if (it.what == Meaning::What::variable) into.add(project_.program(it.code.module).text(it.name));
    }
}

void Answers::add_payload(Hasher& into, CodeId in, const Instruction& it) const {
    const Module& module = project_.program(in.module);
    switch (program::form_of(it.opcode).payload) {
        case PayloadForm::none: break;
        case PayloadForm::constant: add_constant_value(into, module, module.constants[it.payload]); break;
        case PayloadForm::name:
        case PayloadForm::name_or_none: into.add(text_of(module, NameId{it.payload})); break;
        case PayloadForm::import: {
            const program::Import& import = module.imports[it.payload];
            into.add(name_of(module, import)).add(import.lazy);
            break;
        }
        case PayloadForm::function: {
            const CodeId made{in.module, FunctionId{it.payload}};
            add_code(into, made);
            for (const program::Parameter& one : module.parameters_of(module.function(made.function))) {
                if (one.has_default) into.add(text_of(module, one.name)).add(one.kind);
            }
            for (const program::Capture& one : module.captures_of(module.function(made.function))) {
                into.add(text_of(module, one.name)).add(one.by_value);
            }
            break;
        }
        case PayloadForm::parameter:
        case PayloadForm::capture:
        case PayloadForm::unpacking:
        case PayloadForm::index: into.add(it.payload); break;
    }
}

void Answers::add_signature(Hasher& into, CodeId code) const {
    const Module& module = project_.program(code.module);
    const Function& function = module.function(code.function);
    into.add(function.kind).add(function.is_async).add(function.is_generator);
    into.add(text_of(module, function.name));
    for (const program::Parameter& it : module.parameters_of(function)) {
        into.add(text_of(module, it.name)).add(it.kind).add(it.has_default);
    }
    into.add(function.capture_count);
    for (const program::Capture& it : module.captures_of(function)) {
        into.add(text_of(module, it.name)).add(it.by_value);
    }
    if (function.parent.valid()) into.add(module.function(function.parent).kind);
    if (const CodeId around = project_.class_around(code); around.valid()) into.add(project_.name(around));
}

void Answers::add_annotations(Hasher& into, CodeId code) const {
    const std::vector<std::uint64_t>& beside = files_[code.module.index()].beside;
    if (code.function.index() < beside.size()) into.add(beside[code.function.index()]);
}

// The lowered function without its nodes. Whether an instruction has one counts: what no person wrote has
// none.
void Answers::add_text(Hasher& into, CodeId code) const {
    add_signature(into, code);
    add_annotations(into, code);
    const Module& module = project_.program(code.module);
    const Function& function = module.function(code.function);
    into.add(function.incomplete).add(text_of(module, function.qualified_name));
    for (const program::Block& it : module.blocks_of(function)) {
        into.add(it.first_instruction).add(it.instruction_count).add(it.handler.index());
        into.add(it.reachable).add(it.loop_header).add(it.successor_count);
        for (const program::BlockId next : module.successors_of(it)) into.add(next.index());
        for (const program::BlockId before : module.predecessors_of(it)) into.add(before.index());
    }
    for (const Instruction& it : module.instructions_of(function)) {
        into.add(it.opcode).add(it.detail).add(it.node.valid()).add(it.operand_count);
        for (const ValueId operand : module.operands_of(it)) into.add(operand.index());
        add_labels(into, module, it);
        add_payload(into, code, it);
    }
}

// NOLINTNEXTLINE(misc-no-recursion): held to a limit
void Answers::add_expression(Hasher& into, CodeId in, ValueId value, Constants constants,
                             std::uint32_t depth) const {
    if (!value.valid() || !in.function.valid()) {
        into.add(0);
        return;
    }
    const Module& module = project_.program(in.module);
    const Function& function = module.function(in.function);
    const ValueId origin = project::origin_of(module, function, value);
    const Instruction& it = module.instructions_of(function)[origin.index()];
    into.add(it.opcode).add(it.detail).add(it.operand_count);
    if (it.opcode == Opcode::constant && constants == Constants::by_kind) {
        into.add(module.constants[it.payload].kind);
        return;
    }
    add_labels(into, module, it);
    add_payload(into, in, it);
    if (is_name(it.opcode)) add_meanings(into, project_.meaning_of(in, origin));
    if (depth == kDeepest || it.opcode == Opcode::phi) return;
    for (const ValueId operand : module.operands_of(it)) {
        add_expression(into, in, operand, constants, depth + 1);
    }
}

void Answers::add_definition(Hasher& into, CodeId code) const {
    const project::Definition& definition = project_.interface(code.module).definition(code.function);
    if (!definition.made_in.valid()) return;
    const CodeId in{code.module, definition.made_in};
    add_code(into, in);
    for (const ValueId it : definition.decorators) add_expression(into, in, it, Constants::by_kind);
    const Module& module = project_.program(code.module);
    const Instruction& made = module.instructions_of(module.function(in.function))[definition.made.index()];
    into.add(made.opcode);
    if (made.opcode != Opcode::make_function) return;
    std::size_t place = 0;
    for (const program::Parameter& it : module.parameters_of(module.function(code.function))) {
        if (!it.has_default) continue;
        add_expression(into, in, module.operands_of(made)[place++], Constants::by_value);
    }
}

void Answers::add_member(Hasher& into, CodeId body, const project::Member& member) const {
    into.add(member.function.valid()).add(member.class_body.valid());
    if (member.function.valid()) add_code(into, {body.module, member.function});
    if (member.class_body.valid()) add_code(into, {body.module, member.class_body});
    into.add(member.wrap).add(member.is_setter).add(member.decorators.size());
    for (const ValueId it : member.decorators) add_expression(into, body, it, Constants::by_kind);
    if (!member.function.valid() && !member.class_body.valid()) {
        add_expression(into, body, member.binding.value, Constants::by_kind);
    }
}

void Answers::add_lookup(Hasher& into, const Question& question) const {
    const ClassInfo* const info = project_.classes().find(question.code);
    if (info == nullptr) return;
    add_found(into, project_.classes().lookup(*info, question.text, question.other));
}

void Answers::add_overrides(Hasher& into, const Question& question) const {
    const ClassInfo* const info = project_.classes().find(question.code);
    if (info == nullptr) return;
    const auto all = overrides_in(project_.classes(), *info, question.text, question.other, question.number);
    into.add(all.has_value());
    if (!all) return;
    // What the class has itself, its own lookup finds.
    const project::Found own = project_.classes().lookup(*info, question.text, question.other);
    for (const project::Found& it : *all) {
        if (!it.same_as(own)) add_found(into, it);
    }
}

void Answers::add_found(Hasher& into, const project::Found& found) const {
    into.add(found.open);
    if (found.library != nullptr) into.add(*found.library);
    if (found.owner == nullptr) return;
    add_code(into, found.owner->body);
    for (const project::Member& it : *found.members) add_member(into, found.owner->body, it);
}

void Answers::add_class(Hasher& into, CodeId body) const {
    const ClassInfo* const info = project_.classes().find(body);
    if (info == nullptr) return;
    into.add(info->open)
        .add(info->has_metaclass)
        .add(info->is_metaclass)
        .add(info->hooks)
        .add(info->order.size());
    add_code(into, info->metaclass);
    for (const project::ClassName& it : info->order) {
        into.add(it.library);
        add_code(into, it.body);
    }
    const Module& module = project_.program(body.module);
    for (const NameId it : info->fields) into.add(module.text(it));
    const project::Definition& definition = project_.interface(body.module).definition(body.function);
    into.add(info->is_given_back).add(info->decorators.size());
    for (const ValueId it : info->decorators) {
        add_expression(into, {body.module, definition.made_in}, it, Constants::by_kind);
    }
}

void Answers::add_table(Hasher& into, CodeId body, std::string_view name) const {
    const auto table = project::table_of(project_, body, name);
    if (!table) return;
    add_code(into, body);
    into.add(name).add(table->is_empty).add(table->is_final);
}

void Answers::add_held(Hasher& into, const std::optional<project::HeldDefault>& found) const {
    if (!found) return;
    add_code(into, found->code);
    add_expression(into, found->code, found->value, Constants::by_kind);
}

void Answers::add_shared_attribute(Hasher& into, const Question& question) const {
    const ClassInfo* const info = project_.classes().find(question.code);
    if (info == nullptr) return;
    const auto found = project::shared_attribute(project_, *info, question.text);
    if (!found) return;
    add_code(into, found->owner);
    into.add(found->promise).add(found->is_field).add(found->is_stored).add(found->is_instance);
    into.add(project::is_only_changed(project_, *info, question.text));
    const ClassInfo* const owner = project_.classes().find(found->owner);
    into.add(owner != nullptr && project::has_one_instance(project_, *owner));
    add_expression(into, found->owner, found->value, Constants::by_kind);
}

void Answers::add_snapshot_user(Hasher& into, const Question& question) const {
    const ClassInfo* const info = project_.classes().find(question.code);
    if (info == nullptr) return;
    add_code(into, project::snapshot_user(project_, *info, question.text));
}

void Answers::add_members(Hasher& into, CodeId body) const {
    const ClassInfo* const info = project_.classes().find(body);
    if (info == nullptr) return;
    const std::map<std::string_view, const std::vector<project::Member>*> sorted = [&] {
        std::map<std::string_view, const std::vector<project::Member>*> result;
        for (const auto& [name, members] : info->members) result.emplace(name, &members);
        return result;
    }();
    for (const auto& [name, members] : sorted) {
        into.add(name).add(members->size());
        for (const project::Member& it : *members) add_member(into, body, it);
    }
}

// The import that is written so; none if nobody in the module imports it any more.
program::ImportId Answers::import_called(CodeId body, std::string_view name) const {
    const auto& imports = imports_[body.module.index()];
    const auto found = imports.find(std::string(name));
    return found != imports.end() ? found->second : program::ImportId{};
}

void Answers::add_import(Hasher& into, const Question& question) const {
    const std::string_view asked = question.text;
    const std::size_t end = asked.find('\n');
    const program::ModuleId module = question.code.module;
    const program::ImportId found = import_called(question.code, asked.substr(0, end));
    if (!found.valid()) return;
    const program::Import& import = project_.program(module).imports[found.index()];
    switch (question.what) {
        case What::import_source: {
            const program::ModuleId source = project_.source_of(module, import);
            return add_code(into, source.valid() ? CodeId{source, FunctionId{0}} : CodeId{});
        }
        case What::star_imported:
            return add_meanings(into, project_.star_imported(module, import, asked.substr(end + 1)));
        default: return add_meanings(into, project_.imported(module, found));
    }
}

void Answers::add_global_name(Hasher& into, const Question& question) const {
    static const GlobalName nothing;
    const Module& module = project_.program(question.code.module);
    const NameId name = module.names.find(question.text);
    const GlobalName& it = name.valid() ? (*files_[question.code.module.index()].globals)[name] : nothing;
    into.add(it.what)
        .add(it.bindings)
        .add(it.is_rebound)
        .add(it.is_augmented)
        .add(it.dotted)
        .add(it.nan)
        .add(it.is_marker);
    if (it.definition.valid()) add_code(into, {question.code.module, it.definition});
}

void Answers::add_constant(Hasher& into, const Question& question) const {
    into.add(constants_[question.code.module.index()].contains(question.text));
}

}  // namespace doppelint::analysis
