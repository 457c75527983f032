// How classes make instances: `__new__`, `__init__`, metaclasses, and the fields of records.
#include <algorithm>
#include <ranges>

#include "analysis/members.h"
#include "analysis/parts.h"
#include "project/records.h"

namespace doppelint::analysis {

using heap::ContentBuilder;
using heap::Slot;
using project::ClassInfo;
using project::Member;

namespace {

constexpr std::size_t kMostTargets = 12;
constexpr std::uint32_t kInstance = 1021;
constexpr std::uint32_t kDeepest = 6;

// Whether nothing of a library has a part in it.
bool is_of_project(const ClassInfo& info) {
    return !info.open && !info.has_metaclass &&
           std::ranges::all_of(info.order, [](const auto& it) { return it.library.empty(); });
}

}  // namespace

// NOLINTBEGIN(misc-no-recursion)

ObjectId Members::new_instance(ValueId id, ObjectId class_object) {
    const CodeId code = heap_.objects().class_of(class_object).code;
    // Objects of several classes that one call makes are told apart.
    return heap_.objects().made(id, parts_.summaries.part_of(code, kInstance), Kind::instance,
                                heap_.objects().class_index({{}, code}));
}

Value Members::make_bare(State& state, ValueId id, const Value& classes) {
    Value result;
    for (const ObjectId it : objects_of(classes)) {
        if (!has_class(it) || heap_.objects()[it].kind != Kind::class_) {
            result = heap_.join(result, parts_.outside.result(state, id));
            continue;
        }
        const ObjectId object = new_instance(id, it);
        put(state, id, object, ContentBuilder{});
        result = heap_.join(result, heap_.value_of(object));
    }
    return result;
}

// What `dict.fromkeys` makes is an instance of the class that it is called through, made by that class and
// filled by its `__setitem__`.
Value Members::make_by_class(State& state, ValueId id, ObjectId class_object,
                             std::span<const models::Model> models, const Arguments& arguments) {
    const std::string_view name = models.front().name;
    if (name.ends_with(".fromkeys") && !find(class_object, "__setitem__").all.empty())
        return parts_.outside.call(state, id, arguments.values());
    const Value given = parts_.models.apply(state, id, models, arguments, ModelCalls::Access::method, false);
    const ObjectId made = heap_.only_object(given);
    const bool is_of_class = made.valid() && heap_.objects()[made].origin == heap::Origin::site &&
                             heap_.objects()[made].site == id.index() &&
                             parts_.classes.method_class(made) == name.substr(0, name.rfind('.'));
    if (!is_of_class) return given;
    const Value result = construct(state, id, class_object, {});
    const ObjectId instance = heap_.only_object(result);
    if (!instance.valid()) return result;
    ContentBuilder content(heap_.content_of(state, instance));
    const heap::Content filled = heap_.content_of(state, made);
    for (const heap::SlotValue& it : filled.slots()) content.set(it.slot, it.value);
    content.head().distinct = filled.distinct;
    content.head().exact = filled.exact;
    heap_.set_content(state, instance, content);
    return result;
}

Value Members::construct(State& state, ValueId id, const Value& classes, const Arguments& arguments) {
    Value result;
    for (const ObjectId it : objects_of(classes)) {
        const bool is_class = has_class(it) && heap_.objects()[it].kind == Kind::class_;
        result = heap_.join(result, is_class ? construct(state, id, it, arguments)
                                             : parts_.calls.construct_by_flow(state, id, arguments));
    }
    return result;
}

// The name under which the class binds it.
std::string_view Members::name_of(const Target& target) const {
    const Module& module = context_.project->program(target.owner->body.module);
    const Function& body = module.function(target.owner->body.function);
    return module.text(NameId{module.instructions_of(body)[target.member->binding.store.index()].payload});
}

// A member of an enumeration: one object, wherever it is named.
Value Members::member_object(const ClassInfo& info, std::string_view name) {
    const std::string text = context_.project->name(info.body) + "." + std::string(name);
    return heap_.value_of(heap_.objects().external(text, Kind::instance, {{}, info.body}));
}

Value Members::members_of(ObjectId class_object) {
    Value result;
    const ClassInfo* const info = class_of(class_object);
    if (info == nullptr || !info->has_members) return result;
    std::vector<std::string_view> names;
    for (const auto& [name, members] : info->members) {
        if (info->is_member(name, members.front())) names.push_back(name);
    }
    std::ranges::sort(names);
    if (names.size() > kMostTargets) names.resize(kMostTargets);
    for (const std::string_view it : names) result = heap_.join(result, member_object(*info, it));
    return result;
}

bool Members::is_plain_class(ObjectId class_object) const {
    const ClassInfo* const info = class_of(class_object);
    return info != nullptr && !info->metaclass.valid() && is_of_project(*info);
}

// A metaclass of the project says what a call of its classes does.
Value Members::instantiate(State& state, ValueId id, ObjectId class_object, const Arguments& arguments) {
    if (const ClassInfo* const meta = metaclass_of(class_object)) {
        const auto given = ask_metaclass(state, id, class_object, *meta, "__call__", arguments);
        if (given && !given->nothing()) return *given;
    }
    if (const Value members = members_of(class_object); !members.nothing()) {
        Targets missing;
        add(missing, *class_of(class_object), "_missing_", {});
        const Arguments::One of_class{heap_.value_of(class_object), ValueId{}};
        Value result = members;
        for (const Target& it : missing.all)
            result = heap_.join(result, call_member(state, id, it, of_class, true, arguments, false));
        return result;
    }
    return construct(state, id, class_object, arguments);
}

std::optional<Value> Members::ask_metaclass(State& state, ValueId id, ObjectId class_object,
                                            std::string_view name, std::span<const Arguments::One> others) {
    Arguments arguments;
    arguments.positional.assign(others.begin(), others.end());
    const ClassInfo* const meta = metaclass_of(class_object);
    return meta != nullptr ? ask_metaclass(state, id, class_object, *meta, name, arguments) : std::nullopt;
}

std::optional<Value> Members::ask_metaclass(State& state, ValueId id, ObjectId class_object,
                                            const ClassInfo& meta, std::string_view name,
                                            const Arguments& arguments) {
    const project::Found found = context_.project->classes().lookup(meta, name);
    if (found.owner == nullptr || depth_ == kDeepest) return std::nullopt;
    Value result;
    ++depth_;
    for (const Member& it : *found.members) {
        result = heap_.join(result, call_member(state, id, {found.owner, &it},
                                                {heap_.value_of(class_object), {}}, false, arguments, false));
    }
    --depth_;
    return result;
}

// NOLINTNEXTLINE(readability-function-cognitive-complexity): the steps in which Python makes an instance
Value Members::construct(State& state, ValueId id, ObjectId class_object, const Arguments& arguments) {
    const ClassInfo* const info = class_of(class_object);
    const ObjectId object = new_instance(id, class_object);
    const bool is_plain = info != nullptr && is_of_project(*info);
    Targets makers;
    if (info != nullptr) add(makers, *info, "__new__", {});
    const Arguments::One the_class{heap_.value_of(class_object), ValueId{}};
    if (!makers.all.empty() && depth_ < kDeepest) {
        ++depth_;
        Value result;
        for (const Target& it : makers.all) {
            const CodeId maker{it.owner->body.module, it.member->function};
            if (!it.member->function.valid()) continue;
            const ObjectId function = heap_.only_object(parts_.names.code_object(maker));
            result = heap_.join(result, parts_.summaries.call(state, id, maker, function,
                                                              arguments.behind(the_class), false));
        }
        --depth_;
        bool is_known = false;
        for (const ObjectId it : objects_of(result)) {
            if (!has_class(it) || heap_.objects()[it].kind != Kind::instance) continue;
            is_known = true;
            if (has_member(it, "__init__"))
                static_cast<void>(call(state, id, it, {heap_.value_of(it), {}}, "__init__", arguments));
        }
        if (is_known || (!result.nothing() && !heap_.kinds_of(result).has(Kind::opaque))) return result;
    }
    if (is_plain) {
        put(state, id, object, ContentBuilder{});
    } else {
        put(state, id, object, parts_.outside.content(object, id));
    }
    if (info == nullptr || info->has_metaclass || depth_ == kDeepest) {
        parts_.outside.run(state, id, arguments.values());
        return heap_.value_of(object);
    }
    const Arguments::One self{heap_.value_of(object), ValueId{}};
    if (context_.project->classes().record_kind(*info) != project::Record::none) {
        fill_record(state, id, object, *info, arguments);
        Targets after;
        add(after, *info, "__post_init__", {});
        for (const Target& it : after.all)
            static_cast<void>(call_member(state, id, it, self, false, {}, true));
        return heap_.value_of(object);
    }
    Targets initializers;
    add(initializers, *info, "__init__", {});
    if (initializers.all.empty() && !is_plain) parts_.outside.run(state, id, arguments.values());
    ++depth_;
    for (const Target& it : initializers.all) {
        static_cast<void>(call_member(state, id, it, self, false, arguments, initializers.all.size() == 1));
    }
    --depth_;
    return heap_.value_of(object);
}

// NOLINTEND(misc-no-recursion)

// NOLINTNEXTLINE(readability-function-cognitive-complexity): plain loops over tables
void Members::note_class_made(ValueId id, CodeId body) {
    if (context_.project == nullptr) return;
    const ClassReader classes = context_.project->classes();
    const ClassInfo* const info = classes.find(body);
    if (info == nullptr) return;
    const auto note = [&](const ClassInfo& of, std::string_view name, CodeId after) {
        const project::Found found = classes.lookup(of, name, after);
        if (found.owner == nullptr) return;
        for (const Member& it : *found.members) {
            if (it.function.valid()) activation_.note_call(id, {found.owner->body.module, it.function});
        }
    };
    note(*info, "__init_subclass__", body);
    if (info->has_members) {
        for (const std::string_view name : {"__new__", "__init__"}) note(*info, name, {});
    }
    if (const ClassInfo* const meta = classes.find(info->metaclass)) {
        for (const std::string_view name : {"__prepare__", "__new__", "__init__"}) note(*meta, name, {});
    }
    for (const auto& [name, members] : classes.members(*info)) {
        for (const Member& it : members) {
            if (it.function.valid() || !it.binding.value.valid()) continue;
            const Module& module = context_.project->program(body.module);
            const Function& function = module.function(body.function);
            const ValueId origin = project::origin_of(module, function, it.binding.value);
            const Instruction& made = module.instructions_of(function)[origin.index()];
            if (made.opcode != Opcode::call) continue;
            for (const project::Meaning& one :
                 context_.project->meaning_of(body, module.operands_of(made)[0]).any) {
                const ClassInfo* const of =
                    one.what == project::Meaning::What::class_ ? classes.find(one.code) : nullptr;
                if (of != nullptr) note(*of, "__set_name__", {});
            }
        }
    }
}

bool Members::is_record(CodeId class_body) const {
    if (context_.project == nullptr) return false;
    const ClassReader classes = context_.project->classes();
    const ClassInfo* const info = classes.find(class_body);
    return info != nullptr && classes.record_kind(*info) != project::Record::none;
}

namespace {

/// A field of a record, and the class that binds its default.
struct Field {
    std::string_view name;
    const ClassInfo* owner = nullptr;
};

// The fields of the bases come first; each keeps the place of its first mention.
std::vector<Field> fields_of(const ProjectReader& project, const ClassInfo& info) {
    std::vector<Field> fields;
    for (const project::ClassName& it : std::views::reverse(info.order)) {
        const ClassInfo* const owner = project.classes().find(it.body);
        if (owner == nullptr) continue;
        for (const NameId name : owner->fields) {
            const std::string_view text = project.program(owner->body.module).text(name);
            const auto known = std::ranges::find(fields, text, &Field::name);
            if (known != fields.end()) {
                known->owner = owner;
            } else {
                fields.push_back({text, owner});
            }
        }
    }
    return fields;
}

}  // namespace

void Members::fill_record(State& state, ValueId id, ObjectId object, const ClassInfo& info,
                          const Arguments& arguments) {
    std::size_t next = 0;
    for (const Field& it : fields_of(*context_.project, info)) {
        Value value;
        ValueId carrier;
        const auto keyword = std::ranges::find(arguments.keywords, it.name, &Arguments::Keyword::name);
        if (next < arguments.positional.size()) {
            const Arguments::One& passed = arguments.positional[next++];
            value = passed.value;
            carrier = passed.carrier;
        } else if (keyword != arguments.keywords.end()) {
            value = keyword->argument.value;
            carrier = keyword->argument.carrier;
        } else {
            if (arguments.starred) value = heap_.join(value, *arguments.starred);
            if (arguments.double_starred) value = heap_.join(value, *arguments.double_starred);
            const auto& members = context_.project->classes().members(*it.owner);
            const auto member = members.find(it.name);
            if (member != members.end() && !member->second.empty()) {
                value =
                    heap_.join(value, field_default(state, id, *it.owner, member->second.back(), it.name));
            }
        }
        if (const auto other = converted(state, id, *it.owner, it.name, {value, carrier})) {
            value = *other;
            carrier = {};
        }
        const Slot slot = Slot::attribute(activation_.words.find_or_add(it.name));
        heap_.write(state, object, slot, value, true);
        parts_.ledger.note_kept(id, object, slot, {value, carrier});
    }
}

// What the converter of the field makes of the value; nothing where it has none.
std::optional<Value> Members::converted(State& state, ValueId id, const ClassInfo& owner,
                                        std::string_view name, const Arguments::One& value) {
    const auto& members = context_.project->classes().members(owner);
    const auto member = members.find(name);
    if (member == members.end() || member->second.empty()) return std::nullopt;
    const ValueId bound = member->second.back().binding.value;
    const Module& module = context_.project->program(owner.body.module);
    const ValueId converter =
        bound.valid() ? project::converter_of_field(module, module.function(owner.body.function), bound)
                      : ValueId{};
    if (!converter.valid()) return std::nullopt;
    Arguments given;
    given.add(value.value, value.carrier);
    return parts_.calls.call_value(state, id, evaluate(state, id, owner.body, converter), given);
}

// A factory is called for each instance; anything else is the class's own object.
Value Members::field_default(State& state, ValueId id, const ClassInfo& owner, const Member& member,
                             std::string_view name) {
    const Module& module = context_.project->program(owner.body.module);
    const Function& body = module.function(owner.body.function);
    const ValueId origin = project::origin_of(module, body, member.binding.value);
    const Instruction& it = module.instructions_of(body)[origin.index()];
    if (it.opcode == Opcode::constant) return heap::atoms(heap::kind_of(module.constants[it.payload].kind));
    if (it.opcode == Opcode::call) {
        for (std::uint32_t at = 1; at < it.operand_count; ++at) {
            const program::Label label = module.label_of(it, at);
            if (!label.is_keyword()) continue;
            const std::string_view word = module.text(label.keyword());
            const ValueId value = module.operands_of(it)[at];
            if (word == "default_factory" || word == "factory") {
                return parts_.calls.call_value(state, id, evaluate(state, id, owner.body, value), {});
            }
            if (word == "default") return evaluate(state, id, owner.body, value);
        }
    }
    return heap_.read(state, class_value(owner), Slot::attribute(activation_.words.find_or_add(name)));
}

// `tracer = None`, in the body of the class: nothing that can be called.
bool Members::is_none(const Target& target) const {
    const Member& member = *target.member;
    if (member.function.valid() || member.class_body.valid() || target.owner->has_members) return false;
    const Module& module = context_.project->program(target.owner->body.module);
    const Function& body = module.function(target.owner->body.function);
    const ValueId made = project::origin_of(module, body, member.binding.value);
    if (!made.valid()) return false;
    const Instruction& it = module.instructions_of(body)[made.index()];
    return it.opcode == Opcode::constant && module.constants[it.payload].kind == program::ConstantKind::none;
}

bool Members::stores_in_own_way(ObjectId object) const {
    return has_class(object) && class_of(object)->has(project::Hook::set_otherwise);
}

}  // namespace doppelint::analysis
