#include <algorithm>

#include "analysis/flow_solver.h"
#include "analysis/protocols.h"

namespace doppelint::analysis {

using program::Instruction;
using program::Module;
using program::Opcode;
using project::ClassInfo;
using project::Member;
using How = FlowCallee::How;

namespace {

constexpr std::size_t kMostSubclasses = 12;
constexpr std::uint8_t kDeepestContainer = 2;

}  // namespace

FlowSolver::Passed FlowSolver::asked(const Use& use, std::vector<Node> arguments, Node result) const {
    Passed passed;
    passed.code = use.code;
    passed.at = use.at;
    passed.result = result;
    passed.positional = std::move(arguments);
    passed.is_special = true;
    return passed;
}

void FlowSolver::ask_later(Node node, const Passed& passed, std::string_view name) {
    if (passed.depth > kDeepestContainer || !may_apply(passed)) return;
    applied_.push_back(passed);
    add_use(node,
            {What::apply, passed.code, passed.at, static_cast<Node>(applied_.size() - 1), text(name), 0});
}

// Containers that hold one another are asked once for each place.
void FlowSolver::ask_items(ThingId container, const Use& use, std::string_view name) {
    Use each = use;
    each.text = text(name);
    use_items(container, each);
}

// A container may hold itself, at whatever depth: what is done to its items is done once for each place.
void FlowSolver::use_items(ThingId container, const Use& each) {
    const std::uint64_t place = place_of(each.code, each.at);
    const std::uint64_t what = (static_cast<std::uint64_t>(container) << 20U) ^ each.text;
    if (asked_items_.insert((place << 36U) ^ (place >> 28U) ^ what)) add_use(items_of(container), each);
}

bool FlowSolver::has_special_methods(const Thing& it) {
    switch (it.kind) {
        case Thing::Kind::instance:
        case Thing::Kind::class_:
        case Thing::Kind::object:
        case Thing::Kind::container: return true;
        default: return false;
    }
}

// The method that stands first among those that the thing has.
// NOLINTNEXTLINE(readability-function-*): one case for each kind of thing
void FlowSolver::ask_any(const Passed& passed, ThingId id, std::string_view name) {
    const Thing it = things_[id];
    if (it.kind == Thing::Kind::container) {
        // Texts and comparisons of containers are those of what they hold.
        const bool asks_items = name == "__repr__" || name == "__str__" || name == "__format__" ||
                                name == "__eq__" || name == "__lt__" || name == "__gt__" ||
                                name == "__hash__";
        if (!asks_items || static_cast<models::Kind>(it.text) == models::Kind::cell) return;
        const bool is_text = name == "__str__" || name == "__format__";
        const Node other = is_text || passed.positional.empty() ? 0 : passed.positional.front();
        return ask_items(id, {What::ask, passed.code, passed.at, other, 0, 0}, is_text ? "__repr__" : name);
    }
    if (it.kind == Thing::Kind::instance && patched_.empty()) {
        const ClassInfo* const info = project_.classes().find(it.code);
        if (info == nullptr || (info->names == 0 && info->order.size() == 1)) return;
    }
    for (const std::string_view one : alternatives_of(name)) {
        if (one == "__getitem__" && name != one) {
            Passed by_place = passed;
            by_place.positional = {0};
            if (ask(by_place, id, one)) return;
        } else if (one == name || !name.starts_with("__format__")) {
            if (ask(passed, id, one)) return;
        } else {
            Passed bare = passed;
            bare.positional.clear();
            if (ask(bare, id, one)) return;
        }
    }
}

// False: the thing's class has no such method.
bool FlowSolver::ask(const Passed& passed, ThingId id, std::string_view name) {
    const Thing it = things_[id];
    switch (it.kind) {
        case Thing::Kind::instance: {
            const ClassInfo* const info = project_.classes().find(it.code);
            return info != nullptr && ask_class(passed, *info, id, name);
        }
        case Thing::Kind::class_: {
            const ClassInfo* const info = project_.classes().find(it.code);
            const ClassInfo* const meta =
                info != nullptr ? project_.classes().find(info->metaclass) : nullptr;
            return meta != nullptr && ask_class(passed, *meta, id, name);
        }
        case Thing::Kind::object: {
            if (methods(word(it.text), name).empty()) return false;
            call_method_model(passed, word(it.text), name, id);
            return true;
        }
        default: return false;
    }
}

bool FlowSolver::ask_class(const Passed& passed, const ClassInfo& info, ThingId id, std::string_view name) {
    project::Found found;
    if (!name.starts_with("__") || info.may_have(name)) {
        found = project_.classes().lookup(info, name);
    } else {
        for (const project::ClassName& it : info.order) {
            if (!it.library.empty() && found.library == nullptr) found.library = &it.library;
        }
    }
    if (found.owner != nullptr) {
        for (const Member& it : *found.members) call_member(passed, *found.owner, it, id, name);
        return true;
    }
    if (const auto patched = patched_.empty() ? patched_.end() : patched_.find(text(name));
        patched != patched_.end()) {
        for (const ThingId one : patched->second) {
            const auto is_above = [&](const auto& it) { return it.body == things_[one].code; };
            if (std::ranges::none_of(info.order, is_above)) continue;
            const Node bound = new_node();
            add_use(field(one, text(name)), {What::bind, passed.code, passed.at, bound, id, 0});
            apply_to(bound, passed);
            return true;
        }
    }
    if (found.library == nullptr || methods(*found.library, name).empty()) return false;
    call_method_model(passed, *found.library, name, id);
    return true;
}

// Some item of a walk, or what an iterator gives.
void FlowSolver::walk(const Use& use, ThingId id) {
    const Thing it = things_[id];
    if (it.kind == Thing::Kind::container || it.kind == Thing::Kind::object)
        add_edge(items_of(id), use.other);
    if (it.kind != Thing::Kind::instance && it.kind != Thing::Kind::class_) return;
    const bool by_async = is_async(use);
    const ClassInfo* const info = project_.classes().find(it.code);
    if (it.kind == Thing::Kind::class_ && info != nullptr && info->has_members)
        return add(use.other, thing({Thing::Kind::instance, it.code, 0, 0, 0}));
    if (use.what == What::step) {
        static_cast<void>(ask(asked(use, {}, use.other), id, by_async ? "__anext__" : "__next__"));
        return;
    }
    const Node iterator = new_node();
    if (ask(asked(use, {}, iterator), id, by_async ? "__aiter__" : "__iter__"))
        return add_use(iterator, {What::step, use.code, use.at, use.other, 0, 0});
    static_cast<void>(ask(asked(use, {0}, use.other), id, "__getitem__"));
}

bool FlowSolver::is_async(const Use& use) const {
    const Instruction& it = at(use.code, use.at);
    const bool may_be = it.opcode == Opcode::get_iterator || it.opcode == Opcode::next_item ||
                        it.opcode == Opcode::enter_context || it.opcode == Opcode::exit_context ||
                        it.opcode == Opcode::exit_context_raised;
    return may_be && static_cast<program::Synchrony>(it.detail) == program::Synchrony::async;
}

// What the instruction does with an operand that may be the thing.
// NOLINTNEXTLINE(readability-function-*): a switch over Python
void FlowSolver::operand(const Use& use, ThingId id) {
    const Module& module = project_.program(use.code.module);
    const Instruction& it = at(use.code, use.at);
    const Thing known = things_[id];
    const auto operands = module.operands_of(it);
    const auto other = [&](std::size_t place) {
        return place < operands.size() && operands[place].valid() ? register_of(use.code, operands[place])
                                                                  : 0;
    };
    const Node self = register_of(use.code, use.at);
    const bool is_key = use.text == 1 || it.opcode == Opcode::make_dict || it.opcode == Opcode::make_set;
    switch (it.opcode) {
        case Opcode::binary:
        case Opcode::in_place: return operand_of_operator(use, id, it);
        case Opcode::compare: return operand_of_comparison(use, id, it);
        case Opcode::get_item:
        case Opcode::set_item:
        case Opcode::delete_item:
        case Opcode::make_dict:
        case Opcode::make_set:
        case Opcode::set_add:
        case Opcode::dict_insert: {
            if (is_key) {
                if (known.kind != Thing::Kind::instance) return;
                ask_any(asked(use, {}, 0), id, "__hash__");
                return ask_any(asked(use, {0}, 0), id, "__eq__");
            }
            if (it.opcode == Opcode::set_item)
                return ask_any(asked(use, {other(1), other(2)}, 0), id, "__setitem__");
            if (it.opcode == Opcode::delete_item)
                return ask_any(asked(use, {other(1)}, 0), id, "__delitem__");
            if (known.kind == Thing::Kind::class_) {
                const ClassInfo* const info = project_.classes().find(known.code);
                const bool is_own =
                    info != nullptr && project_.classes().lookup(*info, "__class_getitem__").owner != nullptr;
                if (is_own) {
                    return static_cast<void>(
                        ask_class(asked(use, {other(1)}, self), *info, id, "__class_getitem__"));
                }
                if (ask(asked(use, {other(1)}, self), id, "__getitem__")) return;
                if (info != nullptr && info->has_members)
                    return add(self, thing({Thing::Kind::instance, known.code, 0, 0, 0}));
                return add(self, id);
            }
            if (known.kind == Thing::Kind::library) return add(self, id);
            return ask_any(asked(use, {other(1)}, self), id, "__getitem__");
        }
        case Opcode::unary:
            return ask_any(asked(use, {}, self), id,
                           method_of(static_cast<program::UnaryOperator>(it.detail)));
        case Opcode::branch: return ask_any(asked(use, {}, 0), id, "__bool__");
        case Opcode::format_value: {
            const auto how = static_cast<program::Conversion>(it.detail);
            std::vector<Node> arguments;
            if (how == program::Conversion::none) arguments.push_back(0);
            return ask_any(asked(use, std::move(arguments), 0), id, method_of(how));
        }
        case Opcode::get_iterator: {
            const bool is_own = known.kind == Thing::Kind::instance || known.kind == Thing::Kind::class_;
            if (!is_own) return add(self, id);
            const ClassInfo* const info = project_.classes().find(known.code);
            if (known.kind == Thing::Kind::class_ && info != nullptr && info->has_members) {
                const ThingId members = container(self, models::Kind::iterator, known.code);
                add(items_of(members), thing({Thing::Kind::instance, known.code, 0, 0, 0}));
                return add(self, members);
            }
            if (ask(asked(use, {}, self), id, is_async(use) ? "__aiter__" : "__iter__")) return;
            // By places from 0 on.
            const ThingId items = container(place_of(use.code, use.at), models::Kind::iterator, known.code);
            if (ask(asked(use, {0}, items_of(items)), id, "__getitem__")) add(self, items);
            return;
        }
        case Opcode::enter_context:
            if (known.kind == Thing::Kind::container) return add_edge(items_of(id), self);
            return ask_any(asked(use, {}, self), id, is_async(use) ? "__aenter__" : "__enter__");
        case Opcode::exit_context:
        case Opcode::exit_context_raised:
            return ask_any(asked(use, {0, other(1), 0}, 0), id, is_async(use) ? "__aexit__" : "__exit__");
        case Opcode::await_value: add(self, id); return ask_any(asked(use, {}, new_node()), id, "__await__");
        case Opcode::yield_from:
            if (known.kind == Thing::Kind::container && known.code.valid()) {
                add_edge(result_of(known.code), self);
                add_edge(sent_to(use.code), sent_to(known.code));
            }
            return;
        case Opcode::raise:
            if (known.kind == Thing::Kind::class_) call(asked(use, {}, new_node()), id);
            return;
        case Opcode::match_exception: return catch_class(use, id);
        case Opcode::match_class:
        case Opcode::match_positional: return operand_of_pattern(use, id, it);
        default: return;
    }
}

void FlowSolver::operand_of_operator(const Use& use, ThingId id, const Instruction& it) {
    const auto operands = project_.program(use.code.module).operands_of(it);
    const OperatorMethods names = methods_of(static_cast<program::BinaryOperator>(it.detail));
    const Node self = register_of(use.code, use.at);
    const Node other = register_of(use.code, operands[1 - use.text]);
    const Thing known = things_[id];
    if (known.kind == Thing::Kind::container) {
        if (use.text == 1) {
            add_use(other, {What::copy, use.code, use.at, self, kOfOperand, 0});
            return;
        }
        if (it.opcode == Opcode::in_place) {
            add(self, id);
            return add_use(other, {What::walk, use.code, use.at, items_of(id), 0, 0});
        }
        const auto kind = static_cast<models::Kind>(known.text);
        const ThingId made = container(place_of(use.code, use.at), kind);
        add(self, made);
        add_edge(items_of(id), items_of(made));
        if (static_cast<program::BinaryOperator>(it.detail) == program::BinaryOperator::multiply) return;
        return add_use(other, {What::get_item, use.code, use.at, items_of(made), 0, 0});
    }
    if (use.text == 1) {
        if (known.kind != Thing::Kind::instance) return;
        const auto how = static_cast<program::BinaryOperator>(it.detail);
        if (how == program::BinaryOperator::modulo) ask_any(asked(use, {}, 0), id, "__str__");
        const ClassInfo* const info = project_.classes().find(known.code);
        if (info == nullptr || project_.classes().lookup(*info, names.reflected).owner == nullptr) return;
        Use later = use;
        later.what = What::operand;
        later.other = other;
        later.text = text(names.reflected);
        delayed_.push_back({later, id, false});
        return;
    }
    if (it.opcode == Opcode::in_place && ask(asked(use, {other}, self), id, names.in_place)) return;
    static_cast<void>(ask(asked(use, {other}, self), id, names.plain));
}

void FlowSolver::operand_of_comparison(const Use& use, ThingId id, const Instruction& it) {
    const auto operands = project_.program(use.code.module).operands_of(it);
    const auto how = static_cast<program::Comparison>(it.detail);
    const Node self = register_of(use.code, use.at);
    const Node other = register_of(use.code, operands[1 - use.text]);
    const Thing known = things_[id];
    if (how == program::Comparison::in || how == program::Comparison::not_in) {
        if (use.text == 0) return;
        if (known.kind == Thing::Kind::container) {
            return ask_items(id, {What::ask, use.code, use.at, other, 0, 0}, "__eq__");
        }
        return ask_any(asked(use, {other}, 0), id, "__contains__");
    }
    if (use.text == 0) return ask_any(asked(use, {other}, self), id, methods_of(how).plain);
    const std::string_view reflected = methods_of(how).reflected;
    const ClassInfo* const info =
        known.kind == Thing::Kind::instance ? project_.classes().find(known.code) : nullptr;
    if (info == nullptr || project_.classes().lookup(*info, reflected).owner == nullptr) return;
    Use later = use;
    later.what = What::operand;
    later.other = other;
    later.text = text(reflected);
    delayed_.push_back({later, id, false});
}

// A class pattern: the class may say what its instances are, and which attributes stand at which place.
void FlowSolver::operand_of_pattern(const Use& use, ThingId id, const Instruction& it) {
    const Module& module = project_.program(use.code.module);
    const Node subject = register_of(use.code, module.operands_of(it)[0]);
    if (it.opcode == Opcode::match_class) return ask_any(asked(use, {subject}, 0), id, "__instancecheck__");
    const Thing known = things_[id];
    const ClassInfo* const info =
        known.kind == Thing::Kind::class_ ? project_.classes().find(known.code) : nullptr;
    if (info == nullptr) return;
    const std::string_view name = project_.classes().match_argument(project_, *info, it.payload);
    if (name.empty()) return;
    add_use(subject, {What::get_attribute, use.code, use.at, register_of(use.code, use.at), text(name), 0});
}

// What an `except` catches is an instance of its class or of one below that.
void FlowSolver::catch_class(const Use& use, ThingId id) {
    const Thing known = things_[id];
    const Node caught = use.other;
    if (known.kind == Thing::Kind::container)
        return use_items(id, {What::operand, use.code, use.at, use.other, use.text, 0});
    if (known.kind != Thing::Kind::class_) return;
    add(caught, thing({Thing::Kind::instance, known.code, 0, 0, 0}));
    const ClassInfo* const info = project_.classes().find(known.code);
    if (info == nullptr || info->subclasses.size() > kMostSubclasses) return;
    for (const CodeId below : info->subclasses) add(caught, thing({Thing::Kind::instance, below, 0, 0, 0}));
}

// A container of its own, with the same things in it.
void FlowSolver::copy(const Use& use, ThingId id) {
    const Thing known = things_[id];
    if (known.kind == Thing::Kind::library && known.place == 0 && is_changing_object(word(known.text))) {
        Thing copied = known;
        copied.place = place_of(use.code, use.at);
        return add(use.other, thing(copied));
    }
    if (is_sentinel(id) && use.text != kOfOperand) return delayed_.push_back({use, id, false});
    if (use.text == kWithinDeep) return copy_within(use, id);
    if (known.kind == Thing::Kind::instance && use.text != kOfOperand)
        ask_any(asked(use, {}, use.other), id, use.text == kDeep ? "__deepcopy__" : "__copy__");
    if (use.text == kDeep && !sentinels_.empty()) deeply_copied_.emplace_back(use, id);
    if (known.kind != Thing::Kind::container) return add(use.other, id);
    const ThingId made =
        container(place_of(use.code, use.at), static_cast<models::Kind>(known.text), {}, use.text);
    add(use.other, made);
    add_edge(items_of(id), items_of(made));
}

}  // namespace doppelint::analysis
