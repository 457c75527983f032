#include "analysis/names.h"

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

}  // namespace

Value Names::constant(program::ConstantId id) const {
    Value result = heap::atoms(heap::kind_of(module_.constants[id.index()].kind));
    result.constant = id;
    return result;
}

// `*args` is a tuple and `**kwargs` a dict of this call's own; everything else is the caller's.
Value Names::parameter(State& state, ValueId id, const Instruction& it) {
    const std::uint32_t index = it.payload;
    const program::Parameter& parameter = module_.parameters_of(function_)[index];
    if (parameter.kind == ParameterKind::star) return rest_of_arguments(state, id, index, Kind::tuple);
    if (parameter.kind == ParameterKind::double_star) return rest_of_arguments(state, id, index, Kind::dict);
    if (is_own_instance(parameter, index)) {
        const std::uint32_t class_index = heap_.objects().class_index({{}, function_.parent});
        return heap_.value_of(heap_.objects().parameter(index, Kind::instance, false, class_index));
    }
    if (index > 0) assume_that(state, heap::Assumption::separate_roots);
    const std::vector<ParameterBinding>& bindings = activation_.entry.parameters;
    if (index < bindings.size() && bindings[index].what == ParameterBinding::What::own_default) {
        return own_default(state, index, bindings[index]);
    }
    return heap_.value_of(heap_.objects().parameter(index, Kind::opaque));
}

Value Names::rest_of_arguments(State& state, ValueId id, std::uint32_t index, Kind kind) {
    const ObjectId object = heap_.objects().made(id, 0, kind);
    ContentBuilder content;
    content.head().base = {heap::Base::What::symbolic, heap_.objects().parameter(index, Kind::opaque), 0};
    if (sound()) {
        content.head().base.what = heap::Base::What::unknown;
        content.head().distinct = heap::Distinct::unknown;
    }
    heap_.set_content(state, object, content);
    return heap_.value_of(object);
}

Value Names::own_default(State& state, std::uint32_t index, const ParameterBinding& binding) {
    const ObjectId object = heap_.objects().parameter(index, binding.kind);
    ContentBuilder content;
    content.head().base = {heap::Base::What::symbolic, object, 0};
    if (binding.empty) {
        content.head().base = {};
        content.head().exact = true;
    }
    heap_.set_content(state, object, content);
    return heap_.value_of(object);
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
    if (library.find_class(dotted) != nullptr) {
        return heap_.value_of(heap_.objects().external(dotted, Kind::class_));
    }
    const bool is_function = !library.functions(dotted).empty();
    return heap_.value_of(heap_.objects().external(dotted, is_function ? Kind::function : Kind::opaque));
}

// In a module's own body a global is a variable like any other; one that is not bound is a builtin.
Value Names::load_global(State& state, NameId name) {
    const GlobalName& known = context_.globals[name];
    if (known.what == GlobalName::What::unbound && !context_.globals.has_star_import()) return builtin(name);
    if (!is_module_body()) return global_in_function(state, name);
    Value result = heap_.read(state, global_variable(name), Slot::content());
    if (faulty(Fault::global_read_is_first)) result = heap::atoms(Kind::unbound);
    return result.plain.has(Kind::unbound) ? heap_.join(bound(result), builtin(name)) : result;
}

// That a module's own import holds is taken as given, also where anybody may bind the name anew.
Value Names::global_in_function(State& state, NameId name) {
    const GlobalName& known = context_.globals[name];
    if (known.what == GlobalName::What::library) return library_member(known.dotted);
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

Value Names::import(State& state, ValueId id, const Instruction& it) {
    const std::string dotted = imported_name(module_, it);
    return dotted.empty() ? parts_.outside.result(state, id) : library_member(dotted);
}

Value Names::library_member(std::string_view dotted) {
    const models::Library& library = context_.library;
    if (const models::Constant* const known = library.find_constant(dotted)) {
        const models::Term& term = library.term(known->value);
        if (term.word == models::Word::atom) return heap::atoms(static_cast<Kind>(term.detail));
        return heap_.value_of(heap_.objects().external(dotted, Kind::instance));
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
    return heap_.value_of(heap_.objects().external(dotted, kind));
}

Value Names::member(ObjectId module, std::string_view name) {
    return library_member(std::string(heap_.objects().external_name(module)) + "." + std::string(name));
}

}  // namespace doppelint::analysis
