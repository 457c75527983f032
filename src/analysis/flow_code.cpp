#include "analysis/flow_solver.h"

namespace doppelint::analysis {

using program::Function;
using program::FunctionId;
using program::FunctionKind;
using program::Instruction;
using program::Label;
using program::Module;
using program::Opcode;
using project::ClassInfo;
using project::Member;
using project::Wrap;

namespace {

models::Kind kind_of_display(Opcode opcode) {
    switch (opcode) {
        case Opcode::make_list: return models::Kind::list;
        case Opcode::make_tuple: return models::Kind::tuple;
        case Opcode::make_set: return models::Kind::set;
        case Opcode::make_dict: return models::Kind::dict;
        default: return models::Kind::opaque;
    }
}

}  // namespace

void FlowSolver::look_at(CodeId code) {
    const Module& module = project_.program(code.module);
    const Function& function = module.function(code.function);
    const bool is_method = function.parent.valid() && function.parameter_count > 0 &&
                           module.function(function.parent).kind == FunctionKind::class_body;
    if (is_method) {
        add_self(code, {code.module, function.parent});
        find_ways_back(code, {code.module, function.parent});
    }
    add_declared_parameters(code);
    const auto instructions = module.instructions_of(function);
    for (std::uint32_t index = 0; index < instructions.size(); ++index) {
        look_at(code, ValueId{index}, instructions[index]);
    }
}

// A method's first parameter is an instance of its class, whoever calls it.
void FlowSolver::add_self(CodeId method, CodeId body) {
    const ClassInfo* const info = project_.classes().find(body);
    if (info == nullptr) return;
    const auto look_at = [&](std::string_view name, const std::vector<Member>& members) {
        bool found = false;
        for (const Member& it : members) {
            const bool is_maker = name == "__new__";
            if (it.function != method.function) continue;
            found = true;
            if (it.wrap == Wrap::static_method && !is_maker) continue;
            const bool gets_class = it.wrap == Wrap::class_method || is_maker;
            const auto kind = gets_class ? Thing::Kind::class_ : Thing::Kind::instance;
            add(parameter_of(method, 0), thing({kind, body, 0, 0, 0}));
        }
        return found;
    };
    // Mostly it stands there under its own name.
    const Module& module = project_.program(method.module);
    const auto own = info->members.find(module.text(module.function(method.function).name));
    if (own != info->members.end() && look_at(own->first, own->second)) return;
    for (const auto& [name, members] : info->members) static_cast<void>(look_at(name, members));
}

void FlowSolver::look_at(CodeId code, ValueId id, const Instruction& it) {
    const Module& module = project_.program(code.module);
    const auto operands = module.operands_of(it);
    const Node self = register_of(code, id);
    const auto operand = [&](std::size_t at) { return register_of(code, operands[at]); };
    const auto attribute = [&](What what, Node other) {
        add_use(operand(0), {what, code, id, other, text(code.module, NameId{it.payload}), 0});
    };
    switch (it.opcode) {
        case Opcode::phi:
            for (const ValueId one : operands) {
                if (one.valid()) add_edge(register_of(code, one), self);
            }
            return;
        case Opcode::get_attribute: return attribute(What::get_attribute, self);
        case Opcode::set_attribute: return attribute(What::set_attribute, operand(1));
        case Opcode::delete_attribute: return attribute(What::delete_attribute, 0);
        case Opcode::make_function: return make_function(code, id, it);
        case Opcode::make_class: return make_class(code, id, it);
        case Opcode::yield_value:
            add_edge(sent_to(code), self);
            return add_edge(operand(0), yielded_by(code));
        case Opcode::yield_from:
            add_use(operand(0), {What::walk, code, id, yielded_by(code), 0, 0});
            return add_use(operand(0), {What::operand, code, id, 0, 0, 0});
        case Opcode::return_value:
            if (operands.empty() || !operands[0].valid()) return;
            if (is_own_instance(code, operands[0])) gives_own_instance_.insert(result_of(code));
            return add_edge(operand(0), result_of(code));
        case Opcode::call: return add_use(operand(0), {What::call, code, id, self, 0, 0});
        case Opcode::assume: return narrow(code, id, it);
        default: look_at_name(code, id, it); return look_at_items(code, id, it);
    }
}

// `return self` of a method.
bool FlowSolver::is_own_instance(CodeId code, ValueId value) const {
    const Module& module = project_.program(code.module);
    const Function& function = module.function(code.function);
    const Instruction& origin = at(code, project::origin_of(module, function, value));
    return origin.opcode == Opcode::parameter && origin.payload == 0 && !function.is_generator &&
           function.parent.valid() && module.function(function.parent).kind == FunctionKind::class_body;
}

void FlowSolver::look_at_name(CodeId code, ValueId id, const Instruction& it) {
    const Module& module = project_.program(code.module);
    const auto operands = module.operands_of(it);
    const Node self = register_of(code, id);
    const auto operand = [&](std::size_t at) { return register_of(code, operands[at]); };
    switch (it.opcode) {
        case Opcode::bind: {
            if (at(code, operands[0]).opcode != Opcode::caught) return;
            // The handler's own test stands before it.
            for (std::uint32_t before = id.index(); before-- > operands[0].index();) {
                const Instruction& test = at(code, ValueId{before});
                if (test.opcode != Opcode::match_exception || module.operands_of(test)[0] != operands[0])
                    continue;
                return add_use(register_of(code, module.operands_of(test)[1]),
                               {What::operand, code, ValueId{before}, self, 1, 0});
            }
            return;
        }
        case Opcode::parameter: {
            const program::Parameter& parameter = module.parameters_of(project_.function(code))[it.payload];
            const bool is_tuple = parameter.kind == program::ParameterKind::star;
            if (!is_tuple && parameter.kind != program::ParameterKind::double_star) return;
            const ThingId rest =
                container(place_of(code, id), is_tuple ? models::Kind::tuple : models::Kind::dict);
            add(self, rest);
            return add_edge(parameter_of(code, it.payload), items_of(rest));
        }
        case Opcode::make_cell: {
            const ThingId cell = container(place_of(code, id), models::Kind::cell);
            add(self, cell);
            if (!operands.empty() && operands[0].valid()) add_edge(operand(0), items_of(cell));
            return;
        }
        case Opcode::load_cell: return add_use(operand(0), {What::get_item, code, id, self, 0, 0});
        case Opcode::store_cell: return add_use(operand(0), {What::set_item, code, id, operand(1), 0, 0});
        case Opcode::store_global:
            return add_edge(operand(0), global(code.module, text(code.module, NameId{it.payload})));
        case Opcode::load_local_name: {
            const ThingId around = thing({Thing::Kind::class_, code, 0, 0, 0});
            add_edge(field(around, text(code.module, NameId{it.payload})), self);
            if (operands.empty() || !operands[0].valid())
                return add_edge(loaded(code.module, NameId{it.payload}), self);
            return add_edge(operand(0), self);
        }
        case Opcode::store_local_name: {
            const ThingId around = thing({Thing::Kind::class_, code, 0, 0, 0});
            return add_edge(operand(0), field(around, text(code.module, NameId{it.payload})));
        }
        case Opcode::import_module:
            return add_meanings(project_.imported(code.module, program::ImportId{it.payload}), self);
        case Opcode::import_member: {
            const program::Import& import = module.imports[it.payload];
            const project::Meanings& found = project_.imported(code.module, program::ImportId{it.payload});
            if (!found.any.empty()) return add_meanings(found, self);
            if (const program::ModuleId from = project_.source_of(code.module, import); from.valid())
                read_member({What::get_attribute, code, id, self, 0, 0}, from, module.text(import.member));
            return;
        }
        default: return;
    }
}

void FlowSolver::look_at_items(CodeId code, ValueId id, const Instruction& it) {
    const Module& module = project_.program(code.module);
    const auto operands = module.operands_of(it);
    const Node self = register_of(code, id);
    const auto operand = [&](std::size_t at) { return register_of(code, operands[at]); };
    const auto put = [&](std::size_t at) {
        add_use(operand(0), {What::set_item, code, id, operand(at), 0, 0});
    };
    const auto put_all = [&](std::size_t at) {
        const Node items = new_node();
        add_use(operand(at), {What::walk, code, id, items, 0, 0});
        add_use(operand(0), {What::set_item, code, id, items, 0, 0});
    };
    switch (it.opcode) {
        case Opcode::get_iterator: return add_use(operand(0), {What::operand, code, id, self, 0, 0});
        case Opcode::next_item: return add_use(operand(0), {What::step, code, id, self, 0, 0});
        case Opcode::match_item:
        case Opcode::match_key: return add_use(operand(0), {What::get_item, code, id, self, 0, 0});
        case Opcode::unpacked: {
            const Node whole = register_of(code, module.operands_of(at(code, operands[0]))[0]);
            return add_use(whole, {What::spread, code, operands[0], self, 0, 0});
        }
        case Opcode::get_item: add_use(operand(0), {What::get_item, code, id, self, 0, 0}); break;
        case Opcode::set_item: put(2); break;
        case Opcode::list_append:
        case Opcode::set_add: put(1); break;
        case Opcode::dict_insert: put(2); break;
        case Opcode::list_extend:
        case Opcode::set_update:
        case Opcode::dict_update: return put_all(1);
        case Opcode::make_list:
        case Opcode::make_tuple:
        case Opcode::make_set:
        case Opcode::make_dict: make_container(code, id, it); break;
        default: break;
    }
    look_at_protocol(code, id, it);
    compute_at(code, id, it);
}

// What asks its operands for special methods: those that the operand's things may have.
void FlowSolver::look_at_protocol(CodeId code, ValueId id, const Instruction& it) {
    const auto operands = project_.program(code.module).operands_of(it);
    const auto use = [&](std::uint32_t place) {
        if (place >= operands.size() || !operands[place].valid()) return;
        // What such an instruction gives is plain.
        switch (at(code, operands[place]).opcode) {
            case Opcode::constant:
            case Opcode::compare:
            case Opcode::match_exception:
            case Opcode::match_sequence:
            case Opcode::match_mapping:
            case Opcode::match_class:
            case Opcode::build_string: return;
            default: break;
        }
        add_use(register_of(code, operands[place]),
                {What::operand, code, id, register_of(code, id), place, 0});
    };
    switch (it.opcode) {
        case Opcode::compare: {
            const auto how = static_cast<program::Comparison>(it.detail);
            if (how == program::Comparison::is || how == program::Comparison::is_not) return;
            if (how == program::Comparison::equal || how == program::Comparison::not_equal)
                note_equality(code, id);
            use(0);
            return use(1);
        }
        case Opcode::binary:
        case Opcode::in_place:
        case Opcode::get_item:
        case Opcode::set_item:
        case Opcode::delete_item:
        case Opcode::raise: use(0); return use(1);
        case Opcode::make_set:
            for (std::uint32_t at = 0; at < operands.size(); ++at) use(at);
            return;
        case Opcode::make_dict:
            for (std::uint32_t at = 0; at < operands.size(); at += 2) use(at);
            return;
        case Opcode::set_add:
        case Opcode::dict_insert:
        case Opcode::match_class:
        case Opcode::match_positional: return use(1);
        case Opcode::unary:
        case Opcode::branch:
        case Opcode::format_value:
        case Opcode::enter_context:
        case Opcode::exit_context:
        case Opcode::exit_context_raised:
        case Opcode::await_value: return use(0);
        default: return;
    }
}

void FlowSolver::make_container(CodeId code, ValueId id, const Instruction& it) {
    const Module& module = project_.program(code.module);
    const auto operands = module.operands_of(it);
    const Node self = register_of(code, id);
    const ThingId made = container(place_of(code, id), kind_of_display(it.opcode));
    add(self, made);
    const bool is_dict = it.opcode == Opcode::make_dict;
    for (std::uint32_t at = is_dict ? 1 : 0; at < operands.size(); at += is_dict ? 2 : 1) {
        const bool is_spread =
            is_dict ? !operands[at - 1].valid() : module.label_of(it, at).value == Label::kStar;
        const Node value = register_of(code, operands[at]);
        if (!is_spread) {
            add_edge(value, items_of(made));
        } else {
            add_use(value, {is_dict ? What::get_item : What::walk, code, id, items_of(made), 0, 0});
        }
    }
}

// `rows=[]`: while nobody fills it, it does not pass `if rows`.
void FlowSolver::note_empty_default(CodeId code, ValueId handed_over) {
    const Module& module = project_.program(code.module);
    const ValueId made = project::origin_of(module, project_.function(code), handed_over);
    if (!made.valid() || at(code, made).operand_count != 0) return;
    const models::Kind kind = kind_of_display(at(code, made).opcode);
    if (kind == models::Kind::opaque || kind == models::Kind::tuple) return;
    const ThingId thing = container(place_of(code, made), kind);
    if (thing >= empty_defaults_.size()) empty_defaults_.resize(things_.size());
    empty_defaults_[thing] = true;
}

// Defaults are what parameters may be; captures what was there when the function was made.
void FlowSolver::make_function(CodeId code, ValueId id, const Instruction& it) {
    const Module& module = project_.program(code.module);
    const auto operands = module.operands_of(it);
    const CodeId made{code.module, FunctionId{it.payload}};
    add(register_of(code, id), thing({Thing::Kind::function, made, 0, 0, 0}));
    const Function& function = project_.function(made);
    std::uint32_t place = 0;
    const auto parameters = module.parameters_of(function);
    for (std::uint32_t index = 0; index < parameters.size(); ++index) {
        if (!parameters[index].has_default) continue;
        if (operands[place].valid()) {
            note_empty_default(code, operands[place]);
            add_edge(register_of(code, operands[place]), parameter_of(made, index));
        }
        ++place;
    }
    for (std::uint32_t index = 0; index < function.capture_count; ++index) {
        if (operands[place + index].valid()) {
            add_edge(register_of(code, operands[place + index]), capture_of(made, index));
        }
    }
}

// A class, and what its metaclass and its bases do when it is made.
void FlowSolver::make_class(CodeId code, ValueId id, const Instruction& it) {
    const Module& module = project_.program(code.module);
    const auto operands = module.operands_of(it);
    const CodeId body{code.module, FunctionId{it.payload}};
    const ThingId made = thing({Thing::Kind::class_, body, 0, 0, 0});
    add(register_of(code, id), made);
    const std::uint32_t captures = project_.function(body).capture_count;
    const auto first = static_cast<std::uint32_t>(operands.size()) - captures;
    for (std::uint32_t at = 0; at < captures; ++at) {
        if (operands[first + at].valid())
            add_edge(register_of(code, operands[first + at]), capture_of(body, at));
    }
    const ClassInfo* const info = project_.classes().find(body);
    if (info == nullptr) return;
    Passed passed;
    passed.code = code;
    passed.at = id;
    passed.is_special = true;
    for (std::uint32_t at = 0; at < first; ++at) {
        const Label label = module.label_of(it, at);
        if (label.is_keyword() && module.text(label.keyword()) != "metaclass")
            passed.keywords.emplace_back(module.text(label.keyword()), register_of(code, operands[at]));
    }
    const project::Found hook = project_.classes().lookup(*info, "__init_subclass__", body);
    if (hook.owner != nullptr) {
        for (const Member& one : *hook.members)
            call_member(passed, *hook.owner, one, made, "__init_subclass__");
    }
    if (info->has_members) make_members(passed, *info);
    const ClassInfo* const meta = project_.classes().find(info->metaclass);
    if (meta == nullptr) return;
    const ThingId meta_thing = thing({Thing::Kind::class_, meta->body, 0, 0, 0});
    passed.positional = {0, 0, 0};
    for (const std::string_view name : {"__prepare__", "__new__", "__init__"}) {
        passed.result = name == "__new__" ? register_of(code, id) : new_node();
        if (name == "__prepare__") passed.positional.resize(2);
        static_cast<void>(ask_class(passed, *meta, name == "__init__" ? made : meta_thing, name));
        passed.positional = {0, 0, 0};
    }
}

}  // namespace doppelint::analysis
