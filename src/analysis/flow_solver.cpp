#include "analysis/flow_solver.h"

#include <algorithm>
#include <array>

namespace doppelint::analysis {

using program::Function;
using program::FunctionId;
using program::FunctionKind;
using program::Instruction;
using program::Label;
using program::Module;
using program::ModuleId;
using program::Opcode;
using project::ClassInfo;
using project::Meaning;
using project::Meanings;
using project::Member;
using project::Wrap;
using How = FlowCallee::How;

namespace {

/// Things that one node may hold; what comes later is not followed.
constexpr std::size_t kMostThings = 48;

}  // namespace

FlowSolver::FlowSolver(const project::Project& project, CallFlow& into) : project_(project), into_(into) {}

void FlowSolver::run() {
    number();
    for (std::uint32_t module = 0; module < project_.module_count(); ++module) {
        const auto count = static_cast<std::uint32_t>(project_.program(ModuleId{module}).functions.size());
        for (std::uint32_t index = 0; index < count; ++index) look_at({ModuleId{module}, FunctionId{index}});
    }
    solve();
    write_shapes();
}

void FlowSolver::number() {
    Node next = 1;
    for (std::uint32_t module = 0; module < project_.module_count(); ++module) {
        auto& registers = first_register_.emplace_back();
        auto& parameters = first_parameter_.emplace_back();
        for (const Function& it : project_.program(ModuleId{module}).functions) {
            registers.push_back(next);
            next += it.instruction_count;
            parameters.push_back(next);
            next += it.parameter_count + it.capture_count + 2;
        }
    }
    sets_.resize(next);
    first_edge_.resize(next);
    first_use_.resize(next);
}

FlowSolver::Node FlowSolver::new_node() {
    sets_.emplace_back();
    first_edge_.emplace_back();
    first_use_.push_back(0);
    return static_cast<Node>(sets_.size() - 1);
}

std::uint32_t FlowSolver::text(std::string_view it) {
    const auto [found, is_new] = text_ids_.try_emplace(it, static_cast<std::uint32_t>(texts_.size()));
    if (is_new) texts_.push_back(it);
    return found->second;
}

// A text that lives as long as this.
std::string_view FlowSolver::kept(const std::string& it) {
    if (const auto known = text_ids_.find(it); known != text_ids_.end()) return texts_[known->second];
    return kept_.emplace_back(it);
}

FlowSolver::ThingId FlowSolver::thing(const Thing& it) {
    const auto [found, is_new] = thing_ids_.try_emplace(it, static_cast<ThingId>(things_.size()));
    if (is_new) things_.push_back(it);
    return found->second;
}

FlowSolver::Node FlowSolver::global(ModuleId module, std::string_view name) {
    const auto [found, is_new] = globals_.try_emplace({module.index(), text(name)}, 0);
    if (is_new) found->second = new_node();
    return found->second;
}

FlowSolver::Node FlowSolver::field(ThingId thing, std::uint32_t text) {
    const auto [found, is_new] = fields_.try_emplace({thing, text}, 0);
    if (is_new) found->second = new_node();
    return found->second;
}

FlowSolver::Node FlowSolver::items_of(ThingId thing) {
    const auto [found, is_new] = items_.try_emplace(thing, 0);
    if (is_new) found->second = new_node();
    return found->second;
}

void FlowSolver::add(Node node, ThingId thing) {
    std::vector<ThingId>& set = sets_[node];
    if (set.size() >= kMostThings || std::ranges::find(set, thing) != set.end()) return;
    set.push_back(thing);
    pending_.emplace_back(node, thing);
}

// Few nodes lead to many; those keep their edges in a table, too.
bool FlowSolver::has_edge(Node from, Node to) {
    constexpr std::size_t kFew = 24;
    const auto key = [&](Node one) { return (static_cast<std::uint64_t>(from) << 32U) | one; };
    if (many_.contains(from)) return !many_edges_.insert(key(to)).second;
    std::size_t count = 0;
    for (std::uint32_t at = first_edge_[from]; at != 0; at = edges_[at].next, ++count) {
        if (edges_[at].to == to) return true;
    }
    if (count < kFew) return false;
    many_.insert(from);
    for (std::uint32_t at = first_edge_[from]; at != 0; at = edges_[at].next)
        many_edges_.insert(key(edges_[at].to));
    many_edges_.insert(key(to));
    return false;
}

void FlowSolver::add_edge(Node from, Node to) {
    if (from == to || has_edge(from, to)) return;
    edges_.push_back({to, first_edge_[from]});
    first_edge_[from] = static_cast<std::uint32_t>(edges_.size() - 1);
    for (const ThingId it : std::vector(sets_[from])) add(to, it);
}

void FlowSolver::add_use(Node node, Use use) {
    use.next = first_use_[node];
    first_use_[node] = static_cast<std::uint32_t>(uses_.size());
    uses_.push_back(use);
    for (const ThingId it : sets_[node]) pending_uses_.emplace_back(first_use_[node], it);
}

void FlowSolver::solve() {
    while (!pending_.empty() || !pending_uses_.empty()) {
        if (!pending_uses_.empty()) {
            const auto [use, thing] = pending_uses_.back();
            pending_uses_.pop_back();
            happen(Use(uses_[use]), thing);
            continue;
        }
        const auto [node, thing] = pending_.back();
        pending_.pop_back();
        for (std::uint32_t at = first_edge_[node]; at != 0; at = edges_[at].next) add(edges_[at].to, thing);
        if (const auto super = supers_.find(node); super != supers_.end()) {
            const auto [around, result] = super->second;
            add(result, this->thing({Thing::Kind::super, around, thing, 0, 0}));
        }
        for (std::uint32_t it = first_use_[node]; it != 0; it = uses_[it].next)
            pending_uses_.emplace_back(it, thing);
    }
}

CodeId FlowSolver::class_around(CodeId code) const {
    const Module& module = project_.program(code.module);
    for (FunctionId around = module.function(code.function).parent; around.valid();
         around = module.function(around).parent) {
        if (module.function(around).kind == FunctionKind::class_body) return {code.module, around};
    }
    return {};
}

void FlowSolver::look_at(CodeId code) {
    const Module& module = project_.program(code.module);
    const Function& function = module.function(code.function);
    const bool is_method = function.parent.valid() && function.parameter_count > 0 &&
                           module.function(function.parent).kind == FunctionKind::class_body;
    if (is_method) {
        add_self(code, {code.module, function.parent});
        find_ways_back(code, {code.module, function.parent});
    }
    const auto instructions = module.instructions_of(function);
    for (std::uint32_t index = 0; index < instructions.size(); ++index) {
        look_at(code, ValueId{index}, instructions[index]);
    }
}

// A method's first parameter is an instance of its class, whoever calls it.
void FlowSolver::add_self(CodeId method, CodeId body) {
    const ClassInfo* const info = project_.classes().find(body);
    if (info == nullptr) return;
    for (const auto& [name, members] : info->members) {
        for (const Member& it : members) {
            if (it.function != method.function || it.wrap == Wrap::static_method) continue;
            const bool gets_class = it.wrap == Wrap::class_method;
            const auto kind = gets_class ? Thing::Kind::class_ : Thing::Kind::instance;
            add(parameter_of(method, 0), thing({kind, body, 0, 0, 0}));
        }
    }
}

// A switch over what Python has.
// NOLINTNEXTLINE(readability-function-size,readability-function-cognitive-complexity)
void FlowSolver::look_at(CodeId code, ValueId id, const Instruction& it) {
    const Module& module = project_.program(code.module);
    const auto operands = module.operands_of(it);
    const Node self = register_of(code, id);
    const auto operand = [&](std::size_t at) { return register_of(code, operands[at]); };
    switch (it.opcode) {
        case Opcode::read:
        case Opcode::read_checked:
        case Opcode::bind:
        case Opcode::await_value:
        case Opcode::assume:
        case Opcode::get_iterator: add_edge(operand(0), self); break;
        case Opcode::phi:
            for (std::size_t at = 0; at < operands.size(); ++at) {
                if (operands[at].valid()) add_edge(operand(at), self);
            }
            break;
        case Opcode::parameter: {
            const program::Parameter& parameter = module.parameters_of(project_.function(code))[it.payload];
            const bool is_rest = parameter.kind == program::ParameterKind::star ||
                                 parameter.kind == program::ParameterKind::double_star;
            if (!is_rest) {
                add_edge(parameter_of(code, it.payload), self);
                break;
            }
            const bool is_tuple = parameter.kind == program::ParameterKind::star;
            const ThingId rest = container(self, is_tuple ? models::Kind::tuple : models::Kind::dict);
            add(self, rest);
            add_edge(parameter_of(code, it.payload), items_of(rest));
            break;
        }
        case Opcode::constant:
        case Opcode::build_string: add(self, thing({Thing::Kind::atom, {}, 0, 0, 0})); break;
        case Opcode::capture: add_edge(capture_of(code, it.payload), self); break;
        case Opcode::make_cell: {
            const ThingId cell = container(self, models::Kind::cell);
            add(self, cell);
            if (!operands.empty() && operands[0].valid()) add_edge(operand(0), items_of(cell));
            break;
        }
        case Opcode::load_cell:
        case Opcode::next_item:
        case Opcode::get_item:
        case Opcode::match_item:
        case Opcode::match_key: add_use(operand(0), {Use::What::get_item, code, id, self, 0, 0}); break;
        case Opcode::unpacked: {
            const Node whole = register_of(code, module.operands_of(at(code, operands[0]))[0]);
            add_use(whole, {Use::What::spread, code, id, self, 0, 0});
            break;
        }
        case Opcode::store_cell:
            add_use(operand(0), {Use::What::set_item, code, id, operand(1), 0, 0});
            break;
        case Opcode::set_item: add_use(operand(0), {Use::What::set_item, code, id, operand(2), 0, 0}); break;
        case Opcode::list_append:
        case Opcode::set_add: add_use(operand(0), {Use::What::set_item, code, id, operand(1), 0, 0}); break;
        case Opcode::dict_insert:
            add_use(operand(0), {Use::What::set_item, code, id, operand(2), 0, 0});
            break;
        case Opcode::load_global: load_global(code, NameId{it.payload}, self); break;
        case Opcode::store_global:
            add_edge(operand(0), global(code.module, module.text(NameId{it.payload})));
            break;
        case Opcode::load_local_name: {
            const ThingId around = thing({Thing::Kind::class_, code, 0, 0, 0});
            add_edge(field(around, text(module.text(NameId{it.payload}))), self);
            if (operands.empty() || !operands[0].valid()) {
                load_global(code, NameId{it.payload}, self);
            } else {
                add_edge(operand(0), self);
            }
            break;
        }
        case Opcode::store_local_name: {
            const ThingId around = thing({Thing::Kind::class_, code, 0, 0, 0});
            add_edge(operand(0), field(around, text(module.text(NameId{it.payload}))));
            break;
        }
        case Opcode::import_module:
        case Opcode::import_member:
            add_meanings(project_.imported(code.module, module.imports[it.payload]), self);
            break;
        case Opcode::get_attribute:
            add_use(operand(0),
                    {Use::What::get_attribute, code, id, self, text(module.text(NameId{it.payload})), 0});
            break;
        case Opcode::set_attribute:
            add_use(operand(0), {Use::What::set_attribute, code, id, operand(1),
                                 text(module.text(NameId{it.payload})), 0});
            break;
        case Opcode::make_list:
        case Opcode::make_tuple:
        case Opcode::make_set:
        case Opcode::make_dict: make_container(code, id, it); break;
        case Opcode::make_function: make_function(code, id, it); break;
        case Opcode::make_class: {
            const CodeId body{code.module, FunctionId{it.payload}};
            add(self, thing({Thing::Kind::class_, body, 0, 0, 0}));
            const std::uint32_t captures = project_.function(body).capture_count;
            const auto first = static_cast<std::uint32_t>(operands.size()) - captures;
            for (std::uint32_t at = 0; at < captures; ++at) {
                if (operands[first + at].valid()) add_edge(operand(first + at), capture_of(body, at));
            }
            break;
        }
        case Opcode::yield_value: add_edge(operand(0), yielded_by(code)); break;
        case Opcode::yield_from:
            add_use(operand(0), {Use::What::get_item, code, id, yielded_by(code), 0, 0});
            break;
        case Opcode::return_value:
            if (!operands.empty() && operands[0].valid()) add_edge(operand(0), result_of(code));
            break;
        case Opcode::call: add_use(operand(0), {Use::What::call, code, id, self, 0, 0}); break;
        default: break;
    }
}

void FlowSolver::make_container(CodeId code, ValueId id, const Instruction& it) {
    const Module& module = project_.program(code.module);
    const auto operands = module.operands_of(it);
    const Node self = register_of(code, id);
    models::Kind kind = models::Kind::list;
    if (it.opcode == Opcode::make_tuple) kind = models::Kind::tuple;
    if (it.opcode == Opcode::make_set) kind = models::Kind::set;
    if (it.opcode == Opcode::make_dict) kind = models::Kind::dict;
    const ThingId made = container(self, kind);
    add(self, made);
    const bool is_dict = it.opcode == Opcode::make_dict;
    for (std::uint32_t at = is_dict ? 1 : 0; at < operands.size(); at += is_dict ? 2 : 1) {
        const bool is_spread =
            is_dict ? !operands[at - 1].valid() : module.label_of(it, at).value == Label::kStar;
        const Node value = register_of(code, operands[at]);
        if (is_spread) {
            add_use(value, {Use::What::get_item, code, id, items_of(made), 0, 0});
        } else {
            add_edge(value, items_of(made));
        }
    }
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
        if (operands[place].valid()) add_edge(register_of(code, operands[place]), parameter_of(made, index));
        ++place;
    }
    for (std::uint32_t index = 0; index < function.capture_count; ++index) {
        if (operands[place + index].valid()) {
            add_edge(register_of(code, operands[place + index]), capture_of(made, index));
        }
    }
}

void FlowSolver::load_global(CodeId code, NameId name, Node into) {
    const std::string_view word = project_.program(code.module).text(name);
    const Meanings meanings = project_.member(code.module, word);
    if (meanings.any.empty()) {
        Thing library;
        library.kind = Thing::Kind::library;
        library.text = text(word);
        add(into, thing(library));
        return;
    }
    add_meanings(meanings, into);
}

void FlowSolver::add_meanings(const Meanings& meanings, Node into) {
    for (const Meaning& it : meanings.any) {
        switch (it.what) {
            case Meaning::What::function:
                if (project_.is_decorated(it.code)) {
                    const Module& module = project_.program(it.code.module);
                    add_edge(global(it.code.module, module.text(module.function(it.code.function).name)),
                             into);
                } else {
                    add(into, thing({Thing::Kind::function, it.code, 0, 0, 0}));
                }
                break;
            case Meaning::What::class_: add(into, thing({Thing::Kind::class_, it.code, 0, 0, 0})); break;
            case Meaning::What::module: add(into, thing({Thing::Kind::module, it.code, 0, 0, 0})); break;
            case Meaning::What::variable:
                add_edge(global(it.code.module, project_.program(it.code.module).text(it.name)), into);
                break;
            case Meaning::What::library: {
                Thing library;
                library.kind = Thing::Kind::library;
                library.text = text(kept(it.dotted));
                add(into, thing(library));
                break;
            }
        }
    }
}

void FlowSolver::happen(const Use& use, ThingId id) {
    const Thing it = things_[id];
    switch (use.what) {
        case Use::What::get_attribute: return get_attribute(use, id);
        case Use::What::set_attribute:
            if (it.kind == Thing::Kind::module) {
                return add_edge(use.other, global(it.code.module, texts_[use.text]));
            }
            return add_edge(use.other, field(id, use.text));
        case Use::What::get_item:
            if (it.kind == Thing::Kind::container) add_edge(items_of(id), use.other);
            return;
        case Use::What::set_item:
            if (it.kind == Thing::Kind::container) add_edge(use.other, items_of(id));
            return;
        // Of what a mapping's items are, the values are followed.
        case Use::What::spread:
            if (it.kind == Thing::Kind::container) {
                add_edge(items_of(id), use.other);
            } else {
                add(use.other, id);
            }
            return;
        case Use::What::call: return call(use, id);
    }
}

void FlowSolver::get_attribute(const Use& use, ThingId id) {
    const Thing it = things_[id];
    switch (it.kind) {
        case Thing::Kind::module:
            return add_meanings(project_.member(it.code.module, texts_[use.text]), use.other);
        case Thing::Kind::library: {
            constexpr std::size_t kLongestName = 200;
            if (texts_[it.text].size() > kLongestName) return;
            const std::string dotted = std::string(texts_[it.text]) + "." + std::string(texts_[use.text]);
            Thing library;
            library.kind = Thing::Kind::library;
            library.text = text(kept(dotted));
            return add(use.other, thing(library));
        }
        case Thing::Kind::container: return add(use.other, thing({Thing::Kind::member, {}, id, 0, use.text}));
        case Thing::Kind::instance:
        case Thing::Kind::class_: {
            add_edge(field(id, use.text), use.other);
            if (it.kind == Thing::Kind::instance && texts_[use.text] == "__class__") {
                return add(use.other, thing({Thing::Kind::class_, it.code, 0, 0, 0}));
            }
            if (const ClassInfo* const info = project_.classes().find(it.code))
                get_member(use, *info, id, {});
            return;
        }
        case Thing::Kind::super: {
            const Thing self = things_[it.of];
            const ClassInfo* const info = project_.classes().find(self.code);
            if (info != nullptr) get_member(use, *info, it.of, it.code);
            return;
        }
        default: return;
    }
}

void FlowSolver::get_member(const Use& use, const ClassInfo& info, ThingId self, CodeId after) {
    const project::Found found = project_.classes().lookup(info, texts_[use.text], after);
    if (found.owner == nullptr) return;
    for (const Member& it : *found.members) add_member(use, *found.owner, it, self);
}

void FlowSolver::add_member(const Use& use, const ClassInfo& owner, const Member& member, ThingId self) {
    const bool through_class = things_[self].kind == Thing::Kind::class_;
    const ModuleId module = owner.body.module;
    if (member.class_body.valid()) {
        return add(use.other, thing({Thing::Kind::class_, {module, member.class_body}, 0, 0, 0}));
    }
    const ThingId class_thing = thing({Thing::Kind::class_, owner.body, 0, 0, 0});
    if (!member.function.valid()) return add_edge(field(class_thing, use.text), use.other);
    const CodeId code{module, member.function};
    if (member.wrap == Wrap::property || member.wrap == Wrap::cached_property) {
        if (through_class || member.is_setter) return;
        add(parameter_of(code, 0), self);
        add_edge(result_of(code), use.other);
        return;
    }
    if (!member.decorators.empty()) {
        // What the decorators made, with its object in front.
        const Node made = register_of(owner.body, member.binding.value);
        for (const ThingId it : std::vector(sets_[made])) {
            if (things_[it].kind != Thing::Kind::function) continue;
            add(use.other, through_class ? it : thing({Thing::Kind::bound, things_[it].code, self, 0, 0}));
        }
        return;
    }
    const bool is_bare = member.wrap == Wrap::static_method || (through_class && member.wrap == Wrap::plain);
    if (is_bare) return add(use.other, thing({Thing::Kind::function, code, 0, 0, 0}));
    ThingId bound_to = self;
    if (member.wrap == Wrap::class_method && !through_class) {
        bound_to = thing({Thing::Kind::class_, things_[self].code, 0, 0, 0});
    }
    add(use.other, thing({Thing::Kind::bound, code, bound_to, 0, 0}));
}

FlowSolver::ThingId FlowSolver::container(Node place, models::Kind kind, CodeId code) {
    return thing({Thing::Kind::container, code, 0, place, static_cast<std::uint32_t>(kind)});
}

}  // namespace doppelint::analysis
