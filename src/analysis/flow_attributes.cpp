#include <algorithm>

#include "analysis/flow_solver.h"
#include "project/records.h"

namespace doppelint::analysis {

using program::ModuleId;
using project::ClassInfo;
using project::Member;
using project::Wrap;
using How = FlowCallee::How;

namespace {

constexpr std::size_t kLongestName = 200;

}  // namespace

// NOLINTNEXTLINE(readability-function-*): one case for each kind of thing
void FlowSolver::get_attribute(const Use& use, ThingId id) {
    const Thing it = things_[id];
    const std::string_view name = word(use.text);
    switch (it.kind) {
        case Thing::Kind::module: return read_member(use, it.code.module, name);
        case Thing::Kind::library: {
            const auto [known, is_new] = library_members_.try_emplace(pair_of(id, use.text), 0);
            if (is_new && word(it.text).size() <= kLongestName) {
                Thing library;
                library.kind = Thing::Kind::library;
                library.text = text(std::string(word(it.text)) + "." + std::string(name));
                known->second = thing(library);
            }
            if (known->second != 0) add(use.other, known->second);
            return;
        }
        case Thing::Kind::object:
        case Thing::Kind::container: return get_of_library(use, id);
        case Thing::Kind::instance:
            if (name == "__dict__") return add(use.other, thing({Thing::Kind::space, {}, id, 0, 0}));
            return get_of_instance(use, id);
        case Thing::Kind::class_:
            if (name == "__dict__") return add(use.other, thing({Thing::Kind::space, {}, id, 0, 0}));
            return get_of_class(use, id);
        case Thing::Kind::super: {
            const ClassInfo* info = project_.classes().find(things_[it.of].code);
            if (info != nullptr && things_[it.of].kind == Thing::Kind::class_) {
                // A method of the metaclass has the class for its instance.
                const ClassInfo* const meta = project_.classes().find(info->metaclass);
                const auto is_around = [&](const auto& one) { return one.body == it.code; };
                if (meta != nullptr && std::ranges::any_of(meta->order, is_around)) info = meta;
            }
            if (info == nullptr || get_member(use, *info, it.of, it.code)) return;
            const project::Found found = project_.classes().lookup(*info, name, it.code);
            Thing member{Thing::Kind::member, {}, it.of, 0, use.text};
            const bool is_class = things_[it.of].kind == Thing::Kind::class_;
            const std::string_view base = found.library != nullptr         ? std::string_view(*found.library)
                                          : is_class && info->is_metaclass ? "type"
                                                                           : "object";
            member.place = text(base);
            return add(use.other, thing(member));
        }
        case Thing::Kind::function:
        case Thing::Kind::bound:
        case Thing::Kind::partial:
            if (name == "__call__") return add(use.other, id);
            if (name == "__func__" && it.code.valid())
                return add(use.other, thing({Thing::Kind::function, it.code, 0, 0, 0}));
            if (name == "__self__" && it.of != 0) return add(use.other, it.of);
            return add_edge(field(id, use.text), use.other);
        default: return;
    }
}

// `vars(x)["name"]`: the attribute as it is kept, bound to nothing. A library that reads all of them gets the
// fields of a record.
void FlowSolver::get_of_space(const Use& use, ThingId id) {
    if (at(use.code, use.at).opcode == program::Opcode::call) return get_fields(use, id);
    if (at(use.code, use.at).opcode != program::Opcode::get_item) return;
    const auto operands = project_.program(use.code.module).operands_of(at(use.code, use.at));
    const std::string_view name = constant_text(use.code, register_of(use.code, operands[1]));
    if (name.empty()) return;
    Use one = use;
    one.what = What::get_attribute;
    one.text = text(name);
    if (things_[id].kind == Thing::Kind::class_) return get_of_class(one, id);
    add_edge(field(id, one.text), use.other);
}

// Properties and methods that models describe.
void FlowSolver::get_of_library(const Use& use, ThingId id) {
    if (const auto known = library_members_.find(pair_of(id, use.text)); known != library_members_.end())
        return add(use.other, known->second);
    const std::string_view class_name = library_class(id);
    const auto models =
        class_name.empty() ? std::span<const models::Model>() : methods(class_name, word(use.text));
    const bool is_object = things_[id].kind == Thing::Kind::object;
    if (is_object && (models.empty() || models.front().binding == models::Binding::property))
        add_edge(field(id, use.text), use.other);
    if (models.empty()) return;
    if (models.front().binding == models::Binding::property) {
        Passed passed = asked(use, {}, use.other);
        // What is kept under the name itself.
        if (!may_run(passed, id, models.front().name)) return add_edge(field(id, use.text), use.other);
        const Node self = new_node();
        add(self, id);
        passed.positional = {self};
        passed.is_special = true;
        return run(models, passed);
    }
    const ThingId member = thing({Thing::Kind::member, {}, id, text(class_name), use.text});
    library_members_.emplace(pair_of(id, use.text), member);
    add(use.other, member);
}

void FlowSolver::get_fields(const Use& use, ThingId id) {
    const ClassInfo* const info = project_.classes().find(things_[id].code);
    if (things_[id].kind != Thing::Kind::instance || info == nullptr) return;
    if (project::record_kind(project_, *info) == project::Record::none) return;
    for (const project::ClassName& it : info->order) {
        const ClassInfo* const owner = project_.classes().find(it.body);
        if (owner == nullptr) continue;
        const program::Module& module = project_.program(owner->body.module);
        for (const NameId name : owner->fields) {
            Use one = use;
            one.what = What::get_attribute;
            one.text = text(module.text(name));
            get_of_instance(one, id);
        }
    }
}

void FlowSolver::get_of_instance(const Use& use, ThingId id) {
    const CodeId code = things_[id].code;
    const std::string_view name = word(use.text);
    if (name == "__class__") return add(use.other, thing({Thing::Kind::class_, code, 0, 0, 0}));
    add_edge(field(id, use.text), use.other);
    const ClassInfo* const info = project_.classes().find(code);
    if (info == nullptr) return;
    if (info->has(project::Hook::get)) ask_hook(use, id, "__getattribute__");
    if (const auto patched = patched_.find(use.text); patched != patched_.end()) {
        for (const ThingId one : patched->second) {
            const auto is_above = [&](const auto& it) { return it.body == things_[one].code; };
            if (std::ranges::none_of(info->order, is_above)) continue;
            add_use(field(one, use.text), {What::bind, use.code, use.at, use.other, id, 0});
        }
    }
    if (get_member(use, *info, id, {})) return;
    const project::Found found = project_.classes().lookup(*info, name);
    if (found.library != nullptr) get_of_library(use, id);
    if (info->has(project::Hook::get_missing)) delayed_.push_back({use, id, false});
}

// NOLINTNEXTLINE(readability-function-*): one case after the other
void FlowSolver::get_of_class(const Use& use, ThingId id) {
    add_edge(field(id, use.text), use.other);
    const ClassInfo* const info = project_.classes().find(things_[id].code);
    if (info == nullptr) return;
    if (word(use.text) == "__class__" && info->metaclass.valid())
        return add(use.other, thing({Thing::Kind::class_, info->metaclass, 0, 0, 0}));
    if (get_member(use, *info, id, {})) return;
    if (const auto patched = patched_.find(use.text); patched != patched_.end()) {
        for (const ThingId one : patched->second) {
            const auto is_above = [&](const auto& it) { return it.body == things_[one].code; };
            if (one != id && std::ranges::any_of(info->order, is_above))
                add_edge(field(one, use.text), use.other);
        }
    }
    if (const ClassInfo* const meta = project_.classes().find(info->metaclass)) {
        const project::Found found = project_.classes().lookup(*meta, word(use.text));
        if (found.owner != nullptr) {
            // The class is the instance here.
            for (const Member& it : *found.members) {
                if (!it.function.valid()) continue;
                const CodeId code{found.owner->body.module, it.function};
                if (it.wrap == Wrap::property) {
                    Passed passed = asked(use, {}, use.other);
                    passed.is_special = true;
                    call_code(passed, code, id, How::special);
                } else {
                    add(use.other, thing({Thing::Kind::bound, code, id, 0, 0}));
                }
            }
            return;
        }
        Passed passed = asked(use, {0}, use.other);
        passed.is_special = true;
        static_cast<void>(ask_class(passed, *meta, id, "__getattr__"));
    }
    get_of_library(use, id);
}

// False: the project's classes have none.
bool FlowSolver::get_member(const Use& use, const ClassInfo& info, ThingId self, CodeId after) {
    const project::Found found = project_.classes().lookup(info, word(use.text), after);
    if (found.owner == nullptr) return false;
    for (const Member& it : *found.members) add_member(use, *found.owner, it, self);
    return true;
}

void FlowSolver::add_member(const Use& use, const ClassInfo& owner, const Member& member, ThingId self) {
    const bool through_class = things_[self].kind == Thing::Kind::class_;
    const ModuleId module = owner.body.module;
    if (member.class_body.valid()) {
        return add(use.other, thing({Thing::Kind::class_, {module, member.class_body}, 0, 0, 0}));
    }
    const Use bound{What::bind, use.code, use.at, use.other, self, 0};
    if (owner.is_member(word(use.text), member)) {
        const CodeId of = through_class ? things_[self].code : owner.body;
        return add(use.other, thing({Thing::Kind::instance, of, 0, 0, 0}));
    }
    if (!member.function.valid()) {
        // What a metaclass puts there instead is not followed.
        if (!project_.classes().keeps_bound(owner, word(use.text))) spread_.push_back(use.other);
        return add_use(field(thing({Thing::Kind::class_, owner.body, 0, 0, 0}), use.text), bound);
    }
    const CodeId code{module, member.function};
    if (member.wrap == Wrap::property || member.wrap == Wrap::cached_property) {
        if (through_class || member.is_setter) return;
        Passed passed = asked(use, {}, use.other);
        passed.is_special = true;
        return call_code(passed, code, self, How::special);
    }
    // What the decorators made, with its object in front.
    if (!member.decorators.empty()) return add_use(register_of(owner.body, member.binding.value), bound);
    const bool is_bare = member.wrap == Wrap::static_method || (through_class && member.wrap == Wrap::plain);
    if (is_bare) return add(use.other, thing({Thing::Kind::function, code, 0, 0, 0}));
    ThingId bound_to = self;
    if (member.wrap == Wrap::class_method && !through_class) {
        bound_to = thing({Thing::Kind::class_, things_[self].code, 0, 0, 0});
    }
    add(use.other, thing({Thing::Kind::bound, code, bound_to, place_of(use.code, use.at), 0}));
}

void FlowSolver::get_attributes(const Use& use, ThingId id) {
    if (things_[id].kind != Thing::Kind::instance) return;
    const ClassInfo* const info = project_.classes().find(things_[id].code);
    if (info == nullptr) return;
    for (const project::ClassName& it : info->order) {
        const ClassInfo* const owner = project_.classes().find(it.body);
        if (owner == nullptr) continue;
        for (const auto& [name, members] : owner->members) {
            if (!name.starts_with(word(use.text))) continue;
            Use one = use;
            one.text = text(name);
            static_cast<void>(get_member(one, *info, id, {}));
        }
    }
}

// What a class holds under a name, as its instance `use.text` shows it, or itself.
void FlowSolver::bind(const Use& use, ThingId id) {
    const Thing it = things_[id];
    const ThingId self = use.text;
    const bool through_class = things_[self].kind == Thing::Kind::class_;
    if (it.kind == Thing::Kind::function && !through_class)
        return add(use.other, thing({Thing::Kind::bound, it.code, self, place_of(use.code, use.at), 0}));
    const Node instance = new_node();
    add(instance, self);
    if (it.kind == Thing::Kind::partial && !through_class) {
        // As a function of its own, with the instance in front of what is passed.
        const auto known = partials_.find(it.place);
        if (known == partials_.end()) return;
        Thing bound = it;
        bound.of = self;
        return add(use.other, thing(bound));
    }
    if (it.kind != Thing::Kind::instance && it.kind != Thing::Kind::object) return add(use.other, id);
    const Node owner = new_node();
    add(owner, thing({Thing::Kind::class_, things_[self].code, 0, 0, 0}));
    Passed passed = asked(use, {through_class ? 0 : instance, owner}, use.other);
    if (!ask(passed, id, "__get__")) add(use.other, id);
}

void FlowSolver::set_attribute(const Use& use, ThingId id) {
    const Thing it = things_[id];
    if (it.kind == Thing::Kind::module) return add_edge(use.other, global(it.code.module, use.text));
    add_edge(use.other, field(id, use.text));
    if (is_deep_copy(id)) add_edge(use.other, field(original_of(id), use.text));
    if (it.kind == Thing::Kind::class_) {
        std::vector<ThingId>& classes = patched_[use.text];
        if (std::ranges::find(classes, id) != classes.end()) return;
        classes.push_back(id);
        newly_patched_.push_back(use.text);
        return;
    }
    if (it.kind != Thing::Kind::instance) return;
    const ClassInfo* const info = project_.classes().find(it.code);
    if (info == nullptr) return;
    if (info->has(project::Hook::get_missing)) stored_.insert(pair_of(original_of(id), use.text));
    if (info->has(project::Hook::set)) ask_hook(use, id, "__setattr__");
    static_cast<void>(set_member(use, id, false));
}

void FlowSolver::delete_attribute(const Use& use, ThingId id) {
    if (things_[id].kind != Thing::Kind::instance) return;
    ask_hook(use, id, "__delattr__");
    static_cast<void>(set_member(use, id, true));
}

// A setter or deleter, or a descriptor's.
bool FlowSolver::set_member(const Use& use, ThingId id, bool deletes) {
    const ClassInfo* const info = project_.classes().find(things_[id].code);
    if (info == nullptr) return false;
    const project::Found found = project_.classes().lookup(*info, word(use.text));
    if (found.owner == nullptr) return false;
    std::vector<Node> arguments;
    if (!deletes) arguments.push_back(use.other);
    const Node nobody = new_node();
    bool any = false;
    for (const Member& it : *found.members) {
        if (it.function.valid()) {
            if (!it.is_setter || it.is_deleter != deletes) continue;
            Passed passed = asked(use, arguments, nobody);
            passed.is_special = true;
            call_code(passed, {found.owner->body.module, it.function}, id, How::special);
            any = true;
        } else if (!it.class_body.valid()) {
            const Node instance = new_node();
            add(instance, id);
            Passed passed = asked(use, arguments, nobody);
            passed.positional.insert(passed.positional.begin(), instance);
            const Node held = field(thing({Thing::Kind::class_, found.owner->body, 0, 0, 0}), use.text);
            ask_later(held, passed, deletes ? "__delete__" : "__set__");
        }
    }
    return any;
}

// `__getattr__`, `__setattr__` and their like, which get the name as a text.
void FlowSolver::ask_hook(const Use& use, ThingId id, std::string_view name) {
    const ClassInfo* const info = project_.classes().find(things_[id].code);
    if (info == nullptr || project_.classes().lookup(*info, name).owner == nullptr) return;
    const bool gives = name.starts_with("__get");
    const Node word = new_node();
    add(word, thing({Thing::Kind::word, {}, 0, 0, use.text}));
    std::vector<Node> arguments{word};
    if (name == "__setattr__") arguments.push_back(use.other);
    static_cast<void>(ask_class(asked(use, arguments, gives ? use.other : new_node()), *info, id, name));
}

}  // namespace doppelint::analysis
