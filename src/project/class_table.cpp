#include "project/class_table.h"

#include <algorithm>
#include <optional>

#include "base/hash.h"
#include "program/always_passed.h"
#include "project/class_decorators.h"
#include "project/metaclasses.h"
#include "project/project.h"
#include "project/setters.h"

namespace doppelint::project {
namespace {

using What = Meaning::What;

// Decorators of methods that say how it is reached; those that leave the function as it is.
std::optional<Wrap> wrap_of(std::string_view dotted) {
    if (dotted == "builtins.staticmethod") return Wrap::static_method;
    if (dotted == "builtins.classmethod") return Wrap::class_method;
    if (dotted == "builtins.property" || dotted == "abc.abstractproperty") return Wrap::property;
    if (dotted == "functools.cached_property") return Wrap::cached_property;
    return std::nullopt;
}

std::string_view implied_wrap(std::string_view name) {
    if (name == "__new__") return "builtins.staticmethod";
    if (name == "__init_subclass__" || name == "__class_getitem__") return "builtins.classmethod";
    return {};
}

/// Reads how the members of one class body are reached.
class MemberReader {
  public:
    MemberReader(const Project& project, ClassInfo& info)
        : project_(project), program_(project.program(info.body.module)), info_(info) {}

    void read(const Binding& binding) {
        const auto instructions = program_.instructions_of(program_.function(info_.body.function));
        const std::string_view name = program_.text(NameId{instructions[binding.store.index()].payload});
        Member member;
        member.binding = binding;
        if (binding.definition.valid()) look_at_definition(member, name);
        std::vector<Member>& known = info_.members[name];
        const bool replaces = !member.is_setter && !known.empty() && passed().holds(binding.store);
        if (replaces) known.clear();
        if (member.is_setter && !known.empty()) {
            for (Member& it : known) it.wrap = Wrap::property;
        }
        known.push_back(std::move(member));
    }

  private:
    void look_at_definition(Member& member, std::string_view name) {
        const FunctionId body = member.binding.definition;
        if (program_.function(body).kind == program::FunctionKind::class_body) {
            member.class_body = body;
            return;
        }
        member.function = body;
        if (const std::string_view implied = implied_wrap(name); !implied.empty()) {
            member.wrap = *wrap_of(implied);
        }
        for (const ValueId decorator : project_.interface(info_.body.module).definition(body).decorators) {
            look_at_decorator(member, decorator);
        }
    }

    void look_at_decorator(Member& member, ValueId decorator) {
        if (is_setter(decorator)) {
            member.wrap = Wrap::property;
            member.is_setter = true;
            member.is_deleter = is_deleter(decorator);
            return;
        }
        const Meanings meanings = project_.meaning_of(info_.body, decorator);
        const Meaning* const only = meanings.only();
        if (only != nullptr && only->what == What::library) {
            if (const auto wrap = wrap_of(only->dotted)) {
                member.wrap = *wrap;
                return;
            }
            member.is_abstract |= only->dotted == "abc.abstractmethod";
            if (member.is_abstract || only->dotted.starts_with("typing.")) return;
        }
        member.decorators.push_back(decorator);
    }

    // `@name.setter`, where the name is bound in this class.
    [[nodiscard]] bool is_setter(ValueId decorator) const {
        const Function& function = program_.function(info_.body.function);
        const auto instructions = program_.instructions_of(function);
        const Instruction& it = instructions[origin_of(program_, function, decorator).index()];
        if (it.opcode != Opcode::get_attribute) return false;
        const std::string_view word = program_.text(NameId{it.payload});
        const Instruction& from = instructions[program_.operands_of(it)[0].index()];
        return from.opcode == Opcode::load_local_name && (word == "setter" || word == "deleter");
    }

    [[nodiscard]] bool is_deleter(ValueId decorator) const {
        const Function& function = program_.function(info_.body.function);
        const Instruction& it =
            program_.instructions_of(function)[origin_of(program_, function, decorator).index()];
        return program_.text(NameId{it.payload}) == "deleter";
    }

    const program::AlwaysPassed& passed() {
        if (!passed_) passed_.emplace(program_, program_.function(info_.body.function));
        return *passed_;
    }

    const Project& project_;
    const Module& program_;
    ClassInfo& info_;
    std::optional<program::AlwaysPassed> passed_;
};

// `Generic[T]` is Generic with something that its instances do not have.
ValueId without_subscript(const Project& project, CodeId in, ValueId base) {
    const Module& program = project.program(in.module);
    const Function& function = program.function(in.function);
    const Instruction& it = program.instructions_of(function)[origin_of(program, function, base).index()];
    return it.opcode == Opcode::get_item ? program.operands_of(it)[0] : base;
}

std::uint64_t key_of(std::uint32_t class_number, std::uint64_t name_hash) {
    return FlatIndex::mixed(name_hash, class_number);
}

/// C3: the merge of the orders of the bases and of the bases themselves.
std::optional<std::vector<ClassName>> merged(std::vector<std::vector<ClassName>> lists) {
    std::vector<ClassName> result;
    for (;;) {
        std::erase_if(lists, [](const auto& it) { return it.empty(); });
        if (lists.empty()) return result;
        const auto is_in_a_tail = [&](const ClassName& name) {
            return std::ranges::any_of(lists, [&](const auto& it) {
                return std::ranges::find(it.begin() + 1, it.end(), name) != it.end();
            });
        };
        const auto next =
            std::ranges::find_if(lists, [&](const auto& it) { return !is_in_a_tail(it.front()); });
        if (next == lists.end()) return std::nullopt;
        const ClassName head = next->front();
        result.push_back(head);
        for (auto& it : lists) {
            if (!it.empty() && it.front() == head) it.erase(it.begin());
        }
    }
}

}  // namespace

void ClassTable::build(const Project& project) {
    for (std::uint32_t module = 0; module < project.module_count(); ++module) {
        const auto& functions = project.program(ModuleId{module}).functions;
        numbers_.emplace_back(functions.size(), kNone);
        for (std::uint32_t index = 0; index < functions.size(); ++index) {
            if (functions[index].kind != program::FunctionKind::class_body) continue;
            add_class(project, {ModuleId{module}, FunctionId{index}});
        }
    }
    index_members();
    std::vector<std::vector<ClassName>> bases(classes_.size());
    find_bases(project, bases);
    std::vector<std::uint8_t> done(classes_.size());
    for (std::size_t index = 0; index < classes_.size(); ++index) find_order(index, bases, done);
    for (ClassInfo& it : classes_) {
        add_decorators(project, it);
        it.is_given_back = project::is_given_back(project, it);
        it.has_members = has_members(project, it);
        find_hooks(project, it);
    }
    find_replaced(project);
    for (const ClassInfo& it : classes_) {
        for (std::size_t at = 1; at < it.order.size(); ++at) {
            const std::uint32_t above = number_of(it.order[at].body);
            if (above != kNone) classes_[above].subclasses.push_back(it.body);
        }
    }
}

void ClassTable::add_class(const Project& project, CodeId body) {
    numbers_[body.module.index()][body.function.index()] = static_cast<std::uint32_t>(classes_.size());
    ClassInfo& info = classes_.emplace_back();
    info.body = body;
    info.decorators = project.interface(body.module).definition(body.function).decorators;
    MemberReader reader(project, info);
    for (const Binding& it : project.interface(body.module).members(body.function)) reader.read(it);
    const Module& program = project.program(body.module);
    const program::ScopeId scope = program.function(body.function).scope;
    const auto annotated =
        std::ranges::equal_range(program.annotated_names, scope, {}, &program::AnnotatedName::scope);
    for (const program::AnnotatedName& it : annotated) {
        info.fields.push_back(it.name);
        info.types.push_back(it.type);
        info.written_types.push_back(it.written);
    }
}

// One table for all classes: a name is hashed once for all that a lookup asks.
void ClassTable::index_members() {
    for (std::uint32_t number = 0; number < classes_.size(); ++number) {
        for (const auto& [name, members] : classes_[number].members) {
            const auto at = static_cast<std::uint32_t>(members_.size());
            members_.push_back({number, name, &members});
            member_index_.find_or_add(key_of(number, hash_of(name)), at, [](std::uint32_t) { return false; });
        }
    }
}

// NOLINTNEXTLINE(readability-function-cognitive-complexity): one case for each kind of base
void ClassTable::find_bases(const Project& project, std::vector<std::vector<ClassName>>& bases) {
    for (std::size_t index = 0; index < classes_.size(); ++index) {
        ClassInfo& info = classes_[index];
        const Definition& definition = project.interface(info.body.module).definition(info.body.function);
        if (!definition.made_in.valid()) continue;
        const Module& program = project.program(info.body.module);
        const Instruction& made =
            program.instructions_of(program.function(definition.made_in))[definition.made.index()];
        const auto operands = program.operands_of(made);
        const std::size_t captures = program.captures_of(program.function(info.body.function)).size();
        for (std::uint32_t at = 0; at + captures < operands.size(); ++at) {
            const program::Label label = program.label_of(made, at);
            if (label.is_keyword()) {
                if (program.text(label.keyword()) == "metaclass")
                    set_metaclass(project, info, {info.body.module, definition.made_in}, operands[at]);
                continue;
            }
            const CodeId in{info.body.module, definition.made_in};
            const Meanings meanings =
                label.value == program::Label::kPositional
                    ? project.meaning_of(in, without_subscript(project, in, operands[at]))
                    : Meanings{{}, true};
            const Meaning* const only = meanings.only();
            if (only != nullptr && only->what == What::class_) {
                bases[index].push_back({only->code, {}});
            } else if (only != nullptr && only->what == What::library) {
                constexpr std::string_view kBuiltins = "builtins.";
                std::string name = only->dotted;
                if (name.starts_with(kBuiltins)) name.erase(0, kBuiltins.size());
                if (name == "type") info.is_metaclass = true;
                if (name != "object") bases[index].push_back({{}, std::move(name)});
            } else {
                info.open = true;
            }
        }
    }
}

// An abstract base class's changes nothing about how instances are made.
void ClassTable::set_metaclass(const Project& project, ClassInfo& info, CodeId in, ValueId value) {
    const Meanings meanings = project.meaning_of(in, value);
    const Meaning* const only = meanings.only();
    if (only != nullptr && only->what == What::library && only->dotted == "abc.ABCMeta") return;
    if (only != nullptr && only->what == What::class_) {
        info.metaclass = only->code;
    } else {
        info.has_metaclass = true;
    }
}

void ClassTable::find_hooks(const Project& project, ClassInfo& info) const {
    const auto look_for = [&](std::string_view name, Hook hook) {
        if (info.may_have(name) && lookup(info, name).owner != nullptr)
            info.hooks |= static_cast<std::uint8_t>(hook);
    };
    for (const ClassName& it : info.order) {
        const ClassInfo* const above = find(it.body);
        if (above == nullptr) continue;
        for (const auto& [name, members] : above->members) {
            if (name.starts_with("__")) info.names |= ClassInfo::bit_of(name);
        }
    }
    look_for("__getattr__", Hook::get_missing);
    look_for("__getattribute__", Hook::get);
    look_for("__setattr__", Hook::set);
    look_for("__delattr__", Hook::remove);
    const auto is_usual = [&](const ClassInfo& of) {
        const auto found = of.members.find("__setattr__");
        return found == of.members.end() || std::ranges::all_of(found->second, [&](const Member& it) {
                   return it.function.valid() &&
                          hands_on_what_it_sets(project.program(of.body.module), it.function);
               });
    };
    const bool is_plain = !info.has(Hook::set) || std::ranges::all_of(info.order, [&](const ClassName& it) {
        const ClassInfo* const above = find(it.body);
        return above == nullptr || is_usual(*above);
    });
    if (!is_plain) info.hooks |= static_cast<std::uint8_t>(Hook::set_otherwise);
}

void ClassTable::find_replaced(const Project& project) {
    std::vector<bool> done(classes_.size());
    for (const ClassInfo& it : classes_) {
        const std::uint32_t number = number_of(it.metaclass);
        if (number == kNone || done[number]) continue;
        done[number] = true;
        classes_[number].replaced = replaced_by(project, *this, classes_[number]);
    }
}

bool ClassTable::keeps_bound(const ClassInfo& of, std::string_view name) const {
    if (of.has_metaclass) return false;
    const ClassInfo* const metaclass = find(of.metaclass);
    return metaclass == nullptr ||
           (!metaclass->replaced.all &&
            std::ranges::find(metaclass->replaced.names, name) == metaclass->replaced.names.end());
}

bool ClassTable::has_members(const Project& project, const ClassInfo& info) {
    for (const ClassName& it : info.order) {
        for (const models::Class* at = it.library.empty() ? nullptr
                                                          : project.library().find_class(it.library);
             at != nullptr; at = project.library().find_class(at->base)) {
            if (at->has_members) return true;
        }
    }
    return false;
}

// What a decorator adds to a class is described as a class of the decorator's name.
void ClassTable::add_decorators(const Project& project, ClassInfo& info) {
    const Definition& definition = project.interface(info.body.module).definition(info.body.function);
    for (const ValueId it : info.decorators) {
        const Meanings meanings = project.meaning_of({info.body.module, definition.made_in}, it);
        const Meaning* const only = meanings.only();
        const bool adds = only != nullptr && only->what == What::library &&
                          project.library().find_class(only->dotted) != nullptr;
        if (adds) info.order.push_back({{}, only->dotted});
    }
}

// Bases first, with a stack of our own: classes may derive from one another as deep as the text says.
void ClassTable::find_order(std::size_t index, const std::vector<std::vector<ClassName>>& bases,
                            std::vector<std::uint8_t>& done) {
    std::vector<std::size_t> pending{index};
    while (!pending.empty()) {
        const std::size_t at = pending.back();
        if (done[at] == 2) {
            pending.pop_back();
            continue;
        }
        const bool first_time = done[at] == 0;
        done[at] = 1;
        bool waits = false;
        for (const ClassName& base : bases[at]) {
            const std::uint32_t known = number_of(base.body);
            if (known == kNone || done[known] != 0 || !first_time) continue;
            pending.push_back(known);
            waits = true;
        }
        if (waits) continue;
        ClassInfo& info = classes_[at];
        std::vector<std::vector<ClassName>> lists;
        for (const ClassName& base : bases[at]) {
            const std::uint32_t known = number_of(base.body);
            if (known == kNone) {
                lists.push_back({base});
                continue;
            }
            const ClassInfo& above = classes_[known];
            info.open |= above.open || done[known] != 2;
            info.has_metaclass |= above.has_metaclass;
            info.is_metaclass |= above.is_metaclass;
            if (!info.metaclass.valid()) info.metaclass = above.metaclass;
            lists.push_back(above.order);
        }
        lists.push_back(bases[at]);
        if (auto order = merged(std::move(lists))) {
            info.order = *std::move(order);
        } else {
            info.open = true;
        }
        info.order.insert(info.order.begin(), ClassName{info.body, {}});
        done[at] = 2;
        pending.pop_back();
    }
}

// A constant tuple, or the fields of a record.
std::string_view ClassTable::match_argument(const Project& project, const ClassInfo& info,
                                            std::uint32_t place) const {
    const Found found = lookup(info, "__match_args__");
    if (found.owner == nullptr) {
        const Module& program = project.program(info.body.module);
        return place < info.fields.size() ? program.text(info.fields[place]) : std::string_view();
    }
    const Module& program = project.program(found.owner->body.module);
    const Function& body = program.function(found.owner->body.function);
    const auto instructions = program.instructions_of(body);
    const ValueId value = found.members->back().binding.value;
    if (!value.valid()) return {};
    const Instruction& tuple = instructions[origin_of(program, body, value).index()];
    const auto items = program.operands_of(tuple);
    if (tuple.opcode != Opcode::make_tuple || place >= items.size()) return {};
    const Instruction& item = instructions[origin_of(program, body, items[place]).index()];
    if (item.opcode != Opcode::constant) return {};
    const program::Constant& constant = program.constants[item.payload];
    return constant.kind == program::ConstantKind::string ? program.text(constant.text) : std::string_view();
}

Found ClassTable::lookup(const ClassInfo& of, std::string_view name, CodeId after) const {
    Found result;
    const std::uint64_t hash = hash_of(name);
    bool behind = !after.valid();
    for (const ClassName& it : of.order) {
        if (!behind) {
            behind = it.body == after;
            continue;
        }
        if (!it.library.empty()) {
            if (result.library == nullptr) result.library = &it.library;
            continue;
        }
        const std::uint32_t number = number_of(it.body);
        if (number == kNone) continue;
        const std::uint32_t found = member_index_.find(key_of(number, hash), [&](std::uint32_t at) {
            return members_[at].owner == number && members_[at].name == name;
        });
        if (found == kNone) continue;
        result.owner = &classes_[number];
        result.members = members_[found].members;
        break;
    }
    result.open = of.open;
    return result;
}

}  // namespace doppelint::project
