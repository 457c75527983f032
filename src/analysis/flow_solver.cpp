#include "analysis/flow_solver.h"

#include <algorithm>

#include "heap/known_value.h"

namespace doppelint::analysis {

using program::Function;
using program::FunctionId;
using program::Instruction;
using program::Module;
using program::ModuleId;
using program::Opcode;
using project::Meaning;
using project::Meanings;

namespace {

/// Things that one node may hold; what comes later is not followed.
constexpr std::size_t kMostThings = 48;
// Real projects take 1 to 8 steps for each register.
constexpr std::size_t kMostStepsPerRegister = 20;
constexpr std::size_t kFreeSteps = 1'000'000;
// Where copies of sentinels come to; those that are not found in so many are not said.
constexpr std::size_t kFreeStepsOfCopies = 100'000;
/// How often what did not come is looked at.
constexpr std::uint32_t kMostRounds = 4;

}  // namespace

FlowSolver::FlowSolver(const project::Project& project, CallFlow& into) : project_(project), into_(into) {}

void FlowSolver::run() {
    static_cast<void>(text(""));  // 0: none
    make_atoms();
    find_sentinels();
    number();
    for (std::uint32_t index = 0; index < sentinels_.size(); ++index)
        add(register_of(sentinels_[index].code, sentinels_[index].made), kLastAtom + 1 + index);
    for (std::uint32_t module = 0; module < project_.module_count(); ++module) {
        const auto count = static_cast<std::uint32_t>(project_.program(ModuleId{module}).functions.size());
        for (std::uint32_t index = 0; index < count; ++index) look_at({ModuleId{module}, FunctionId{index}});
    }
    most_steps_ = kFreeSteps + kMostStepsPerRegister * registers_.size();
    solve_with_delayed();
    // What annotations say comes on top, where the project leaves time for it.
    if (steps_ < most_steps_ / 2 && add_declared_parameters()) solve_with_delayed();
    if (steps_ < most_steps_) {
        most_steps_ = steps_ + kFreeStepsOfCopies + registers_.size();
        copy_what_holds_sentinels();
        write_copied_sentinels();
        write_fresh_methods();
        write_own_equalities();
        return write_shapes();
    }
    // What came together is true; what did not is not known to be all.
    into_.is_incomplete_ = true;
    for (std::uint32_t module = 0; module < project_.module_count(); ++module) {
        const std::size_t count = project_.program(ModuleId{module}).functions.size();
        into_.parameter_places_.emplace_back(count, CallFlow::kNoShapes);
    }
}

void FlowSolver::solve_with_delayed() {
    solve();
    for (std::uint32_t round = 0; round < kMostRounds && look_at_delayed(); ++round) solve();
}

void FlowSolver::number() {
    std::size_t instructions = 0;
    for (std::uint32_t module = 0; module < project_.module_count(); ++module)
        instructions += project_.program(ModuleId{module}).instructions.size();
    // Mostly there are fewer nodes than registers.
    registers_.reserve(instructions);
    sets_.reserve(instructions);
    ways_.reserve(instructions);
    static_cast<void>(new_nodes(1));
    complete(kUnknown);
    for (std::uint32_t module = 0; module < project_.module_count(); ++module)
        texts_.emplace_back(project_.program(ModuleId{module}).names.size());
    for (std::uint32_t module = 0; module < project_.module_count(); ++module) {
        const Module& program = project_.program(ModuleId{module});
        const auto constants = static_cast<std::uint32_t>(program.constants.size());
        const Node first = new_nodes(constants);
        first_constant_.push_back(first);
        for (Node node = first; node < first + constants; ++node) {
            add(node, atom(heap::kind_of(program.constants[node - first].kind)));
            complete(node);
        }
        first_register_.emplace_back();
        first_parameter_.emplace_back();
        loaded_.emplace_back(program.names.size());
        for (std::uint32_t index = 0; index < program.functions.size(); ++index) {
            number({ModuleId{module}, FunctionId{index}});
        }
    }
    pending_.clear();
}

void FlowSolver::number(CodeId code) {
    const Module& module = project_.program(code.module);
    const Function& function = module.function(code.function);
    constexpr std::uint32_t kOwn = 3;  // what it returns, what it yields, what is sent to it
    first_parameter_.back().push_back(new_nodes(function.parameter_count + function.capture_count + kOwn));
    const auto first = static_cast<Node>(registers_.size());
    first_register_.back().push_back(first);
    const auto instructions = module.instructions_of(function);
    constexpr Node kNone = ~0U;
    registers_.resize(first + instructions.size(), kNone);
    const auto passes_on = [&](ValueId id) {
        const Instruction& it = instructions[id.index()];
        switch (it.opcode) {
            case Opcode::read:
            case Opcode::read_checked: return true;
            case Opcode::assume: return !narrows(code, it) && barred_by(code, it).nothing();
            case Opcode::bind:
                return instructions[module.operands_of(it)[0].index()].opcode != Opcode::caught;
            default: return false;
        }
    };
    for (std::uint32_t index = 0; index < instructions.size(); ++index) {
        // What only passes a value on may stand before what made it.
        ValueId made{index};
        while (registers_[first + made.index()] == kNone && passes_on(made)) {
            made = module.operands_of(instructions[made.index()])[0];
        }
        Node& node = registers_[first + made.index()];
        if (node == kNone) node = node_for(code, instructions[made.index()]);
        registers_[first + index] = node;
    }
}

FlowSolver::Node FlowSolver::node_for(CodeId code, const Instruction& it) {
    switch (it.opcode) {
        case Opcode::constant: return first_constant_[code.module.index()] + it.payload;
        case Opcode::build_string: {
            const Node node = new_node();
            add(node, atom(models::Kind::string));
            complete(node);
            return node;
        }
        case Opcode::parameter: {
            const Module& module = project_.program(code.module);
            const auto kind = module.parameters_of(project_.function(code))[it.payload].kind;
            const bool is_rest =
                kind == program::ParameterKind::star || kind == program::ParameterKind::double_star;
            return is_rest ? new_node() : parameter_of(code, it.payload);
        }
        case Opcode::capture: return capture_of(code, it.payload);
        case Opcode::load_global: return loaded(code.module, NameId{it.payload});
        case Opcode::undefined:
        case Opcode::incomplete:
        case Opcode::make_slice: return kUnknown;
        default: return program::shape_of(it.opcode) == program::Shape::value ? new_node() : kUnknown;
    }
}

FlowSolver::Node FlowSolver::new_nodes(std::uint32_t count) {
    const auto first = static_cast<Node>(sets_.size());
    sets_.resize(first + count);
    ways_.resize(first + count);
    return first;
}

FlowSolver::ThingId FlowSolver::thing(const Thing& it) {
    std::uint64_t hash = FlatIndex::mixed(static_cast<std::uint64_t>(it.kind), pair_of(it.of, it.place));
    hash = FlatIndex::mixed(hash, pair_of(it.code.module.index(), it.code.function.index()));
    const auto [number, is_new] =
        thing_index_.find_or_add(FlatIndex::mixed(hash, it.text), static_cast<ThingId>(things_.size()),
                                 [&](ThingId known) { return things_[known] == it; });
    if (is_new) things_.push_back(it);
    return number;
}

FlowSolver::ThingId FlowSolver::container(Node place, models::Kind kind, CodeId code, std::uint32_t tag) {
    return thing({Thing::Kind::container, code, tag, place, static_cast<std::uint32_t>(kind)});
}

std::uint32_t FlowSolver::text(ModuleId module, NameId name) {
    std::uint32_t& known = texts_[module.index()][name.index()];
    if (known == 0) known = text(project_.program(module).text(name));
    return known;
}

FlowSolver::Node FlowSolver::global(ModuleId module, std::uint32_t text) {
    const auto [node, is_new] = globals_.find_or_add(pair_of(module.index(), text));
    if (is_new) node = new_node();
    return node;
}

FlowSolver::Node FlowSolver::field(ThingId thing, std::uint32_t text) {
    const auto [node, is_new] = fields_.find_or_add(pair_of(thing, text));
    if (!is_new) return node;
    const Node made = node = new_node();
    if (is_deep_copy(thing)) fill_copied_field(thing, text, made);
    return made;
}

FlowSolver::Node FlowSolver::items_of(ThingId thing) {
    if (thing >= items_.size()) items_.resize(things_.size());
    Node& node = items_[thing];
    if (node == 0) node = new_node();
    return node;
}

void FlowSolver::complete(Node node) {
    ways_[node].is_complete = true;
    sets_.close(node);
}

void FlowSolver::add(Node node, ThingId thing) {
    if (is_sentinel(thing) && narrowed_.contains(node))
        return delayed_.push_back({{What::narrow, {}, {}, node, 0, 0}, thing, false});
    if (ways_[node].bars && is_barred(node, thing)) return;
    if (thing >= first_copy_ && is_deep_copy(thing) && gives_own_instance_.contains(node)) return;
    if (sets_.add(node, thing, kMostThings)) pending_.emplace_back(node, thing);
}

// Few nodes lead to many; those keep their edges in a table, too.
bool FlowSolver::has_edge(Node from, Node to) {
    constexpr std::size_t kFew = 24;
    const auto key = [&](Node one) { return pair_of(from, one); };
    if (ways_[from].has_many_edges) return !many_edges_.insert(key(to));
    std::size_t count = 0;
    for (std::uint32_t at = ways_[from].first_edge; at != 0; at = edges_[at].next, ++count) {
        if (edges_[at].to == to) return true;
    }
    if (count < kFew) return false;
    ways_[from].has_many_edges = true;
    for (std::uint32_t at = ways_[from].first_edge; at != 0; at = edges_[at].next)
        many_edges_.insert(key(edges_[at].to));
    many_edges_.insert(key(to));
    return false;
}

void FlowSolver::add_edge(Node from, Node to) {
    if (from == to || to == kUnknown) return;
    if (ways_[from].is_complete) {
        if (sets_[from].empty()) spread_.push_back(to);
        for (const ThingId it : sets_[from]) add(to, it);
        return;
    }
    if (has_edge(from, to)) return;
    edges_.push_back({to, ways_[from].first_edge});
    ways_[from].first_edge = static_cast<std::uint32_t>(edges_.size() - 1);
    for (const ThingId it : sets_[from]) add(to, it);
}

void FlowSolver::add_use(Node node, Use use) {
    if (node == 0) return;
    use.next = ways_[node].first_use;
    ways_[node].first_use = static_cast<std::uint32_t>(uses_.size());
    uses_.push_back(use);
    for (const ThingId it : sets_[node]) {
        if (!is_atom(it) || use.what == What::compute) pending_uses_.emplace_back(ways_[node].first_use, it);
    }
}

void FlowSolver::solve() {
    while (!pending_.empty() || !pending_uses_.empty()) {
        if (++steps_ >= most_steps_) return;
        if (!pending_uses_.empty()) {
            const auto [use, thing] = pending_uses_.back();
            pending_uses_.pop_back();
            happen(Use(uses_[use]), thing);
            continue;
        }
        const auto [node, thing] = pending_.back();
        pending_.pop_back();
        for (std::uint32_t at = ways_[node].first_edge; at != 0; at = edges_[at].next)
            add(edges_[at].to, thing);
        if (is_atom(thing)) {
            for (std::uint32_t it = ways_[node].first_use; it != 0; it = uses_[it].next) {
                if (uses_[it].what == What::compute) pending_uses_.emplace_back(it, thing);
            }
            continue;
        }
        if (ways_[node].is_self) {
            const auto [around, result] = supers_.at(node);
            add(result, this->thing({Thing::Kind::super, around, thing, 0, 0}));
        }
        for (std::uint32_t it = ways_[node].first_use; it != 0; it = uses_[it].next)
            pending_uses_.emplace_back(it, thing);
    }
}

// What only happens where something else does not: `__getattr__` where nobody stores the attribute, a
// reflected operator where the left side has none. False: nothing of that.
// NOLINTNEXTLINE(readability-function-*): one case after the other
bool FlowSolver::look_at_delayed() {
    bool any = false;
    // It grows meanwhile.
    for (std::size_t at = 0; at < delayed_.size(); ++at) {  // NOLINT(modernize-loop-convert)
        if (delayed_[at].done) continue;
        const Use use = delayed_[at].use;
        const ThingId id = delayed_[at].thing;
        if (use.what == What::narrow) {
            delayed_[at].done = true;
            if (!passes(narrowed_[use.other], id) || !sets_.add(use.other, id, kMostThings)) continue;
            pending_.emplace_back(use.other, id);
        } else if (use.what == What::copy) {
            delayed_[at].done = true;
            copy_sentinel(use, id);
        } else if (use.what == What::get_attribute) {
            delayed_[at].done = true;
            if (stored_.contains(pair_of(original_of(id), use.text))) continue;
            ask_hook(use, id, "__getattr__");
        } else {
            // The left side has something that is none of the project's instances.
            const auto is_strange = [&](ThingId it) { return things_[it].kind != Thing::Kind::instance; };
            const ThingSets::Set left = sets_[use.other];
            bool any_strange = left.empty();
            for (const ThingId one : left) any_strange |= is_strange(one);
            if (!any_strange) continue;
            delayed_[at].done = true;
            ask_any(asked(use, {use.other}, register_of(use.code, use.at)), id, word(use.text));
        }
        any = true;
    }
    const std::vector<std::uint32_t> names = std::move(newly_patched_);
    newly_patched_.clear();
    if (names.empty()) return any;
    const std::size_t last = sets_.size();
    for (Node node = 1; node < last; ++node) {
        for (std::uint32_t it = ways_[node].first_use; it != 0; it = uses_[it].next) {
            if (uses_[it].what != What::get_attribute) continue;
            if (std::ranges::find(names, uses_[it].text) == names.end()) continue;
            for (const ThingId one : sets_[node]) {
                const Thing::Kind kind = things_[one].kind;
                if (kind == Thing::Kind::instance || kind == Thing::Kind::class_)
                    pending_uses_.emplace_back(it, one);
            }
        }
    }
    return true;
}

// NOLINTNEXTLINE(readability-function-*): one case for each use
void FlowSolver::happen(const Use& use, ThingId id) {
    const Thing it = things_[id];
    switch (use.what) {
        case What::get_attribute: return get_attribute(use, id);
        case What::set_attribute: return set_attribute(use, id);
        case What::delete_attribute: return delete_attribute(use, id);
        case What::get_item:
            if (it.kind == Thing::Kind::space) return get_of_space(use, it.of);
            if (it.kind == Thing::Kind::container || it.kind == Thing::Kind::object)
                add_edge(items_of(id), use.other);
            return;
        case What::set_item:
            if (it.kind == Thing::Kind::container || it.kind == Thing::Kind::object)
                add_edge(use.other, items_of(id));
            return;
        case What::walk:
        case What::step: return walk(use, id);
        case What::construct:
            if (it.kind == Thing::Kind::class_) {
                Passed passed = applied_[use.other];
                passed.is_special = true;
                construct(passed, it.code, id);
            }
            return;
        case What::make:
            if (it.kind == Thing::Kind::class_)
                add(use.other, thing({Thing::Kind::instance, it.code, 0, 0, 0}));
            return;
        case What::of_kind: {
            const bool wanted = use.text < kNotOfKind;
            const auto kind = static_cast<models::Kind>(use.text % kNotOfKind);
            if ((kind_of(it) == kind) == wanted) add(use.other, id);
            return;
        }
        case What::named:
            if (it.kind == Thing::Kind::word)
                add_use(use.text, {What::get_attribute, use.code, use.at, use.other, it.text, 0});
            return;
        case What::attributes: return get_attributes(use, id);
        case What::pairs:
            if (it.kind == Thing::Kind::object || (it.kind == Thing::Kind::container &&
                                                   static_cast<models::Kind>(it.text) == models::Kind::dict))
                return add_edge(items_of(id), use.other);
            if (it.kind == Thing::Kind::container)
                add_use(items_of(id), {What::spread, use.code, use.at, use.other, 0, 0});
            return;
        case What::spread:
            if (it.kind == Thing::Kind::container || it.kind == Thing::Kind::object) {
                add_edge(items_of(id), use.other);
            } else if (it.kind == Thing::Kind::instance) {
                walk(use, id);
            } else {
                add(use.other, id);
            }
            return;
        case What::copy: return copy(use, id);
        case What::call: return call(use, id);
        case What::apply: {
            const Passed passed = applied_[use.other];
            if (use.text == 0) return call(passed, id);
            return ask_any(passed, id, word(use.text));
        }
        case What::ask:
            if (has_special_methods(it)) ask_any(asked(use, {use.other}, 0), id, word(use.text));
            return;
        case What::bind: return bind(use, id);
        case What::operand: return operand(use, id);
        case What::narrow: return;
        case What::compute: return compute(use);
    }
}

FlowSolver::Node FlowSolver::loaded(ModuleId module, NameId name) {
    if (const Node known = loaded_[module.index()][name.index()]; known != 0) return known;
    const Node node = new_node();
    loaded_[module.index()][name.index()] = node;
    const Meanings& meanings = project_.loaded(module, name);
    if (meanings.any.empty()) {
        add(node, library_thing(project_.program(module).text(name)));
    } else {
        add_meanings(meanings, node);
    }
    const bool may_get_more = std::ranges::any_of(meanings.any, [&](const Meaning& it) {
        const bool is_made = it.what == Meaning::What::function || it.what == Meaning::What::class_;
        return it.what == Meaning::What::variable || (is_made && project_.is_decorated(it.code));
    });
    if (!may_get_more) complete(node);
    return node;
}

FlowSolver::ThingId FlowSolver::library_thing(std::string_view dotted) {
    Thing library;
    library.kind = Thing::Kind::library;
    library.text = text(dotted);
    return thing(library);
}

// NOLINTNEXTLINE(readability-function-*): one case for each meaning
void FlowSolver::add_meanings(const Meanings& meanings, Node into) {
    for (const Meaning& it : meanings.any) {
        switch (it.what) {
            case Meaning::What::function:
            case Meaning::What::class_: {
                const Module& module = project_.program(it.code.module);
                const bool is_class = it.what == Meaning::What::class_;
                if (is_class) add(into, thing({Thing::Kind::class_, it.code, 0, 0, 0}));
                if (project_.is_decorated(it.code)) {
                    const NameId name = module.function(it.code.function).name;
                    add_edge(global(it.code.module, text(it.code.module, name)), into);
                } else if (!is_class) {
                    add(into, thing({Thing::Kind::function, it.code, 0, 0, 0}));
                }
                break;
            }
            case Meaning::What::module: add(into, thing({Thing::Kind::module, it.code, 0, 0, 0})); break;
            case Meaning::What::variable:
                add_edge(global(it.code.module, text(it.code.module, it.name)), into);
                break;
            case Meaning::What::library: add(into, library_thing(it.dotted)); break;
        }
    }
}

// A name of a module; one that it does not have is asked of its `__getattr__`.
void FlowSolver::read_member(const Use& use, ModuleId module, std::string_view name) {
    const Meanings found = project_.member(module, name);
    if (!found.any.empty()) return add_meanings(found, use.other);
    add_edge(global(module, text(name)), use.other);
    Passed passed = asked(use, {0}, use.other);
    passed.is_special = true;
    for (const Meaning& it : project_.member(module, "__getattr__").any) {
        if (it.what == Meaning::What::function) call_code(passed, it.code, 0, FlowCallee::How::special);
    }
}

}  // namespace doppelint::analysis
