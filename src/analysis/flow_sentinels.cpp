// Objects that are there to be told apart by `is`, and where copies of them come to.
#include <algorithm>
#include <array>
#include <string>

#include "analysis/flow_solver.h"
#include "project/records.h"

namespace doppelint::analysis {

using program::Comparison;
using program::Function;
using program::FunctionId;
using program::FunctionKind;
using program::Instruction;
using program::Module;
using program::ModuleId;
using program::Opcode;
using project::ClassInfo;
using project::Meaning;

namespace {

/// By these a class says itself what copies of its instances are.
constexpr std::array<std::string_view, 9> kCopyProtocol{"__copy__",          "__deepcopy__", "__reduce__",
                                                        "__reduce_ex__",     "__new__",      "__getnewargs__",
                                                        "__getnewargs_ex__", "__getstate__", "__setstate__"};
/// Bases that say nothing of it.
constexpr std::array<std::string_view, 5> kPlainBases{"object", "abc.ABC", "typing.Generic",
                                                      "typing.Protocol", "typing_extensions.Protocol"};

bool asks_for_sameness(const Instruction& it) {
    if (it.opcode != Opcode::compare) return false;
    switch (static_cast<Comparison>(it.detail)) {
        case Comparison::is:
        case Comparison::is_not:
        case Comparison::equal:
        case Comparison::not_equal: return true;
        default: return false;
    }
}

std::string key_of(ModuleId module, std::string_view name) {
    return std::to_string(module.index()) + ' ' + std::string(name);
}

}  // namespace

// Those names that comparisons ask for, and what modules and classes bind to them.
void FlowSolver::find_sentinels() {
    const auto for_each_function = [&](auto&& visit) {
        for (std::uint32_t module = 0; module < project_.module_count(); ++module) {
            const auto count =
                static_cast<std::uint32_t>(project_.program(ModuleId{module}).functions.size());
            for (std::uint32_t index = 0; index < count; ++index)
                visit(CodeId{ModuleId{module}, FunctionId{index}});
        }
    };
    for_each_function([&](CodeId code) { find_identity_comparisons(code); });
    if (!identity_comparisons_.empty()) for_each_function([&](CodeId code) { find_sentinels(code); });
    first_other_ = static_cast<ThingId>(things_.size());
}

void FlowSolver::ask_for(CodeId code, ValueId value) {
    const Module& module = project_.program(code.module);
    const Instruction& it = at(code, value);
    if (it.opcode == Opcode::get_attribute) asked_attributes_.insert(module.text(NameId{it.payload}));
    if (it.opcode != Opcode::load_global) return;
    for (const Meaning& meaning : project_.loaded(code.module, NameId{it.payload}).any) {
        if (meaning.what != Meaning::What::variable) continue;
        const Module& owner = project_.program(meaning.code.module);
        asked_globals_.insert(key_of(meaning.code.module, owner.text(meaning.name)));
    }
}

// A module's attribute is a global of that module.
bool FlowSolver::is_asked_for(CodeId body, std::string_view name) const {
    if (asked_attributes_.contains(name)) return true;
    return body.function.index() == 0 && asked_globals_.contains(key_of(body.module, name));
}

void FlowSolver::find_sentinels(CodeId body) {
    const Module& module = project_.program(body.module);
    const Function& function = project_.function(body);
    if (body.function.index() != 0 && function.kind != FunctionKind::class_body) return;
    for (const Instruction& it : module.instructions_of(function)) {
        const bool is_store = body.function.index() == 0 ? it.opcode == Opcode::store_global
                                                         : it.opcode == Opcode::store_local_name;
        if (!is_store || !is_asked_for(body, module.text(NameId{it.payload}))) continue;
        const ValueId made = project::origin_of(module, function, module.operands_of(it)[0]);
        if (at(body, made).opcode != Opcode::call) continue;
        const ValueId callee = project::origin_of(module, function, module.operands_of(at(body, made))[0]);
        const Opcode opcode = at(body, callee).opcode;
        if (opcode != Opcode::load_global && opcode != Opcode::load_local_name) continue;
        const NameId name{at(body, callee).payload};
        const project::Meanings& meanings = project_.loaded(body.module, name);
        const Meaning* const only = meanings.only();
        const bool is_class = only != nullptr && only->what == Meaning::What::class_;
        const bool is_object = meanings.any.empty() && module.text(name) == "object";
        if (!is_class && !is_object) continue;
        const auto place = static_cast<Node>(sentinels_.size());
        sentinels_.push_back({body, made, is_class ? only->code : CodeId{}});
        static_cast<void>(thing({Thing::Kind::sentinel, {}, 0, place, 0}));
    }
}

// Whether a test of a value stands before it that some sentinel may not pass.
bool FlowSolver::narrows(CodeId code, const Instruction& it) const {
    if (sentinels_.empty()) return false;
    const Module& module = project_.program(code.module);
    const Function& function = project_.function(code);
    const auto operands = module.operands_of(it);
    const ValueId tested = project::origin_of(module, function, operands[0]);
    const Instruction& test = at(code, project::origin_of(module, function, operands[1]));
    const auto parts = module.operands_of(test);
    const auto is_tested = [&](std::size_t place) {
        return parts.size() > place && parts[place].valid() &&
               project::origin_of(module, function, parts[place]) == tested;
    };
    if (asks_for_sameness(test)) return is_tested(0) != is_tested(1);
    if (test.opcode != Opcode::call || parts.size() != 3 || !is_tested(1)) return false;
    const Instruction& callee = at(code, project::origin_of(module, function, parts[0]));
    return callee.opcode == Opcode::load_global && module.text(NameId{callee.payload}) == "isinstance";
}

void FlowSolver::narrow(CodeId code, ValueId id, const Instruction& it) {
    const bool is_barred = bar(code, id, it);
    const bool is_narrowed = narrows(code, it);
    if (is_barred || is_narrowed)
        add_edge(register_of(code, project_.program(code.module).operands_of(it)[0]), register_of(code, id));
    if (is_narrowed) narrow_sentinels(code, id, it);
}

void FlowSolver::narrow_sentinels(CodeId code, ValueId id, const Instruction& it) {
    const Module& module = project_.program(code.module);
    const Function& function = project_.function(code);
    const auto operands = module.operands_of(it);
    const ValueId tested = project::origin_of(module, function, operands[0]);
    const Instruction& test = at(code, project::origin_of(module, function, operands[1]));
    const auto parts = module.operands_of(test);
    Narrowing narrowing;
    narrowing.holds = static_cast<program::Outcome>(it.detail) == program::Outcome::truthy;
    narrowing.is_class = test.opcode == Opcode::call;
    if (narrowing.is_class) {
        narrowing.with = register_of(code, parts[2]);
    } else {
        const auto how = static_cast<Comparison>(test.detail);
        if (how == Comparison::is_not || how == Comparison::not_equal) narrowing.holds = !narrowing.holds;
        const bool is_left = project::origin_of(module, function, parts[0]) == tested;
        narrowing.with = register_of(code, parts[is_left ? 1 : 0]);
    }
    narrowed_.emplace(register_of(code, id), narrowing);
}

bool FlowSolver::passes(const Narrowing& test, ThingId sentinel) const {
    const auto with = sets_[test.with];
    if (!test.is_class) {
        return (only_sentinel(test.with) == sentinel) == test.holds;
    }
    const CodeId own = sentinels_[things_[sentinel].place].class_body;
    bool is_instance = false;
    for (const ThingId it : with)
        is_instance |= things_[it].kind == Thing::Kind::class_ && things_[it].code == own;
    return test.holds == is_instance;
}

// Whether a copy of an instance is made as `object` does it: another one, with the same attributes.
bool FlowSolver::copies_by_class(CodeId class_body) const {
    const ClassInfo* const info = project_.classes().find(class_body);
    if (info == nullptr || info->open || info->has_members || info->is_metaclass || info->has_metaclass ||
        info->metaclass.valid()) {
        return false;
    }
    const auto is_plain = [](const project::ClassName& it) {
        return it.library.empty() || std::ranges::find(kPlainBases, it.library) != kPlainBases.end();
    };
    return std::ranges::all_of(info->order, is_plain) &&
           std::ranges::none_of(kCopyProtocol, [&](std::string_view name) {
               return project_.classes().lookup(*info, name).owner != nullptr;
           });
}

FlowSolver::ThingId FlowSolver::original_of(ThingId id) {
    if (!is_deep_copy(id)) return id;
    return thing({Thing::Kind::instance, things_[id].code, 0, 0, 0});
}

// Of the rest it does not matter whether it is a copy.
void FlowSolver::copy_what_holds_sentinels() {
    if (deeply_copied_.empty()) return;
    find_holders();
    first_copy_ = static_cast<ThingId>(things_.size());
    const auto copied = std::move(deeply_copied_);
    deeply_copied_.clear();
    for (const auto& [use, id] : copied) copy_within(use, id);
    solve_with_delayed();
}

// What a container or an attribute of an instance holds, at whatever depth.
void FlowSolver::find_holders() {
    constexpr std::uint32_t kDeepest = 6;
    const auto holds = [&](Node node) {
        bool found = false;
        for (const ThingId it : sets_[node]) found |= is_sentinel(it) || is_holder(it);
        return found;
    };
    bool any = true;
    for (std::uint32_t depth = 0; any && depth < kDeepest; ++depth) {
        any = false;
        for (ThingId id = 0; id < items_.size(); ++id) {
            if (items_[id] != 0 && holds(items_[id])) any |= hold(id);
        }
        for (const auto& [key, node] : fields_.rows()) {
            if (holds(node)) any |= hold(static_cast<ThingId>(key >> 32U));
        }
    }
}

// Whether that was not known.
bool FlowSolver::add_holder(ThingId id) {
    if (is_holder(id)) return false;
    if (id >= holders_.size()) holders_.resize(things_.size());
    holders_[id] = true;
    return true;
}

// What a record's class holds, its instances get when they are made.
bool FlowSolver::hold(ThingId id) {
    const Thing it = things_[id];
    if (it.kind == Thing::Kind::container || it.kind == Thing::Kind::instance) return add_holder(id);
    const ClassInfo* const info = it.kind == Thing::Kind::class_ ? project_.classes().find(it.code) : nullptr;
    if (info == nullptr || project::record_kind(project_, *info) == project::Record::none) return false;
    bool any = add_holder(thing({Thing::Kind::instance, it.code, 0, 0, 0}));
    for (const CodeId below : info->subclasses)
        any |= add_holder(thing({Thing::Kind::instance, below, 0, 0, 0}));
    return any;
}

void FlowSolver::copy_within(const Use& use, ThingId id) {
    if (!is_holder(id)) return;
    const Thing known = things_[id];
    if (known.kind == Thing::Kind::instance) return copy_instance(use, id);
    const std::uint32_t place = place_of(use.code, use.at);
    if (use.text == kWithinDeep && known.place == place) return;
    const ThingId made = container(place, static_cast<models::Kind>(known.text), {}, use.text);
    add(use.other, made);
    add_edge(items_of(id), items_of(made));
    add_use(items_of(id), {What::copy, use.code, use.at, items_of(made), kWithinDeep, 0});
}

// An instance of its own, with copies in its attributes: of all copies of a class there is one.
void FlowSolver::copy_instance(const Use& use, ThingId id) {
    const CodeId code = things_[id].code;
    if (!copies_by_class(code)) return;
    deep_copies_.try_emplace(code, use);
    add(use.other, thing({Thing::Kind::instance, code, 0, kDeepCopy, 0}));
}

// What an attribute of the original holds comes here, and copies of the sentinels in it; of a record also
// what it has of its class.
void FlowSolver::fill_copied_field(ThingId copied, std::uint32_t text, Node into) {
    const Use first = deep_copies_.at(things_[copied].code);
    const Use within{What::copy, first.code, first.at, into, kWithinDeep, 0};
    const Node from = field(original_of(copied), text);
    add_edge(from, into);
    add_use(from, within);
    const ClassInfo* const info = project_.classes().find(things_[copied].code);
    if (info == nullptr || project::record_kind(project_, *info) == project::Record::none) return;
    for (const project::ClassName& it : info->order) {
        if (it.body.valid()) add_use(field(thing({Thing::Kind::class_, it.body, 0, 0, 0}), text), within);
    }
}

// Called when all that comes to the memo is there.
void FlowSolver::copy_sentinel(const Use& use, ThingId id) {
    const CodeId class_body = sentinels_[things_[id].place].class_body;
    const Node place = place_of(use.code, use.at);
    bool is_done = class_body.valid() && !copies_by_class(class_body);
    if (const auto memo = memos_.find(place); use.text >= kDeep && memo != memos_.end()) {
        for (const ThingId one : sets_[memo->second]) {
            if (things_[one].kind != Thing::Kind::container) continue;
            for (const ThingId known : sets_[items_of(one)]) is_done |= known == id;
        }
    }
    if (is_done) return add(use.other, id);
    add(use.other, thing({Thing::Kind::copied, {}, id, place, 0}));
}

}  // namespace doppelint::analysis
