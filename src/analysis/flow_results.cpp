#include <algorithm>
#include <optional>
#include <utility>

#include "analysis/flow_solver.h"
#include "project/containers.h"

namespace doppelint::analysis {

using program::FunctionId;
using program::Module;
using program::ModuleId;

namespace {

// Plain values of which it is worth knowing that they are.
constexpr models::Kinds kPlainShapes = models::Kinds(models::Kind::integer) | models::Kind::floating |
                                       models::Kind::string | models::Kind::bytes;

}  // namespace

heap::Shape FlowSolver::shape_of(const Thing& it) const {
    using models::Kind;
    switch (it.kind) {
        case Thing::Kind::function: return {Kind::function, {{}, it.code}};
        case Thing::Kind::class_: return {Kind::class_, {{}, it.code}};
        case Thing::Kind::instance: return {Kind::instance, {{}, it.code}};
        case Thing::Kind::atom:
            return kPlainShapes.has(static_cast<Kind>(it.text)) ? heap::Shape{static_cast<Kind>(it.text), {}}
                                                                : heap::Shape{};
        case Thing::Kind::container: {
            const auto kind = static_cast<Kind>(it.text);
            const models::Kinds plain =
                models::Kinds(Kind::list) | Kind::dict | Kind::set | Kind::tuple | Kind::bytearray;
            return plain.has(kind) ? heap::Shape{kind, {}} : heap::Shape{};
        }
        case Thing::Kind::object: {
            const models::Class* const known = project_.library().find_class(word(it.text));
            return known != nullptr ? heap::Shape{known->kind, {known->name, {}}} : heap::Shape{};
        }
        default: return {};
    }
}

heap::Shape FlowSolver::shape_of(Node node) const {
    std::optional<heap::Shape> result;
    for (const ThingId it : sets_[node]) {
        if (is_sentinel(it) || is_copied_sentinel(it)) continue;
        const heap::Shape shape = shape_of(things_[it]);
        if (result && *result != shape) return {};
        result = shape;
    }
    return result.value_or(heap::Shape{});
}

// Of plain values: only where all that comes there is followed.
heap::Shape FlowSolver::known_shape(Node node, const std::vector<bool>& open_values) const {
    const heap::Shape shape = shape_of(node);
    return kPlainShapes.has(shape.kind) && open_values[node] ? heap::Shape{} : shape;
}

// What all containers hold that come to the node, as far as all that is put into them is followed.
heap::Shape FlowSolver::shape_of_items(Node node, const std::vector<bool>& open,
                                       const std::vector<bool>& open_values) const {
    std::optional<heap::Shape> result;
    for (const ThingId it : sets_[node]) {
        const Node items = it < items_.size() ? items_[it] : 0;
        if (items == 0) continue;
        const heap::Shape shape = open[items] ? heap::Shape{} : known_shape(items, open_values);
        if (result && *result != shape) return {};
        result = shape;
    }
    return result.value_or(heap::Shape{});
}

// Which parameter's default each register is.
// NOLINTNEXTLINE(readability-function-cognitive-complexity): plain loops over tables
std::unordered_map<FlowSolver::Node, FlowDefault> FlowSolver::defaults() const {
    std::unordered_map<Node, FlowDefault> result;
    for (std::uint32_t module = 0; module < project_.module_count(); ++module) {
        const Module& program = project_.program(ModuleId{module});
        for (std::uint32_t index = 0; index < program.functions.size(); ++index) {
            const CodeId code{ModuleId{module}, FunctionId{index}};
            const project::Definition& definition = project_.interface(code.module).definition(code.function);
            if (!definition.made_in.valid()) continue;
            const CodeId around{code.module, definition.made_in};
            const auto operands = program.operands_of(at(around, definition.made));
            const auto parameters = program.parameters_of(program.functions[index]);
            std::uint32_t place = 0;
            for (std::uint32_t parameter = 0; parameter < parameters.size(); ++parameter) {
                if (!parameters[parameter].has_default) continue;
                const ValueId value =
                    project::origin_of(program, project_.function(around), operands[place++]);
                if (value.valid()) result.emplace(place_of(around, value), FlowDefault{code, parameter});
            }
        }
    }
    return result;
}

// Which module's or class's container each register makes.
std::unordered_map<FlowSolver::Node, FlowTable> FlowSolver::tables() const {
    std::unordered_map<Node, FlowTable> result;
    for (std::uint32_t index = 0; index < project_.module_count(); ++index) {
        const ModuleId module{index};
        for (const NameId name : project_.interface(module).bound_names()) {
            const ValueId value = project::container_of_global(project_, module, name);
            const CodeId body{module, FunctionId{0}};
            if (value.valid()) result.emplace(place_of(body, value), FlowTable{body, name});
        }
        add_tables_of_classes(module, result);
    }
    return result;
}

void FlowSolver::add_tables_of_classes(ModuleId module, std::unordered_map<Node, FlowTable>& into) const {
    const Module& program = project_.program(module);
    for (std::uint32_t index = 0; index < program.functions.size(); ++index) {
        const CodeId body{module, FunctionId{index}};
        if (program.functions[index].kind != program::FunctionKind::class_body) continue;
        for (const auto& [name, value] : project::containers_of_class(project_, body))
            into.emplace(place_of(body, value), FlowTable{body, name});
    }
}

// Whether the library offers an object of this name that can change.
bool FlowSolver::is_changing_object(std::string_view dotted) const {
    const models::Library& library = project_.library();
    const models::Constant* const constant = library.find_constant(dotted);
    if (constant == nullptr) return false;
    const models::Term& term = library.term(constant->value);
    if (term.word != models::Word::object) return false;
    const models::Class* const found = library.find_class(library.name(term.detail));
    return found != nullptr && found->is_mutable;
}

// Whose instruction has the number.
std::pair<CodeId, ValueId> FlowSolver::register_at(Node place) const {
    const auto module = std::ranges::upper_bound(first_register_, place, {}, [](const auto& functions) {
        return functions.empty() ? std::uint32_t{0} : functions.front();
    });
    const auto& functions = *std::prev(module);
    const auto function = std::prev(std::ranges::upper_bound(functions, place));
    return {{ModuleId{static_cast<std::uint32_t>(std::prev(module) - first_register_.begin())},
             FunctionId{static_cast<std::uint32_t>(function - functions.begin())}},
            ValueId{place - *function}};
}

// Whether nobody puts anything else into the container.
bool FlowSolver::holds_one_thing(ThingId container) const {
    const Node items = container < items_.size() ? items_[container] : 0;
    std::size_t count = 0;
    if (items != 0) {
        for (const ThingId it : sets_[items]) count += is_object(it) ? 1U : 0U;
    }
    return count == 1;
}

// By node: how many others things of the heap come from; 2 stands for more.
std::vector<std::uint8_t> FlowSolver::count_sources() const {
    std::vector<std::uint8_t> result(ways_.size());
    for (Node from = 0; from < ways_.size(); ++from) {
        if (ways_[from].first_edge == 0) continue;
        bool has_objects = false;
        for (const ThingId it : sets_[from]) has_objects |= is_object(it);
        for (std::uint32_t at = ways_[from].first_edge; at != 0 && has_objects; at = edges_[at].next) {
            std::uint8_t& count = result[edges_[at].to];
            count = static_cast<std::uint8_t>(std::min(count + 1, 2));
        }
    }
    return result;
}

// Whether it is a container into which nobody puts anything.
bool FlowSolver::stays_empty(ThingId container) const {
    const Node items = container < items_.size() ? items_[container] : 0;
    return things_[container].kind == Thing::Kind::container && (items == 0 || sets_[items].empty());
}

// Whether nothing else comes to the node that holds anything.
bool FlowSolver::is_alone(Node node, ThingId thing) const {
    std::size_t others = 0;
    for (const ThingId it : sets_[node]) {
        const bool holds = it != thing && things_[it].kind != Thing::Kind::atom && !stays_empty(it);
        others += holds ? 1U : 0U;
    }
    return others == 0;
}

// How many dicts, and how many other things, come to the node beside one.
std::pair<std::size_t, std::size_t> FlowSolver::beside(Node node, ThingId thing) const {
    std::size_t dicts = 0;
    std::size_t others = 0;
    for (const ThingId it : sets_[node]) {
        const Thing& known = things_[it];
        if (it == thing || !is_object(it)) continue;
        const bool is_dict = known.kind == Thing::Kind::container &&
                             static_cast<models::Kind>(known.text) == models::Kind::dict;
        ++(is_dict ? dicts : others);
    }
    return {dicts, others};
}

// What a field may hold beside other things: a default of a function, a table of a module, a library's
// object.
void FlowSolver::write_holders(const Thing& holder, std::string_view field, Node node, const Holders& from) {
    for (const ThingId it : sets_[node]) {
        if (things_[it].kind == Thing::Kind::library && is_changing_object(word(things_[it].text))) {
            const auto [dicts, others] = beside(node, it);
            into_.libraries_.add(holder.code, field,
                                 {word(things_[it].text), dicts > 0 && others == 0,
                                  things_[it].place != 0 && dicts + others == 0});
        }
        const bool may_change = things_[it].kind == Thing::Kind::container &&
                                models::is_mutable(static_cast<models::Kind>(things_[it].text));
        if (!may_change && things_[it].kind != Thing::Kind::object) continue;
        const auto made = from.defaults.find(things_[it].place);
        if (may_change && made != from.defaults.end()) into_.defaults_.add(holder.code, field, made->second);
        const auto table = from.tables.find(things_[it].place);
        if (may_change && table != from.tables.end()) into_.tables_.add(holder.code, field, table->second);
        const auto [code, value] = register_at(things_[it].place);
        if (is_alone(node, it) && holds_one_thing(it) && project::repeats_one(project_, code, value) &&
            from.sources[items_[it]] <= 1)
            into_.repeated_.add(holder.code, field, {code, value});
    }
}

// Registers into which nothing came that is followed may hold anything else; so may what they go into.
std::vector<bool> FlowSolver::open_nodes() const {
    std::vector<Node> first(spread_);
    for (Node node = 0; node < sets_.size(); ++node) {
        if (sets_[node].empty()) first.push_back(node);
    }
    return reached_from(std::move(first));
}

// A default alone does not say what callers pass that nobody sees.
std::vector<bool> FlowSolver::open_values(const std::vector<bool>& open) const {
    std::vector<Node> first;
    for (Node node = 0; node < open.size(); ++node) {
        if (open[node]) first.push_back(node);
    }
    for (std::uint32_t module = 0; module < project_.module_count(); ++module) {
        const Module& program = project_.program(ModuleId{module});
        for (std::uint32_t index = 0; index < program.functions.size(); ++index) {
            const auto parameters = program.parameters_of(program.functions[index]);
            for (std::uint32_t at = 0; at < parameters.size(); ++at) {
                const Node node = parameter_of({ModuleId{module}, FunctionId{index}}, at);
                const bool is_known = passed_.contains(node) || parameters[at].type.valid();
                if (parameters[at].has_default && !is_known) first.push_back(node);
            }
        }
    }
    return reached_from(std::move(first));
}

std::vector<bool> FlowSolver::reached_from(std::vector<Node> pending) const {
    std::vector<bool> reached(sets_.size());
    std::unordered_multimap<Node, Node> computed(computed_.begin(), computed_.end());
    for (const Node node : pending) reached[node] = true;
    while (!pending.empty()) {
        const Node node = pending.back();
        pending.pop_back();
        for (std::uint32_t at = ways_[node].first_edge; at != 0; at = edges_[at].next) {
            const Node to = edges_[at].to;
            if (reached[to]) continue;
            reached[to] = true;
            pending.push_back(to);
        }
        const auto [first, last] = computed.equal_range(node);
        for (auto at = first; at != last; ++at) {
            if (reached[at->second]) continue;
            reached[at->second] = true;
            pending.push_back(at->second);
        }
    }
    return reached;
}

bool FlowSolver::keeps_bound(CodeId class_body, std::string_view name) const {
    const project::ClassInfo* const info = project_.classes().find(class_body);
    return info == nullptr || project_.classes().keeps_bound(*info, name);
}

// NOLINTNEXTLINE(readability-function-cognitive-complexity): plain loops over tables
void FlowSolver::write_shapes() {
    const std::vector<bool> open = open_nodes();
    const std::vector<bool> open_values = this->open_values(open);
    const Holders holders{defaults(), tables(), count_sources()};
    // Which of the spread values come to which parameter is a guess.
    const std::vector<bool> is_guess = reached_from(guessed_);
    for (const auto& [it, unused] : stored_.rows()) {
        into_.stored_.add(things_[it >> 32U].code, word(it & 0xFFFF'FFFFU), true);
    }
    for (const auto& [name, classes] : patched_) {
        into_.patched_.add({}, word(name), true);
        for (const ThingId it : classes) into_.patched_.add(things_[it].code, word(name), true);
    }
    for (const auto& [key, node] : fields_.rows()) {
        const Thing& holder = things_[key >> 32U];
        const std::string_view text = word(key & 0xFFFF'FFFFU);
        if (is_deep_copy(static_cast<ThingId>(key >> 32U))) continue;
        if (holder.kind == Thing::Kind::instance && !is_guess[node])
            write_holders(holder, text, node, holders);
        const heap::Shape shape = known_shape(node, open_values);
        if (shape == heap::Shape{}) continue;
        if (holder.kind == Thing::Kind::instance) {
            into_.fields_.add(holder.code, text, shape);
            const heap::Shape items = shape_of_items(node, open, open_values);
            if (items != heap::Shape{}) into_.field_items_.add(holder.code, text, items);
        }
        if (holder.kind == Thing::Kind::class_ && !kPlainShapes.has(shape.kind) &&
            keeps_bound(holder.code, text))
            into_.class_attributes_.add(holder.code, text, shape);
    }
    write_declared_fields();
    write_held_parts();
    for (const auto& [key, node] : globals_.rows()) {
        const heap::Shape shape = shape_of(node);
        if (shape == heap::Shape{} || kPlainShapes.has(shape.kind)) continue;
        into_.globals_.add({ModuleId{static_cast<std::uint32_t>(key >> 32U)}, FunctionId{0}},
                           word(key & 0xFFFF'FFFFU), shape);
    }
    write_parameters(open, open_values);
}

void FlowSolver::write_parameters(const std::vector<bool>& open, const std::vector<bool>& open_values) {
    for (std::uint32_t module = 0; module < project_.module_count(); ++module) {
        const Module& program = project_.program(ModuleId{module});
        auto& places = into_.parameter_places_.emplace_back(program.functions.size(), CallFlow::kNoShapes);
        for (std::uint32_t index = 0; index < program.functions.size(); ++index) {
            const CodeId code{ModuleId{module}, FunctionId{index}};
            const auto parameters = program.parameters_of(program.functions[index]);
            std::vector<heap::Shape> shapes(parameters.size());
            std::vector<heap::Shape> items(parameters.size());
            for (std::uint32_t at = 0; at < shapes.size(); ++at) {
                const Node node = parameter_of(code, at);
                if (open[node]) continue;
                const bool is_rest = parameters[at].kind == program::ParameterKind::star ||
                                     parameters[at].kind == program::ParameterKind::double_star;
                const heap::Shape shape = known_shape(node, open_values);
                if (!is_rest) shapes[at] = shape;
                items[at] = is_rest ? shape : shape_of_items(node, open, open_values);
            }
            if (std::ranges::all_of(shapes, [](const heap::Shape& it) { return it == heap::Shape{}; }) &&
                std::ranges::all_of(items, [](const heap::Shape& it) { return it == heap::Shape{}; }))
                continue;
            places[index] = static_cast<std::uint32_t>(into_.parameters_.size());
            into_.parameters_.insert(into_.parameters_.end(), shapes.begin(), shapes.end());
            into_.parameter_items_.insert(into_.parameter_items_.end(), items.begin(), items.end());
        }
    }
}

}  // namespace doppelint::analysis
