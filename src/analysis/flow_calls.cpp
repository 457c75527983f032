#include <algorithm>

#include "analysis/flow_solver.h"
#include "project/records.h"

namespace doppelint::analysis {

using program::Function;
using program::FunctionKind;
using program::Instruction;
using program::Label;
using program::Module;
using program::Opcode;
using project::ClassInfo;
using project::Member;
using project::Wrap;
using How = FlowCallee::How;

namespace {

constexpr std::uint8_t kDeepest = 4;

}  // namespace

FlowSolver::Passed FlowSolver::passed(const Use& use) {
    const Module& module = project_.program(use.code.module);
    const Instruction& it = at(use.code, use.at);
    const auto operands = module.operands_of(it);
    Passed result;
    result.code = use.code;
    result.at = use.at;
    result.result = use.other;
    result.by_method = at(use.code, operands[0]).opcode == Opcode::get_attribute;
    for (std::uint32_t index = 1; index < operands.size(); ++index) {
        const Label label = module.label_of(it, index);
        const Node value = register_of(use.code, operands[index]);
        if (label.value == Label::kStar || label.value == Label::kDoubleStar) {
            if (result.starred == 0) {
                result.starred = value;
                continue;
            }
            if (result.any == 0) result.any = new_node();
            add_use(value, {What::get_item, use.code, use.at, result.any, 0, 0});
        } else if (label.is_keyword()) {
            result.keywords.emplace_back(module.text(label.keyword()), value);
        } else if (result.starred == 0) {
            result.positional.push_back(value);
        }
    }
    return result;
}

void FlowSolver::call(const Use& use, ThingId id) {
    call(passed(use), id);
}

// Proxies and descriptors that call library functions, which ask proxies again, would never come to an end at
// one place.
bool FlowSolver::may_apply(const Passed& passed) {
    constexpr std::uint32_t kMostApplied = 100;
    return ++applications_.find_or_add(place_of(passed.code, passed.at)).first <= kMostApplied;
}

// Who calls whatever comes to the node.
void FlowSolver::apply_to(Node node, Passed passed) {
    if (++passed.depth > kDeepest || !may_apply(passed)) return;
    const Use use{What::apply, passed.code, passed.at, static_cast<Node>(applied_.size()), 0, 0};
    applied_.push_back(std::move(passed));
    add_use(node, use);
}

void FlowSolver::call(const Passed& passed, ThingId id) {
    const Thing it = things_[id];
    switch (it.kind) {
        case Thing::Kind::function:
            return call_code(passed, it.code, 0, passed.is_special ? How::special : How::function);
        case Thing::Kind::bound: {
            How how = passed.by_method ? How::method : How::bound;
            if (passed.is_special) how = How::special;
            return call_code(passed, it.code, it.of, how);
        }
        case Thing::Kind::class_: return call_class(passed, it.code, id);
        case Thing::Kind::instance:
        case Thing::Kind::object: return static_cast<void>(ask(passed, id, "__call__"));
        case Thing::Kind::member: return call_method_model(passed, word(it.place), word(it.text), it.of);
        case Thing::Kind::library: return call_library(passed, it);
        case Thing::Kind::partial: {
            const auto made = partials_.find(it.place);
            if (made == partials_.end()) return;
            Passed all = passed;
            all.by_method = false;
            const Partial& partial = made->second;
            std::vector<Node> first = partial.first.positional;
            if (it.of != 0) {
                first.insert(first.begin(), new_node());
                add(first.front(), it.of);
            }
            all.positional.insert(all.positional.begin(), first.begin(), first.end());
            all.keywords.insert(all.keywords.end(), partial.first.keywords.begin(),
                                partial.first.keywords.end());
            if (all.any == 0) all.any = partial.first.any;
            if (all.starred == 0) all.starred = partial.first.starred;
            return apply_to(partial.callee, std::move(all));
        }
        default: return;
    }
}

void FlowSolver::note(const Passed& passed, CodeId callee, How how) {
    into_.by_call_[passed.code.module.index()][passed.code.function.index()].push_back(
        {passed.at, callee, how});
    into_.by_function_[passed.code.module.index()][passed.code.function.index()].push_back(callee);
}

// NOLINTNEXTLINE(readability-function-cognitive-complexity): the ways in which Python binds arguments
void FlowSolver::call_code(const Passed& passed, CodeId callee, ThingId self, How how) {
    note(passed, callee, how);
    const Module& module = project_.program(callee.module);
    const Function& function = module.function(callee.function);
    const auto parameters = module.parameters_of(function);
    const bool has_self = self != 0;
    if (has_self && !parameters.empty()) add(parameter_of(callee, 0), self);
    std::size_t next = 0;
    const auto take_rest = [&](Node into) {
        if (passed.starred != 0)
            add_use(passed.starred, {What::get_item, passed.code, passed.at, into, 0, 0});
        if (passed.any != 0) add_edge(passed.any, into);
    };
    for (std::uint32_t index = has_self ? 1 : 0; index < parameters.size(); ++index) {
        const program::Parameter& it = parameters[index];
        const Node into = parameter_of(callee, index);
        if (it.kind == program::ParameterKind::star) {
            while (next < passed.positional.size()) add_edge(passed.positional[next++], into);
            take_rest(into);
            continue;
        }
        if (it.kind == program::ParameterKind::double_star) {
            for (const auto& [name, value] : passed.keywords) add_edge(value, into);
            take_rest(into);
            continue;
        }
        const auto keyword = std::ranges::find(passed.keywords, module.text(it.name),
                                               &std::pair<std::string_view, Node>::first);
        if (it.kind != program::ParameterKind::keyword_only && next < passed.positional.size()) {
            add_edge(passed.positional[next++], into);
            passed_.insert(into);
        } else if (keyword != passed.keywords.end()) {
            add_edge(keyword->second, into);
            passed_.insert(into);
        } else if (passed.starred != 0 || passed.any != 0) {
            spread_.push_back(into);
            guessed_.push_back(into);
            take_rest(into);
        }
    }
    if (function.is_generator || function.kind == FunctionKind::generator_expression) {
        const ThingId generator = container(0, models::Kind::generator, callee);
        if (passed.result != 0) add(passed.result, generator);
        add_edge(yielded_by(callee), items_of(generator));
    } else if (passed.result != 0) {
        add_edge(result_of(callee), passed.result);
        if (is_deep_copy(self) && gives_own_instance_.contains(result_of(callee))) add(passed.result, self);
    }
}

void FlowSolver::call_class(const Passed& passed, CodeId body, ThingId id) {
    const ClassInfo* const info = project_.classes().find(body);
    if (info == nullptr) return construct(passed, body, id);
    if (const ClassInfo* const meta = project_.classes().find(info->metaclass)) {
        Passed special = passed;
        special.is_special = true;
        if (project_.classes().lookup(*meta, "__call__").owner != nullptr &&
            ask_class(special, *meta, id, "__call__")) {
            // What it gives is mostly an instance.
            note(passed, body, How::class_);
            return;
        }
    }
    if (info->has_members && std::ranges::any_of(info->members, [&](const auto& it) {
            return info->is_member(it.first, it.second.front());
        })) {
        // One of those that there are.
        note(passed, body, How::class_);
        if (passed.result != 0) add(passed.result, thing({Thing::Kind::instance, body, 0, 0, 0}));
        Passed missing = passed;
        missing.is_special = true;
        static_cast<void>(ask_class(missing, *info, id, "_missing_"));
        return;
    }
    construct(passed, body, id);
}

// The body of an enumeration makes its members.
void FlowSolver::make_members(const Passed& passed, const ClassInfo& info) {
    const Module& module = project_.program(info.body.module);
    for (const auto& [name, members] : info.members) {
        for (const Member& it : members) {
            if (!info.is_member(name, it) || !it.binding.value.valid()) continue;
            const ValueId origin = project::origin_of(module, project_.function(info.body), it.binding.value);
            Passed made = passed;
            made.positional.clear();
            made.keywords.clear();
            made.result = new_node();
            if (at(info.body, origin).opcode == Opcode::make_tuple) {
                for (const ValueId one : module.operands_of(at(info.body, origin)))
                    made.positional.push_back(register_of(info.body, one));
            } else {
                made.positional.push_back(register_of(info.body, it.binding.value));
            }
            construct(made, info.body, thing({Thing::Kind::class_, info.body, 0, 0, 0}));
        }
    }
}

// What `type.__call__` does.
void FlowSolver::construct(const Passed& passed, CodeId body, ThingId id) {
    note(passed, body, passed.is_special ? How::special : How::class_);
    const ThingId instance = thing({Thing::Kind::instance, body, 0, 0, 0});
    const ClassInfo* const info = project_.classes().find(body);
    if (info == nullptr || info->is_metaclass) {
        if (passed.result != 0) add(passed.result, instance);
        return;
    }
    if (passed.result != 0) add(passed.result, instance);
    Passed made = passed;
    made.is_special = true;
    if (project_.classes().lookup(*info, "__new__").owner != nullptr)
        static_cast<void>(ask_class(made, *info, id, "__new__"));
    made.result = new_node();
    const project::Found initializer = project_.classes().lookup(*info, "__init__");
    if (initializer.owner != nullptr) {
        static_cast<void>(ask_class(made, *info, instance, "__init__"));
    } else if (initializer.library != nullptr) {
        // The library's own puts into the instance what it puts into its own.
        Passed all = made;
        all.result = 0;
        run(project_.library().functions(*initializer.library), all, instance);
    }
    fill_fields(passed, *info, instance);
    if (project_.classes().lookup(*info, "__post_init__").owner != nullptr) {
        made.positional.clear();
        static_cast<void>(ask_class(made, *info, instance, "__post_init__"));
    }
}

// The fields of a record, in their order; a factory is called where nothing is passed.
void FlowSolver::fill_fields(const Passed& passed, const ClassInfo& info, ThingId instance) {
    std::size_t next = 0;
    for (const NameId name : info.fields) {
        const Module& module = project_.program(info.body.module);
        const std::string_view word = module.text(name);
        const auto keyword =
            std::ranges::find(passed.keywords, word, &std::pair<std::string_view, Node>::first);
        const Node into = field(instance, text(word));
        const auto member = info.members.find(word);
        const ValueId value = member != info.members.end() ? member->second.back().binding.value : ValueId{};
        if (next < passed.positional.size()) {
            put_in_field(passed, info, value, passed.positional[next++], into);
        } else if (keyword != passed.keywords.end()) {
            put_in_field(passed, info, value, keyword->second, into);
        } else if (value.valid()) {
            make_field(passed, info, value, into);
        }
    }
}

// What is passed for a field, or what the field's converter makes of it.
void FlowSolver::put_in_field(const Passed& passed, const ClassInfo& info, ValueId value, Node given,
                              Node into) {
    const Module& module = project_.program(info.body.module);
    const ValueId converter =
        value.valid() ? project::converter_of_field(module, project_.function(info.body), value) : ValueId{};
    if (!converter.valid()) return add_edge(given, into);
    Passed call = without_arguments(passed, into);
    call.positional = {given};
    apply_to(register_of(info.body, converter), std::move(call));
}

void FlowSolver::make_field(const Passed& passed, const ClassInfo& info, ValueId value, Node into) {
    const Module& module = project_.program(info.body.module);
    const Instruction& it = at(info.body, project::origin_of(module, project_.function(info.body), value));
    if (it.opcode != Opcode::call) return;
    for (std::uint32_t at = 1; at < it.operand_count; ++at) {
        const Label label = module.label_of(it, at);
        if (!label.is_keyword() || module.text(label.keyword()) != "default_factory") continue;
        apply_to(register_of(info.body, module.operands_of(it)[at]), without_arguments(passed, into));
    }
}

// A call that happens where that one does, with nothing passed to it.
FlowSolver::Passed FlowSolver::without_arguments(const Passed& passed, Node result) {
    Passed call = passed;
    call.positional.clear();
    call.keywords.clear();
    call.starred = call.any = 0;
    call.is_special = true;
    call.result = result;
    return call;
}

// The method of a class as it is called, with its object in front if it takes one.
void FlowSolver::call_member(const Passed& passed, const ClassInfo& owner, const Member& member, ThingId self,
                             std::string_view name) {
    const bool is_plain = member.function.valid() && member.decorators.empty() &&
                          (member.wrap != Wrap::property && member.wrap != Wrap::cached_property);
    if (is_plain) {
        const bool is_maker = name == "__new__";
        const bool is_static = member.wrap == Wrap::static_method && !is_maker;
        ThingId first = self;
        if (member.wrap == Wrap::class_method && things_[self].kind != Thing::Kind::class_)
            first = thing({Thing::Kind::class_, things_[self].code, 0, 0, 0});
        return call_code(passed, {owner.body.module, member.function}, is_static ? 0 : first,
                         passed.is_special ? How::special : How::bound);
    }
    const Node read = new_node();
    add_member({What::get_attribute, passed.code, passed.at, read, text(name), 0}, owner, member, self);
    apply_to(read, passed);
}

}  // namespace doppelint::analysis
