#include "checks/argument_evidence.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "checks/argument_changed.h"
#include "checks/enclosing.h"
#include "checks/flags_passed.h"
#include "checks/items.h"
#include "checks/order.h"
#include "checks/own_attributes.h"
#include "checks/registers.h"
#include "checks/results.h"
#include "checks/some_item.h"
#include "checks/test_modules.h"
#include "checks/wording.h"

namespace doppelint::checks::argument_changed {
namespace {

// Whether the instruction reads the object that stands in `argument`; a call of the same function is no
// reading.
bool reads(const Subject& subject, ValueId id, ValueId argument, program::CodeId callee) {
    const program::Module& module = subject.file.module;
    const Instruction& it = subject.at(id);
    const auto is_argument = [&](ValueId one) { return one.valid() && same_thing(subject, one, argument); };
    switch (it.opcode) {
        case Opcode::get_iterator:
        case Opcode::get_item:
        case Opcode::unpack:
        case Opcode::compare:
        case Opcode::binary:
        case Opcode::return_value: return std::ranges::any_of(module.operands_of(it), is_argument);
        case Opcode::get_attribute: {
            const std::string_view name = module.text(NameId{it.payload});
            const bool shows = name == "items" || name == "values" || name == "keys" || name == "copy";
            return shows && is_argument(operand(module, it, 0));
        }
        case Opcode::call: {
            const bool is_same = std::ranges::any_of(
                subject.facts().changes,
                [&](const analysis::Change& one) { return one.event == id && one.callee == callee; });
            return !is_same && std::ranges::any_of(module.operands_of(it).subspan(1), is_argument);
        }
        default: return false;
    }
}

// `color` of `"color" in options`.
std::optional<std::string_view> key_asked_for(const Subject& subject, ValueId id) {
    const Instruction& it = subject.at(id);
    if (it.opcode != Opcode::compare) return std::nullopt;
    const auto how = static_cast<program::Comparison>(it.detail);
    const bool asks = how == program::Comparison::in || how == program::Comparison::not_in;
    return asks ? constant_key(subject, operand(subject.file.module, it, 0)) : std::nullopt;
}

// Whether the call may write the item under this key of what it gets.
bool may_write(const Subject& subject, const analysis::Change& call, std::string_view key) {
    const program::Module& module = subject.file.module;
    return std::ranges::any_of(subject.facts().written_items, [&](const analysis::WrittenItem& it) {
        if (it.at != call.event || it.callee != call.callee || it.parameter != call.callee_root) return false;
        if (!it.key.valid()) return true;
        const program::Constant& constant = module.constants[it.key.index()];
        return constant.kind == program::ConstantKind::string && module.text(constant.text) == key;
    });
}

// Whether the reading is one of the whole: who does that behind a change takes what was added for what was
// there, and misses what is gone. Who reads one item, or hands the object on, may well be after the change.
bool reads_all(const Subject& subject, ValueId id) {
    constexpr std::array<std::string_view, 9> kWhole{"list",   "tuple", "set", "frozenset", "dict",
                                                     "sorted", "len",   "sum", "str"};
    switch (subject.at(id).opcode) {
        case Opcode::get_iterator:
        case Opcode::unpack:
        case Opcode::compare:
        case Opcode::get_attribute: return true;
        case Opcode::call:
            return all_run(ran_at(subject, id), [&](const analysis::Ran& it) {
                return it.model != nullptr && std::ranges::find(kWhole, it.model->name) != kWhole.end();
            });
        default: return false;
    }
}

struct Reading {
    NodeId node;
    bool of_all = false;
};

// Whether anything behind the call takes the object, for whatever.
bool is_used_behind(const Subject& subject, const analysis::Change& call, ValueId argument,
                    const std::vector<bool>& is_reached) {
    for (std::uint32_t index = 0; index < is_reached.size(); ++index) {
        const ValueId id{index};
        const Instruction& it = subject.at(id);
        if (!is_reached[index] || id == call.event || passes_on(it.opcode) || it.opcode == Opcode::phi)
            continue;
        const bool takes = std::ranges::any_of(subject.file.module.operands_of(it), [&](ValueId one) {
            return one.valid() && same_thing(subject, one, argument);
        });
        if (takes) return true;
    }
    return false;
}

// Whether the argument is what the caller made, or had made, and no part of anything.
bool is_made_for_it(const Subject& subject, ValueId argument) {
    return std::ranges::all_of(origins_of(subject, argument), [&](ValueId it) {
        switch (subject.at(it).opcode) {
            case Opcode::phi:
            case Opcode::constant:
            case Opcode::make_list:
            case Opcode::make_dict:
            case Opcode::make_set:
            case Opcode::call: return true;
            default: return false;
        }
    });
}

// Where ways meet: whether the object of one turn may be that of the next, too.
bool may_stay(const Subject& subject, ValueId phi) {
    std::vector<ValueId> open{phi};
    for (std::size_t next = 0; next < open.size(); ++next) {
        for (const ValueId it : subject.file.module.operands_of(subject.at(open[next]))) {
            const ValueId from = it.valid() ? origin_of(subject, it) : it;
            if (!from.valid() || subject.at(from).opcode != Opcode::phi) continue;
            if (from == phi) return true;
            if (std::ranges::find(open, from) == open.end()) open.push_back(from);
        }
    }
    return false;
}

// Where the register, or the variable that it was read from, gets something else.
std::vector<ValueId> made_anew(const Subject& subject, ValueId argument) {
    const ValueId made = sole_origin_of(subject, argument);
    const Instruction& it = subject.at(made);
    switch (it.opcode) {
        case Opcode::phi:
            if (!may_stay(subject, made)) return {made};
            return {};
        case Opcode::get_attribute: return {};
        case Opcode::load_cell:
        case Opcode::load_global: break;
        default: return {made};
    }
    const Opcode store = it.opcode == Opcode::load_cell ? Opcode::store_cell : Opcode::store_global;
    std::vector<ValueId> result;
    const auto instructions = subject.file.module.instructions_of(subject.function());
    for (std::uint32_t index = 0; index < instructions.size(); ++index) {
        if (instructions[index].opcode == store && instructions[index].payload == it.payload)
            result.emplace_back(index);
    }
    return result;
}

// By instruction: whether it may run after the call, and `argument` is then still what was passed.
std::vector<bool> reached_behind(const Subject& subject, const analysis::Change& call, ValueId argument) {
    return reached_from(subject, call.event, made_anew(subject, argument));
}

// What the caller reads behind the call: the first reading of the whole, else the first.
Reading read_later(const Subject& subject, const analysis::Change& call, ValueId argument,
                   const std::vector<bool>& is_reached) {
    Reading first;
    for (std::uint32_t index = call.event.index() + 1; index < is_reached.size(); ++index) {
        const ValueId id{index};
        if (!is_reached[index] || !reads(subject, id, argument, call.callee) || !subject.node_of(id))
            continue;
        if (const auto key = key_asked_for(subject, id); key && !may_write(subject, call, *key)) continue;
        if (reads_all(subject, id)) return {subject.node_of(id), true};
        if (!first.node) first.node = subject.node_of(id);
    }
    return first;
}

// Where the caller passes it to the same function once more.
NodeId passed_again(const Subject& subject, const analysis::Change& call, ValueId argument,
                    const std::vector<bool>& is_reached) {
    for (const analysis::Change& other : subject.facts().changes) {
        const bool is_same = other.callee == call.callee && other.callee_root == call.callee_root &&
                             other.event != call.event && other.event.valid() && other.through_value.valid();
        if (is_same && is_reached[other.event.index()] &&
            same_thing(subject, other.through_value, argument) && subject.node_of(other.event)) {
            return subject.node_of(other.event);
        }
    }
    return {};
}

// Where the object comes from: of an attribute, where what has it does.
NodeId node_of_owner(const Subject& subject, ValueId argument) {
    const Instruction* it = &subject.at(argument);
    while (it->opcode == Opcode::get_attribute)
        it = &subject.at(origin_of(subject, operand(subject.file.module, *it, 0)));
    return it->node;
}

NodeId loop_around(const syntax::Tree& tree, NodeId node, NodeId outside) {
    for (NodeId outer = enclosing(tree, node); outer; outer = enclosing(tree, outer)) {
        const syntax::Kind kind = tree.kind(outer);
        if (kind == syntax::Kind::function_definition || kind == syntax::Kind::class_definition) return {};
        const bool is_loop = kind == syntax::Kind::for_statement || kind == syntax::Kind::while_statement ||
                             kind == syntax::Kind::list_comprehension ||
                             kind == syntax::Kind::dictionary_comprehension ||
                             kind == syntax::Kind::set_comprehension;
        if (!is_loop) continue;
        const bool made_inside =
            tree[outside].begin >= tree[outer].begin && tree[outside].end <= tree[outer].end;
        return made_inside ? NodeId{} : outer;
    }
    return {};
}

// The object belongs to something that lives on: an attribute of another object, a global.
bool is_kept_elsewhere(const Subject& subject, ValueId argument) {
    const program::Module& module = subject.file.module;
    const auto is_kept = [&](ValueId value) {
        const Instruction& it = subject.at(origin_of(subject, value));
        return it.opcode == Opcode::get_attribute || it.opcode == Opcode::load_global;
    };
    const Instruction& it = subject.at(argument);
    return is_kept(argument) ||
           (it.opcode == Opcode::phi && std::ranges::any_of(module.operands_of(it), is_kept));
}

// The argument is an array over the memory of another one, which belongs to something that lives on.
bool shows_what_is_kept(const Subject& subject, const analysis::Change& change) {
    return is_array(subject, change.object) &&
           std::ranges::any_of(subject.facts().changes, [&](const analysis::Change& it) {
               const heap::Object& object = subject.object(it.object);
               return it.event == change.event && it.callee == change.callee &&
                      it.callee_parameter == change.callee_parameter && is_array(subject, it.object) &&
                      object.origin == heap::Origin::child && object.slot.kind() == heap::SlotKind::attribute;
           });
}

// Whether all that the call writes is what it wrote the last time, where nobody asks before what stood there:
// the next turn meets what it makes itself.
bool writes_alike(const Subject& subject, const analysis::Change& call) {
    const std::vector<bool> comes_again = reached_from(subject, call.event);
    return std::ranges::all_of(subject.facts().changes, [&](const analysis::Change& it) {
        if (it.event != call.event || it.callee != call.callee || it.callee_root != call.callee_root)
            return true;
        const auto write = subject.file.project->steady_write(it.callee, it.callee_at);
        if (!write || !write->parameter) return write.has_value();
        const auto passed = argument_passed(subject, it, *write->parameter);
        if (!passed || !passed->valid()) return passed.has_value();
        ValueId made = origin_of(subject, *passed);
        if (subject.at(made).opcode == Opcode::constant) return true;
        while (subject.at(made).opcode == Opcode::get_attribute)
            made = origin_of(subject, operand(subject.file.module, subject.at(made), 0));
        return !comes_again[made.index()];
    });
}

/// What a caller's use of an argument tells.
struct Told {
    std::string step;
    NodeId node;
    Asked answers = Asked::harm;  ///< the least that it is evidence of
};

// Whether the function made the object itself, or had it made for it.
bool is_made_here(const Subject& subject, ObjectId id) {
    return subject.object(subject.any_caller.heap.objects().root(id)).origin == heap::Origin::site;
}

std::optional<Told> told_by(const Subject& subject, const analysis::Change& change, ValueId argument,
                            const std::vector<bool>& is_reached, const Phrase& passed) {
    const NodeId call = subject.node_of(change.event);
    const Reading later = read_later(subject, change, argument, is_reached);
    const bool is_own = is_made_here(subject, change.object);
    if (later.of_all && !is_own) return Told{step::ReadLater{.argument = passed}.text(), later.node};
    if (const NodeId again = passed_again(subject, change, argument, is_reached))
        return Told{step::PassedAgain{.argument = passed}.text(), again};
    const NodeId outside = node_of_owner(subject, argument);
    // Behind `break` there is no next turn.
    const bool in_turns = is_reached[change.event.index()];
    if (in_turns && outside && loop_around(subject.file.tree, call, outside) &&
        !writes_alike(subject, change))
        return Told{step::NextTurn{.argument = passed}.text(), call};
    const Asked use = is_own ? Asked::own_use : Asked::use;
    if (later.node) return Told{step::ReadLater{.argument = passed}.text(), later.node, use};
    if (is_kept_elsewhere(subject, argument) || shows_what_is_kept(subject, change))
        return Told{step::Kept{.argument = passed}.text(), call, Asked::use};
    return std::nullopt;
}

// `infer(options)`, and then `options["color"]`, which it has filled in: the change is the answer. Of a
// question nobody waits for that.
bool reads_what_it_writes(const Subject& subject, const analysis::Change& call, ValueId argument,
                          const std::vector<bool>& is_reached) {
    const program::Function& callee = subject.file.project->function(call.callee);
    const program::Module& theirs = subject.file.project->program(call.callee.module);
    if (subject.file.intent.is_query(theirs.text(callee.name))) return false;
    for (std::uint32_t index = 0; index < is_reached.size(); ++index) {
        const auto read = is_reached[index] ? item_read_at(subject, ValueId{index}) : std::nullopt;
        if (!read || !same_thing(subject, read->container, argument)) continue;
        const auto keys = program::origins_of(subject.file.module, subject.function(), read->key);
        const bool is_written = std::ranges::any_of(keys, [&](ValueId it) {
            const auto key = constant_key(subject, it);
            return key && may_write(subject, call, *key);
        });
        if (is_written) return true;
    }
    return false;
}

// `{}`, `[]`, `dict()`, `np.empty(…)`
bool makes_empty(const Subject& subject, ValueId value) {
    constexpr std::array<std::string_view, 4> kUnfilled{"numpy.empty", "numpy.empty_like", "torch.empty",
                                                        "torch.empty_like"};
    const Instruction& it = subject.at(value);
    switch (it.opcode) {
        case Opcode::make_list:
        case Opcode::make_dict:
        case Opcode::make_set: return it.operand_count == 0;
        case Opcode::call:
            return all_run(ran_at(subject, value), [&](const analysis::Ran& ran) {
                if (ran.model == nullptr) return false;
                const std::string_view name = ran.model->name;
                const std::uint32_t needs = name == "collections.defaultdict" ? 2 : 1;
                const bool is_class = subject.file.library.find_class(name) != nullptr;
                return (is_class && it.operand_count <= needs) ||
                       std::ranges::find(kUnfilled, name) != kUnfilled.end();
            });
        default: return false;
    }
}

// Whether one of the changes may happen in this very call: `take(options)` does nothing below `if pop:`.
bool changes_by_these_flags(const Subject& subject, const analysis::Change& call) {
    return std::ranges::any_of(subject.facts().changes, [&](const analysis::Change& it) {
        return it.event == call.event && it.callee == call.callee && it.callee_root == call.callee_root &&
               may_come_to(subject, it);
    });
}

// The caller made it empty, and the call puts something in: it is there to be filled by several.
bool is_collected(const Subject& subject, const analysis::Change& call, ValueId argument) {
    using analysis::ChangeKind;
    bool began_empty = false;
    for (const ValueId it : origins_of(subject, argument)) {
        const Opcode made = subject.at(it).opcode;
        if (made == Opcode::phi || made == Opcode::constant) continue;
        if (!makes_empty(subject, it)) return false;
        began_empty = true;
    }
    return began_empty && std::ranges::any_of(subject.facts().changes, [&](const analysis::Change& it) {
               const bool is_same =
                   it.event == call.event && it.callee == call.callee && it.callee_root == call.callee_root;
               return is_same && it.kind != ChangeKind::reorders && it.kind != ChangeKind::removes &&
                      it.kind != ChangeKind::clears;
           });
}

// `__new__(mcs, name, bases, namespace)` of a metaclass: what becomes the class's is there to be prepared.
bool is_namespace_of_class(const Subject& subject, const Instruction& made) {
    constexpr std::uint32_t kPlace = 3;
    if (made.opcode != Opcode::parameter || made.payload != kPlace) return false;
    const auto classes = subject.file.project->classes();
    const project::ClassInfo* const around = classes.find(own_class(subject));
    return around != nullptr && around->is_metaclass;
}

// Whether what becomes of the argument tells nothing of the change: it is made for the call, or to be
// changed.
bool tells_nothing(const Subject& subject, const analysis::Change& call, ValueId argument,
                   const std::vector<bool>& is_reached) {
    const Instruction& made = subject.at(argument);
    if (made.opcode == Opcode::constant || is_namespace_of_class(subject, made)) return true;
    if (made.opcode == Opcode::parameter) {
        const auto kind = subject.file.module.parameters_of(subject.function())[made.payload].kind;
        if (kind == program::ParameterKind::star || kind == program::ParameterKind::double_star) return true;
    }
    return is_collected(subject, call, argument) ||
           reads_what_it_writes(subject, call, argument, is_reached) ||
           !changes_by_these_flags(subject, call);
}

// What the call tells of the function that it calls, and that of what it is asked for.
void look_at(const Subject& subject, const analysis::Change& change, Sink& sink) {
    const Wording wording(subject.file);
    const ValueId argument = origin_of(subject, change.through_value);
    const Instruction& made = subject.at(argument);
    const std::vector<bool> is_reached = reached_behind(subject, change, argument);
    if (tells_nothing(subject, change, argument, is_reached)) return;
    const NodeId call = subject.node_of(change.event);
    const Phrase passed = wording.expression(subject.node_of(change.through_value));
    const Phrase caller = wording.function(subject.function());
    const program::ModuleId here = subject.file.module_id;
    Evidence evidence{{change.callee, change.callee_root}, here, call, {}};
    evidence.steps.push_back({step::Passed{.caller = caller, .argument = passed}.text(), call, here});
    const std::optional<Told> told = told_by(subject, change, argument, is_reached, passed);
    if (told) {
        evidence.steps.push_back({told->step, told->node, here});
    } else if (made.opcode == Opcode::parameter) {
        evidence.handed_on = ArgumentOf{{here, subject.id}, made.payload};
    } else {
        const bool lives =
            !is_made_for_it(subject, argument) || is_used_behind(subject, change, argument, is_reached);
        evidence.argument.asked = lives ? Asked::lives : Asked::let_go;
        return sink.add(evidence);
    }
    // Who asks for less is answered by more.
    for (const Asked asked : {Asked::harm, Asked::use, Asked::own_use, Asked::lives, Asked::let_go}) {
        if (told && (asked < told->answers || asked == Asked::let_go)) continue;
        evidence.argument.asked = asked;
        if (evidence.handed_on) evidence.handed_on->asked = asked;
        sink.add(evidence);
    }
}

constexpr std::size_t kMostCalls = 200;

}  // namespace

void find_evidence(const Subject& subject, Sink& sink) {
    if (subject.file.project == nullptr || is_in_test(subject)) return;
    std::vector<std::pair<ValueId, std::uint32_t>> met;
    for (const analysis::Change& change : subject.facts().changes) {
        const bool is_call = change.callee.valid() && change.callee_root != analysis::Change::kNoParameter &&
                             change.through_value.valid() && change.event.valid() &&
                             change.callee != program::CodeId{subject.file.module_id, subject.id};
        if (!is_call || !subject.node_of(change.event)) continue;
        if (std::ranges::find(met, std::pair(change.event, change.callee_root)) != met.end()) continue;
        met.emplace_back(change.event, change.callee_root);
        // A function with more such calls than anybody reads.
        if (met.size() > kMostCalls) return;
        look_at(subject, change, sink);
    }
}

}  // namespace doppelint::checks::argument_changed
