#include "analysis/flow_solver.h"

#include <algorithm>

namespace doppelint::analysis {

using program::Function;
using program::FunctionId;
using program::FunctionKind;
using program::Module;
using program::ModuleId;
using project::Meaning;
using project::Meanings;

namespace {

/// Things that one node may hold; what comes later is not followed.
constexpr std::size_t kMostThings = 48;
/// How often what did not come is looked at.
constexpr std::uint32_t kMostRounds = 4;

std::uint64_t pair_of(std::uint32_t first, std::uint32_t second) {
    return (static_cast<std::uint64_t>(first) << 32U) | second;
}

}  // namespace

std::size_t FlowSolver::ThingHash::operator()(const Thing& it) const noexcept {
    const std::hash<std::uint64_t> mix;
    const std::uint64_t code = std::hash<CodeId>()(it.code) * 0x9E3779B97F4A7C15U;
    const std::uint64_t rest = pair_of(it.of ^ (it.text << 8U), it.place) * 0xC2B2AE3D27D4EB4FU;
    return mix(code ^ (code >> 29U) ^ rest ^ (rest >> 31U) ^ static_cast<std::uint64_t>(it.kind));
}

FlowSolver::FlowSolver(const project::Project& project, CallFlow& into) : project_(project), into_(into) {}

void FlowSolver::run() {
    number();
    for (std::uint32_t module = 0; module < project_.module_count(); ++module) {
        const auto count = static_cast<std::uint32_t>(project_.program(ModuleId{module}).functions.size());
        for (std::uint32_t index = 0; index < count; ++index) look_at({ModuleId{module}, FunctionId{index}});
    }
    solve();
    for (std::uint32_t round = 0; round < kMostRounds && look_at_delayed(); ++round) solve();
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
            next += it.parameter_count + it.capture_count + 3;
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

FlowSolver::ThingId FlowSolver::container(Node place, models::Kind kind, CodeId code, std::uint32_t tag) {
    return thing({Thing::Kind::container, code, tag, place, static_cast<std::uint32_t>(kind)});
}

FlowSolver::Node FlowSolver::global(ModuleId module, std::string_view name) {
    const auto [found, is_new] = globals_.try_emplace(pair_of(module.index(), text(name)), 0);
    if (is_new) found->second = new_node();
    return found->second;
}

FlowSolver::Node FlowSolver::field(ThingId thing, std::uint32_t text) {
    const auto [found, is_new] = fields_.try_emplace(pair_of(thing, text), 0);
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
    const auto key = [&](Node one) { return pair_of(from, one); };
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
    if (from == 0) {
        spread_.push_back(to);
        return;
    }
    if (from == to || has_edge(from, to)) return;
    edges_.push_back({to, first_edge_[from]});
    first_edge_[from] = static_cast<std::uint32_t>(edges_.size() - 1);
    for (std::size_t at = 0; at < sets_[from].size(); ++at) add(to, sets_[from][at]);
}

void FlowSolver::add_use(Node node, Use use) {
    if (node == 0) return;
    use.next = first_use_[node];
    first_use_[node] = static_cast<std::uint32_t>(uses_.size());
    uses_.push_back(use);
    for (const ThingId it : sets_[node]) {
        if (things_[it].kind != Thing::Kind::atom) pending_uses_.emplace_back(first_use_[node], it);
    }
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
        if (things_[thing].kind == Thing::Kind::atom) continue;
        if (const auto super = supers_.find(node); super != supers_.end()) {
            const auto [around, result] = super->second;
            add(result, this->thing({Thing::Kind::super, around, thing, 0, 0}));
        }
        for (std::uint32_t it = first_use_[node]; it != 0; it = uses_[it].next)
            pending_uses_.emplace_back(it, thing);
    }
}

// What only happens where something else does not: `__getattr__` where nobody stores the attribute, a
// reflected operator where the left side has none. False: nothing of that.
bool FlowSolver::look_at_delayed() {
    bool any = false;
    for (std::size_t at = 0; at < delayed_.size(); ++at) {
        if (delayed_[at].done) continue;
        const Use use = delayed_[at].use;
        const ThingId id = delayed_[at].thing;
        if (use.what == What::get_attribute) {
            delayed_[at].done = true;
            if (stored_.contains(pair_of(id, use.text))) continue;
            ask_hook(use, id, "__getattr__");
        } else {
            // The left side has something that is none of the project's instances.
            const auto is_strange = [&](ThingId it) { return things_[it].kind != Thing::Kind::instance; };
            const std::vector<ThingId>& left = sets_[use.other];
            if (!left.empty() && std::ranges::none_of(left, is_strange)) continue;
            delayed_[at].done = true;
            ask_any(asked(use, {use.other}, register_of(use.code, use.at)), id, texts_[use.text]);
        }
        any = true;
    }
    const std::vector<std::uint32_t> names = std::move(newly_patched_);
    newly_patched_.clear();
    if (names.empty()) return any;
    const std::size_t last = sets_.size();
    for (Node node = 1; node < last; ++node) {
        for (std::uint32_t it = first_use_[node]; it != 0; it = uses_[it].next) {
            if (uses_[it].what != What::get_attribute) continue;
            if (std::ranges::find(names, uses_[it].text) == names.end()) continue;
            for (const ThingId one : sets_[node]) {
                if (things_[one].kind == Thing::Kind::instance) pending_uses_.emplace_back(it, one);
            }
        }
    }
    return true;
}

void FlowSolver::happen(const Use& use, ThingId id) {
    const Thing it = things_[id];
    switch (use.what) {
        case What::get_attribute: return get_attribute(use, id);
        case What::set_attribute: return set_attribute(use, id);
        case What::delete_attribute: return delete_attribute(use, id);
        case What::get_item:
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
            if (it.kind == Thing::Kind::class_) add(use.other, thing({Thing::Kind::instance, it.code, 0, 0, 0}));
            return;
        case What::named:
            if (it.kind == Thing::Kind::word)
                add_use(use.text, {What::get_attribute, use.code, use.at, use.other, it.text, 0});
            return;
        case What::attributes: return get_attributes(use, id);
        case What::pairs:
            if (it.kind == Thing::Kind::object ||
                (it.kind == Thing::Kind::container && static_cast<models::Kind>(it.text) == models::Kind::dict))
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
            return ask_any(passed, id, texts_[use.text]);
        }
        case What::ask: return ask_any(asked(use, {use.other}, 0), id, texts_[use.text]);
        case What::bind: return bind(use, id);
        case What::operand: return operand(use, id);
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

void FlowSolver::load_global(CodeId code, NameId name, Node into) {
    const std::string_view word = project_.program(code.module).text(name);
    const Meanings meanings = project_.member(code.module, word);
    if (!meanings.any.empty()) return add_meanings(meanings, into);
    Thing library;
    library.kind = Thing::Kind::library;
    library.text = text(word);
    add(into, thing(library));
}

void FlowSolver::add_meanings(const Meanings& meanings, Node into) {
    for (const Meaning& it : meanings.any) {
        switch (it.what) {
            case Meaning::What::function:
            case Meaning::What::class_: {
                const Module& module = project_.program(it.code.module);
                const bool is_class = it.what == Meaning::What::class_;
                if (is_class) add(into, thing({Thing::Kind::class_, it.code, 0, 0, 0}));
                if (project_.is_decorated(it.code)) {
                    add_edge(global(it.code.module, module.text(module.function(it.code.function).name)),
                             into);
                } else if (!is_class) {
                    add(into, thing({Thing::Kind::function, it.code, 0, 0, 0}));
                }
                break;
            }
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

// A name of a module; one that it does not have is asked of its `__getattr__`.
void FlowSolver::read_member(const Use& use, ModuleId module, std::string_view name) {
    const Meanings found = project_.member(module, name);
    if (!found.any.empty()) return add_meanings(found, use.other);
    add_edge(global(module, name), use.other);
    Passed passed = asked(use, {0}, use.other);
    passed.is_special = true;
    for (const Meaning& it : project_.member(module, "__getattr__").any) {
        if (it.what == Meaning::What::function) call_code(passed, it.code, 0, FlowCallee::How::special);
    }
}

}  // namespace doppelint::analysis
