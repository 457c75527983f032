#include "checks/rebinding_has_no_effect.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "checks/annotations.h"
#include "checks/broken.h"
#include "checks/confidence.h"
#include "checks/drafts.h"
#include "checks/enclosing.h"
#include "checks/registers.h"
#include "checks/results.h"
#include "checks/test_modules.h"
#include "checks/wording.h"

namespace doppelint::checks::rebinding_has_no_effect {
namespace {

// Whether a call gives its caller nothing, so that all it can be for is what it does.
bool is_procedure(const Subject& subject) {
    const program::Function& function = subject.function();
    if (function.kind != program::FunctionKind::function || function.is_generator || function.incomplete)
        return false;
    const program::Module& module = subject.file.module;
    return std::ranges::all_of(module.instructions_of(function), [&](const Instruction& it) {
        if (it.opcode != Opcode::return_value) return true;
        const Instruction& given = subject.at(origin_of(subject, operand(module, it, 0)));
        return given.opcode == Opcode::constant &&
               module.constants[given.payload].kind == program::ConstantKind::none;
    });
}

// Something may read names that no instruction reads.
bool reads_all_names(const Subject& subject) {
    return std::ranges::any_of(subject.facts().ran, [](const analysis::Ran& it) {
        return it.model != nullptr &&
               (it.model->name == "builtins.locals" || it.model->name == "builtins.eval" ||
                it.model->name == "builtins.exec" || it.model->name == "builtins.vars");
    });
}

// Whether anything uses the value, under this name or after other ways have met.
bool is_read(const Subject& subject, ValueId value) {
    std::vector<ValueId> all{value};
    for (std::size_t at = 0; at < all.size(); ++at) {
        for (const ValueId use : subject.uses.of(all[at])) {
            const Opcode opcode = subject.at(use).opcode;
            if (opcode != Opcode::phi && opcode != Opcode::assume) return true;
            if (std::ranges::find(all, use) == all.end()) all.push_back(use);
        }
    }
    return false;
}

// The parameter, if that is what the name stands for there, on some way at least.
ValueId parameter_behind(const Subject& subject, ValueId value) {
    const program::Module& module = subject.file.module;
    std::vector<ValueId> all{value};
    for (std::size_t at = 0; at < all.size(); ++at) {
        if (!all[at].valid()) continue;
        const Instruction& it = subject.at(all[at]);
        if (it.opcode == Opcode::parameter) return all[at];
        const bool leads_on = it.opcode == Opcode::phi || it.opcode == Opcode::assume ||
                              it.opcode == Opcode::read || it.opcode == Opcode::read_checked;
        if (!leads_on) continue;
        const auto operands = module.operands_of(it);
        for (const ValueId one : it.opcode == Opcode::phi ? operands : operands.first(1)) {
            if (std::ranges::find(all, one) == all.end()) all.push_back(one);
        }
    }
    return {};
}

// `x = …` or `x += …`, with the name as the whole target.
NodeId assignment_of(const Subject& subject, const Instruction& bind) {
    const syntax::Tree& tree = subject.file.tree;
    const NodeId around = bind.node.valid() ? enclosing(tree, bind.node) : NodeId{};
    if (!around) return {};
    const syntax::Kind kind = tree.kind(around);
    const bool assigns = kind == syntax::Kind::assignment || kind == syntax::Kind::augmented_assignment;
    return assigns && tree.child(around, syntax::Field::left) == bind.node ? around : NodeId{};
}

// The parameter whose value the assignment reads to make the new one.
ValueId parameter_read_in(const Subject& subject, NodeId assignment, NameId name) {
    const syntax::Tree& tree = subject.file.tree;
    for (const Instruction& it : subject.file.module.instructions_of(subject.function())) {
        const bool reads = (it.opcode == Opcode::read || it.opcode == Opcode::read_checked) &&
                           NameId{it.payload} == name && it.node.valid();
        if (!reads || it.node.index() < assignment.index() ||
            it.node.index() >= tree.end(assignment).index()) {
            continue;
        }
        const ValueId parameter = parameter_behind(subject, subject.file.module.operands_of(it)[0]);
        if (parameter.valid()) return parameter;
    }
    return {};
}

// Builtin classes whose objects nothing changes, by the names that annotations have for them.
constexpr std::array<std::string_view, 10> kImmutable{
    "bool", "bytes", "complex",          "float",       "frozenset", "int",
    "str",  "tuple", "typing.FrozenSet", "typing.Tuple"};

bool is_immutable(const Subject& subject, const Instruction& parameter) {
    const auto parameters = subject.file.module.parameters_of(subject.function());
    const NodeId annotation = parameters[parameter.payload].annotation;
    return annotation &&
           std::ranges::find(kImmutable, annotated_class(subject.file, annotation)) != kImmutable.end();
}

// `xs += …` of a list, or of something that may be one, changes the caller's object.
bool changes_in_place(const Subject& subject, ValueId made, ValueId parameter) {
    const bool is_event = std::ranges::any_of(subject.facts().changes,
                                              [&](const analysis::Change& it) { return it.event == made; });
    return is_event && !is_immutable(subject, subject.at(parameter));
}

// `number = int(number)` may be there to raise.
bool converts(const Subject& subject, ValueId made) {
    return std::ranges::any_of(ran_at(subject, made), &analysis::Ran::constructs);
}

// `stream = stream or sys.stdout`
bool falls_back(const Subject& subject, ValueId made) {
    return subject.at(made).opcode == Opcode::phi;
}

// A call of something unknown, or of code of the project that changes something, may be made for what it
// does.
bool may_do_more(const Subject& subject, ValueId made) {
    const Instruction& it = subject.at(made);
    if (it.opcode == Opcode::in_place) {
        return std::ranges::any_of(ran_at(subject, made),
                                   [](const analysis::Ran& ran) { return ran.code.valid(); });
    }
    if (it.opcode != Opcode::call) return false;
    const RanSpan ran = ran_at(subject, made);
    const bool is_method =
        subject.at(origin_of(subject, operand(subject.file.module, it, 0))).opcode == Opcode::get_attribute;
    if (ran.empty()) return !is_method;
    return std::ranges::any_of(
        ran, [](const analysis::Ran& one) { return one.model == nullptr && !one.computes; });
}

std::optional<Draft> draft_of(const Subject& subject, const Wording& wording, ValueId bind) {
    const Instruction& it = subject.at(bind);
    const NodeId assignment = assignment_of(subject, it);
    if (!assignment || is_read(subject, bind)) return std::nullopt;
    const ValueId parameter = parameter_read_in(subject, assignment, NameId{it.payload});
    if (!parameter.valid()) return std::nullopt;
    const ValueId made = origin_of(subject, operand(subject.file.module, it, 0));
    if (changes_in_place(subject, made, parameter)) return std::nullopt;
    const Phrase name = subject.file.module.text(NameId{it.payload});
    const bool is_guess = converts(subject, made) || falls_back(subject, made) || may_do_more(subject, made);
    const auto witness = is_guess ? Witness::assumed : Witness::seen;
    Draft draft =
        draft_at(subject, bind, confidence_of(false, {}, witness), message::InVain{.name = name}.text());
    draft.steps = {{step::Given{.name = name}.text(), subject.node_of(parameter)},
                   {step::Rebound{.name = name}.text(), draft.node},
                   {step::Ends{.function = wording.function(subject.function())}.text(), name_of(subject)}};
    return draft;
}

}  // namespace

void run(const Subject& subject, Sink& sink) {
    const program::Module& module = subject.file.module;
    const auto parameters = module.parameters_of(subject.function());
    // A test may call something to see that it does not raise.
    if (parameters.empty() || !is_procedure(subject) || is_in_test(subject)) return;
    const Wording wording(subject.file);
    const auto instructions = module.instructions_of(subject.function());
    for (std::uint32_t index = 0; index < instructions.size(); ++index) {
        const Instruction& it = instructions[index];
        if (it.opcode != Opcode::bind) continue;
        const bool is_parameter = std::ranges::any_of(
            parameters, [&](const program::Parameter& one) { return one.name == NameId{it.payload}; });
        if (!is_parameter) continue;
        auto draft = draft_of(subject, wording, ValueId{index});
        if (draft && !reads_all_names(subject)) sink.add(std::move(*draft));
    }
}

}  // namespace doppelint::checks::rebinding_has_no_effect
