#include "checks/argument_changed.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "checks/annotations.h"
#include "checks/argument_evidence.h"
#include "checks/confidence.h"
#include "checks/docstrings.h"
#include "checks/enclosing.h"
#include "checks/fix_argument.h"
#include "checks/items.h"
#include "checks/parameter_changes.h"
#include "checks/registers.h"
#include "checks/remarks.h"
#include "checks/results.h"
#include "checks/some_item.h"
#include "checks/uncalled_for.h"
#include "checks/wording.h"

namespace doppelint::checks::argument_changed {
namespace {

// Of collections.abc and typing: what has no method that changes it. `typing.Set` is `set`.
constexpr std::array<std::string_view, 13> kReadOnly{
    "AbstractSet", "ByteString",  "Collection", "Container", "ItemsView", "Iterable",  "KeysView",
    "Mapping",     "MappingView", "Reversible", "Sequence",  "Sized",     "ValuesView"};

// What nobody writes for what is only read.
constexpr std::array<std::string_view, 3> kMutable{"MutableMapping", "MutableSequence", "MutableSet"};

// The name of an abstract class of containers, without that of the module; else empty.
std::string_view abstract_class(std::string_view name) {
    for (const std::string_view module : {"typing.", "collections.abc.", "typing_extensions."}) {
        if (name.starts_with(module)) return name.substr(module.size());
    }
    return {};
}

bool is_read_only(std::string_view name) {
    return std::ranges::find(kReadOnly, abstract_class(name)) != kReadOnly.end() ||
           name == "collections.abc.Set";
}

// `table: MutableMapping`: the signature says that it is changed.
bool says_mutable(const Subject& subject, const program::Parameter& parameter) {
    if (!parameter.annotation) return false;
    const std::string annotated = annotated_class(subject.file, parameter.annotation);
    return std::ranges::find(kMutable, abstract_class(annotated)) != kMutable.end();
}

// A function that is called makes the same promise: there it is broken.
bool is_promised_by_callee(const Subject& subject, const analysis::Change& change) {
    const bool is_here = change.callee.valid() && change.callee.module == subject.file.module_id &&
                         change.callee_parameter != analysis::Change::kNoParameter;
    if (!is_here) return false;
    const program::Function& callee = subject.file.project->annotated_function(change.callee);
    const program::Parameter& parameter = subject.file.module.parameters_of(callee)[change.callee_parameter];
    return parameter.annotation && is_read_only(annotated_class(subject.file, parameter.annotation));
}

// `seen[name] = value  # type: ignore`: its author was told of the promise.
bool is_known_to_author(const Subject& subject, NodeId change) {
    return remarks_on(subject.file.tree, change).find("type: ignore") != std::string::npos;
}

// `# Make sure that defaults is complete`: who writes so above the change means it, and above an `if` around
// it.
bool is_spoken_of(const Subject& subject, NodeId change, std::string_view parameter) {
    constexpr std::size_t kShortest = 3;  // shorter names are words
    const syntax::Tree& tree = subject.file.tree;
    if (parameter.size() < kShortest) return false;
    for (NodeId it = change; it; it = enclosing(tree, it)) {
        const syntax::Kind kind = tree.kind(it);
        if (kind == syntax::Kind::function_definition) break;
        const bool is_around = kind == syntax::Kind::if_statement;
        if ((it == change || is_around) && speaks_of(remarks_on(tree, it), parameter)) return true;
    }
    return false;
}

bool is_method(const Subject& subject) {
    const FunctionId parent = subject.function().parent;
    return parent.valid() && subject.file.module.function(parent).kind == program::FunctionKind::class_body;
}

// Whether the change is one that the called function makes to what it is given, and not to its own instance.
bool is_passed_on(const Subject& subject, const analysis::Change& change) {
    const Instruction& call = subject.at(change.event);
    if (call.opcode != Opcode::call || !change.through_value.valid()) return false;
    const RanSpan ran = ran_at(subject, change.event);
    const bool is_called =
        !ran.empty() && all_run(ran, [&](const analysis::Ran& it) { return it.code == change.callee; });
    if (!is_called) return false;
    const ValueId origin = origin_of(subject, change.through_value);
    const auto arguments = subject.file.module.operands_of(call).subspan(1);
    return std::ranges::any_of(arguments,
                               [&](ValueId it) { return it.valid() && origin_of(subject, it) == origin; });
}

// What callers must do with the argument. That it belongs to something that lives on is evidence only against
// a function that looks as if it only answered. That the caller goes on with what it has made itself tells
// less: two functions may well work at one object in turns, each noting something in it.
Asked evidence_wanted(const Subject& subject, const analysis::Change& change) {
    using analysis::ChangeKind;
    const bool assigns = change.kind == ChangeKind::assigns || change.kind == ChangeKind::reassigns;
    const bool notes =
        change.kind == ChangeKind::attribute || (assigns && !is_array(subject, change.object) &&
                                                 change.key.valid() && constant_key(subject, change.key));
    const std::string_view name = subject.file.module.text(subject.function().name);
    const bool is_query = subject.file.intent.is_query(name);
    const bool adds_nothing = is_array(subject, change.object) || change.kind == ChangeKind::reorders ||
                              is_under_new_name(subject, change);
    if ((is_query || adds_nothing) && !notes) return Asked::own_use;
    const bool is_part = subject.object(change.object).origin == heap::Origin::child;
    const bool promises =
        is_query || adds_nothing || is_part || gives_what_it_made_of(subject, change.through_value);
    return promises ? Asked::use : Asked::harm;
}

// `np.take(rows, order, out=buffer)`: what is passed as `out`, and not read there, is there to be written to.
bool is_output(const Subject& subject, const analysis::Change& change) {
    const program::Module& module = subject.file.module;
    const Instruction& call = subject.at(change.event);
    if (call.opcode != Opcode::call || change.callee.valid() || !change.through_value.valid()) return false;
    const ValueId written = origin_of(subject, change.through_value);
    bool is_written = false;
    for (std::uint32_t at = 0; at < call.operand_count; ++at) {
        const ValueId value = operand(module, call, at);
        if (!value.valid() || origin_of(subject, value) != written) continue;
        const program::Label label = module.label_of(call, at);
        is_written = label.is_keyword() && module.text(label.keyword()) == "out";
        if (!is_written) return false;
    }
    return is_written;
}

// The function does not only answer: it keeps a count in the argument, which goes on from call to call.
bool counts_in(const Subject& subject, std::uint32_t index) {
    const std::vector<analysis::Change> changes = changes_of_parameter(subject.any_caller, index);
    return std::ranges::any_of(changes, [&](const analysis::Change& it) {
        return !is_array(subject, it.object) && counts_in_item(subject, it.event);
    });
}

// Whether the parameter is there to be changed, as far as the function itself tells.
bool is_to_be_changed(const Subject& subject, std::uint32_t index) {
    const program::Module& module = subject.file.module;
    const program::Parameter& parameter = module.parameters_of(subject.function())[index];
    const std::string_view name = module.text(parameter.name);
    return parameter.kind == program::ParameterKind::star ||
           parameter.kind == program::ParameterKind::double_star || subject.file.intent.is_cache(name) ||
           says_mutable(subject, parameter) || counts_in(subject, index) || announces_change(subject, name);
}

// Says what the function does to an argument; whether that hurts, its callers tell.
void find_changed_arguments(const Subject& subject, Sink& sink) {
    const program::Function& function = subject.function();
    const program::Module& module = subject.file.module;
    const bool may_promise = function.kind == program::FunctionKind::function && !function.is_generator &&
                             !subject.file.intent.is_procedure(module.text(function.name));
    if (!may_promise || subject.facts().changes.empty()) return;
    const Wording wording(subject.file);
    const auto parameters = module.parameters_of(function);
    for (std::uint32_t index = is_method(subject) ? 1 : 0; index < parameters.size(); ++index) {
        const std::string_view name = module.text(parameters[index].name);
        std::vector<analysis::Change> changes = changes_of_parameter(subject.any_caller, index);
        std::erase_if(changes, [&](const analysis::Change& it) {
            const bool is_reading = subject.at(it.event).opcode == Opcode::get_item;
            // A function that is called says it of itself.
            const bool is_others = it.callee.valid() && !it.key.valid();
            return is_reading || is_others || !is_uncalled_for(subject, it) ||
                   is_one_of_several(subject, it.event, it.object) || is_put_back(subject, it.event) ||
                   is_output(subject, it) || is_spoken_of(subject, subject.node_of(it.event), name);
        });
        for (const analysis::Change& part : changes_of_parts(subject.any_caller, index)) {
            // What may happen somewhere behind a call is too far away: a cache is filled, a parent set.
            const bool is_member = part.callee_must && part.kind == analysis::ChangeKind::attribute &&
                                   subject.object(part.object).slot.kind() != heap::SlotKind::attribute &&
                                   part.callee.valid() && is_passed_on(subject, part);
            if (is_member) changes.push_back(part);
        }
        if (changes.empty() || !gives_an_answer(subject, index) || is_to_be_changed(subject, index)) continue;
        for (const analysis::Change& change : changes) {
            Draft draft;
            draft.confidence = confidence_of(change.must, change.assumptions);
            draft.message = message::Answer{.change = wording.action(subject.at(change.event)),
                                            .parameter = name,
                                            .function = wording.function(function)}
                                .text();
            draft.node = subject.node_of(change.event);
            draft.steps = {{step::Here{.parameter = name}.text(), draft.node}};
            draft.fix = copied_at_entry(subject, index, change, fix::Copy{.parameter = name}.text());
            draft.claim = draft.node;
            draft.object = change.object;
            draft.event = change.event;
            draft.wants_evidence =
                ArgumentOf{{subject.file.module_id, subject.id}, index, evidence_wanted(subject, change)};
            sink.add(std::move(draft));
        }
    }
}

}  // namespace

void run(const Subject& subject, Sink& sink) {
    find_changed_arguments(subject, sink);
    find_evidence(subject, sink);
    const Wording wording(subject.file);
    const auto parameters = subject.file.module.parameters_of(subject.function());
    for (std::uint32_t index = 0; index < parameters.size(); ++index) {
        const program::Parameter& parameter = parameters[index];
        if (!parameter.annotation || parameter.kind == program::ParameterKind::star ||
            parameter.kind == program::ParameterKind::double_star) {
            continue;
        }
        const std::string annotated = annotated_class(subject.file, parameter.annotation);
        const std::string_view called = subject.file.module.text(parameter.name);
        if (!is_read_only(annotated) || announces_change(subject, called)) continue;
        const Phrase name(subject.file.module.text(parameter.name));
        const Phrase type(std::string_view(annotated).substr(annotated.find_last_of('.') + 1));
        for (const analysis::Change& change : changes_of_parameter(subject.any_caller, index)) {
            if (is_promised_by_callee(subject, change) ||
                is_known_to_author(subject, subject.node_of(change.event)))
                continue;
            // Reading an item may add it, and a function that is called may copy what it gets first.
            const bool is_guess = subject.at(change.event).opcode == Opcode::get_item ||
                                  (change.callee.valid() && !change.must) ||
                                  is_one_of_several(subject, change.event, change.object);
            Draft draft;
            draft.confidence =
                confidence_of(change.must, change.assumptions, is_guess ? Witness::assumed : Witness::seen);
            draft.message =
                message::ReadOnly{
                    .change = wording.action(subject.at(change.event)), .parameter = name, .annotation = type}
                    .text();
            draft.node = subject.node_of(change.event);
            draft.steps = {
                {step::Promised{.annotation = type, .parameter = name}.text(), parameter.annotation},
                {step::Changed{}.text(), draft.node}};
            draft.fix = copied_at_entry(subject, index, change, fix::Copy{.parameter = name}.text());
            draft.claim = parameter.annotation;
            draft.object = change.object;
            draft.event = change.event;
            sink.add(std::move(draft));
        }
    }
}

}  // namespace doppelint::checks::argument_changed
