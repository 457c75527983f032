// Plain values: numbers, texts, truths, None. What flows tells them apart by their kind alone.
#include <algorithm>

#include "analysis/annotations.h"
#include "analysis/flow_solver.h"
#include "program/origin.h"

namespace doppelint::analysis {

using models::Kind;
using program::BinaryOperator;
using program::Function;
using program::Instruction;
using program::Module;
using program::Opcode;

namespace {

constexpr models::Kinds kNumbers = models::Kinds(Kind::integer) | Kind::floating | Kind::boolean;

// What an operator makes of two plain values; `count`: something plain of some kind.
Kind kind_made(BinaryOperator how, Kind left, Kind right) {
    const bool are_numbers = kNumbers.has(left) && kNumbers.has(right);
    const bool are_whole = are_numbers && left != Kind::floating && right != Kind::floating;
    switch (how) {
        case BinaryOperator::add:
            if (left == right && (left == Kind::string || left == Kind::bytes)) return left;
            [[fallthrough]];
        case BinaryOperator::subtract:
        case BinaryOperator::multiply:
        case BinaryOperator::floor_divide:
            if (are_numbers) return are_whole ? Kind::integer : Kind::floating;
            return Kind::count;
        case BinaryOperator::divide: return are_numbers ? Kind::floating : Kind::count;
        case BinaryOperator::modulo:
            if (left == Kind::string || left == Kind::bytes) return left;
            if (are_numbers) return are_whole ? Kind::integer : Kind::floating;
            return Kind::count;
        default: return Kind::count;
    }
}

constexpr models::Kinds kNarrowed = models::Kinds(Kind::list) | Kind::dict | Kind::set | Kind::tuple |
                                    Kind::frozenset | Kind::string | Kind::bytes | Kind::none;

}  // namespace

void FlowSolver::make_atoms() {
    for (std::uint32_t kind = 0; kind <= static_cast<std::uint32_t>(Kind::list); ++kind) {
        const bool is_any = kind == static_cast<std::uint32_t>(Kind::list);
        const std::uint32_t text = is_any ? static_cast<std::uint32_t>(Kind::count) : kind;
        static_cast<void>(thing({Thing::Kind::atom, {}, 0, 0, text}));
    }
}

models::Kind FlowSolver::kind_of(const Thing& it) const {
    switch (it.kind) {
        case Thing::Kind::function:
        case Thing::Kind::bound:
        case Thing::Kind::partial: return Kind::function;
        case Thing::Kind::class_: return Kind::class_;
        case Thing::Kind::module: return Kind::module;
        case Thing::Kind::atom:
            return it.text < static_cast<std::uint32_t>(Kind::list) ? static_cast<Kind>(it.text)
                                                                    : Kind::opaque;
        case Thing::Kind::container: return static_cast<Kind>(it.text);
        case Thing::Kind::instance:
        case Thing::Kind::sentinel:
        case Thing::Kind::copied: return Kind::instance;
        case Thing::Kind::object: {
            const models::Class* const known = project_.library().find_class(word(it.text));
            return known != nullptr ? known->kind : Kind::instance;
        }
        default: return Kind::opaque;
    }
}

void FlowSolver::compute_at(CodeId code, ValueId id, const Instruction& it) {
    if (it.opcode != Opcode::binary && it.opcode != Opcode::in_place) return;
    for (const ValueId one : project_.program(code.module).operands_of(it)) {
        if (!one.valid()) continue;
        const Node operand = register_of(code, one);
        add_use(operand, {What::compute, code, id, 0, 0, 0});
        computed_.emplace_back(operand, register_of(code, id));
    }
}

void FlowSolver::compute(const Use& use) {
    const Instruction& it = at(use.code, use.at);
    const auto operands = project_.program(use.code.module).operands_of(it);
    if (operands.size() < 2) return;
    const Node result = register_of(use.code, use.at);
    std::vector<Kind> right;
    for (const ThingId one : sets_[register_of(use.code, operands[1])]) {
        if (is_atom(one)) right.push_back(static_cast<Kind>(things_[one].text));
    }
    std::vector<ThingId> made;
    for (const ThingId one : sets_[register_of(use.code, operands[0])]) {
        if (!is_atom(one)) continue;
        for (const Kind other : right) {
            const auto how = static_cast<BinaryOperator>(it.detail);
            made.push_back(atom(kind_made(how, static_cast<Kind>(things_[one].text), other)));
        }
    }
    for (const ThingId one : made) add(result, one);
}

// Annotations of plain values.
void FlowSolver::add_declared_parameters(CodeId code) {
    const Module& module = project_.program(code.module);
    const auto parameters = module.parameters_of(project_.function(code));
    for (std::uint32_t index = 0; index < parameters.size(); ++index) {
        if (!parameters[index].type.valid()) continue;
        const Annotated type = annotated(project_, code.module, module.text(parameters[index].type));
        const Node node = parameter_of(code, index);
        if (type.name == "str") add(node, atom(Kind::string));
        if (type.name == "bytes") add(node, atom(Kind::bytes));
        if (type.name == "int") add(node, atom(Kind::integer));
        if (type.name == "float") add(node, atom(Kind::floating));
        if (type.name == "bool") add(node, atom(Kind::boolean));
        const bool is_plain = !values_named(type.name).empty();
        if (is_plain && type.or_none) add(node, atom(Kind::none));
    }
}

// What does not pass the test: `isinstance(row, Row)`; of a parameter, `if rows`, `rows is None` and
// `isinstance(rows, list)`, too.
FlowSolver::Bars FlowSolver::barred_by(CodeId code, const Instruction& it) const {
    const Module& module = project_.program(code.module);
    const Function& function = project_.function(code);
    const auto operands = module.operands_of(it);
    const ValueId tested = project::origin_of(module, function, operands[0]);
    const auto [condition, holds] = program::condition_of(module, function, operands[1],
                                                          static_cast<program::Outcome>(it.detail), tested);
    const Instruction& test = at(code, condition);
    if (const CodeId of = class_tested(code, tested, test); of.valid())
        return holds ? Bars{.all_but = of} : Bars{.class_of = of};
    if (at(code, tested).opcode != Opcode::parameter) return {};
    if (condition == tested) return holds ? Bars{.kinds = Kind::none, .empty_defaults = true} : Bars{};
    const auto parts = module.operands_of(test);
    const std::size_t place = test.opcode == Opcode::call ? 1 : 0;
    const bool is_of_it = parts.size() > place && parts[place].valid() &&
                          project::origin_of(module, function, parts[place]) == tested;
    return {.kinds = is_of_it ? barred_by_test(code, test, holds) : models::Kinds{}};
}

bool FlowSolver::is_barred(Node node, ThingId thing) const {
    const Bars& bars = barred_.at(node);
    if (bars.class_of.valid()) return is_instance(things_[thing], bars.class_of);
    if (bars.all_but.valid()) return !may_be_instance(things_[thing], bars.all_but);
    const bool is_empty = thing < empty_defaults_.size() && empty_defaults_[thing];
    return bars.kinds.has(kind_of(things_[thing])) || (bars.empty_defaults && is_empty);
}

// The class of the project that `isinstance(tested, Class)` asks for; none: it asks for something else.
CodeId FlowSolver::class_tested(CodeId code, ValueId tested, const Instruction& test) const {
    const Module& module = project_.program(code.module);
    const Function& function = project_.function(code);
    const auto parts = module.operands_of(test);
    if (test.opcode != Opcode::call || parts.size() != 3 || !parts[1].valid() || !parts[2].valid()) return {};
    const Instruction& callee = at(code, project::origin_of(module, function, parts[0]));
    const bool asks = callee.opcode == Opcode::load_global &&
                      module.text(NameId{callee.payload}) == "isinstance" &&
                      project::origin_of(module, function, parts[1]) == tested;
    if (!asks) return {};
    const project::Meanings meanings = project_.meaning_of(code, parts[2]);
    const project::Meaning* const only = meanings.only();
    return only != nullptr && only->what == project::Meaning::What::class_ ? only->code : CodeId{};
}

// Whether it surely is one.
bool FlowSolver::is_instance(const Thing& it, CodeId class_body) const {
    const project::ClassInfo* const info =
        it.kind == Thing::Kind::instance ? project_.classes().find(it.code) : nullptr;
    return info != nullptr && std::ranges::any_of(info->order, [&](const project::ClassName& above) {
               return above.body == class_body;
           });
}

// Whether it is one as far as is known; protocols and abstract classes may say themselves what theirs are.
bool FlowSolver::may_be_instance(const Thing& it, CodeId class_body) const {
    switch (it.kind) {
        case Thing::Kind::atom:
        case Thing::Kind::container: return is_abstract(class_body);
        case Thing::Kind::instance: break;
        default: return true;
    }
    const project::ClassInfo* const info = project_.classes().find(it.code);
    return info == nullptr || info->open || is_instance(it, class_body) || is_abstract(class_body);
}

bool FlowSolver::is_abstract(CodeId class_body) const {
    const project::ClassInfo* const info = project_.classes().find(class_body);
    return info == nullptr || info->has_metaclass || info->metaclass.valid() || is_protocol(class_body);
}

models::Kinds FlowSolver::barred_by_test(CodeId code, const Instruction& test, bool holds) const {
    const Module& module = project_.program(code.module);
    const Function& function = project_.function(code);
    const auto parts = module.operands_of(test);
    const auto part = [&](std::size_t place) -> const Instruction& {
        return at(code, project::origin_of(module, function, parts[place]));
    };
    if (test.opcode == Opcode::compare) {
        const auto how = static_cast<program::Comparison>(test.detail);
        const bool denies = how == program::Comparison::is_not || how == program::Comparison::not_equal;
        const bool asks = denies || how == program::Comparison::is || how == program::Comparison::equal;
        const bool is_none = part(1).opcode == Opcode::constant &&
                             module.constants[part(1).payload].kind == program::ConstantKind::none;
        return asks && is_none && holds == denies ? Kind::none : models::Kinds{};
    }
    if (test.opcode != Opcode::call || parts.size() != 3 || part(0).opcode != Opcode::load_global ||
        part(2).opcode != Opcode::load_global || module.text(NameId{part(0).payload}) != "isinstance")
        return {};
    const auto kind = models::find_kind(module.text(NameId{part(2).payload}));
    if (!kind || !kNarrowed.has(*kind)) return {};
    return holds ? kNarrowed - *kind : *kind;
}

// False: all passes.
bool FlowSolver::bar(CodeId code, ValueId id, const Instruction& it) {
    const Bars bars = barred_by(code, it);
    if (bars.nothing()) return false;
    const Node self = register_of(code, id);
    ways_[self].bars = true;
    barred_.emplace(self, bars);
    return true;
}

}  // namespace doppelint::analysis
