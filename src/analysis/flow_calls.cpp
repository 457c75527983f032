#include <algorithm>
#include <array>

#include "analysis/flow_solver.h"

namespace doppelint::analysis {

using program::Function;
using program::FunctionId;
using program::FunctionKind;
using program::Instruction;
using program::Label;
using program::Module;
using program::ModuleId;
using program::Opcode;
using project::ClassInfo;
using project::Member;
using How = FlowCallee::How;

namespace {

constexpr std::uint32_t kDeepest = 4;

constexpr std::array<std::string_view, 8> kPutIn{"append", "add",        "insert",     "extend",
                                                 "update", "setdefault", "appendleft", "put"};
constexpr std::array<std::string_view, 7> kTakeOut{"get",     "pop",        "popleft",    "setdefault",
                                                   "popitem", "get_nowait", "__getitem__"};
constexpr std::array<std::string_view, 5> kShow{"values", "items", "copy", "keys", "__iter__"};
constexpr std::array<std::string_view, 12> kGather{
    "builtins.list",      "builtins.tuple",     "builtins.set",      "builtins.sorted",
    "builtins.dict",      "builtins.reversed",  "builtins.iter",     "builtins.zip",
    "builtins.enumerate", "builtins.frozenset", "collections.deque", "copy.copy"};
constexpr std::array<std::string_view, 9> kLeaveAsIs{"functools.lru_cache",
                                                     "functools.cache",
                                                     "contextlib.contextmanager",
                                                     "abc.abstractmethod",
                                                     "builtins.staticmethod",
                                                     "functools.total_ordering",
                                                     "dataclasses.dataclass",
                                                     "contextlib.asynccontextmanager",
                                                     "typing.final"};
constexpr std::array<std::string_view, 4> kPick{"builtins.next", "builtins.max", "builtins.min",
                                                "random.choice"};

// The class of the new instance that the term gives; empty where it gives, or may give, something else. What
// is as it is only for some arguments counts as the rest. NOLINTNEXTLINE(misc-no-recursion): as deep as the
// model's author wrote it
std::string_view class_of_new(const models::Library& library, const models::Term& term) {
    const auto parts = library.arguments_of(term);
    switch (term.word) {
        case models::Word::object:
        case models::Word::instance: return library.name(term.detail);
        case models::Word::if_passed: return class_of_new(library, parts[2]);
        default: return {};
    }
}

template <std::size_t Size>
bool is_one_of(std::string_view name, const std::array<std::string_view, Size>& names) {
    return std::ranges::find(names, name) != names.end();
}

}  // namespace

bool FlowSolver::puts_in(std::string_view method) {
    return is_one_of(method, kPutIn);
}

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
            result.starred = value;
        } else if (label.is_keyword()) {
            result.keywords.emplace_back(module.text(label.keyword()), value);
        } else if (result.starred == 0) {
            result.positional.push_back(value);
        }
    }
    return result;
}

void FlowSolver::call(const Use& use, ThingId id) {
    call(passed(use), id, 0);
}

// NOLINTNEXTLINE(misc-no-recursion): held to a limit
void FlowSolver::call(const Passed& passed, ThingId id, std::uint32_t depth) {
    const Thing it = things_[id];
    switch (it.kind) {
        case Thing::Kind::function: return call_code(passed, it.code, 0, How::function);
        case Thing::Kind::bound:
            return call_code(passed, it.code, it.of, passed.by_method ? How::method : How::bound);
        case Thing::Kind::class_: return call_class(passed, it.code, id);
        case Thing::Kind::instance: return call_method(passed, it.code, id, "__call__");
        case Thing::Kind::member: return call_container(passed, it);
        case Thing::Kind::library: return call_library(passed, it);
        case Thing::Kind::partial: {
            if (depth == kDeepest) return;
            // The place is the register of the call that made it.
            const auto made = partials_.find(it.place);
            if (made == partials_.end()) return;
            Passed all = passed;
            all.by_method = false;
            const Passed first = made->second;
            all.positional.assign(first.positional.begin() + 1, first.positional.end());
            all.positional.insert(all.positional.end(), passed.positional.begin(), passed.positional.end());
            all.keywords.insert(all.keywords.end(), first.keywords.begin(), first.keywords.end());
            for (const ThingId callee : std::vector(sets_[first.positional[0]])) call(all, callee, depth + 1);
            return;
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
    const bool has_self = how == How::method || how == How::bound;
    if (has_self && !parameters.empty()) add(parameter_of(callee, 0), self);
    std::size_t next = 0;
    for (std::uint32_t index = has_self ? 1 : 0; index < parameters.size(); ++index) {
        const program::Parameter& it = parameters[index];
        const Node into = parameter_of(callee, index);
        if (it.kind == program::ParameterKind::star) {
            while (next < passed.positional.size()) add_edge(passed.positional[next++], into);
            if (passed.starred != 0)
                add_use(passed.starred, {Use::What::get_item, passed.code, passed.at, into, 0, 0});
            continue;
        }
        if (it.kind == program::ParameterKind::double_star) {
            for (const auto& [name, value] : passed.keywords) add_edge(value, into);
            if (passed.starred != 0)
                add_use(passed.starred, {Use::What::get_item, passed.code, passed.at, into, 0, 0});
            continue;
        }
        const auto keyword = std::ranges::find(passed.keywords, module.text(it.name),
                                               &std::pair<std::string_view, Node>::first);
        if (it.kind != program::ParameterKind::keyword_only && next < passed.positional.size()) {
            add_edge(passed.positional[next++], into);
        } else if (keyword != passed.keywords.end()) {
            add_edge(keyword->second, into);
        } else if (passed.starred != 0) {
            spread_.push_back(into);
            add_use(passed.starred, {Use::What::get_item, passed.code, passed.at, into, 0, 0});
        }
    }
    if (function.is_generator || function.kind == FunctionKind::generator_expression) {
        const ThingId generator = container(0, models::Kind::generator, callee);
        add(passed.result, generator);
        add_edge(yielded_by(callee), items_of(generator));
    } else {
        add_edge(result_of(callee), passed.result);
    }
}

void FlowSolver::call_class(const Passed& passed, CodeId body, ThingId id) {
    note(passed, body, How::class_);
    const ThingId instance = thing({Thing::Kind::instance, body, 0, 0, 0});
    add(passed.result, instance);
    const ClassInfo* const info = project_.classes().find(body);
    if (info == nullptr) return;
    for (const std::string_view name : {std::string_view("__init__"), std::string_view("__post_init__")}) {
        const project::Found found = project_.classes().lookup(*info, name);
        if (found.owner == nullptr) continue;
        for (const Member& it : *found.members) {
            if (!it.function.valid()) continue;
            Passed made = passed;
            made.result = new_node();
            if (name == "__post_init__") made.positional.clear();
            call_code(made, {found.owner->body.module, it.function}, instance, How::bound);
        }
    }
    const project::Found maker = project_.classes().lookup(*info, "__new__");
    if (maker.owner != nullptr) {
        for (const Member& it : *maker.members) {
            if (it.function.valid())
                call_code(passed, {maker.owner->body.module, it.function}, id, How::bound);
        }
    }
    // The fields of a record, in their order.
    std::size_t next = 0;
    for (const NameId name : info->fields) {
        const std::string_view word = project_.program(body.module).text(name);
        const auto keyword =
            std::ranges::find(passed.keywords, word, &std::pair<std::string_view, Node>::first);
        if (next < passed.positional.size()) {
            add_edge(passed.positional[next++], field(instance, text(word)));
        } else if (keyword != passed.keywords.end()) {
            add_edge(keyword->second, field(instance, text(word)));
        }
    }
}

void FlowSolver::call_method(const Passed& passed, CodeId class_body, ThingId self, std::string_view name) {
    const ClassInfo* const info = project_.classes().find(class_body);
    if (info == nullptr) return;
    const project::Found found = project_.classes().lookup(*info, name);
    if (found.owner == nullptr) return;
    for (const Member& it : *found.members) {
        if (it.function.valid()) call_code(passed, {found.owner->body.module, it.function}, self, How::bound);
    }
}

void FlowSolver::call_container(const Passed& passed, const Thing& it) {
    const std::string_view name = texts_[it.text];
    const Node items = items_of(it.of);
    if (is_one_of(name, kPutIn)) {
        const bool spreads = name == "extend" || name == "update";
        for (const Node value : passed.positional) {
            if (spreads) add_use(value, {Use::What::get_item, passed.code, passed.at, items, 0, 0});
            if (!spreads) add_edge(value, items);
        }
        for (const auto& [word, value] : passed.keywords) add_edge(value, items);
    }
    if (is_one_of(name, kTakeOut)) {
        add_edge(items, passed.result);
        if (name == "get" && passed.positional.size() > 1) add_edge(passed.positional[1], passed.result);
    }
    if (is_one_of(name, kShow)) add(passed.result, it.of);
}

// NOLINTNEXTLINE(readability-function-cognitive-complexity): one case after the other
void FlowSolver::call_library(const Passed& passed, const Thing& it) {
    std::string name(texts_[it.text]);
    if (name.find('.') == std::string::npos) name.insert(0, "builtins.");
    if (name == "functools.partial" && !passed.positional.empty()) {
        partials_.emplace(passed.result, passed);
        return add(passed.result, thing({Thing::Kind::partial, {}, 0, passed.result, 0}));
    }
    if (name == "builtins.super") {
        const CodeId around = class_around(passed.code);
        if (!around.valid() || project_.function(passed.code).parameter_count == 0) return;
        add_use(parameter_of(passed.code, 0),
                {Use::What::spread, passed.code, passed.at, super_of(around, passed.result), 0, 0});
        return;
    }
    if (name == "builtins.type" && passed.positional.size() == 1) {
        return add_use(passed.positional[0], {Use::What::get_attribute, passed.code, passed.at, passed.result,
                                              text("__class__"), 0});
    }
    if (name == "functools.wraps") {
        // It gives a decorator that gives what it gets.
        Thing identity;
        identity.kind = Thing::Kind::library;
        identity.text = text("functools.cache");
        return add(passed.result, thing(identity));
    }
    if (is_one_of(name, kLeaveAsIs)) {
        if (passed.positional.empty()) {
            Thing again = it;
            return add(passed.result, thing(again));
        }
        return add_edge(passed.positional[0], passed.result);
    }
    if (is_one_of(name, kPick)) {
        for (const Node value : passed.positional) {
            add_use(value, {Use::What::get_item, passed.code, passed.at, passed.result, 0, 0});
        }
        return;
    }
    if (is_one_of(name, kGather)) {
        const std::string_view bare = name == "builtins.sorted"       ? std::string_view("list")
                                      : name.starts_with("builtins.") ? std::string_view(name).substr(9)
                                                                      : std::string_view(name);
        const models::Class* const known = project_.library().find_class(bare);
        const bool is_copy = name == "copy.copy";
        models::Kind kind = known != nullptr ? known->kind : models::Kind::opaque;
        const ThingId made = container(passed.result, is_copy ? models::Kind::opaque : kind);
        add(passed.result, made);
        for (const Node value : passed.positional) {
            add_use(value, {Use::What::get_item, passed.code, passed.at, items_of(made), 0, 0});
        }
        for (const auto& [word, value] : passed.keywords) add_edge(value, items_of(made));
        return;
    }
    const models::Class* const known = class_made_by(name);
    if (known != nullptr && known->is_mutable) {
        Thing made;
        made.kind = Thing::Kind::object;
        made.text = text(known->name);
        add(passed.result, thing(made));
    }
}

// The class of what a library's class or function makes; null where that may be something else.
const models::Class* FlowSolver::class_made_by(std::string_view name) const {
    const models::Library& library = project_.library();
    if (const models::Class* const known = library.find_class(name)) return known;
    std::string_view class_name;
    for (const models::Model& it : library.functions(name)) {
        const std::string_view made = class_of_new(library, library.term(it.result));
        if (made.empty() || (!class_name.empty() && made != class_name)) return nullptr;
        class_name = made;
    }
    return class_name.empty() ? nullptr : library.find_class(class_name);
}

// A node whose things, once they come, stand for what is behind a class: see `get_attribute`.
FlowSolver::Node FlowSolver::super_of(CodeId around, Node result) {
    const Node selves = new_node();
    supers_.emplace(selves, std::pair(around, result));
    return selves;
}

}  // namespace doppelint::analysis
