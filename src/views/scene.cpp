#include "views/scene.h"

#include <algorithm>

#include "program/origin.h"

namespace doppelint::views {
namespace {

using heap::Slot;
using models::Kind;
using program::FunctionKind;
using program::Instruction;
using program::Opcode;

// Places of a statement meet in no block of the function.
constexpr std::uint32_t kMeetingPlace = 0x40000000U;

template <class Container>
void sort_and_unite(Container& items) {
    std::ranges::sort(items);
    const auto rest = std::ranges::unique(items);
    items.erase(rest.begin(), rest.end());
}

bool is_shown(std::string_view name) {
    return !name.empty() && name.front() != '.';
}

}  // namespace

Scenes::Scenes(const Unit& unit, Interpreter& interpreter, const Statements& statements)
    : unit_(unit),
      interpreter_(interpreter),
      statements_(statements),
      bindings_(unit, interpreter),
      instructions_(unit.module.instructions_of(interpreter.function())),
      blocks_(unit.module.blocks_of(interpreter.function())),
      steps_(steps_of(unit, interpreter)),
      places_(places_after(unit.tree, statements, steps_)),
      steps_of_block_(blocks_.size()),
      ways_of_block_(blocks_.size()),
      snapshots_(steps_.size()),
      ends_(statements.all().size()),
      exposes_(statements.all().size()),
      loaded_(instructions_.size()) {
    find_names();
    if (has_namespace()) find_shared();
    std::vector<std::uint32_t> needed;
    for (const auto& places : places_) needed.insert(needed.end(), places.begin(), places.end());
    sort_and_unite(needed);
    for (const std::uint32_t step : needed) {
        const Place& place = steps_[step].place;
        (place.to.valid() ? ways_of_block_ : steps_of_block_)[place.block.index()].push_back(step);
    }
    for (std::uint32_t block = 0; block < blocks_.size(); ++block) {
        if (interpreter.reached(BlockId{block})) replay(BlockId{block});
    }
}

void Scenes::replay(BlockId block) {
    const std::vector<std::uint32_t>& steps = steps_of_block_[block.index()];
    std::size_t next = 0;
    Snapshot now{{}, bindings_.at(block), {block, 0, {}}};
    ValueId last;
    interpreter_.replay(block, [&](ValueId id, const State& state) {
        if (last.valid()) {
            if (state.epoch != now.state.epoch) {
                const StatementId owner = statements_.owner_of(instructions_[last.index()].node);
                if (owner.valid()) exposes_[owner.index()] = true;
            }
            if (!id.valid() &&
                (!state.reachable || unit_.module.successors_of(blocks_[block.index()]).empty())) {
                // It ends with what was true before its last instruction, and with what that took for
                // granted.
                Snapshot end = now;
                end.state.assumptions |= state.assumptions;
                note_end(block, last, end);
            }
            now.names = bindings_.after(last, now.names);
        }
        now.state = state;
        if (id.valid()) note_load(block, id, now.names);
        for (; id.valid() && next < steps.size() && steps_[steps[next]].place.index <= id.index(); ++next) {
            now.place.index = steps_[steps[next]].place.index;
            snapshots_[steps[next]] = now;
        }
        last = id;
    });
    for (const std::uint32_t step : ways_of_block_[block.index()]) {
        const BlockId to = steps_[step].place.to;
        if (!interpreter_.leads_to(block, to)) continue;
        const State state = interpreter_.edge_state(block, to);
        if (state.reachable) snapshots_[step] = Snapshot{state, bindings_.along(block, to), {block, 0, to}};
    }
}

// Reading a variable gives what was bound to it, as long as nobody binds it anew. What stands for it there
// has not run again since, for it would have met other versions at the head of the loop that leads there.
void Scenes::note_load(BlockId block, ValueId id, const Names& names) {
    const Instruction& it = instructions_[id.index()];
    const bool is_load = it.opcode == Opcode::load_global || it.opcode == Opcode::load_local_name;
    if (!is_load || !has_namespace()) return;
    const Binding* const binding = names.find(it.payload);
    if (binding == nullptr || !binding->version.valid()) return;
    const Value loaded = interpreter_.value_at(block, id);
    const Value bound = interpreter_.value_at(block, binding->version);
    if (holds_still(NameId{it.payload}, loaded, bound)) loaded_[id.index()] = binding->version;
}

bool Scenes::holds_still(NameId variable, const Value& held, const Value& bound) const {
    return !held.is_any() && held == bound && !std::ranges::binary_search(shared_, variable);
}

void Scenes::find_shared() {
    for (const program::Function& function : unit_.module.functions) {
        if (&function == &interpreter_.function()) continue;
        for (const Instruction& it : unit_.module.instructions_of(function)) {
            const bool binds = it.opcode == Opcode::store_global || it.opcode == Opcode::delete_global;
            if (binds) shared_.emplace_back(it.payload);
        }
    }
    sort_and_unite(shared_);
}

// Where control leaves the function, or the analysis knows that it does not go on.
void Scenes::note_end(BlockId block, ValueId last, const Snapshot& before) {
    const StatementId owner = statements_.owner_of(instructions_[last.index()].node);
    if (!owner.valid()) return;
    ends_[owner.index()].push_back(before);
    ends_[owner.index()].back().place = {block, last.index(), {}};
}

void Scenes::find_names() {
    const auto name_read = [&](ValueId value) {
        if (!value.valid()) return NameId{};
        const Instruction& it = instructions_[value.index()];
        switch (it.opcode) {
            case Opcode::read:
            case Opcode::read_checked:
            case Opcode::load_cell:
            case Opcode::load_global:
            case Opcode::load_local_name: return NameId{it.payload};
            default: return NameId{};
        }
    };
    for (std::uint32_t at = 0; at < instructions_.size(); ++at) {
        const Instruction& it = instructions_[at];
        switch (it.opcode) {
            case Opcode::store_global:
            case Opcode::delete_global:
            case Opcode::load_global: {
                const bool is_own = interpreter_.function().kind == FunctionKind::module;
                if (is_own && it.opcode == Opcode::load_global) break;
                (is_own ? stored_ : globals_).emplace_back(it.payload);
                break;
            }
            case Opcode::store_local_name: stored_.emplace_back(it.payload); break;
            case Opcode::load_local_name: globals_.emplace_back(it.payload); break;
            case Opcode::get_attribute:
            case Opcode::set_attribute:
            case Opcode::delete_attribute: {
                const bool is_method =
                    it.opcode == Opcode::get_attribute && interpreter_.plan().only_called(ValueId{at});
                const NameId name = name_read(unit_.module.operands_of(it)[0]);
                if (!is_method && name.valid()) dotted_.push_back({name, NameId{it.payload}});
                break;
            }
            default: break;
        }
    }
    sort_and_unite(stored_);
    sort_and_unite(globals_);
    sort_and_unite(dotted_);
}

std::vector<const Snapshot*> Scenes::snapshots_of(StatementId statement) const {
    std::vector<const Snapshot*> found;
    for (const std::uint32_t step : places_[statement.index()]) {
        if (snapshots_[step]) found.push_back(&*snapshots_[step]);
    }
    const bool has_body = statements_[statement].body.valid();
    if (!found.empty() || has_body) return found;
    for (const Snapshot& it : ends_[statement.index()]) found.push_back(&it);
    return found;
}

std::optional<Scene> Scenes::of(StatementId statement) {
    const std::vector<const Snapshot*> snapshots = snapshots_of(statement);
    if (snapshots.empty()) return std::nullopt;
    Scene scene;
    for (const Snapshot* it : snapshots) {
        scene.state = interpreter_.heap().join(scene.state, it->state, kMeetingPlace + statement.index());
        scene.blocks.push_back(it->place.reader());
    }
    sort_and_unite(scene.blocks);
    // Of several with one name the first counts: a parameter that is captured lives in its cell.
    add_cells(scene, snapshots);
    if (has_namespace()) {
        add_variables(scene, snapshots);
    } else {
        add_locals(scene, snapshots);
    }
    add_globals(scene);
    std::ranges::stable_sort(scene.names, {}, &Scene::Name::text);
    const auto rest = std::ranges::unique(scene.names, {}, &Scene::Name::text);
    scene.names.erase(rest.begin(), rest.end());
    return scene;
}

bool Scenes::has_namespace() const {
    const FunctionKind kind = interpreter_.function().kind;
    return kind == FunctionKind::module || kind == FunctionKind::class_body;
}

Value Scenes::value_at(const Place& place, ValueId version) {
    const Value value = interpreter_.value_at(place.block, version);
    return place.to.valid() ? interpreter_.aged_along(value, place.block, place.to) : value;
}

Value Scenes::value_in(const Snapshot& snapshot, const Binding* binding) {
    if (binding == nullptr) return heap::atoms(Kind::unbound);
    return binding->version.valid() ? value_at(snapshot.place, binding->version) : binding->value;
}

ValueId Scenes::origin_of(ValueId value) const {
    for (;;) {
        value = program::origin_of(unit_.module, interpreter_.function(), value);
        if (!value.valid() || !loaded_[value.index()].valid()) return value;
        value = loaded_[value.index()];
    }
}

void Scenes::add_locals(Scene& scene, const std::vector<const Snapshot*>& snapshots) {
    std::vector<NameId> names;
    for (const Snapshot* it : snapshots) {
        it->names.for_each([&](std::uint32_t name, const Binding&) { names.emplace_back(name); });
    }
    sort_and_unite(names);
    for (const NameId name : names) {
        if (!is_shown(unit_.module.text(name))) continue;
        Scene::Name found{std::string(unit_.module.text(name)), {}, {}};
        for (const Snapshot* it : snapshots) {
            const Binding* const binding = it->names.find(name.index());
            const ValueId origin = binding != nullptr ? origin_of(binding->version) : ValueId{};
            found.origin = it == snapshots.front() || found.origin == origin ? origin : ValueId{};
            found.value = interpreter_.heap().join(found.value, value_in(*it, binding));
        }
        if (!(found.value == heap::atoms(Kind::unbound))) scene.names.push_back(std::move(found));
    }
}

void Scenes::add_cells(Scene& scene, const std::vector<const Snapshot*>& snapshots) {
    for (const Bindings::Cell& it : bindings_.cells()) {
        Value value;
        for (const Snapshot* snapshot : snapshots) {
            value = interpreter_.heap().join(value, value_at(snapshot->place, it.version));
        }
        if (!it.holds_value) value = interpreter_.heap().read(scene.state, value, Slot::content());
        const std::string_view text = unit_.module.text(it.name);
        if (value.nothing() || value == heap::atoms(Kind::unbound) || !is_shown(text)) continue;
        scene.names.push_back({std::string(text), value, it.holds_value ? it.version : ValueId{}});
    }
}

// What the body of a module or class has bound.
void Scenes::add_variables(Scene& scene, const std::vector<const Snapshot*>& snapshots) {
    heap::Heap& heap = interpreter_.heap();
    const bool is_module = interpreter_.function().kind == FunctionKind::module;
    for (const NameId name : stored_) {
        const heap::ObjectId variable =
            is_module ? heap.objects().variable(name, true) : heap.objects().local_variable(name);
        if (scene.state.contents.find(variable.index()) == nullptr) continue;
        Scene::Name found{
            std::string(unit_.module.text(name)), heap.read(scene.state, variable, Slot::content()), {}};
        if (found.value == heap::atoms(Kind::unbound)) continue;
        const Binding* const binding = snapshots.front()->names.find(name.index());
        const bool is_same = binding != nullptr && binding->version.valid() &&
                             std::ranges::all_of(snapshots, [&](const Snapshot* it) {
                                 const Binding* const other = it->names.find(name.index());
                                 return other != nullptr && other->version == binding->version &&
                                        holds_still(name, found.value, value_in(*it, other));
                             });
        if (is_same) found.origin = origin_of(binding->version);
        scene.names.push_back(std::move(found));
    }
}

void Scenes::add_globals(Scene& scene) {
    const analysis::GlobalReader& known = interpreter_.context().globals;
    for (const NameId name : globals_) {
        const bool is_builtin = known[name].what == analysis::GlobalName::What::unbound;
        if (is_builtin && !known.has_star_import()) continue;
        const Value value = interpreter_.global_in(scene.state, name);
        if (!value.nothing()) scene.names.push_back({std::string(unit_.module.text(name)), value, {}});
    }
}

}  // namespace doppelint::views
