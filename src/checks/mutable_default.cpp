#include "checks/mutable_default.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "checks/access_path.h"
#include "checks/class_attributes.h"
#include "checks/confidence.h"
#include "checks/drafts.h"
#include "checks/fix_default.h"
#include "checks/memo.h"
#include "checks/parameter_changes.h"
#include "checks/rewriting.h"
#include "checks/wording.h"

namespace doppelint::checks::mutable_default {
namespace {

using analysis::Change;
using analysis::ChangeKind;

// A leading underscore, or a cache's name: meant to be kept between calls.
bool is_kept_on_purpose(const Subject& subject, std::string_view parameter) {
    return parameter.starts_with('_') || subject.file.intent.is_cache(parameter);
}

// `last_call=["", ""]`: what was last, for the next call to find.
bool holds_what_was_last(const Subject& subject, const MutableDefault& it, std::string_view parameter) {
    return !it.is_empty && subject.file.intent.is_latest(parameter);
}

// Whether the object is, or hangs on, what an attribute of a cache's name holds.
bool is_of_cache(const Subject& subject, const FunctionRun& run, heap::ObjectId id) {
    while (run.heap.objects()[id].origin == heap::Origin::child) {
        const heap::Slot slot = run.heap.objects()[id].slot;
        if (slot.kind() == heap::SlotKind::attribute &&
            subject.file.intent.is_cache(run.words.text(NameId{slot.detail()})))
            return true;
        id = run.heap.objects()[id].parent;
    }
    return false;
}

// A proxy, whose class's `__setattr__` sets attributes of something else; or what cannot change, such as a
// named tuple.
bool does_not_change(const Subject& subject, const FunctionRun& run, const Change& change) {
    const program::CodeId code = run.heap.objects().class_of(change.object).code;
    if (!code.valid() || subject.file.project == nullptr) return false;
    const analysis::ClassReader classes = subject.file.project->classes();
    const project::ClassInfo* const info = classes.find(code);
    if (info == nullptr) return false;
    return (change.kind == ChangeKind::attribute && info->has(project::Hook::set)) ||
           classes.is_frozen(*info);
}

// `def update(config=config)`, `running=_running`: the default is meant to be the module's own.
bool is_written_so(const Subject& subject, NodeId written, std::string_view parameter) {
    if (!written) return false;
    const std::string_view text = subject.file.tree.text(written);
    return text == parameter ||
           (subject.file.tree.kind(written) == syntax::Kind::identifier && is_kept_on_purpose(subject, text));
}

// Whether the function does it itself, by the parameter's name.
bool is_by_own_name(const Subject& subject, const MutableDefault& it, const Change& change) {
    if (change.callee.valid() || !change.through_value.valid()) return false;
    const Instruction& root = subject.at(root_of(subject, change.through_value));
    return root.opcode == Opcode::parameter && root.payload == it.parameter;
}

// Of parameters that have one object for their default, the one that the change names.
std::uint32_t reached_by(const Subject& subject, const MutableDefault& it, const Change& change) {
    if (!change.through_value.valid()) return it.parameter;
    const Instruction& root = subject.at(root_of(subject, change.through_value));
    const bool is_other = root.opcode == Opcode::parameter &&
                          std::ranges::any_of(subject.defaults, [&](const MutableDefault& one) {
                              return one.parameter == root.payload;
                          });
    return is_other ? root.payload : it.parameter;
}

// `def lintables(opts=options)`: an instance that the module has for all of its code. What methods of it do,
// and functions that get it, they do to what everybody shares.
bool is_of_module(const Subject& subject, const MutableDefault& it, const Change& change) {
    if (it.kind != models::Kind::instance || !it.node || is_by_own_name(subject, it, change)) return false;
    const syntax::Kind written = subject.file.tree.kind(it.node);
    return written == syntax::Kind::identifier || written == syntax::Kind::attribute;
}

// A function inside another is made anew in each call of that one. Its defaults are the way to give it
// variables of its own (`count=[0]`) or those around it (`result=result`).
bool is_inside_function(const program::Module& module, const program::Function& function) {
    const program::Function& around = module.function(function.parent);
    return around.kind == program::FunctionKind::function || around.kind == program::FunctionKind::lambda;
}

bool fills(const Change& it) {
    switch (it.kind) {
        case ChangeKind::removes:
        case ChangeKind::clears:
        case ChangeKind::reorders:
        case ChangeKind::reassigns: return false;
        default: return true;
    }
}

// Nothing can be taken out of what nobody puts anything into.
bool stays_empty(const MutableDefault& it, const std::vector<Change>& changes) {
    return it.is_empty && std::ranges::none_of(changes, fills);
}

// Whether the default is written as an empty list, dict or set.
bool is_written_empty(const analysis::ProjectReader& project, program::CodeId code, std::uint32_t parameter) {
    const program::Module& module = project.program(code.module);
    const project::Definition& definition = project.interface(code.module).definition(code.function);
    if (!definition.made_in.valid()) return false;
    const program::Function& around = module.function(definition.made_in);
    const auto instructions = module.instructions_of(around);
    const auto parameters = module.parameters_of(project.function(code));
    const auto place = std::ranges::count_if(parameters.first(parameter), &program::Parameter::has_default);
    const ValueId value =
        module.operands_of(instructions[definition.made.index()])[static_cast<std::size_t>(place)];
    const Instruction& it = instructions[project::origin_of(module, around, value).index()];
    return (it.opcode == Opcode::make_list || it.opcode == Opcode::make_dict ||
            it.opcode == Opcode::make_set) &&
           it.operand_count == 0;
}

// What does the change: of one that a function inside does, there.
const Instruction& instruction_of(const Subject& subject, const Change& change) {
    if (change.through_value.valid()) return subject.at(change.event);
    const program::Module& module = subject.file.module;
    return module.instructions_of(module.function(change.callee.function))[change.callee_at.index()];
}

Draft draft_of(const Subject& subject, const MutableDefault& it, const Change& change, const Phrase& name) {
    const Wording wording(subject.file);
    const Instruction& event = instruction_of(subject, change);
    Draft draft;
    draft.confidence = confidence_of(change.must, change.assumptions);
    draft.message = message::Changed{.change = wording.action(event), .parameter = name}.text();
    draft.node = event.node;
    const step::Created created{.kind = Wording::kind(it.kind),
                                .function = wording.function(subject.function())};
    draft.steps = {{created.text(), it.node}, {step::Changed{}.text(), draft.node}};
    draft.claim = it.node;
    draft.event = change.event;
    return draft;
}

// What a call gave back, or what it was bound to elsewhere, may be the default of a function.
std::optional<std::pair<program::CodeId, std::uint32_t>> default_of(const Subject& subject,
                                                                    heap::ObjectId id) {
    const heap::Object& object = subject.object(id);
    const bool is_kept = object.origin == heap::Origin::child &&
                         object.slot.kind() == heap::SlotKind::argument &&
                         object.slot != heap::Slot::beyond() && object.kind != heap::Kind::opaque;
    if (!is_kept || subject.file.project == nullptr) return std::nullopt;
    const heap::Object& holder = subject.object(object.parent);
    const program::CodeId code = subject.any_caller.heap.objects().class_of(object.parent).code;
    if (holder.kind != heap::Kind::function || holder.origin != heap::Origin::external || !code.valid()) {
        return std::nullopt;
    }
    const program::Module& module = subject.file.project->program(code.module);
    std::uint32_t place = 0;
    std::uint32_t index = 0;
    for (const program::Parameter& it : module.parameters_of(subject.file.project->function(code))) {
        if (it.has_default && place++ == object.slot.detail()) return std::pair(code, index);
        ++index;
    }
    return std::nullopt;
}

// An attribute may hold the default that a constructor was given nothing for.
std::optional<std::pair<program::CodeId, std::uint32_t>> default_in_field(const Subject& subject,
                                                                          heap::ObjectId id) {
    const auto attribute = attribute_of(subject, id);
    const bool is_field = attribute && subject.object(subject.object(id).parent).kind == heap::Kind::instance;
    if (!is_field || subject.file.flow == nullptr) return std::nullopt;
    const analysis::FlowDefault* const found = subject.file.flow->default_in(attribute->of, attribute->name);
    return found != nullptr ? std::optional(std::pair(found->code, found->parameter)) : std::nullopt;
}

void find_elsewhere(const Subject& subject, Sink& sink) {
    const Wording wording(subject.file);
    for (const Change& change : subject.facts().changes) {
        // What called code got at without any help it says of itself.
        if (change.callee.valid() && !change.through_value.valid()) continue;
        if (change.is_callees_own()) continue;
        auto found = default_of(subject, change.object);
        if (!found) found = default_in_field(subject, change.object);
        if (!found) continue;
        const program::Module& module = subject.file.project->program(found->first.module);
        const program::Function& function = subject.file.project->function(found->first);
        const std::string_view name = module.text(module.parameters_of(function)[found->second].name);
        if (is_kept_on_purpose(subject, name) || is_inside_function(module, function)) continue;
        if (!fills(change) && is_written_empty(*subject.file.project, found->first, found->second)) continue;
        Draft draft = checks::draft_of(subject, change,
                                       message::Elsewhere{.change = wording.action(subject.at(change.event)),
                                                          .parameter = Phrase(name),
                                                          .function = Phrase(module.text(function.name))}
                                           .text());
        draft.steps = {{step::Changed{}.text(), draft.node}};
        if (found->first.module == subject.file.module_id && !is_too_long(subject)) {
            draft.fix = default_made_in_call(subject, {found->first.function, found->second},
                                             fix::InCall{.parameter = Phrase(name)}.text());
        }
        sink.add(std::move(draft));
    }
}

}  // namespace

void run(const Subject& subject, Sink& sink) {
    find_elsewhere(subject, sink);
    // `def __deepcopy__(self, memo={})`: who copies passes one.
    const bool gets_all = subject.file.module.text(subject.function().name) == "__deepcopy__";
    if (gets_all || subject.with_defaults == nullptr ||
        is_inside_function(subject.file.module, subject.function()))
        return;
    for (const MutableDefault& it : subject.defaults) {
        const program::Parameter& parameter =
            subject.file.module.parameters_of(subject.function())[it.parameter];
        const std::string_view name = subject.file.module.text(parameter.name);
        if (is_kept_on_purpose(subject, name) || holds_what_was_last(subject, it, name) ||
            is_written_so(subject, it.node, name))
            continue;
        std::vector<Change> changes = changes_of_parameter(*subject.with_defaults, it.parameter);
        std::ranges::copy(changes_by_closures(subject, *subject.with_defaults, it.parameter),
                          std::back_inserter(changes));
        if (stays_empty(it, changes)) continue;
        // What `f(stats=Stats())` or `f(rows=[[]])` puts into its default is as much the default's, as far as
        // it is known to hold that.
        std::ranges::copy_if(changes_of_parts(*subject.with_defaults, it.parameter),
                             std::back_inserter(changes), [&](const Change& part) {
                                 const heap::Objects& objects = subject.with_defaults->heap.objects();
                                 return objects[part.object].kind != heap::Kind::opaque;
                             });
        std::erase_if(changes, [&](const Change& change) {
            return is_of_cache(subject, *subject.with_defaults, change.object) ||
                   is_of_module(subject, it, change) ||
                   remembers_answer(subject, *subject.with_defaults, change) ||
                   does_not_change(subject, *subject.with_defaults, change);
        });
        for (const Change& change : changes) {
            const std::uint32_t by = reached_by(subject, it, change);
            const Phrase named(
                subject.file.module.text(subject.file.module.parameters_of(subject.function())[by].name));
            Draft draft = draft_of(subject, it, change, named);
            draft.fix =
                default_made_in_call(subject, {subject.id, by}, fix::InCall{.parameter = named}.text());
            sink.add(std::move(draft));
        }
    }
}

}  // namespace doppelint::checks::mutable_default
