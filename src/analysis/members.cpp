#include "analysis/members.h"

#include <algorithm>
#include <array>
#include <ranges>

#include "analysis/call_flow.h"
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
constexpr std::uint32_t kDeepest = 6;
constexpr std::string_view kSuper = "super";

}  // namespace

bool Members::has_class(ObjectId object) const {
    return class_of(object) != nullptr;
}

bool Members::has_own_member(ObjectId object, std::string_view name) const {
    return has_class(object) && !find(object, name).all.empty();
}

bool Members::has_member(ObjectId object, std::string_view name) const {
    if (!has_class(object)) return false;
    const Targets targets = find(object, name);
    return !targets.all.empty() ||
           (!targets.library.empty() && !context_.library.methods(targets.library, name).empty());
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
    add(targets, context_.project->classes().lookup(from, name, after));
}

void Members::add(Targets& targets, const project::Found& found) {
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

// The project's own metaclass of a class.
const ClassInfo* Members::metaclass_of(ObjectId object) const {
    if (heap_.objects()[object].kind != Kind::class_ || is_super(object)) return nullptr;
    const ClassInfo* const info = class_of(object);
    return info != nullptr && info->metaclass.valid() ? context_.project->classes().find(info->metaclass)
                                                      : nullptr;
}

// Whether something outside the bodies of the class and its bases sets the attribute.
bool Members::is_patched(const ClassInfo& info, std::string_view name) const {
    return context_.flow != nullptr && context_.flow->is_patched(name) &&
           std::ranges::any_of(info.order, [&](const auto& it) {
               return it.body.valid() && context_.flow->is_patched(it.body, name);
           });
}

// An instance of the class may be one of a class below it.
Members::Targets Members::find(ObjectId object, std::string_view name) const {
    const ClassInfo& info = *class_of(object);
    const bool super = is_super(object);
    const CodeId after = super ? info.body : CodeId{};
    Targets result;
    add(result, info, name, after);
    if (const ClassInfo* const meta = metaclass_of(object); meta != nullptr && result.all.empty()) {
        result = {};
        add(result, *meta, name, {});
        result.by_metaclass = true;
        return result;
    }
    const bool private_name = name.starts_with("__") && !name.ends_with("__");
    if (private_name || (is_exact(object) && !super)) return result;
    const auto overrides = context_.project->classes().overrides(info, name, after, kMostSubclasses);
    if (!overrides) {
        result.open = result.is_cut = true;
        return result;
    }
    for (const project::Found& it : *overrides) add(result, it);
    // What is abstract is there to be overridden.
    const auto is_abstract = [](const Target& it) { return it.member->is_abstract; };
    if (!std::ranges::all_of(result.all, is_abstract)) std::erase_if(result.all, is_abstract);
    if (result.all.size() > kMostTargets) result.open = true;
    return result;
}

// `x.__class__`, which `type(x)` gives, too.
std::optional<Value> Members::class_of_instance(State& state, ObjectId object) {
    const ClassInfo& info = *class_of(object);
    if (heap_.objects()[object].kind != Kind::instance || is_super(object)) return std::nullopt;
    Value result = class_value(info);
    if (is_exact(object)) return result;
    const ClassReader classes = context_.project->classes();
    const std::vector<CodeId>& subclasses = classes.subclasses(info);
    if (subclasses.size() > kMostTargets) return std::nullopt;
    assume_that(state, Assumption::closed_world);
    for (const CodeId below : subclasses) {
        if (const ClassInfo* const it = classes.find(below)) {
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

// NOLINTNEXTLINE(readability-function-*): the ways in which Python finds a method
std::optional<Value> Members::call(State& state, ValueId id, ObjectId object, const Arguments::One& receiver,
                                   std::string_view name, const Arguments& arguments) {
    if (!has_class(object) || depth_ == kDeepest) return std::nullopt;
    if (name == "__class__") {
        const auto made_of = class_of_instance(state, object);
        return made_of ? std::optional(parts_.calls.call_value(state, id, *made_of, arguments))
                       : std::nullopt;
    }
    const Targets targets = find(object, name);
    if (targets.is_cut && activation_.nesting == 0) activation_.note_open_call(id);
    const Arguments::One self = receiver_of(state, object, receiver);
    const bool through_class = heap_.objects()[object].kind == Kind::class_ && !targets.by_metaclass;
    const NameId attribute = activation_.words.find_or_add(name);
    const heap::Content content = heap_.content_of(state, object);
    const Value* const own = content.find(Slot::attribute(attribute));
    const bool is_own =
        own != nullptr && !own->nothing() && !own->plain.has(Kind::unbound) && !is_super(object);
    const bool by_name = !name.starts_with("__");
    if (by_name && !is_super(object))
        static_cast<void>(ask_hook(state, id, object, "__getattribute__", {{heap::atoms(Kind::string), {}}}));
    if (is_own) return parts_.calls.call_value(state, id, *own, arguments);
    if (by_name && is_patched(*class_of(object), name)) {
        const State before = state;
        if (const auto given = parts_.calls.call_flow(state, id, self, arguments)) {
            if (targets.all.empty()) return given;
            state = heap_.join(state, before, epoch_of(id));
        }
    }
    // What is called then is what the instance has in its place; which code that is, nobody says for sure.
    const bool is_hidden = !through_class && !targets.all.empty() &&
                           std::ranges::all_of(targets.all, [&](const Target& it) { return is_none(it); });
    if (is_hidden) return parts_.outside.call(state, id, arguments.behind(self).values());
    if (targets.all.empty() && by_name &&
        (context_.flow == nullptr || !context_.flow->stores(class_of(object)->body, name))) {
        if (const auto given = ask_hook(state, id, object, "__getattr__", {{heap::atoms(Kind::string), {}}}))
            return parts_.calls.call_value(state, id, *given, arguments);
    }
    if (targets.all.empty() || targets.all.size() > kMostTargets) {
        // What stands behind all classes.
        const std::string_view base = targets.library.empty() && is_super(object) && !targets.open
                                          ? std::string_view("object")
                                          : targets.library;
        const auto models =
            base.empty() ? std::span<const models::Model>() : context_.library.methods(base, name);
        if (name == "__init__" && sets_up_instances(targets.library, models)) {
            return set_up(state, id, targets.library, self, arguments);
        }
        if (through_class && !is_super(object) && !models.empty() &&
            models.front().binding == models::Binding::class_) {
            return make_by_class(state, id, object, models, arguments.behind(self));
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
        if (target.owner->is_member(name_of(target), member)) {
            return parts_.calls.call_value(state, id, member_object(*target.owner, name_of(target)),
                                           arguments);
        }
        if (member.class_body.valid()) {
            const Value made = parts_.names.code_object({target.owner->body.module, member.class_body});
            return parts_.calls.call_value(state, id, made, arguments);
        }
        // A value of the class body: a function among them binds its receiver.
        const Value value =
            described(state, id, evaluate(state, id, target.owner->body, member.binding.value), receiver,
                      through_class);
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
        const Value made = decorated(state, id, target.owner->body, member.decorators, raw);
        const Value shown = described(state, id, made, receiver, through_class);
        // What a descriptor gives has its instance already.
        const Value given = parts_.calls.call_value(state, id, shown, shown == made ? all : arguments);
        return heap_.join(given, parts_.calls.call_what_changed(state, id, made, receiver, arguments));
    }
    return parts_.summaries.call(state, id, code, function, all, certain);
}

// NOLINTNEXTLINE(readability-function-*): the ways in which Python finds an attribute
std::optional<Value> Members::get(State& state, ValueId id, ObjectId object, NameId name) {
    if (!has_class(object) || depth_ == kDeepest) return std::nullopt;
    if (activation_.words.text(name) == "__class__") return class_of_instance(state, object);
    const heap::Content content = heap_.content_of(state, object);
    const Value* const own = content.find(Slot::attribute(name));
    if (own != nullptr && !own->nothing() && !own->plain.has(Kind::unbound) && !is_super(object)) return *own;
    const std::string_view text = activation_.words.text(name);
    const Targets targets = find(object, text);
    Value result;
    const Arguments::One word{heap::atoms(Kind::string), ValueId{}};
    if (!is_super(object)) result = ask_hook(state, id, object, "__getattribute__", {word}).value_or(Value{});
    if (targets.all.empty() || targets.all.size() > kMostTargets) {
        const bool is_missing =
            targets.all.empty() && !is_super(object) && !text.starts_with("__") &&
            (context_.flow == nullptr || !context_.flow->stores(class_of(object)->body, text));
        const auto given = is_missing ? ask_hook(state, id, object, "__getattr__", {word}) : std::nullopt;
        if (!given && result.nothing()) return std::nullopt;
        return heap_.join(result, given.value_or(Value{}));
    }
    const bool through_class = heap_.objects()[object].kind == Kind::class_ && !targets.by_metaclass;
    const Arguments::One self = receiver_of(state, object, {heap_.value_of(object), ValueId{}});
    ++depth_;
    for (const Target& it : targets.all) {
        const Member& member = *it.member;
        const bool is_value = !member.function.valid() && !member.class_body.valid();
        if (it.owner->is_member(text, member)) {
            result = heap_.join(result, member_object(*it.owner, text));
        } else if (is_value) {
            // The instance's own if it has one, else the class's: which, the text does not say.
            const bool of_class = through_class || content.base.what == heap::Base::What::empty;
            const Value held = heap_.read(state, class_value(*it.owner), Slot::attribute(name));
            const Value shown = described(state, id, held, self, through_class);
            const bool is_described = !(shown == held);
            result = heap_.join(
                result, of_class || is_described ? shown : parts_.attributes.held(state, object, name));
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
    // A decorator may make something else of it, and an attribute of the instance may hide it.
    const std::string_view own_name =
        context_.project->program(module).text(context_.project->function(code).name);
    const bool is_hidden = context_.flow != nullptr && context_.flow->stores(target.owner->body, own_name);
    if (member.decorators.empty() && member.wrap == Wrap::plain && !is_hidden)
        parts_.ledger.note_bound_method(id);
    ContentBuilder content;
    content.set(Slot::source(), member.wrap == Wrap::class_method && !through_class
                                    ? class_value(*target.owner)
                                    : receiver.value);
    content.set(Slot::function(), function);
    const std::uint32_t class_index = member.decorators.empty() ? heap_.objects().class_index({{}, code}) : 0;
    return make(state, {id, parts_.summaries.part_of(code, kBoundMethod), Kind::method, class_index},
                content);
}

// A descriptor among what the class holds; else the value itself.
Value Members::described(State& state, ValueId id, const Value& held, const Arguments::One& receiver,
                         bool through_class) {
    const auto may_describe = [&](ObjectId it) {
        const Kind kind = heap_.objects()[it].kind;
        return kind == Kind::instance || kind == Kind::opaque;
    };
    if (depth_ == kDeepest || std::ranges::none_of(heap_.objects_of(held), may_describe)) return held;
    Value result = held;
    const Arguments::One instance = through_class ? Arguments::One{heap::atoms(Kind::none), {}} : receiver;
    for (const ObjectId it : objects_of(held)) {
        const Kind kind = heap_.objects()[it].kind;
        if (kind != Kind::instance && kind != Kind::opaque) continue;
        const Arguments::One self{heap_.value_of(it), ValueId{}};
        const std::array others{instance, Arguments::One{parts_.outside.result(state, id), ValueId{}}};
        std::optional<Value> given;
        if (has_class(it)) {
            ++depth_;
            given = parts_.special.ask(state, id, "__get__", self, others);
            --depth_;
        } else if (kind == Kind::opaque) {
            given = parts_.calls.call_special_by_flow(state, id, "__get__", self, others);
        } else if (const auto models = context_.library.methods(parts_.classes.method_class(it), "__get__");
                   !models.empty()) {
            Arguments all;
            all.positional = {self, others[0], others[1]};
            given = parts_.models.apply(state, id, models, all, ModelCalls::Access::method, false);
        }
        if (!given) continue;
        result.objects = heap_.sets().without(result.objects, it);
        result = heap_.join(result, *given);
    }
    return result;
}

// `__getattr__` and its like of the object's class.
std::optional<Value> Members::ask_hook(State& state, ValueId id, ObjectId object, std::string_view hook,
                                       std::vector<Arguments::One> arguments) {
    const bool is_class = heap_.objects()[object].kind == Kind::class_;
    const ClassInfo* const info = is_class ? metaclass_of(object) : class_of(object);
    if (info == nullptr || info->hooks == 0 || depth_ == kDeepest) return std::nullopt;
    const project::Found found = context_.project->classes().lookup(*info, hook);
    if (found.owner == nullptr) return std::nullopt;
    Arguments all;
    all.positional = std::move(arguments);
    Value result;
    ++depth_;
    for (const Member& it : *found.members) {
        result = heap_.join(result, call_member(state, id, {found.owner, &it}, {heap_.value_of(object), {}},
                                                false, all, false));
    }
    --depth_;
    return result;
}

bool Members::set(State& state, ValueId id, ObjectId object, const Arguments::One& receiver, NameId name,
                  const Arguments::One& value) {
    return set_or_delete(state, id, object, receiver, name, value);
}

bool Members::remove(State& state, ValueId id, ObjectId object, const Arguments::One& receiver, NameId name) {
    return set_or_delete(state, id, object, receiver, name, std::nullopt);
}

// NOLINTNEXTLINE(readability-function-*): the ways in which Python finds a setter
bool Members::set_or_delete(State& state, ValueId id, ObjectId object, const Arguments::One& receiver,
                            NameId name, const std::optional<Arguments::One>& value) {
    if (!has_class(object) || heap_.objects()[object].kind == Kind::class_) return false;
    const Arguments::One word{heap::atoms(Kind::string), ValueId{}};
    std::vector<Arguments::One> of_hook{word};
    if (value) of_hook.push_back(*value);
    static_cast<void>(ask_hook(state, id, object, value ? "__setattr__" : "__delattr__", of_hook));
    const Targets targets = find(object, activation_.words.text(name));
    bool found = false;
    for (const Target& it : targets.all) {
        const Arguments::One self{heap_.value_of(object), receiver.carrier};
        if (!it.member->function.valid() && !it.member->class_body.valid()) {
            const Value held = heap_.read(state, class_value(*it.owner), Slot::attribute(name));
            for (const ObjectId one : objects_of(held)) {
                std::vector<Arguments::One> others{self};
                if (value) others.push_back(*value);
                const std::string_view method = value ? "__set__" : "__delete__";
                const Arguments::One descriptor{heap_.value_of(one), ValueId{}};
                if (parts_.special.ask(state, id, method, descriptor, others)) {
                    found = true;
                } else if (const auto models =
                               context_.library.methods(parts_.classes.method_class(one), method);
                           !models.empty()) {
                    Arguments all;
                    all.positional = others;
                    static_cast<void>(parts_.models.apply(state, id, models, all.behind(descriptor),
                                                          ModelCalls::Access::method, false));
                    found = true;
                }
            }
            continue;
        }
        if (!it.member->is_setter || it.member->is_deleter == value.has_value()) continue;
        found = true;
        const CodeId code{it.owner->body.module, it.member->function};
        Arguments arguments;
        arguments.positional = {self};
        if (value) arguments.positional.push_back(*value);
        const ObjectId function = heap_.only_object(parts_.names.code_object(code));
        static_cast<void>(
            parts_.summaries.call(state, id, code, function, arguments,
                                  targets.all.size() <= 2 && heap_.only_object(receiver.value).valid()));
    }
    return found;
}

// NOLINTNEXTLINE(readability-function-*): plain loops over tables
Value Members::get_all(State& state, ValueId id, const Value& from, std::string_view prefix) {
    Value result;
    for (const ObjectId object : objects_of(from)) {
        const ClassInfo* const info = class_of(object);
        if (info == nullptr) {
            result = heap_.join(result, parts_.outside.result(state, id));
            continue;
        }
        std::vector<CodeId> classes{info->body};
        if (!is_exact(object))
            classes.insert(classes.end(), info->subclasses.begin(), info->subclasses.end());
        std::vector<std::string_view> names;
        for (const CodeId body : classes) {
            for (const auto& above : context_.project->classes().find(body)->order) {
                const ClassInfo* const owner = context_.project->classes().find(above.body);
                if (owner == nullptr) continue;
                for (const auto& [name, members] : owner->members) {
                    if (name.starts_with(prefix)) names.push_back(name);
                }
            }
        }
        std::ranges::sort(names);
        const auto repeated = std::ranges::unique(names);
        names.erase(repeated.begin(), repeated.end());
        if (names.size() > kMostSubclasses) names.resize(kMostSubclasses);
        for (const std::string_view name : names) {
            const auto given = get(state, id, object, activation_.words.find_or_add(name));
            result = heap_.join(result, given.value_or(Value{}));
        }
    }
    return result;
}

// Decorators may be decorated; how deep is held to a limit.
Value Members::decorated(State& state, ValueId id, CodeId in, std::span<const ValueId> decorators,
                         const Value& raw) {
    if (depth_ == kDeepest) return parts_.outside.call(state, id, raw);
    ++depth_;
    // They were called where the function was made.
    ++activation_.elsewhere;
    Value result = raw;
    for (const ValueId it : decorators) {
        Arguments argument;
        argument.add(result, ValueId{});
        result = parts_.calls.call_value(state, id, evaluate(state, id, in, it), argument);
    }
    --activation_.elsewhere;
    --depth_;
    return result;
}

Value Members::evaluate(State& state, ValueId id, CodeId in, ValueId value) {
    const ProjectReader& project = *context_.project;
    const Module& module = project.program(in.module);
    const Function& function = module.function(in.function);
    const ValueId origin = project::origin_of(module, function, value);
    if (!origin.valid() || depth_ == kDeepest) return parts_.outside.result(state, id);
    const Instruction& it = module.instructions_of(function)[origin.index()];
    if (it.opcode == Opcode::constant) return heap::atoms(heap::kind_of(module.constants[it.payload].kind));
    const project::Meanings meanings = project.meaning_of(in, origin);
    if (!meanings.any.empty()) return parts_.names.value_of(state, meanings);
    if (it.opcode != Opcode::call) return parts_.outside.result(state, id);
    const auto operands = module.operands_of(it);
    // `@lru_cache(maxsize=32)` of a method; of a function, what flows tells more.
    const bool is_known = it.has_labels == 0 || (function.kind == program::FunctionKind::class_body &&
                                                 !project.meaning_of(in, operands[0]).only_library().empty());
    if (!is_known) return parts_.outside.result(state, id);
    ++depth_;
    const Value callee = evaluate(state, id, in, operands[0]);
    Arguments arguments;
    for (std::uint32_t at = 1; at < operands.size(); ++at) {
        const program::Label label = module.label_of(it, at);
        const Value argument = evaluate(state, id, in, operands[at]);
        if (label.is_keyword()) {
            arguments.keywords.push_back({module.text(label.keyword()), {argument, ValueId{}}});
        } else if (label == program::Label{}) {
            arguments.add(argument, ValueId{});
        } else {
            arguments.starred = parts_.outside.result(state, id);
        }
    }
    --depth_;
    return parts_.calls.call_value(state, id, callee, arguments);
}

// NOLINTEND(misc-no-recursion)

}  // namespace doppelint::analysis
