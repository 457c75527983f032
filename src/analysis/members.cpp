#include "analysis/members.h"

#include <algorithm>
#include <array>
#include <ranges>

#include "analysis/parts.h"

namespace doppelint::analysis {

using heap::Assumption;
using heap::ContentBuilder;
using heap::Origin;
using heap::Slot;
using project::ClassInfo;
using project::Member;
using project::Wrap;

namespace {

constexpr std::size_t kMostTargets = 12;
constexpr std::size_t kMostSubclasses = 64;
constexpr std::uint32_t kBoundMethod = 1022;  // behind what a summary of the code names
constexpr std::uint32_t kInstancePart = 3;
constexpr std::uint32_t kSuperPart = 0x2FFFU;
constexpr std::uint32_t kDeepest = 6;
constexpr std::string_view kSuper = "super";

// Whose instances get their attributes from what the constructor is given.
constexpr std::array<std::string_view, 5> kRecordMakers{"dataclasses.dataclass", "attr.s", "attr.attrs",
                                                        "attr.define", "attrs.define"};

}  // namespace

bool Members::has_class(ObjectId object) const {
    return class_of(object) != nullptr;
}

bool Members::has_member(ObjectId object, std::string_view name) const {
    return has_class(object) && !find(object, name).all.empty();
}

const ClassInfo* Members::class_of(ObjectId object) const {
    if (context_.project == nullptr || context_.summaries == nullptr) return nullptr;
    const heap::Object& known = heap_.objects()[object];
    if (known.kind != Kind::instance && known.kind != Kind::class_) return nullptr;
    const CodeId code = heap_.objects().class_of(object).code;
    return code.valid() ? context_.project->classes().find(code) : nullptr;
}

bool Members::is_exact(ObjectId object) const {
    const heap::Object& known = heap_.objects()[object];
    return known.kind == Kind::class_ || known.origin == Origin::site;
}

bool Members::is_super(ObjectId object) const {
    return heap_.objects().class_of(object).library == kSuper;
}

void Members::add(Targets& targets, const ClassInfo& from, std::string_view name, CodeId after) const {
    const project::Found found = context_.project->classes().lookup(from, name, after);
    targets.open |= found.open && found.owner == nullptr;
    if (found.owner == nullptr) {
        if (found.library != nullptr) targets.library = *found.library;
        return;
    }
    for (const Member& it : *found.members) {
        const auto same = [&](const Target& one) { return one.member == &it; };
        if (std::ranges::none_of(targets.all, same)) targets.all.push_back({found.owner, &it});
    }
}

// An instance of the class may be one of a class below it.
Members::Targets Members::find(ObjectId object, std::string_view name) const {
    const ClassInfo& info = *class_of(object);
    const bool super = is_super(object);
    const CodeId after = super ? info.body : CodeId{};
    Targets result;
    add(result, info, name, after);
    const bool private_name = name.starts_with("__") && !name.ends_with("__");
    if (private_name || (is_exact(object) && !super)) return result;
    if (info.subclasses.size() > kMostSubclasses) {
        result.open = true;
        return result;
    }
    for (const CodeId below : info.subclasses) {
        if (const ClassInfo* const it = context_.project->classes().find(below))
            add(result, *it, name, after);
    }
    if (result.all.size() > kMostTargets) result.open = true;
    return result;
}

// `x.__class__`, which `type(x)` gives, too.
std::optional<Value> Members::class_of_instance(State& state, ObjectId object) {
    const ClassInfo& info = *class_of(object);
    if (heap_.objects()[object].kind != Kind::instance || is_super(object)) return std::nullopt;
    Value result = class_value(info);
    if (is_exact(object)) return result;
    if (info.subclasses.size() > kMostTargets) return std::nullopt;
    assume_that(state, Assumption::closed_world);
    for (const CodeId below : info.subclasses) {
        if (const ClassInfo* const it = context_.project->classes().find(below)) {
            result = heap_.join(result, class_value(*it));
        }
    }
    return result;
}

Arguments::One Members::receiver_of(State& state, ObjectId object, const Arguments::One& receiver) const {
    if (!is_super(object)) return {heap_.value_of(object), receiver.carrier};
    return {heap_.read(state, object, Slot::source()), ValueId{}};
}

Value Members::class_value(const ClassInfo& info) {
    return parts_.names.code_object(info.body);
}

// Methods call methods; what runs is held to a limit by SummaryCalls and by `depth_`.
// NOLINTBEGIN(misc-no-recursion)

std::optional<Value> Members::call(State& state, ValueId id, ObjectId object, const Arguments::One& receiver,
                                   std::string_view name, const Arguments& arguments) {
    if (!has_class(object) || depth_ == kDeepest) return std::nullopt;
    if (name == "__class__") {
        const auto made_of = class_of_instance(state, object);
        return made_of ? std::optional(parts_.calls.call_value(state, id, *made_of, arguments))
                       : std::nullopt;
    }
    const Targets targets = find(object, name);
    const Arguments::One self = receiver_of(state, object, receiver);
    const bool through_class = heap_.objects()[object].kind == Kind::class_;
    const NameId attribute = activation_.words.find_or_add(name);
    const heap::Content content = heap_.content_of(state, object);
    const Value* const own = content.find(Slot::attribute(attribute));
    const bool is_own =
        own != nullptr && !own->nothing() && !own->plain.has(Kind::unbound) && !is_super(object);
    if (is_own) return parts_.calls.call_value(state, id, *own, arguments);
    if (targets.all.empty() || targets.all.size() > kMostTargets) {
        const auto models = targets.library.empty() ? std::span<const models::Model>()
                                                    : context_.library.methods(targets.library, name);
        if (name == "__init__" && sets_up_instances(targets.library, models)) {
            return set_up(state, id, targets.library, self, arguments);
        }
        if (!models.empty()) {
            return parts_.models.apply(state, id, models, arguments.behind(self), ModelCalls::Access::method,
                                       false);
        }
        if (targets.open || !targets.library.empty() || is_super(object)) {
            return parts_.outside.call(state, id, arguments.behind(self).values());
        }
        if (through_class) return std::nullopt;
        return parts_.calls.call_value(state, id, parts_.attributes.held(state, object, attribute),
                                       arguments);
    }
    if (!is_exact(object)) assume_that(state, Assumption::closed_world);
    const bool certain =
        targets.all.size() == 1 && !targets.open && heap_.only_object(receiver.value).valid();
    Value result;
    ++depth_;
    const State before = state;
    State after;
    for (const Target& it : targets.all) {
        State one = before;
        result = heap_.join(result, call_member(one, id, it, self, through_class, arguments, certain));
        after = targets.all.size() == 1 ? one : heap_.join(after, one, epoch_of(id));
    }
    state = after;
    --depth_;
    return result;
}

// Whether a library's class has an `__init__` of its own that no row describes.
bool Members::sets_up_instances(std::string_view library, std::span<const models::Model> found) {
    return !library.empty() && library != "object" &&
           (found.empty() || found.front().name.starts_with("object."));
}

// What its constructor's row says that a new instance holds, this one does now; of what it holds besides
// nobody tells.
Value Members::set_up(State& state, ValueId id, std::string_view library, const Arguments::One& self,
                      const Arguments& arguments) {
    const bool certain = heap_.only_object(self.value).valid();
    for (const ObjectId object : objects_of(self.value)) {
        parts_.ledger.changed(state,
                              {id, object, self.value, self.carrier, ChangeKind::attribute, certain, {}});
    }
    Value result = parts_.outside.call(state, id, arguments.behind(self).values());
    const auto models = context_.library.functions(library);
    if (models.empty() || sound()) return result;
    const Value made = parts_.models.apply(state, id, models, arguments, ModelCalls::Access::function, false);
    for (const ObjectId from : objects_of(made)) {
        const heap::Content content = heap_.content_of(state, from);
        for (const heap::SlotValue& it : content.slots()) {
            if (it.slot.kind() != heap::SlotKind::attribute) continue;
            for (const ObjectId object : objects_of(self.value)) {
                heap_.write(state, object, it.slot, it.value, certain);
            }
        }
    }
    return heap::atoms(Kind::none);
}

// NOLINTNEXTLINE(readability-function-size): one case for each way of binding
Value Members::call_member(State& state, ValueId id, const Target& target, const Arguments::One& receiver,
                           bool through_class, const Arguments& arguments, bool certain) {
    const Member& member = *target.member;
    if (!member.function.valid()) {
        if (member.class_body.valid()) {
            const Value made = parts_.names.code_object({target.owner->body.module, member.class_body});
            return parts_.calls.call_value(state, id, made, arguments);
        }
        // A value of the class body: a function among them binds its receiver.
        const Value value = evaluate(state, id, target.owner->body, member.binding.value);
        const ObjectId only = heap_.only_object(value);
        const bool binds = only.valid() && heap_.objects()[only].kind == Kind::function && !through_class &&
                           heap_.objects().class_of(only).code.valid();
        return parts_.calls.call_value(state, id, value, binds ? arguments.behind(receiver) : arguments);
    }
    const CodeId code{target.owner->body.module, member.function};
    const ObjectId function = heap_.only_object(parts_.names.code_object(code));
    if (member.wrap == Wrap::property || member.wrap == Wrap::cached_property) {
        if (through_class || member.is_setter) return parts_.outside.call(state, id, arguments.values());
        Arguments self;
        self.positional.push_back(receiver);
        const Value got = parts_.summaries.call(state, id, code, function, self, certain);
        return parts_.calls.call_value(state, id, got, arguments);
    }
    Arguments all = arguments;
    const bool gets_instance = member.wrap == Wrap::plain && !through_class;
    if (gets_instance) all = arguments.behind(receiver);
    if (member.wrap == Wrap::class_method) {
        all = arguments.behind({through_class ? receiver.value : class_value(*target.owner), ValueId{}});
    }
    if (!member.decorators.empty()) {
        const Value raw = heap_.value_of(function);
        return parts_.calls.call_value(state, id,
                                       decorated(state, id, target.owner->body, member.decorators, raw), all);
    }
    return parts_.summaries.call(state, id, code, function, all, certain);
}

std::optional<Value> Members::get(State& state, ValueId id, ObjectId object, NameId name) {
    if (!has_class(object) || depth_ == kDeepest) return std::nullopt;
    if (activation_.words.text(name) == "__class__") return class_of_instance(state, object);
    const heap::Content content = heap_.content_of(state, object);
    const Value* const own = content.find(Slot::attribute(name));
    if (own != nullptr && !own->nothing() && !own->plain.has(Kind::unbound) && !is_super(object)) return *own;
    const Targets targets = find(object, activation_.words.text(name));
    if (targets.all.empty() || targets.all.size() > kMostTargets) return std::nullopt;
    const bool through_class = heap_.objects()[object].kind == Kind::class_;
    const Arguments::One self = receiver_of(state, object, {heap_.value_of(object), ValueId{}});
    Value result;
    ++depth_;
    for (const Target& it : targets.all) {
        const Member& member = *it.member;
        const bool is_value = !member.function.valid() && !member.class_body.valid();
        if (is_value) {
            // The instance's own if it has one, else the class's: which, the text does not say.
            const bool of_class = through_class || content.base.what == heap::Base::What::empty;
            result =
                heap_.join(result, of_class ? heap_.read(state, class_value(*it.owner), Slot::attribute(name))
                                            : parts_.attributes.held(state, object, name));
        } else {
            result = heap_.join(result, get_member(state, id, it, self, through_class));
        }
    }
    --depth_;
    if (own != nullptr) result = heap_.join(result, *own);
    result.plain = result.plain - Kind::unbound;
    return result;
}

Value Members::get_member(State& state, ValueId id, const Target& target, const Arguments::One& receiver,
                          bool through_class) {
    const Member& member = *target.member;
    const program::ModuleId module = target.owner->body.module;
    if (member.class_body.valid()) return parts_.names.code_object({module, member.class_body});
    const CodeId code{module, member.function};
    const Value raw = parts_.names.code_object(code);
    if (member.wrap == Wrap::property) {
        if (member.is_setter) return {};
        if (through_class) return parts_.outside.result(state, id);
        Arguments self;
        self.positional.push_back(receiver);
        return parts_.summaries.call(state, id, code, heap_.only_object(raw), self, false);
    }
    if (member.wrap == Wrap::cached_property) {
        if (through_class) return parts_.outside.result(state, id);
        // Worked out once, then kept by the instance under the name.
        activation_.note_call(id, code);
        const std::string_view name =
            context_.project->program(module).text(context_.project->function(code).name);
        return parts_.attributes.held(state, heap_.objects_of(receiver.value).front(),
                                      activation_.words.find_or_add(name));
    }
    const Value function =
        member.decorators.empty() ? raw : decorated(state, id, target.owner->body, member.decorators, raw);
    const bool is_bare = member.wrap == Wrap::static_method || (through_class && member.wrap == Wrap::plain);
    if (is_bare) return function;
    ContentBuilder content;
    content.set(Slot::source(), member.wrap == Wrap::class_method && !through_class
                                    ? class_value(*target.owner)
                                    : receiver.value);
    content.set(Slot::function(), function);
    const std::uint32_t class_index = member.decorators.empty() ? heap_.objects().class_index({{}, code}) : 0;
    return make(state, {id, parts_.summaries.part_of(code, kBoundMethod), Kind::method, class_index},
                content);
}

bool Members::set(State& state, ValueId id, ObjectId object, const Arguments::One& receiver, NameId name,
                  const Arguments::One& value) {
    if (!has_class(object) || heap_.objects()[object].kind == Kind::class_) return false;
    const Targets targets = find(object, activation_.words.text(name));
    bool found = false;
    for (const Target& it : targets.all) {
        if (!it.member->is_setter) continue;
        found = true;
        const CodeId code{it.owner->body.module, it.member->function};
        Arguments arguments;
        arguments.positional = {{heap_.value_of(object), receiver.carrier}, value};
        const ObjectId function = heap_.only_object(parts_.names.code_object(code));
        static_cast<void>(
            parts_.summaries.call(state, id, code, function, arguments,
                                  targets.all.size() <= 2 && heap_.only_object(receiver.value).valid()));
    }
    return found;
}

// NOLINTNEXTLINE(readability-function-cognitive-complexity): the steps in which Python makes an instance
Value Members::instantiate(State& state, ValueId id, ObjectId class_object, const Arguments& arguments) {
    const ClassInfo* const info = class_of(class_object);
    const CodeId code = heap_.objects().class_of(class_object).code;
    const std::uint32_t class_index = heap_.objects().class_index({{}, code});
    const ObjectId object = heap_.objects().made(id, kInstancePart, Kind::instance, class_index);
    const bool is_plain = info != nullptr && !info->open && !info->has_metaclass &&
                          std::ranges::all_of(info->order, [](const auto& it) { return it.library.empty(); });
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
        for (const ObjectId it : objects_of(result)) {
            if (!has_class(it) || heap_.objects()[it].kind != Kind::instance) continue;
            static_cast<void>(call(state, id, it, {heap_.value_of(it), {}}, "__init__", arguments));
        }
        if (!result.nothing()) return result;
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
    if (is_record(*info)) {
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
    const project::ClassTable& classes = context_.project->classes();
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
    for (const auto& [name, members] : info->members) {
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

// The class in whose body the function stands.
CodeId Members::class_around() const {
    program::FunctionId around = function_.parent;
    while (around.valid() && module_.function(around).kind != program::FunctionKind::class_body) {
        around = module_.function(around).parent;
    }
    return around.valid() ? CodeId{context_.module_id, around} : CodeId{};
}

Value Members::first_parameter() {
    for (std::uint32_t at = 0; at < activation_.instructions.size(); ++at) {
        const Instruction& it = activation_.instructions[at];
        if (it.opcode == Opcode::parameter && it.payload == 0) return value_of(ValueId{at});
    }
    return {};
}

Value Members::own_instance(CodeId class_body) {
    const CodeId around = class_around();
    const ClassInfo* const info = around.valid() ? context_.project->classes().find(around) : nullptr;
    if (info == nullptr || function_.parent != around.function) return {};
    const bool derives =
        std::ranges::any_of(info->order, [&](const project::ClassName& it) { return it.body == class_body; });
    if (!derives && around != class_body) return {};
    const Value self = first_parameter();
    const ObjectId only = heap_.only_object(self);
    return only.valid() && heap_.objects()[only].kind == Kind::instance ? self : Value{};
}

// Between that class and those behind it in the order of the instance's class.
std::optional<Value> Members::super_object(State& state, ValueId id, const Arguments& arguments) {
    if (context_.project == nullptr || context_.summaries == nullptr) return std::nullopt;
    CodeId around;
    Value self;
    if (arguments.positional.empty()) {
        around = class_around();
        self = first_parameter();
    } else if (arguments.positional.size() == 2) {
        const ObjectId named = heap_.only_object(arguments.positional[0].value);
        if (named.valid() && has_class(named)) around = heap_.objects().class_of(named).code;
        self = arguments.positional[1].value;
    }
    if (!around.valid() || self.nothing()) return std::nullopt;
    ContentBuilder content;
    content.set(Slot::source(), self);
    const std::uint32_t class_index = heap_.objects().class_index({kSuper, around});
    const ObjectId instance = heap_.only_object(self);
    const bool on_class = instance.valid() && heap_.objects()[instance].kind == Kind::class_;
    return make(state, {id, kSuperPart, on_class ? Kind::class_ : Kind::instance, class_index}, content);
}

// Decorators may be decorated; how deep is held to a limit.
// NOLINTBEGIN(misc-no-recursion)

Value Members::decorated(State& state, ValueId id, CodeId in, std::span<const ValueId> decorators,
                         const Value& raw) {
    if (depth_ == kDeepest) return parts_.outside.call(state, id, raw);
    ++depth_;
    Value result = raw;
    for (const ValueId it : decorators) {
        Arguments argument;
        argument.add(result, ValueId{});
        result = parts_.calls.call_value(state, id, evaluate(state, id, in, it), argument);
    }
    --depth_;
    return result;
}

Value Members::evaluate(State& state, ValueId id, CodeId in, ValueId value) {
    const project::Project& project = *context_.project;
    const Module& module = project.program(in.module);
    const Function& function = module.function(in.function);
    const ValueId origin = project::origin_of(module, function, value);
    if (!origin.valid() || depth_ == kDeepest) return parts_.outside.result(state, id);
    const Instruction& it = module.instructions_of(function)[origin.index()];
    if (it.opcode == Opcode::constant) return heap::atoms(heap::kind_of(module.constants[it.payload].kind));
    const project::Meanings meanings = project.meaning_of(in, origin);
    if (!meanings.any.empty()) return parts_.names.value_of(state, meanings);
    if (it.opcode != Opcode::call || it.has_labels != 0) return parts_.outside.result(state, id);
    ++depth_;
    const auto operands = module.operands_of(it);
    const Value callee = evaluate(state, id, in, operands[0]);
    Arguments arguments;
    for (std::size_t at = 1; at < operands.size(); ++at) {
        arguments.add(evaluate(state, id, in, operands[at]), ValueId{});
    }
    --depth_;
    return parts_.calls.call_value(state, id, callee, arguments);
}

// NOLINTEND(misc-no-recursion)

bool Members::is_record(const ClassInfo& info) const {
    const project::Project& project = *context_.project;
    for (const project::ClassName& it : info.order) {
        if (it.library == "typing.NamedTuple") return true;
    }
    const project::Definition& definition =
        project.interface(info.body.module).definition(info.body.function);
    const Module& module = project.program(info.body.module);
    return std::ranges::any_of(info.decorators, [&](ValueId decorator) {
        const CodeId in{info.body.module, definition.made_in};
        ValueId maker = project::origin_of(module, module.function(definition.made_in), decorator);
        const Instruction& it = module.instructions_of(module.function(definition.made_in))[maker.index()];
        if (it.opcode == Opcode::call) maker = module.operands_of(it)[0];
        const project::Meanings meanings = project.meaning_of(in, maker);
        const project::Meaning* const only = meanings.only();
        return only != nullptr && only->what == project::Meaning::What::library &&
               std::ranges::find(kRecordMakers, only->dotted) != kRecordMakers.end();
    });
}

// The fields of the bases come first; each keeps the place of its first mention.
void Members::fill_record(State& state, ValueId id, ObjectId object, const ClassInfo& info,
                          const Arguments& arguments) {
    struct Field {
        std::string_view name;
        const ClassInfo* owner = nullptr;
    };
    std::vector<Field> fields;
    for (const project::ClassName& it : std::views::reverse(info.order)) {
        const ClassInfo* const owner = context_.project->classes().find(it.body);
        if (owner == nullptr) continue;
        for (const NameId name : owner->fields) {
            const std::string_view text = context_.project->program(owner->body.module).text(name);
            const auto known = std::ranges::find(fields, text, &Field::name);
            if (known != fields.end()) {
                known->owner = owner;
            } else {
                fields.push_back({text, owner});
            }
        }
    }
    std::size_t next = 0;
    for (const Field& it : fields) {
        Value value;
        const auto keyword = std::ranges::find(arguments.keywords, it.name, &Arguments::Keyword::name);
        if (next < arguments.positional.size()) {
            value = arguments.positional[next++].value;
        } else if (keyword != arguments.keywords.end()) {
            value = keyword->argument.value;
        } else {
            if (arguments.starred) value = heap_.join(value, *arguments.starred);
            if (arguments.double_starred) value = heap_.join(value, *arguments.double_starred);
            const auto member = it.owner->members.find(it.name);
            if (member != it.owner->members.end() && !member->second.empty()) {
                value =
                    heap_.join(value, field_default(state, id, *it.owner, member->second.back(), it.name));
            }
        }
        heap_.write(state, object, Slot::attribute(activation_.words.find_or_add(it.name)), value, true);
    }
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

}  // namespace doppelint::analysis
