#include <algorithm>

#include "analysis/flow_solver.h"

namespace doppelint::analysis {

using models::Kind;
using models::Model;
using models::ModelParameter;
using models::Term;
using models::Word;
using program::Instruction;
using program::Module;
using program::Opcode;
using program::ParameterKind;
using project::ClassInfo;

namespace {

constexpr std::uint32_t kRestTags = 0x1'0000;
constexpr std::uint32_t kAbsentNode = ~std::uint32_t{0};

bool is_followed(std::uint32_t node) {
    return node != 0 && node != kAbsentNode;
}

// As an argument of another call, what was not passed may be anything.
std::uint32_t argument(std::uint32_t node) {
    return node == kAbsentNode ? 0 : node;
}

}  // namespace

std::string_view FlowSolver::library_class(ThingId id) const {
    const Thing& it = things_[id];
    switch (it.kind) {
        case Thing::Kind::object: return word(it.text);
        case Thing::Kind::container: {
            const auto kind = static_cast<Kind>(it.text);
            return kind == Kind::opaque || kind == Kind::cell || kind == Kind::view ? std::string_view()
                                                                                    : models::name_of(kind);
        }
        case Thing::Kind::instance:
        case Thing::Kind::class_: {
            const ClassInfo* const info = project_.classes().find(it.code);
            if (info == nullptr) return {};
            for (const project::ClassName& one : info->order) {
                if (!one.library.empty()) return one.library;
            }
            return it.kind == Thing::Kind::class_ && info->metaclass.valid() ? "type" : std::string_view();
        }
        default: return {};
    }
}

void FlowSolver::call_library(const Passed& passed, const Thing& it) {
    const std::string_view name = word(it.text);
    if (name == "super" || name == "builtins.super") return call_super(passed);
    const auto [known_models, is_new] = library_functions_.try_emplace(it.text);
    if (is_new) known_models->second = project_.library().functions(name);
    const std::span<const Model> models = known_models->second;
    if (models.empty()) {
        const models::Class* const known = project_.library().find_class(name);
        if (known == nullptr || !known->is_mutable || passed.result == 0) return;
        const std::uint32_t place = place_of(passed.code, passed.at);
        return add(passed.result, thing({Thing::Kind::object, {}, 0, place, text(known->name)}));
    }
    note_library(passed, models.front().name);
    if (models.front().binding != models::Binding::class_) return run(models, passed);
    Passed of_class = passed;
    of_class.positional.insert(of_class.positional.begin(), 0);
    run(models, of_class);
}

// What is called by a value; what is called by its name the call itself says.
void FlowSolver::note_library(const Passed& passed, std::string_view name) {
    const Instruction& it = at(passed.code, passed.at);
    if (it.opcode != Opcode::call || passed.is_special) return;
    const Module& module = project_.program(passed.code.module);
    const ValueId callee =
        project::origin_of(module, project_.function(passed.code), module.operands_of(it)[0]);
    switch (at(passed.code, callee).opcode) {
        case Opcode::load_global:
        case Opcode::get_attribute:
        case Opcode::import_module:
        case Opcode::import_member: return;
        default: break;
    }
    into_.library_by_call_[passed.code.module.index()][passed.code.function.index()].emplace_back(passed.at,
                                                                                                  name);
}

// `super()` and `super(C, self)`: what stands behind a class, for the first parameter or what is passed.
void FlowSolver::call_super(const Passed& passed) {
    CodeId around = project_.class_around(passed.code);
    Node self = 0;
    if (passed.positional.size() == 2) {
        self = passed.positional[1];
        for (const ThingId it : sets_[passed.positional[0]]) {
            if (things_[it].kind == Thing::Kind::class_) around = things_[it].code;
        }
    } else if (project_.function(passed.code).parameter_count > 0) {
        self = parameter_of(passed.code, 0);
    }
    if (!around.valid() || self == 0) return;
    const Node selves = new_node();
    supers_.emplace(selves, std::pair(around, passed.result));
    ways_[selves].is_self = true;
    add_edge(self, selves);
}

// Whether a model may be run once more for the thing at the place.
bool FlowSolver::may_run(const Passed& passed, ThingId self, std::string_view name) {
    constexpr std::uint8_t kMostRuns = 3;
    const std::uint64_t place = place_of(passed.code, passed.at);
    const std::uint64_t what = (static_cast<std::uint64_t>(self) << 20U) ^ text(name);
    return ++model_runs_.find_or_add((place << 36U) ^ (place >> 28U) ^ what).first <= kMostRuns;
}

void FlowSolver::call_method_model(const Passed& passed, std::string_view class_name, std::string_view name,
                                   ThingId self) {
    const auto models = methods(class_name, name);
    // What asks for itself again is held to a limit.
    if (models.empty() || (passed.is_special && !may_run(passed, self, models.front().name))) return;
    note_library(passed, models.front().name);
    const Thing it = things_[self];
    if (it.kind == Thing::Kind::container && static_cast<Kind>(it.text) == Kind::generator &&
        it.code.valid() && name == "send" && !passed.positional.empty())
        add_edge(passed.positional[0], sent_to(it.code));
    Passed all = passed;
    all.by_method = false;
    const bool is_bare = models.front().binding == models::Binding::static_;
    const bool is_maker = name == "__new__";
    if (!is_bare && !is_maker) {
        const Node first = new_node();
        add(first, self);
        all.positional.insert(all.positional.begin(), first);
    }
    // An initializer that has no row of its own is the constructor's.
    run(models, all);
}

std::span<const Model> FlowSolver::methods(std::string_view class_name, std::string_view name) {
    const std::uint64_t key = (static_cast<std::uint64_t>(text(class_name)) << 32U) | text(name);
    const auto [known, is_new] = library_methods_.try_emplace(key);
    if (is_new) known->second = project_.library().methods(class_name, name);
    return known->second;
}

void FlowSolver::run(std::span<const Model> models, const Passed& passed, ThingId instance) {
    for (const Model& model : models) {
        // Many give something plain and do nothing that is followed.
        if (project_.library().term(model.result).word == Word::atom && model.effect_count == 0) {
            const auto kind = static_cast<Kind>(project_.library().term(model.result).detail);
            if (passed.result != 0) add(passed.result, atom(kind));
            return;
        }
        Bound bound{&model, passed, {}, instance};
        if (!bind(bound)) continue;
        const models::Library& library = project_.library();
        const Node result = value(library.term(model.result), bound);
        if (result != kAbsent && passed.result != 0) add_edge(result, passed.result);
        for (const Term& it : library.effects_of(model)) effect(it, bound);
        return;
    }
}

// NOLINTNEXTLINE(readability-function-*): the ways in which Python binds arguments
bool FlowSolver::bind(Bound& bound) {
    const Passed& passed = bound.passed;
    const auto parameters = project_.library().parameters_of(*bound.model);
    bound.values.assign(parameters.size(), kAbsent);
    std::size_t next = 0;
    for (std::uint32_t index = 0; index < parameters.size(); ++index) {
        const ModelParameter& it = parameters[index];
        Node& into = bound.values[index];
        const auto rest = [&](Kind kind) {
            const ThingId made = container(place_of(passed.code, passed.at), kind, {}, kRestTags + index);
            into = new_node();
            add(into, made);
            if (passed.starred != 0)
                add_use(passed.starred, {What::get_item, passed.code, passed.at, items_of(made), 0, 0});
            if (passed.any != 0) add_edge(passed.any, items_of(made));
            return items_of(made);
        };
        if (it.kind == ParameterKind::star) {
            if (next >= passed.positional.size() && passed.starred == 0 && passed.any == 0) continue;
            const Node items = rest(Kind::tuple);
            while (next < passed.positional.size()) add_edge(passed.positional[next++], items);
            continue;
        }
        if (it.kind == ParameterKind::double_star) {
            if (passed.keywords.empty() && passed.starred == 0) continue;
            const Node items = rest(Kind::dict);
            const ThingId made =
                container(place_of(passed.code, passed.at), Kind::dict, {}, kRestTags + index);
            for (const auto& [name, node] : passed.keywords) {
                if (std::ranges::find(parameters, name, &ModelParameter::name) != parameters.end()) continue;
                add_edge(node, items);
                add_edge(node, field(made, text(name)));
            }
            continue;
        }
        const auto keyword =
            std::ranges::find(passed.keywords, it.name, &std::pair<std::string_view, Node>::first);
        if (it.kind != ParameterKind::keyword_only && next < passed.positional.size()) {
            into = passed.positional[next++];
        } else if ((it.kind != ParameterKind::positional_only || passed.depth > 0) &&
                   keyword != passed.keywords.end()) {
            into = keyword->second;
        } else if (passed.starred != 0 || passed.any != 0) {
            into = new_node();
            if (passed.starred != 0)
                add_use(passed.starred, {What::get_item, passed.code, passed.at, into, 0, 0});
            if (passed.any != 0) add_edge(passed.any, into);
        } else if (!it.has_default && it.kind != ParameterKind::keyword_only) {
            return false;
        }
    }
    return next >= passed.positional.size();
}

// A node that gets what a use of another gives.
FlowSolver::Node FlowSolver::used(Node from, What what, const Bound& bound, std::uint32_t text) {
    if (from == 0 || from == kAbsent) return from;
    const Node result = new_node();
    add_use(from, {what, bound.passed.code, bound.passed.at, result, text, 0});
    return result;
}

// Terms nest as deep as the model's author wrote them.
// NOLINTBEGIN(misc-no-recursion)

// 0: something that is not followed.
// NOLINTNEXTLINE(readability-function-*): one case for each word
FlowSolver::Node FlowSolver::value(const Term& term, const Bound& bound) {
    const models::Library& library = project_.library();
    const auto parts = library.arguments_of(term);
    const auto part = [&](std::size_t index) { return value(parts[index], bound); };
    const auto joined = [&](std::span<const Term> some) {
        std::vector<Node> nodes;
        for (const Term& it : some) {
            if (const Node one = value(it, bound); one != kAbsent) nodes.push_back(one);
        }
        if (nodes.size() <= 1) return nodes.empty() ? kAbsent : nodes.front();
        const Node result = new_node();
        for (const Node it : nodes) add_edge(it, result);
        return result;
    };
    switch (term.word) {
        case Word::argument: return bound.values[term.detail];
        case Word::items:
        case Word::next: return used(part(0), What::walk, bound);
        case Word::values: return used(part(0), What::get_item, bound);
        case Word::item: {
            const Node from = part(0);
            const Node result = used(from, What::get_item, bound);
            if (is_followed(from)) {
                Passed passed{
                    bound.passed.code, bound.passed.at, result, {argument(part(1))}, {}, 0, 0, false, true,
                    bound.passed.depth};
                ask_later(from, passed, "__getitem__");
            }
            return result;
        }
        case Word::attribute:
            return used(part(0), What::get_attribute, bound, text(library.name(term.detail)));
        case Word::dynamic_attribute: {
            std::string_view name;
            const Node from = dynamic_name(term, bound, name);
            if (!is_followed(from)) return from;
            if (!name.empty()) return used(from, What::get_attribute, bound, text(name));
            const Node spelled = value(parts[1], bound);
            if (const std::string_view prefix = constant_prefix(bound.passed.code, spelled); !prefix.empty())
                return used(from, What::attributes, bound, text(prefix));
            return is_followed(spelled) ? used(spelled, What::named, bound, from) : Node{0};
        }
        case Word::attributes: return used(part(0), What::attributes, bound, text(library.name(term.detail)));
        case Word::call:
        case Word::construct: return call_term(term, bound);
        case Word::special: {
            Passed passed = arguments_of(parts.subspan(1), bound);
            const Node self = part(0);
            if (!is_followed(self)) return self;
            passed.result = new_node();
            ask_later(self, passed, library.name(term.detail));
            return passed.result;
        }
        case Word::either: return joined(parts);
        case Word::if_passed: return part(bound.values[parts[0].detail] != kAbsent ? 1 : 2);
        case Word::if_kind: return if_kind(term, bound);
        case Word::if_empty: return joined(parts.subspan(1));
        case Word::library: {
            Thing it;
            it.kind = Thing::Kind::library;
            it.text = text(library.name(term.detail));
            const Node result = new_node();
            add(result, thing(it));
            return result;
        }
        case Word::operation: {
            const Node left = part(0);
            if (!is_followed(left)) return left;
            const std::string_view name = library.name(term.detail);
            const std::string_view bare = name.ends_with('_') ? name.substr(0, name.size() - 1) : name;
            Passed passed{bound.passed.code, bound.passed.at, new_node(), {}, {}, 0, 0, false, true,
                          bound.passed.depth};
            if (parts.size() > 1) passed.positional.push_back(argument(part(1)));
            ask_later(left, passed, "__" + std::string(bare) + "__");
            if (parts.size() > 1) {
                Passed reflected = passed;
                reflected.positional = {left};
                ask_later(argument(part(1)), reflected, "__r" + std::string(bare) + "__");
            }
            add_edge(left, passed.result);
            return passed.result;
        }
        case Word::copy:
        case Word::replaced: return used(part(0), What::copy, bound, kShallow);
        case Word::deepcopy: {
            if (parts.size() > 1) {
                if (const Node memo = part(1); is_followed(memo))
                    memos_.emplace(place_of(bound.passed.code, bound.passed.at), memo);
            }
            return used(part(0), What::copy, bound, kDeep);
        }
        case Word::unpickled: return used(part(0), What::get_item, bound);
        case Word::cached: return part(0);
        default: return made(term, bound);
    }
}

// Each way sees of the argument what goes that way.
FlowSolver::Node FlowSolver::if_kind(const Term& term, const Bound& bound) {
    const auto parts = project_.library().arguments_of(term);
    const Node tested = value(parts[0], bound);
    const Node result = new_node();
    for (std::size_t way = 1; way <= 2; ++way) {
        Bound seen = bound;
        if (parts[0].word == Word::argument && is_followed(tested)) {
            seen.values[parts[0].detail] =
                used(tested, What::of_kind, bound, term.detail + (way == 1 ? 0 : kNotOfKind));
        }
        const Node given = value(parts[way], seen);
        if (given != kAbsent) add_edge(given, result);
    }
    return result;
}

FlowSolver::Node FlowSolver::call_term(const Term& term, const Bound& bound) {
    const auto parts = project_.library().arguments_of(term);
    const Node callee = value(parts[0], bound);
    if (!is_followed(callee)) return callee;
    Passed passed = arguments_of(parts.subspan(1), bound);
    // The library calls it, with arguments of its own: those at the place of the call are the model's.
    passed.is_special = true;
    const Node result = passed.result = new_node();
    if (term.word == Word::construct) {
        if (!may_apply(passed)) return result;
        const Use use{What::construct, passed.code, passed.at, static_cast<Node>(applied_.size()), 0, 0};
        applied_.push_back(std::move(passed));
        add_use(callee, use);
    } else {
        apply_to(callee, std::move(passed));
    }
    return result;
}

FlowSolver::Passed FlowSolver::arguments_of(std::span<const Term> parts, const Bound& bound) {
    Passed result;
    result.code = bound.passed.code;
    result.at = bound.passed.at;
    result.is_special = bound.passed.is_special;
    result.depth = bound.passed.depth;
    Node any = 0;
    const auto add_any = [&](Node node) {
        if (node == kAbsent) return;
        if (any == 0) any = new_node();
        add_edge(node, any);
    };
    for (const Term& it : parts) {
        const auto inner = [&] { return value(project_.library().arguments_of(it)[0], bound); };
        switch (it.word) {
            case Word::star: add_any(used(inner(), What::walk, bound)); break;
            case Word::double_star: add_any(used(inner(), What::get_item, bound)); break;
            case Word::some:
            case Word::repeated: add_any(inner()); break;
            case Word::each: {
                const Node items = used(inner(), What::get_item, bound);
                add_any(used(items, What::walk, bound));
                break;
            }
            case Word::keyword:
                result.keywords.emplace_back(project_.library().name(it.detail),
                                             as_name(result.code, argument(inner())));
                break;
            case Word::pair: break;
            default:
                if (any == 0) result.positional.push_back(argument(value(it, bound)));
        }
    }
    result.any = any;
    return result;
}

// What the call makes.
// NOLINTNEXTLINE(readability-function-*): one case for each word
FlowSolver::Node FlowSolver::made(const Term& term, const Bound& bound) {
    const models::Library& library = project_.library();
    const auto parts = library.arguments_of(term);
    const std::uint32_t place = place_of(bound.passed.code, bound.passed.at);
    const auto tag = static_cast<std::uint32_t>(&term - library.tables().terms.data()) + 1;
    const auto node_of = [&](ThingId id) {
        const Node result = new_node();
        add(result, id);
        return result;
    };
    const bool is_whole = &term == &library.term(bound.model->result);
    const std::uint32_t own_tag = is_whole ? 0 : tag;
    switch (term.word) {
        case Word::atom: return node_of(atom(static_cast<Kind>(term.detail)));
        case Word::number: return node_of(atom(Kind::count));
        case Word::instance_of: return used(value(parts[0], bound), What::make, bound);
        case Word::instance:
        case Word::object: {
            if (bound.instance != 0) {
                for (const Term& it : parts) fill(bound.instance, it, bound);
                return kAbsent;
            }
            const std::string_view name = library.name(term.detail);
            const models::Class* const known = library.find_class(name);
            Thing it{Thing::Kind::object, {}, own_tag, place, text(name)};
            if (known != nullptr && known->name == models::name_of(known->kind))
                it = {Thing::Kind::container, {}, own_tag, place, static_cast<std::uint32_t>(known->kind)};
            const ThingId object = thing(it);
            for (const Term& one : parts) fill(object, one, bound);
            return node_of(object);
        }
        case Word::list:
        case Word::tuple:
        case Word::set:
        case Word::frozenset:
        case Word::dict: {
            Kind kind = Kind::list;
            if (term.word == Word::tuple) kind = Kind::tuple;
            if (term.word == Word::set) kind = Kind::set;
            if (term.word == Word::frozenset) kind = Kind::frozenset;
            if (term.word == Word::dict) kind = Kind::dict;
            const ThingId object = container(place, kind, {}, own_tag);
            for (const Term& one : parts) fill(object, one, bound);
            return node_of(object);
        }
        case Word::bytearray: return node_of(container(place, Kind::bytearray, {}, own_tag));
        case Word::pickled: {
            const ThingId object = container(place, Kind::opaque, {}, own_tag);
            if (const Node copied = used(value(parts[0], bound), What::copy, bound, kDeep);
                is_followed(copied))
                add_edge(copied, items_of(object));
            return node_of(object);
        }
        case Word::iterator: {
            const ThingId object = container(place, Kind::iterator, {}, own_tag);
            if (const Node items = value(parts[0], bound); items != kAbsent)
                add_edge(items, items_of(object));
            return node_of(object);
        }
        case Word::view: {
            const std::string_view name = library.name(term.detail);
            if (library.find_class(name) != nullptr)
                return node_of(thing({Thing::Kind::object, {}, own_tag, place, text(name)}));
            const ThingId object = container(place, Kind::view, {}, own_tag);
            const Node items = used(value(parts[0], bound), What::get_item, bound);
            if (items == kAbsent) return node_of(object);
            if (name != "items") {
                add_edge(items, items_of(object));
                return node_of(object);
            }
            const ThingId pair = container(place, Kind::tuple, {}, tag + kRestTags);
            add_edge(items, items_of(pair));
            add(items_of(object), pair);
            return node_of(object);
        }
        case Word::function: {
            const Node key = field(container(place, Kind::function, {}, tag), text("function"));
            const auto [known, is_new] = partials_.try_emplace(key);
            if (is_new) known->second.callee = new_node();
            if (const Node callee = value(parts[0], bound); callee != kAbsent)
                add_edge(callee, known->second.callee);
            if (is_new) {
                Passed first = arguments_of(parts.subspan(1), bound);
                partials_[key].first = std::move(first);
            }
            return node_of(thing({Thing::Kind::partial, {}, 0, key, 0}));
        }
        default: return 0;
    }
}

void FlowSolver::fill(ThingId container, const Term& part, const Bound& bound) {
    const auto inner = project_.library().arguments_of(part);
    const auto put = [&](Node node) {
        if (node != kAbsent) add_edge(node, items_of(container));
    };
    switch (part.word) {
        case Word::star: return put(used(value(inner[0], bound), What::walk, bound));
        case Word::double_star: return put(used(value(inner[0], bound), What::pairs, bound));
        case Word::some:
        case Word::repeated: return put(value(inner[0], bound));
        case Word::each:
            return put(used(used(value(inner[0], bound), What::get_item, bound), What::walk, bound));
        case Word::keyword: {
            const Node node = value(inner[0], bound);
            const Node into = field(container, text(project_.library().name(part.detail)));
            if (node != kAbsent) add_edge(node, into);
            const Node named = as_name(bound.passed.code, node);
            if (named != node) add_edge(named, into);
            return;
        }
        case Word::pair: return put(value(inner[1], bound));
        default: return put(value(part, bound));
    }
}

// NOLINTNEXTLINE(readability-function-cognitive-complexity): one case for each word
void FlowSolver::effect(const Term& term, const Bound& bound) {
    const models::Library& library = project_.library();
    const auto parts = library.arguments_of(term);
    const auto put = [&](Node into, Node from) {
        if (is_followed(into) && from != kAbsent)
            add_use(into, {What::set_item, bound.passed.code, bound.passed.at, from, 0, 0});
    };
    const auto store = [&](Node into, Node from, std::string_view name) {
        if (is_followed(into) && from != kAbsent)
            add_use(into, {What::set_attribute, bound.passed.code, bound.passed.at, from, text(name), 0});
    };
    switch (term.word) {
        case Word::append:
        case Word::insert:
        case Word::add:
        case Word::extend: return put(value(parts[0], bound), value(parts[1], bound));
        case Word::set_item:
        case Word::set_default: return put(value(parts[0], bound), value(parts[2], bound));
        case Word::update:
            return put(value(parts[0], bound), used(value(parts[1], bound), What::pairs, bound));
        case Word::set_attribute:
            return store(value(parts[0], bound), value(parts[1], bound), library.name(term.detail));
        case Word::set_dynamic_attribute: {
            std::string_view name;
            const Node into = dynamic_name(term, bound, name);
            if (!name.empty()) store(into, value(parts[2], bound), name);
            return;
        }
        case Word::delete_dynamic_attribute: {
            std::string_view name;
            const Node from = dynamic_name(term, bound, name);
            if (!name.empty() && is_followed(from))
                add_use(from, {What::delete_attribute, bound.passed.code, bound.passed.at, 0, text(name), 0});
            return;
        }
        case Word::calls: static_cast<void>(call_term(term, bound)); return;
        case Word::asks: {
            const Node self = value(parts[0], bound);
            const Node other = parts.size() > 1 ? argument(value(parts[1], bound)) : 0;
            if (is_followed(self)) {
                add_use(self, {What::ask, bound.passed.code, bound.passed.at, other,
                               text(library.name(term.detail)), 0});
            }
            return;
        }
        case Word::sometimes:
            for (const Term& it : parts) effect(it, bound);
            return;
        case Word::unless_passed:
            if (bound.values[parts[0].detail] != kAbsent) return;
            for (const Term& it : parts.subspan(1)) effect(it, bound);
            return;
        default: return;
    }
}

// NOLINTEND(misc-no-recursion)

}  // namespace doppelint::analysis
