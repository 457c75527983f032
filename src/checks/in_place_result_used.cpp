#include "checks/in_place_result_used.h"

#include <algorithm>
#include <utility>

#include "checks/confidence.h"
#include "checks/drafts.h"
#include "checks/enclosing.h"
#include "checks/fix_result.h"
#include "checks/registers.h"
#include "checks/results.h"
#include "checks/test_modules.h"
#include "checks/wording.h"

namespace doppelint::checks::in_place_result_used {
namespace {

// The change that the call is made for; none if it is not such a call.
const analysis::Change* change_in_place(const Subject& subject, ValueId call) {
    const auto& changes = subject.facts().changes;
    const auto found = std::ranges::find_if(changes, [&](const analysis::Change& it) {
        return it.event == call && !it.callee.valid() && it.kind != analysis::ChangeKind::attribute;
    });
    return found != changes.end() ? &*found : nullptr;
}

bool gives_none(RanSpan ran) {
    return all_run(
        ran, [](const analysis::Ran& it) { return it.model != nullptr && !it.guessed && it.gives_none; });
}

// Whether the container was made here and goes nowhere else: then its change alone is of no use to anybody.
bool is_only_here(const Subject& subject, ValueId call, const analysis::Change& change) {
    if (!models::kContainers.has(subject.object(change.object).kind)) return false;
    const ValueId made = origin_of(subject, change.through_value);
    if (!made.valid()) return false;
    const Opcode by = subject.at(made).opcode;
    const bool is_site = subject.object(change.object).origin == heap::Origin::site &&
                         subject.object(change.object).site == made.index() && by != Opcode::phi;
    if (!is_site) return false;
    std::vector<ValueId> open{made};
    for (std::size_t next = 0; next < open.size(); ++next) {
        for (const ValueId use : subject.uses.of(open[next])) {
            if (use == call || std::ranges::find(open, use) != open.end()) continue;
            if (passes_on(subject.at(use).opcode)) {
                open.push_back(use);
                continue;
            }
            switch (subject.at(use).opcode) {
                case Opcode::list_append:
                case Opcode::list_extend:
                case Opcode::set_add:
                case Opcode::set_update:
                case Opcode::dict_insert:
                case Opcode::dict_update:
                    if (operand(subject.file.module, subject.at(use), 0) != open[next]) return false;
                    break;
                case Opcode::get_attribute:
                case Opcode::get_item:
                case Opcode::set_item:
                case Opcode::branch:
                case Opcode::compare:
                case Opcode::get_iterator: break;
                default: return false;
            }
        }
    }
    return true;
}

Phrase bound_name(const Subject& subject, const Wording& wording, ValueId by) {
    const Instruction& it = subject.at(by);
    switch (it.opcode) {
        case Opcode::bind:
        case Opcode::store_cell:
        case Opcode::make_cell:
        case Opcode::store_global:
        case Opcode::store_local_name: return subject.file.module.text(NameId{it.payload});
        default: return wording.expression(it.node);
    }
}

// Of a display that holds the value as an item.
std::string_view display_kind(Opcode opcode) {
    switch (opcode) {
        case Opcode::make_tuple: return "tuple";
        case Opcode::make_list:
        case Opcode::list_append: return "list";
        case Opcode::make_set:
        case Opcode::set_add: return "set";
        case Opcode::make_dict:
        case Opcode::dict_insert: return "dict";
        default: return {};
    }
}

std::string message_of(const Subject& subject, const Wording& wording, const Phrase& call, const Result& to) {
    switch (to.fate) {
        case Fate::bound:
            return message::Bound{.call = call, .name = bound_name(subject, wording, to.by)}.text();
        case Fate::returned:
            return message::Returned{.call = call, .function = wording.function(subject.function())}.text();
        case Fate::passed:
            return message::Passed{.call = call, .use = wording.expression(subject.node_of(to.by))}.text();
        default: {
            const std::string_view kind = display_kind(subject.at(to.by).opcode);
            if (!kind.empty()) return message::Held{.call = call, .kind = kind}.text();
            return message::Used{.call = call}.text();
        }
    }
}

// `assertIsNone(xs.clear())`: None is what is asked for.
bool is_asked_for_none(const Subject& subject, ValueId by) {
    return std::ranges::any_of(ran_at(subject, by), [](const analysis::Ran& it) {
        return it.model != nullptr && it.model->name.starts_with("unittest.");
    });
}

// `def update(self, …): result = super().update(…)`: whatever the method of the base class gives.
bool asks_base(const Subject& subject, ValueId call) {
    const program::Module& module = subject.file.module;
    const Instruction& method = subject.at(origin_of(subject, operand(module, subject.at(call), 0)));
    if (method.opcode != Opcode::get_attribute || NameId{method.payload} != subject.function().name)
        return false;
    const Instruction& receiver = subject.at(origin_of(subject, operand(module, method, 0)));
    if (receiver.opcode == Opcode::call) {
        const Instruction& called = subject.at(origin_of(subject, operand(module, receiver, 0)));
        return called.opcode == Opcode::load_global && module.text(NameId{called.payload}) == "super" &&
               subject.file.globals[NameId{called.payload}].what == analysis::GlobalName::What::unbound;
    }
    // `dict.update(self, …)`
    const ValueId first = operand(module, subject.at(call), 1);
    const Instruction* const given = first.valid() ? &subject.at(origin_of(subject, first)) : nullptr;
    return receiver.opcode == Opcode::load_global && given != nullptr && given->opcode == Opcode::parameter &&
           given->payload == 0;
}

// `[seen.add(x) for x in xs]` as a statement or as `_ = …`: the list of Nones is dropped. `[[xs.append(x),
// ys.append(y)] for …]` likewise.
bool is_in_dropped_list(const Subject& subject, const Result& to) {
    if (!to.by.valid()) return false;
    const Instruction& by = subject.at(to.by);
    const bool is_display = by.opcode == Opcode::make_tuple || by.opcode == Opcode::make_list;
    const Result whole = is_display ? result_of(subject, to.by) : to;
    if (!whole.by.valid() || subject.at(whole.by).opcode != Opcode::list_append) return false;
    const ValueId list = operand(subject.file.module, subject.at(whole.by), 0);
    return std::ranges::all_of(subject.uses.of(list), [&](ValueId use) {
        const Instruction& it = subject.at(use);
        if (it.opcode == Opcode::list_append) return true;
        return it.opcode == Opcode::bind && subject.file.module.text(NameId{it.payload}) == "_";
    });
}

// `(xs.clear(), ys.clear())` as a statement or as all that a lambda gives: written to do one after the other.
// `(xs.sort(), xs)[1]` takes another item.
bool only_puts_in_order(const Subject& subject, ValueId call, const Result& to) {
    if (to.fate != Fate::used) return false;
    const program::Module& module = subject.file.module;
    const Instruction& display = subject.at(to.by);
    if (display.opcode != Opcode::make_tuple && display.opcode != Opcode::make_list) return false;
    const Result whole = result_of(subject, to.by);
    if (whole.fate == Fate::dropped) return true;
    if (whole.fate == Fate::returned)
        return subject.function().kind == program::FunctionKind::lambda && display.operand_count > 1;
    if (whole.fate != Fate::used || subject.at(whole.by).opcode != Opcode::get_item) return false;
    const Instruction& place = subject.at(origin_of(subject, operand(module, subject.at(whole.by), 1)));
    if (place.opcode != Opcode::constant || subject.uses.of(to.by).size() != 1) return false;
    const program::Constant& constant = module.constants[place.payload];
    const auto taken = static_cast<std::size_t>(constant.integer);
    return constant.kind == program::ConstantKind::integer && taken < display.operand_count &&
           origin_of(subject, operand(module, display, static_cast<std::uint32_t>(taken))) != call;
}

// What becomes of the result: of `done = xs.clear()` with `return done` and nothing else, it is returned.
Result fate_of(const Subject& subject, ValueId call) {
    const Result to = result_of(subject, call);
    if (to.fate != Fate::bound || subject.at(to.by).opcode != Opcode::bind) return to;
    const Result then = result_of(subject, to.by);
    return then.fate == Fate::returned ? then : to;
}

// A container that the call changed; none of anything else, which may not be what the result was meant for.
NodeId changed_container(const Subject& subject, const analysis::Change& change) {
    const bool is_container = models::kContainers.has(subject.object(change.object).kind);
    return is_container && change.through_value.valid() ? subject.node_of(change.through_value) : NodeId{};
}

void look_at(const Subject& subject, ValueId call, Sink& sink) {
    const Result to = fate_of(subject, call);
    if (to.fate == Fate::dropped || to.fate == Fate::tested) return;
    if (is_in_dropped_list(subject, to) || only_puts_in_order(subject, call, to)) return;
    if (to.fate == Fate::passed && is_asked_for_none(subject, to.by)) return;
    if (to.fate == Fate::returned && subject.function().is_generator) return;
    if (asks_base(subject, call)) return;
    const analysis::Change* const change = change_in_place(subject, call);
    if (change == nullptr) return;
    const Wording wording(subject.file);
    const Phrase words = wording.expression(subject.node_of(call));
    const Phrase kind = Wording::kind(subject.object(change->object).kind);
    Draft draft = draft_at(subject, call, confidence_of(change->must, change->assumptions),
                           message_of(subject, wording, words, to));
    draft.steps = {{step::InPlace{.call = words, .kind = kind}.text(), draft.node}};
    draft.fix = called_first(subject, draft.node, changed_container(subject, *change),
                             fix::First{.call = words}.text());
    if (to.fate == Fate::returned && !is_only_here(subject, call, *change))
        draft.wants_evidence = ArgumentOf{{subject.file.module_id, subject.id}, 0, Asked::used};
    sink.add(std::move(draft));
}

// A call whose result this function uses.
void find_evidence(const Subject& subject, const analysis::Ran& ran, Sink& sink) {
    const bool is_known = ran.code.valid() && ran.gives_none && !ran.constructs && !ran.begins;
    if (!is_known || subject.file.project == nullptr) return;
    if (is_in_test(subject)) return;
    // Who calls whatever it is given takes the result of those that have one.
    const bool is_lambda = subject.file.project->function(ran.code).kind == program::FunctionKind::lambda;
    if (ran.guessed && is_lambda) return;
    const Result to = result_of(subject, ran.at);
    if (to.fate != Fate::bound && to.fate != Fate::passed && to.fate != Fate::used) return;
    const Wording wording(subject.file);
    const NodeId node = subject.node_of(ran.at);
    const Phrase caller = wording.function(subject.function());
    Evidence evidence{{ran.code, 0, Asked::used}, subject.file.module_id, node, {}};
    evidence.steps.push_back({step::Caller{.caller = caller, .call = wording.expression(node)}.text(), node,
                              subject.file.module_id});
    sink.add(std::move(evidence));
}

}  // namespace

void run(const Subject& subject, Sink& sink) {
    if (std::ranges::none_of(subject.facts().ran, &analysis::Ran::gives_none)) return;
    for (const RanSpan ran : ran_by_instruction(subject)) {
        const ValueId at = ran.front().at;
        if (subject.at(at).opcode != Opcode::call || !subject.node_of(at)) continue;
        if (gives_none(ran)) look_at(subject, at, sink);
        const bool is_one = std::ranges::count(ran, false, &analysis::Ran::nested) == 1;
        const auto called = std::ranges::find(ran, false, &analysis::Ran::nested);
        if (is_one) find_evidence(subject, *called, sink);
    }
}

}  // namespace doppelint::checks::in_place_result_used
