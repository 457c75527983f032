#include "analysis/names.h"

#include <algorithm>

#include "analysis/annotations.h"
#include "analysis/call_flow.h"
#include "analysis/parts.h"
#include "heap/known_value.h"

namespace doppelint::analysis {

using heap::ContentBuilder;
using heap::Slot;
using program::ParameterKind;

namespace {

Value bound(Value value) {
    value.plain = value.plain - Kind::unbound;
    return value;
}

bool means_project(const project::Meanings& meanings) {
    return std::ranges::any_of(
        meanings.any, [](const project::Meaning& it) { return it.what != project::Meaning::What::library; });
}

Kind kind_of_constant(const models::Term& term) {
    switch (term.word) {
        case models::Word::list: return Kind::list;
        case models::Word::dict: return Kind::dict;
        case models::Word::set: return Kind::set;
        case models::Word::tuple: return Kind::tuple;
        case models::Word::frozenset: return Kind::frozenset;
        case models::Word::instance:
        case models::Word::object: return Kind::instance;
        default: return Kind::opaque;
    }
}

}  // namespace

Value Names::constant(program::ConstantId id) const {
    Value result = heap::atoms(heap::kind_of(module_.constants[id.index()].kind));
    result.constant = id;
    return result;
}

// `*args` is a tuple and `**kwargs` a dict of this call's own; everything else is the caller's.
// NOLINTNEXTLINE(misc-no-recursion): an earlier parameter, at most once for each
Value Names::parameter(State& state, ValueId id, const Instruction& it) {
    const std::uint32_t index = it.payload;
    const program::Parameter& parameter = module_.parameters_of(function_)[index];
    if (parameter.kind == ParameterKind::star) return rest_of_arguments(state, id, index, Kind::tuple);
    if (parameter.kind == ParameterKind::double_star) return rest_of_arguments(state, id, index, Kind::dict);
    if (is_own_instance(parameter, index)) {
        const std::uint32_t class_index =
            heap_.objects().class_index({{}, {context_.module_id, function_.parent}});
        return heap_.value_of(heap_.objects().parameter(index, Kind::instance, false, class_index));
    }
    if (index > 0) assume_that(state, heap::Assumption::separate_roots);
    const std::vector<ParameterBinding>& bindings = activation_.entry.parameters;
    if (index < bindings.size() && bindings[index].what == ParameterBinding::What::shape) {
        const heap::Shape& shape = bindings[index].shape;
        return heap_.value_of(
            heap_.objects().parameter(index, shape.kind, false, heap_.objects().class_index(shape.name)));
    }
    if (index < bindings.size() && bindings[index].what == ParameterBinding::What::truth) {
        const program::ConstantId known = activation_.constants().find(
            bindings[index].truth ? program::ConstantKind::true_ : program::ConstantKind::false_);
        return known.valid() ? constant(known) : heap::atoms(Kind::boolean);
    }
    if (index < bindings.size() && bindings[index].what == ParameterBinding::What::same) {
        return same_as(state, bindings[index].same_as);
    }
    if (index < bindings.size() && bindings[index].what == ParameterBinding::What::own_default) {
        return own_default(state, index, bindings[index]);
    }
    if (context_.flow != nullptr) {
        const heap::Shape shape = context_.flow->parameter(activation_.code(), index);
        const bool is_plain = models::kAtoms.has(shape.kind);
        if (is_plain && !parameter.type.valid()) {
            assume_that(state, heap::Assumption::closed_world);
            return heap::atoms(shape.kind);
        }
        if (shape != heap::Shape{} && !is_plain) {
            assume_that(state, heap::Assumption::closed_world);
            return heap_.value_of(
                heap_.objects().parameter(index, shape.kind, false, heap_.objects().class_index(shape.name)));
        }
        if (const std::optional<Value> declared = declared_parameter(parameter, index)) {
            assume_that(state, heap::Assumption::annotation);
            return *declared;
        }
    }
    return heap_.value_of(heap_.objects().parameter(index, Kind::opaque));
}

std::optional<Value> Names::declared_parameter(const program::Parameter& parameter, std::uint32_t index) {
    if (!parameter.type.valid()) return std::nullopt;
    const Annotated written = annotated(context_.globals, module_.text(parameter.type));
    // `x: list = None` is written for `list | None`.
    Value result = written.or_none || parameter.has_default ? heap::atoms(Kind::none) : Value{};
    if (const models::Kinds plain = values_named(written.name); !plain.empty()) {
        result.plain |= plain;
        return result;
    }
    const heap::Shape shape = shape_named(context_.library, written.name);
    if (shape == heap::Shape{}) return std::nullopt;
    const std::uint32_t class_index = heap_.objects().class_index(shape.name);
    return heap_.join(result,
                      heap_.value_of(heap_.objects().parameter(index, shape.kind, false, class_index)));
}

// The parameters are one object.
// NOLINTNEXTLINE(misc-no-recursion): an earlier parameter, at most once for each
Value Names::same_as(State& state, std::uint32_t index) {
    for (std::uint32_t at = 0; at < activation_.instructions.size(); ++at) {
        const Instruction& it = activation_.instructions[at];
        if (it.opcode == Opcode::parameter && it.payload == index) return parameter(state, ValueId{at}, it);
    }
    return heap_.value_of(heap_.objects().parameter(index, Kind::opaque));
}

Value Names::rest_of_arguments(State& state, ValueId id, std::uint32_t index, Kind kind) {
    const ObjectId object = heap_.objects().made(id, 0, kind);
    ContentBuilder content;
    content.head().base = {heap::Base::What::symbolic, heap_.objects().parameter(index, Kind::opaque), 0};
    if (context_.flow != nullptr &&
        context_.flow->parameter_items(activation_.code(), index) != heap::Shape{})
        assume_that(state, heap::Assumption::closed_world);
    if (sound()) {
        content.head().base.what = heap::Base::What::unknown;
        content.head().distinct = heap::Distinct::unknown;
    }
    heap_.set_content(state, object, content);
    return heap_.value_of(object);
}

Value Names::own_default(State& state, std::uint32_t index, const ParameterBinding& binding) {
    const std::uint32_t class_index = heap_.objects().class_index(binding.shape.name);
    const ObjectId object = heap_.objects().parameter(index, binding.kind, false, class_index);
    ContentBuilder content;
    content.head().base = {heap::Base::What::symbolic, object, 0};
    if (binding.empty) {
        content.head().base = {};
        content.head().exact = true;
    }
    heap_.set_content(state, object, content);
    const Value value = heap_.value_of(object);
    if (binding.variable.valid()) {
        const NameId name = activation_.words.find_or_add(binding.global);
        const ObjectId variable = binding.variable.module == context_.module_id
                                      ? heap_.objects().variable(name, false)
                                      : heap_.objects().foreign_variable(binding.variable.module, name);
        heap_.write(state, variable, Slot::content(), value, true);
    }
    return value;
}

// `self`: an instance of the class in whose body the function stands, and so of no library's class.
bool Names::is_own_instance(const program::Parameter& parameter, std::uint32_t index) const {
    const program::FunctionId function{static_cast<std::uint32_t>(&function_ - module_.functions.data())};
    return index == 0 && !parameter.has_default && !sound() && context_.methods.gets_instance(function);
}

Value Names::capture(const Instruction& it) {
    const program::Capture& capture = module_.captures_of(function_)[it.payload];
    const ObjectId variable = heap_.objects().captured(it.payload);
    if (!capture.by_value) return heap_.value_of(variable);
    return heap_.value_of(heap_.objects().child(variable, Slot::content(), 0));
}

Value Names::load_cell(State& state, const Instruction& it) {
    return bound(heap_.read(state, operand(it, 0), Slot::content()));
}

void Names::store_variable(State& state, const Value& cells, const Value& value) {
    const bool certain = heap_.only_object(cells).valid();
    for (const ObjectId object : objects_of(cells)) {
        heap_.write(state, object, Slot::content(), value, certain);
    }
}

Value Names::global_variable(NameId name) {
    return heap_.value_of(heap_.objects().variable(name, is_module_body()));
}

Value Names::local_variable(NameId name) {
    return heap_.value_of(heap_.objects().local_variable(name));
}

Value Names::builtin(NameId name) {
    const std::string dotted = "builtins." + std::string(module_.text(name));
    const models::Library& library = context_.library;
    const auto short_name = std::string_view(dotted).substr(std::string_view("builtins.").size());
    if (library.find_class(short_name) != nullptr) {
        return heap_.value_of(heap_.objects().external(short_name, Kind::class_));
    }
    const bool is_function = !library.functions(dotted).empty();
    return heap_.value_of(heap_.objects().external(dotted, is_function ? Kind::function : Kind::opaque));
}

// In a module's own body a global is a variable like any other; one that is not bound is a builtin.
Value Names::load_global(State& state, NameId name) {
    const GlobalName& known = context_.globals[name];
    const bool is_builtin = known.what == GlobalName::What::unbound && !context_.globals.has_star_import();
    if (is_builtin || !is_module_body()) {
        if (const auto found = globals_.find(name.index()); found != globals_.end()) return found->second;
    }
    if (is_builtin) return globals_.emplace(name.index(), builtin(name)).first->second;
    // What is bound once, before any function of the module runs, is what it was bound to.
    if (!is_module_body() && !sound() && known.switched.valid()) return constant(known.switched);
    if (!is_module_body()) return project_global(state, name);
    if (known.what == GlobalName::What::unbound && context_.project != nullptr && !sound()) {
        const project::Meanings meanings = context_.project->member(context_.module_id, module_.text(name));
        if (!meanings.any.empty()) return value_of(state, meanings);
    }
    Value result = heap_.read(state, global_variable(name), Slot::content());
    if (faulty(Fault::global_read_is_first)) result = heap::atoms(Kind::unbound);
    return result.plain.has(Kind::unbound) ? heap_.join(bound(result), builtin(name)) : result;
}

// Definitions and imports are what the module's text says; anything else is what its variable holds.
Value Names::project_global(State& state, NameId name) {
    if (context_.project == nullptr || sound()) return global_in_function(state, name);
    const project::Meanings& meanings = context_.project->loaded(context_.module_id, name);
    if (meanings.any.empty()) return global_in_function(state, name);
    const bool is_fixed =
        !meanings.open && std::ranges::none_of(meanings.any, [](const project::Meaning& it) {
            return it.what == project::Meaning::What::variable;
        });
    const Value result = value_of(state, meanings);
    if (is_fixed) globals_.emplace(name.index(), result);
    return result;
}

Value Names::value_of(State& state, const project::Meanings& meanings) {
    Value result;
    for (const project::Meaning& it : meanings.any) result = heap_.join(result, value_of(state, it));
    return result;
}

Value Names::value_of(State& state, const project::Meaning& meaning) {
    using What = project::Meaning::What;
    switch (meaning.what) {
        case What::function:
        case What::class_:
        case What::module: {
            const Value object = code_object(meaning.code);
            return known_object(state, heap_.objects().external_name(heap_.only_object(object)),
                                heap_.objects()[heap_.only_object(object)].kind, meaning.code,
                                heap_.objects()[heap_.only_object(object)].detail);
        }
        case What::library: return library_member(meaning.dotted);
        case What::variable: {
            assume_that(state, heap::Assumption::separate_roots);
            const std::string_view text = context_.project->program(meaning.code.module).text(meaning.name);
            const NameId name = activation_.words.find_or_add(text);
            const Value variable =
                meaning.code.module == context_.module_id
                    ? global_variable(name)
                    : heap_.value_of(heap_.objects().foreign_variable(meaning.code.module, name));
            return bound(heap_.read(state, variable, Slot::content()));
        }
    }
    return {};
}

Value Names::code_object(CodeId code) {
    const ProjectReader& project = *context_.project;
    const Function& function = project.program(code.module).function(code.function);
    Kind kind = Kind::function;
    if (function.kind == program::FunctionKind::module) kind = Kind::module;
    if (function.kind == program::FunctionKind::class_body) kind = Kind::class_;
    const bool is_decorated = kind == Kind::function && project.is_decorated(code);
    return heap_.value_of(
        heap_.objects().external(project.name(code), kind, {{}, code}, is_decorated ? kDecorated : 0));
}

Value Names::known_object(State& state, std::string_view text, Kind kind, CodeId code, std::uint32_t detail) {
    const bool is_own =
        is_module_body() && code.module == context_.module_id &&
        context_.project->interface(code.module).definition(code.function).made_in == program::FunctionId{0};
    if (is_own && kind != Kind::module) {
        const Value now =
            bound(heap_.read(state, global_variable(module_.function(code.function).name), Slot::content()));
        if (!now.nothing()) return now;
    }
    return heap_.value_of(heap_.objects().external(text, kind, {{}, code}, detail));
}

// That a module's own import holds is taken as given, also where anybody may bind the name anew.
Value Names::global_in_function(State& state, NameId name) {
    const GlobalName& known = context_.globals[name];
    if (known.what == GlobalName::What::library && !(sound() && is_of_project(name)))
        return library_member(known.dotted);
    assume_that(state, heap::Assumption::separate_roots);
    return bound(heap_.read(state, global_variable(name), Slot::content()));
}

// A class body's own names are variables of their own, before the globals or the cells around.
Value Names::load_local_name(State& state, const Instruction& it) {
    const NameId name{it.payload};
    const Value own = heap_.read(state, local_variable(name), Slot::content());
    if (!own.plain.has(Kind::unbound)) return own;
    if (!operand_id(it, 0).valid()) return heap_.join(bound(own), load_global(state, name));
    const Value around = operand(it, 0);
    const ObjectId cell = heap_.only_object(around);
    const bool is_cell = cell.valid() && heap_.objects()[cell].kind == Kind::cell;
    return heap_.join(bound(own), is_cell ? bound(heap_.read(state, cell, Slot::content())) : around);
}

// In the sound policy an import of a module that no model describes runs its code, and what it gives may be
// anything that there is already.
Value Names::import(State& state, ValueId id, const Instruction& it) {
    bool is_ours = false;
    if (context_.project != nullptr) {
        const project::Meanings& meanings =
            context_.project->imported(context_.module_id, program::ImportId{it.payload});
        if (!meanings.any.empty() && !sound()) return value_of(state, meanings);
        is_ours = means_project(meanings);
        const program::Import& import = module_.imports[it.payload];
        if (import.member.valid()) {
            const program::ModuleId from = context_.project->source_of(context_.module_id, import);
            if (const auto given = ask_module(state, id, from, module_.text(import.member))) return *given;
        }
    }
    const std::string dotted = imported_name(module_, it);
    const std::string_view top = std::string_view(dotted).substr(0, dotted.find('.'));
    if (sound() && (is_ours || !context_.library.has_module(top))) {
        return parts_.outside.call(state, id, std::span<const Value>());
    }
    return dotted.empty() ? parts_.outside.result(state, id) : library_member(dotted);
}

// Whether the global is, by an import, a module of the project or something of one.
bool Names::is_of_project(NameId name) const {
    return context_.project != nullptr && means_project(context_.project->loaded(context_.module_id, name));
}

Value Names::library_member(std::string_view dotted) {
    const models::Library& library = context_.library;
    if (const models::Constant* const known = library.find_constant(dotted, context_.versions)) {
        const models::Term& term = library.term(known->value);
        if (term.word == models::Word::atom) return heap::atoms(static_cast<Kind>(term.detail));
        return heap_.value_of(heap_.objects().external(dotted, kind_of_constant(term)));
    }
    constexpr std::string_view kBuiltins = "builtins.";
    if (dotted.starts_with(kBuiltins) && library.find_class(dotted.substr(kBuiltins.size())) != nullptr) {
        return heap_.value_of(heap_.objects().external(dotted.substr(kBuiltins.size()), Kind::class_));
    }
    Kind kind = Kind::opaque;
    if (library.find_class(dotted) != nullptr) {
        kind = Kind::class_;
    } else if (!library.functions(dotted).empty()) {
        kind = Kind::function;
    } else if (library.has_module(dotted) || dotted.find('.') == std::string_view::npos) {
        kind = Kind::module;
    }
    const bool is_described = kind != Kind::opaque && (kind != Kind::module || library.has_module(dotted));
    if (sound() && !is_described) return heap::anything();
    return heap_.value_of(heap_.objects().external(dotted, kind));
}

std::optional<Value> Names::ask_module(State& state, ValueId id, ObjectId module, std::string_view name) {
    const CodeId code = heap_.objects().class_of(module).code;
    if (!code.valid() || heap_.objects()[module].kind != Kind::module) return std::nullopt;
    return ask_module(state, id, code.module, name);
}

std::optional<Value> Names::ask_module(State& state, ValueId id, program::ModuleId module,
                                       std::string_view name) {
    if (!module.valid() || context_.summaries == nullptr) return std::nullopt;
    if (!context_.project->member(module, name).any.empty()) return std::nullopt;
    const project::Meanings hook = context_.project->member(module, "__getattr__");
    const project::Meaning* const only = hook.only();
    if (only == nullptr || only->what != project::Meaning::What::function) return std::nullopt;
    Arguments word;
    word.add(heap::atoms(Kind::string), ValueId{});
    return parts_.summaries.call(state, id, only->code, heap_.only_object(code_object(only->code)), word,
                                 false);
}

// Names that this module binds, too: the others are what the imported module says.
void Names::import_star(State& state, const Instruction& it) {
    if (context_.project == nullptr || sound() || !is_module_body()) return;
    for (const NameId name : context_.project->interface(context_.module_id).bound_names()) {
        const project::Meanings meanings = context_.project->star_imported(
            context_.module_id, module_.imports[it.payload], module_.text(name));
        if (!meanings.any.empty()) store_variable(state, global_variable(name), value_of(state, meanings));
    }
}

// What the function itself has put there, and what was there at first where it need not have.
Value Names::member(State& state, ObjectId module, std::string_view name) {
    const NameId word = activation_.words.find_or_add(name);
    const heap::Content content = heap_.content_of(state, module);
    const Value* const set = word.valid() ? content.find(heap::Slot::attribute(word)) : nullptr;
    if (set == nullptr || set->nothing() || set->plain.has(Kind::unbound))
        return first_member(state, module, name);
    Value result = *set;
    result.objects = heap_.sets().filtered(set->objects, [&](ObjectId it) {
        const heap::Object& object = heap_.objects()[it];
        return object.origin != heap::Origin::child || object.parent != module;
    });
    return result.objects == set->objects ? result : heap_.join(result, first_member(state, module, name));
}

Value Names::first_member(State& state, ObjectId module, std::string_view name) {
    const CodeId code = heap_.objects().class_of(module).code;
    if (code.valid() && heap_.objects()[module].kind == Kind::module) {
        const project::Meanings meanings = context_.project->member(code.module, name);
        if (!meanings.any.empty()) return value_of(state, meanings);
    }
    return library_member(std::string(heap_.objects().external_name(module)) + "." + std::string(name));
}

}  // namespace doppelint::analysis
