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
#include "checks/own_attributes.h"
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

// `store_attributes("size,scale")`: code that is not seen and gets nothing from here. What it does with this
// object, it does by the locals of its caller.
bool works_on_caller(const Subject& subject, const analysis::Ran& ran) {
    const program::Module& module = subject.file.module;
    const Instruction& it = subject.at(ran.at);
    if (ran.nested || it.opcode != Opcode::call || it.has_labels != 0) return false;
    const auto operands = module.operands_of(it);
    return subject.at(origin_of(subject, operands[0])).opcode == Opcode::load_global &&
           std::ranges::all_of(operands.subspan(1), [&](ValueId given) {
               return subject.at(origin_of(subject, given)).opcode == Opcode::constant;
           });
}

// Something may read names that no instruction reads.
bool reads_all_names(const Subject& subject) {
    return std::ranges::any_of(subject.facts().ran, [&](const analysis::Ran& it) {
        if (it.model != nullptr) {
            return it.model->name == "builtins.locals" || it.model->name == "builtins.eval" ||
                   it.model->name == "builtins.exec" || it.model->name == "builtins.vars";
        }
        if (!it.code.valid()) return works_on_caller(subject, it);
        return !it.nested && subject.file.project != nullptr && subject.file.project->reads_frames(it.code);
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

// By its annotation, or by what all callers pass.
bool is_immutable(const Subject& subject, const Instruction& parameter) {
    const auto parameters = subject.file.module.parameters_of(subject.function());
    const NodeId annotation = parameters[parameter.payload].annotation;
    const bool says_so =
        annotation &&
        std::ranges::find(kImmutable, annotated_class(subject.file, annotation)) != kImmutable.end();
    if (says_so || subject.file.flow == nullptr) return says_so;
    const models::Kind kind =
        subject.file.flow->parameter({subject.file.module_id, subject.id}, parameter.payload).kind;
    return models::kAtoms.has(kind) || kind == models::Kind::tuple || kind == models::Kind::frozenset;
}

bool is_order(const Instruction& it) {
    const auto how = static_cast<program::Comparison>(it.detail);
    return it.opcode == Opcode::compare &&
           (how == program::Comparison::less || how == program::Comparison::less_equal ||
            how == program::Comparison::greater || how == program::Comparison::greater_equal);
}

// `if width > limit - position:` asks which number is greater: what an array says to that is neither true nor
// false.
bool is_measured(const Subject& subject, ValueId parameter) {
    std::vector<ValueId> all{parameter};
    for (std::size_t at = 0; at < all.size(); ++at) {
        for (const ValueId use : subject.uses.of(all[at])) {
            const Instruction& it = subject.at(use);
            const auto is_test = [&](ValueId one) { return subject.at(one).opcode == Opcode::branch; };
            if (is_order(it) && std::ranges::any_of(subject.uses.of(use), is_test)) return true;
            const bool leads_on = it.opcode == Opcode::phi || it.opcode == Opcode::binary ||
                                  it.opcode == Opcode::in_place || program::passes_on(it.opcode);
            if (leads_on && std::ranges::find(all, use) == all.end()) all.push_back(use);
        }
    }
    return false;
}

// `xs += …` of a list, or of something that may be one, changes the caller's object; so does `xs *= 2` of an
// array.
bool changes_in_place(const Subject& subject, ValueId made, ValueId parameter) {
    if (subject.at(made).opcode != Opcode::in_place || is_immutable(subject, subject.at(parameter)))
        return false;
    const bool is_event = std::ranges::any_of(subject.facts().changes,
                                              [&](const analysis::Change& it) { return it.event == made; });
    return is_event || !is_measured(subject, parameter);
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

// `self.base = base = real(base)`: something else has it, too.
bool is_kept(const Subject& subject, ValueId made) {
    return std::ranges::any_of(subject.uses.of(made), [&](ValueId use) {
        const Opcode opcode = subject.at(use).opcode;
        return opcode == Opcode::set_attribute || opcode == Opcode::set_item ||
               opcode == Opcode::store_global || opcode == Opcode::store_cell;
    });
}

std::optional<Draft> draft_of(const Subject& subject, const Wording& wording, ValueId bind) {
    const Instruction& it = subject.at(bind);
    const NodeId assignment = assignment_of(subject, it);
    if (!assignment || is_read(subject, bind)) return std::nullopt;
    const ValueId parameter = parameter_read_in(subject, assignment, NameId{it.payload});
    if (!parameter.valid()) return std::nullopt;
    const ValueId made = origin_of(subject, operand(subject.file.module, it, 0));
    if (changes_in_place(subject, made, parameter) || is_kept(subject, made)) return std::nullopt;
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

// Evidence that the class gave away what the attribute holds, to something that it keeps; of a module's body,
// that others may have imported what the global holds.
ArgumentOf given_away(program::CodeId of, std::string_view attribute) {
    return named_evidence(of, Asked::given_away, attribute);
}

// Evidence that another module has imported the global by its name, and reads that.
ArgumentOf imported(program::CodeId body, std::string_view name) {
    return named_evidence(body, Asked::imported, name);
}

bool is_constructor(const Subject& subject) {
    return subject.file.module.text(subject.function().name) == "__init__";
}

bool makes_container(const Subject& subject, ValueId value) {
    const Instruction& it = subject.at(origin_of(subject, value));
    return it.opcode == Opcode::make_list || it.opcode == Opcode::make_dict ||
           it.opcode == Opcode::make_set || it.opcode == Opcode::call;
}

// `self.reader = Reader(self.index)`, in the constructor.
void find_given_away(const Subject& subject, Sink& sink) {
    const program::CodeId around = own_class(subject);
    if (!around.valid() || !is_constructor(subject)) return;
    const Wording wording(subject.file);
    for (const analysis::Kept& kept : subject.facts().kept) {
        const heap::Object& holder = subject.object(kept.holder);
        const auto attribute = own_attribute(subject, kept.through);
        const bool is_made_here = holder.origin == heap::Origin::site && holder.site == kept.at.index();
        if (!attribute || !is_made_here || !subject.node_of(kept.at)) continue;
        const bool is_own = std::ranges::any_of(subject.uses.of(kept.at), [&](ValueId use) {
            return sets_own_attribute(subject, subject.at(use));
        });
        if (!is_own) continue;
        const program::ModuleId here = subject.file.module_id;
        Evidence evidence{given_away(around, *attribute), here, subject.node_of(kept.at), {}};
        evidence.steps.push_back({step::GivenAway{.holder = wording.expression(subject.node_of(kept.at)),
                                                  .attribute = Phrase(*attribute)}
                                      .text(),
                                  subject.node_of(kept.at), here});
        sink.add(std::move(evidence));
    }
}

// Whether the method does anything else with its instance that might tell the holder of the new value: it
// calls one of its methods, reads an attribute, or makes another holder.
bool may_tell_holder(const Subject& subject, ValueId store) {
    const program::Module& module = subject.file.module;
    const auto instructions = module.instructions_of(subject.function());
    const ValueId value = origin_of(subject, operand(module, subject.at(store), 1));
    for (std::uint32_t index = 0; index < instructions.size(); ++index) {
        const Instruction& it = instructions[index];
        const bool is_other = sets_own_attribute(subject, it) && ValueId{index} != store &&
                              subject.at(origin_of(subject, operand(module, it, 1))).opcode == Opcode::call;
        if (is_other || (it.opcode == Opcode::get_attribute && own_attribute(subject, ValueId{index})))
            return true;
    }
    // It goes to somebody else, too.
    return std::ranges::any_of(subject.uses.of(value), [&](ValueId use) {
        return use != store && subject.at(use).opcode != Opcode::bind;
    });
}

void find_renewed_attributes(const Subject& subject, Sink& sink) {
    const program::CodeId around = own_class(subject);
    if (!around.valid() || is_constructor(subject)) return;
    const Wording wording(subject.file);
    const auto instructions = subject.file.module.instructions_of(subject.function());
    for (std::uint32_t index = 0; index < instructions.size(); ++index) {
        const Instruction& it = instructions[index];
        if (!sets_own_attribute(subject, it) || !it.node) continue;
        if (!makes_container(subject, operand(subject.file.module, it, 1))) continue;
        if (may_tell_holder(subject, ValueId{index})) continue;
        const std::string_view attribute = subject.file.module.text(NameId{it.payload});
        Draft draft = draft_at(subject, ValueId{index}, confidence_of(false, {}),
                               message::Renewed{.attribute = Phrase(attribute)}.text());
        draft.steps = {{step::Renewed{.attribute = Phrase(attribute)}.text(), draft.node}};
        draft.wants_evidence = given_away(around, attribute);
        sink.add(std::move(draft));
    }
}

// A global that is bound in several places is none of these alone.
bool may_be_variable(const project::Meanings& meanings) {
    return std::ranges::all_of(
        meanings.any, [](const project::Meaning& it) { return it.what == project::Meaning::What::variable; });
}

// `from settings import options`, in the body of a module.
void find_imported_variables(const Subject& subject, Sink& sink) {
    const program::Module& module = subject.file.module;
    if (subject.function().kind != program::FunctionKind::module || is_in_test(subject)) return;
    const auto instructions = module.instructions_of(subject.function());
    const program::ModuleId here = subject.file.module_id;
    for (const Instruction& it : instructions) {
        if (it.opcode != Opcode::import_member || !it.node) continue;
        const program::Import& import = module.imports[it.payload];
        const program::ModuleId source = subject.file.project->source_of(here, import);
        if (!source.valid() || source == here) continue;
        const std::string_view name = module.text(import.member);
        if (!may_be_variable(subject.file.project->member(source, name))) continue;
        Evidence evidence{imported({source, FunctionId{0}}, name), here, it.node, {}};
        evidence.steps.push_back({step::Imported{.name = Phrase(name)}.text(), it.node, here});
        sink.add(std::move(evidence));
    }
}

// `options = {}`, in the body of the module itself: who imported that has it.
void find_containers(const Subject& subject, Sink& sink) {
    if (subject.function().kind != program::FunctionKind::module) return;
    const program::Module& module = subject.file.module;
    const program::CodeId body{subject.file.module_id, subject.id};
    for (const Instruction& it : module.instructions_of(subject.function())) {
        if (it.opcode != Opcode::store_global || !it.node) continue;
        if (!makes_container(subject, operand(module, it, 0))) continue;
        const std::string_view name = module.text(NameId{it.payload});
        sink.add(Evidence{given_away(body, name), subject.file.module_id, {}, {}, imported(body, name)});
    }
}

// `global options; options = {…}`: who imported the name has the old one.
void find_renewed_globals(const Subject& subject, Sink& sink) {
    const program::Module& module = subject.file.module;
    if (subject.function().kind != program::FunctionKind::function) return;
    const auto instructions = module.instructions_of(subject.function());
    for (std::uint32_t index = 0; index < instructions.size(); ++index) {
        const Instruction& it = instructions[index];
        if (it.opcode != Opcode::store_global || !it.node) continue;
        if (!makes_container(subject, operand(module, it, 0))) continue;
        // Nobody can have imported the name before.
        if (subject.file.project->runs_at_import({subject.file.module_id, subject.id})) return;
        const NameId name{it.payload};
        Draft draft = draft_at(subject, ValueId{index}, confidence_of(false, {}),
                               message::Global{.name = Phrase(module.text(name))}.text());
        draft.steps = {{step::Rebound{.name = Phrase(module.text(name))}.text(), draft.node}};
        draft.wants_evidence = given_away({subject.file.module_id, FunctionId{0}}, module.text(name));
        sink.add(std::move(draft));
    }
}

}  // namespace

void run(const Subject& subject, Sink& sink) {
    if (subject.file.project != nullptr) {
        find_given_away(subject, sink);
        find_renewed_attributes(subject, sink);
        find_imported_variables(subject, sink);
        find_containers(subject, sink);
        find_renewed_globals(subject, sink);
    }
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
