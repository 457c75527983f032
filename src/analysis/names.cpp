#include "analysis/interpreter.h"

namespace doppelint::analysis {

using heap::ContentBuilder;
using heap::Slot;
using program::ConstantKind;
using program::ParameterKind;

namespace {

Kind kind_of(ConstantKind kind) {
    switch (kind) {
        case ConstantKind::none: return Kind::none;
        case ConstantKind::true_:
        case ConstantKind::false_: return Kind::boolean;
        case ConstantKind::ellipsis: return Kind::other_atom;
        case ConstantKind::integer: return Kind::integer;
        case ConstantKind::float_: return Kind::floating;
        case ConstantKind::imaginary: return Kind::complex;
        case ConstantKind::string: return Kind::string;
        case ConstantKind::bytes: return Kind::bytes;
    }
    return Kind::other_atom;
}

}  // namespace

Value Interpreter::constant(const Instruction& it) {
    Value result = heap::atoms(kind_of(module_.constants[it.payload].kind));
    result.constant = program::ConstantId{it.payload};
    return result;
}

// `*args` is a tuple and `**kwargs` a dict of this call's own; everything else is the caller's.
Value Interpreter::parameter(State& state, ValueId id, const Instruction& it) {
    const program::Parameter& parameter = module_.parameters_of(function_)[it.payload];
    if (parameter.kind == ParameterKind::star || parameter.kind == ParameterKind::double_star) {
        const bool is_tuple = parameter.kind == ParameterKind::star;
        const ObjectId object = heap_.objects().made(id, 0, is_tuple ? Kind::tuple : Kind::dict);
        ContentBuilder content;
        content.head().base = {heap::Base::What::symbolic,
                               heap_.objects().parameter(it.payload, Kind::opaque), 0};
        if (sound()) {
            content.head().base.what = heap::Base::What::unknown;
            content.head().distinct = heap::Distinct::unknown;
        }
        heap_.set_content(state, object, content);
        return heap_.value_of(object);
    }
    if (is_own_instance(parameter, it.payload)) {
        const std::uint32_t class_index = heap_.objects().class_index({{}, function_.parent});
        return heap_.value_of(heap_.objects().parameter(it.payload, Kind::instance, false, class_index));
    }
    if (it.payload > 0) assume_that(state, heap::Assumption::separate_roots);
    if (it.payload >= entry_.parameters.size() ||
        entry_.parameters[it.payload].what == ParameterBinding::What::caller) {
        return heap_.value_of(heap_.objects().parameter(it.payload, Kind::opaque));
    }
    const ParameterBinding& binding = entry_.parameters[it.payload];
    const ObjectId object = heap_.objects().parameter(it.payload, binding.kind);
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
bool Interpreter::is_own_instance(const program::Parameter& parameter, std::uint32_t index) const {
    if (index != 0 || parameter.has_default || sound() || !function_.parent.valid()) return false;
    return function_.kind == program::FunctionKind::function &&
           module_.function(function_.parent).kind == program::FunctionKind::class_body;
}

Value Interpreter::load_cell(State& state, const Instruction& it) {
    Value result = heap_.read(state, operand(it, 0), Slot::content());
    result.plain = result.plain - Kind::unbound;
    return result;
}

void Interpreter::store_cell(State& state, ValueId id, const Instruction& it) {
    const Value cell = operand(it, 0);
    const bool certain = heap_.only_object(cell).valid();
    for (const ObjectId object : heap_.objects_of(cell)) {
        heap_.write(state, object, Slot::content(), operand(it, 1), certain);
    }
    static_cast<void>(id);
}

Value Interpreter::builtin(NameId name) {
    const std::string dotted = "builtins." + std::string(module_.text(name));
    const models::Library& library = context_.library;
    const auto short_name = std::string_view(dotted).substr(9);
    if (library.find_class(short_name) != nullptr)
        return heap_.value_of(heap_.objects().external(short_name, Kind::class_));
    if (library.find_class(dotted) != nullptr)
        return heap_.value_of(heap_.objects().external(dotted, Kind::class_));
    if (!library.functions(dotted).empty()) {
        return heap_.value_of(heap_.objects().external(dotted, Kind::function));
    }
    return heap_.value_of(heap_.objects().external(dotted, Kind::opaque));
}

// In a module's own body a global is a variable like any other; one that is not bound is a builtin.
Value Interpreter::load_global(State& state, NameId name) {
    const GlobalName& known = context_.globals[name];
    if (known.what == GlobalName::What::unbound && !context_.globals.has_star_import()) return builtin(name);
    if (!is_module_body()) return global_in_function(state, name);
    const ObjectId variable = heap_.objects().variable(name, is_module_body());
    Value result = heap_.read(state, variable, Slot::content());
    if (faulty(Fault::global_read_is_first)) result = heap::atoms(Kind::unbound);
    if (result.plain.has(Kind::unbound)) {
        result.plain = result.plain - Kind::unbound;
        result = heap_.join(result, builtin(name));
    }
    return result;
}

Value Interpreter::global_in_function(State& state, NameId name) {
    const GlobalName& known = context_.globals[name];
    if (known.what == GlobalName::What::library && !sound()) {
        return library_member(known.dotted, state, ValueId{0});
    }
    if (known.what == GlobalName::What::library) {
        // Who may change anything may bind the name anew; that a module's own import holds is taken as given.
        return library_member(known.dotted, state, ValueId{0});
    }
    assume_that(state, heap::Assumption::separate_roots);
    Value result = heap_.read(state, heap_.objects().variable(name, is_module_body()), Slot::content());
    result.plain = result.plain - Kind::unbound;
    return result;
}

// A class body's own names are variables of their own, before the globals or the cells around.
Value Interpreter::load_local_name(State& state, const Instruction& it) {
    const NameId name{it.payload};
    const ObjectId variable = heap_.objects().local_variable(name);
    Value result = heap_.read(state, variable, Slot::content());
    if (!result.plain.has(Kind::unbound)) return result;
    result.plain = result.plain - Kind::unbound;
    const ValueId outer = operand_id(it, 0);
    if (!outer.valid()) return heap_.join(result, load_global(state, name));
    const Value around = operand(it, 0);
    const ObjectId cell = heap_.only_object(around);
    if (cell.valid() && heap_.objects()[cell].kind == Kind::cell) {
        Value content = heap_.read(state, cell, Slot::content());
        content.plain = content.plain - Kind::unbound;
        return heap_.join(result, content);
    }
    return heap_.join(result, around);
}

Value Interpreter::import(State& state, ValueId id, const Instruction& it) {
    const std::string dotted = imported_name(module_, it);
    if (dotted.empty()) return unknown_result(state, id);
    return library_member(dotted, state, id);
}

// A module, function, class or object of a library; of one that no model knows, its name alone.
Value Interpreter::library_member(std::string_view dotted, State& state, ValueId id) {
    const models::Library& library = context_.library;
    if (const models::Constant* const known = library.find_constant(dotted)) {
        const ObjectId object = heap_.objects().external(dotted, Kind::instance);
        const models::Term& term = library.term(known->value);
        if (term.word == models::Word::atom) return heap::atoms(static_cast<Kind>(term.detail));
        static_cast<void>(state);
        static_cast<void>(id);
        return heap_.value_of(object);
    }
    Kind kind = Kind::opaque;
    if (library.find_class(dotted) != nullptr) {
        kind = Kind::class_;
    } else if (!library.functions(dotted).empty()) {
        kind = Kind::function;
    } else if (library.has_module(dotted) || dotted.find('.') == std::string_view::npos) {
        kind = Kind::module;
    }
    if (dotted.starts_with("builtins.") && library.find_class(dotted.substr(9)) != nullptr) {
        return heap_.value_of(heap_.objects().external(dotted.substr(9), Kind::class_));
    }
    return heap_.value_of(heap_.objects().external(dotted, kind));
}

Value Interpreter::member(ObjectId module, std::string_view name, State& state, ValueId id) {
    const std::string dotted = std::string(heap_.objects().external_name(module)) + "." + std::string(name);
    return library_member(dotted, state, id);
}

}  // namespace doppelint::analysis
