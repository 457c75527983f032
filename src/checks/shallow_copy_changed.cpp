#include "checks/shallow_copy_changed.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "checks/access_path.h"
#include "checks/broken.h"
#include "checks/class_attributes.h"
#include "checks/copy_uses.h"
#include "checks/fix_copy.h"
#include "checks/order.h"
#include "checks/registers.h"
#include "checks/remarks.h"
#include "checks/some_item.h"
#include "checks/test_modules.h"
#include "checks/wording.h"

namespace doppelint::checks::shallow_copy_changed {
namespace {

// Modules, bodies of classes and tests are called by nobody that reads what they change.
bool has_callers(const Subject& subject) {
    const program::FunctionKind kind = subject.function().kind;
    const bool is_body = kind == program::FunctionKind::module || kind == program::FunctionKind::class_body;
    return !is_body &&
           !(is_in_test(subject) && subject.file.module.text(subject.function().name).starts_with("test"));
}

// The parameter of which callers have the original; none: they do not, or have something else.
std::optional<std::uint32_t> parameter_copied(const Subject& subject, const analysis::Broken& broken) {
    const analysis::Claim& claim = subject.claim_of(broken);
    if (broken.observation.valid() || claim.callee.valid() || !has_callers(subject)) return std::nullopt;
    std::optional<std::uint32_t> result;
    for (const ObjectId it : subject.any_caller.heap.objects_of(claim.source)) {
        const heap::Object& root = subject.object(subject.any_caller.heap.objects().root(it));
        if (root.origin != heap::Origin::parameter || result.value_or(root.site) != root.site)
            return std::nullopt;
        result = root.site;
    }
    return result;
}

DraftStep seen(const Subject& subject, const Wording& wording, const analysis::Broken& broken,
               const Phrase& source) {
    if (!broken.observation.valid() && !has_callers(subject))
        return {step::Later{.source = source}.text(), name_of(subject)};
    if (!broken.observation.valid()) {
        const Phrase function = wording.function(subject.function());
        return {step::Caller{.function = function, .source = source}.text(), name_of(subject)};
    }
    const NodeId node = subject.node_of(broken.observation);
    return {step::Seen{.seen = wording.expression(node)}.text(), node};
}

// The same where the copy was made by a function that was called: what it copied has no name here.
DraftStep seen_original(const Subject& subject, const Wording& wording, const analysis::Broken& broken) {
    if (broken.observation.valid()) return seen(subject, wording, broken, Phrase(std::string_view()));
    if (!has_callers(subject)) return {step::LaterOfGiven{}.text(), name_of(subject)};
    const Phrase function = wording.function(subject.function());
    return {step::CallerOfGiven{.function = function}.text(), name_of(subject)};
}

// Where a called function does it, that place and the name of what changes.
std::optional<DraftStep> inside(const Subject& subject, const analysis::Broken& broken) {
    const analysis::Obligation& done = broken.obligation;
    const auto& changes = subject.facts().changes;
    const auto change = std::ranges::find_if(changes, [&](const analysis::Change& it) {
        return it.event == done.event && it.object == done.object && it.callee.valid() &&
               it.callee_at.valid();
    });
    const heap::Object& object = subject.object(done.object);
    const bool has_name =
        object.origin == heap::Origin::child && object.slot.kind() == heap::SlotKind::attribute;
    if (change == changes.end() || !has_name) return std::nullopt;
    const Phrase part = subject.any_caller.words.text(NameId{object.slot.detail()});
    return step_at(subject, step::Inside{.part = part}.text(), change->callee, change->callee_at);
}

std::string first_line(bool changed_copy, bool is_given, const Phrase& change, const Phrase& source,
                       const Phrase& copy) {
    if (is_given) {
        return changed_copy ? message::OriginalChanged{.change = change, .copy = copy}.text()
                            : message::GivenCopyChanged{.change = change, .copy = copy}.text();
    }
    return changed_copy ? message::SourceChanged{.change = change, .source = source, .copy = copy}.text()
                        : message::CopyChanged{.change = change, .source = source, .copy = copy}.text();
}

// Whether an instance was copied: by `copy.copy(x)` or by a method that is known. `x.copy()` of an unknown
// `x` is a container's.
bool copies_instance(const Subject& subject, const analysis::Claim& claim) {
    const Instruction& it = subject.at(claim.where);
    const bool has_argument = it.opcode == Opcode::call && it.operand_count > 1;
    const auto copies = subject.any_caller.heap.objects_of(claim.copy);
    return std::ranges::any_of(copies, [&](ObjectId one) {
        const models::Kind kind = subject.object(one).kind;
        return kind == models::Kind::instance || (kind == models::Kind::opaque && has_argument);
    });
}

// `for job in list(jobs): job.done = True`, `job.cancel()`: a container of objects is copied to walk or sort
// it, not to have the objects twice. Whoever copies an instance wants its parts to be its own.
bool is_about_members(const Subject& subject, const analysis::Broken& broken) {
    if (copies_instance(subject, subject.claim_of(broken))) return false;
    return broken.obligation.by_attribute ||
           std::ranges::all_of(subject.facts().changes, [&](const analysis::Change& it) {
               return it.event != broken.obligation.event ||
                      subject.object(it.object).kind == models::Kind::instance;
           });
}

// An attribute that a called function sets on something that hangs on a copied instance: an owner, a service.
// Whoever copies an object does not want those twice.
bool is_about_neighbours(const Subject& subject, const analysis::Broken& broken) {
    return broken.obligation.kind == analysis::ChangeKind::attribute &&
           subject.at(broken.obligation.event).opcode == Opcode::call;
}

// `for row in list(rows): row.clear()`, `list(rows)[-1].append(x)`: a copy that nobody keeps only guards the
// walk. So does one that has a name and is walked by it, where the change comes that way.
bool is_kept_by_nobody(const Subject& subject, const analysis::Broken& broken) {
    const analysis::Claim& claim = subject.claim_of(broken);
    const auto uses = subject.uses.of(claim.where);
    if (claim.callee.valid() || uses.empty()) return false;
    if (broken.obligation.changed_copy && is_only_walked(subject, claim.where)) return true;
    return std::ranges::all_of(uses, [&](ValueId use) {
        const Opcode opcode = subject.at(use).opcode;
        return opcode == Opcode::get_iterator || opcode == Opcode::get_item || opcode == Opcode::unpack;
    });
}

// What numbers an array holds nothing changes but by the array; what frames share, other rules say.
bool is_of_array(const Subject& subject, const analysis::Claim& claim) {
    const heap::Heap& heap = subject.any_caller.heap;
    const auto is_one = [&](ObjectId it) { return is_array(subject, it); };
    return std::ranges::any_of(heap.objects_of(claim.source), is_one) ||
           std::ranges::any_of(heap.objects_of(claim.copy), is_one);
}

// A copy has a `__dict__` of its own.
bool is_own_dict(const Subject& subject, ObjectId id) {
    const heap::Object& object = subject.object(id);
    return object.origin == heap::Origin::child && object.slot.kind() == heap::SlotKind::attribute &&
           subject.any_caller.words.text(NameId{object.slot.detail()}) == "__dict__";
}

// What one of the two finds out, the other may use.
bool is_cache(const Subject& subject, ObjectId id) {
    const heap::Object& object = subject.object(id);
    return object.origin == heap::Origin::child && object.slot.kind() == heap::SlotKind::attribute &&
           subject.file.intent.is_cache(subject.any_caller.words.text(NameId{object.slot.detail()}));
}

// Whether a called function changes it, on some way through it.
bool is_changed_by_callee(const Subject& subject, const analysis::Broken& broken) {
    if (broken.must || copies_instance(subject, subject.claim_of(broken))) return false;
    return std::ranges::any_of(subject.facts().changes, [&](const analysis::Change& it) {
        return it.event == broken.obligation.event && it.object == broken.obligation.object &&
               it.callee.valid() && it.callee_parameter == analysis::Change::kNoParameter;
    });
}

// What the copy was made of: the register that a call of a function or method gets.
ValueId source_of(const Subject& subject, const analysis::Claim& claim) {
    const program::Module& module = subject.file.module;
    const Instruction& it = subject.at(claim.where);
    // `{**x}` has no key for what it spreads.
    if (it.opcode == Opcode::make_dict) return operand(module, it, 1);
    if (it.opcode != Opcode::call) return operand(module, it, 0);
    if (it.operand_count > 1) return origin_of(subject, operand(module, it, 1));
    const Instruction& method = subject.at(origin_of(subject, operand(module, it, 0)));
    return method.opcode == Opcode::get_attribute ? origin_of(subject, operand(module, method, 0))
                                                  : ValueId{};
}

// Whether a container that `.copy()` copies has such a method.
bool is_of_containers(const models::Library& library, std::string_view name) {
    constexpr std::array<std::string_view, 5> kCopied{"list", "dict", "set", "collections.deque",
                                                      "collections.Counter"};
    return std::ranges::any_of(kCopied,
                               [&](std::string_view it) { return !library.methods(it, name).empty(); });
}

// `grid[:3, 0]`: no container takes that for a key.
bool is_key_of_arrays(const Subject& subject, ValueId key) {
    const Instruction& made = subject.at(origin_of(subject, key));
    return made.opcode == Opcode::make_tuple &&
           std::ranges::any_of(subject.file.module.operands_of(made), [&](ValueId it) {
               return it.valid() && subject.at(origin_of(subject, it)).opcode == Opcode::make_slice;
           });
}

// `graph.copy()` beside `graph.edges()`, or where a class of the project has a `copy` of its own: of unknown
// class, but perhaps no container. Nobody knows what its copy shares.
bool copies_unknown_thing(const Subject& subject, const analysis::Claim& claim) {
    const program::Module& module = subject.file.module;
    const Instruction& it = subject.at(claim.where);
    if (claim.callee.valid() || it.opcode != Opcode::call || it.operand_count != 1) return false;
    const auto sources = subject.any_caller.heap.objects_of(claim.source);
    const bool is_known = std::ranges::any_of(
        sources, [&](ObjectId one) { return subject.object(one).kind != models::Kind::opaque; });
    if (is_known) return false;
    // What a library made, of which nothing is known, may have a `copy()` that copies all.
    const bool is_given = std::ranges::all_of(
        sources, [&](ObjectId one) { return subject.object(one).origin == heap::Origin::site; });
    if (is_given) return true;
    const analysis::ProjectReader* const project = subject.file.project;
    if (project != nullptr && project->some_class_binds(subject.file.module_id, "copy")) return true;
    const ValueId copied = source_of(subject, claim);
    if (!copied.valid()) return false;
    const ValueId source = sole_origin_of(subject, copied);
    return std::ranges::any_of(module.instructions_of(subject.function()), [&](const Instruction& other) {
        const auto of = [&] { return sole_origin_of(subject, operand(module, other, 0)); };
        switch (other.opcode) {
            case Opcode::get_attribute:
                return of() == source &&
                       !is_of_containers(subject.file.library, module.text(NameId{other.payload}));
            case Opcode::get_item:
                return is_key_of_arrays(subject, operand(module, other, 1)) &&
                       (of() == source || of() == claim.where);
            default: return false;
        }
    });
}

// What the instruction takes; of `return name, job` what the tuple holds.
std::vector<ValueId> taken_by(const Subject& subject, ValueId at) {
    std::vector<ValueId> open{at}, result;
    for (std::size_t next = 0; next < open.size(); ++next) {
        for (const ValueId it : subject.file.module.operands_of(subject.at(open[next]))) {
            if (!it.valid()) continue;
            // A display that has no name of its own.
            const Opcode made_by = subject.at(it).opcode;
            const bool is_display = made_by == Opcode::make_tuple || made_by == Opcode::make_list;
            (is_display ? open : result).push_back(it);
        }
    }
    return result;
}

// `job = replace(job, …); job.tags.append(x); return job`: what is read is what was changed, by one name.
bool reads_changed_side(const Subject& subject, const analysis::Broken& broken) {
    const analysis::Obligation& change = broken.obligation;
    const analysis::Claim& claim = subject.claim_of(broken);
    if (!broken.observation.valid() || !change.through.valid() || claim.callee.valid()) return false;
    const ValueId changed = root_of(subject, change.through);
    const ValueId other = change.changed_copy ? source_of(subject, claim) : claim.where;
    const std::vector<ValueId> others = other.valid() ? origins_of(subject, other) : std::vector<ValueId>{};
    const auto is_other = [&](ValueId it) { return std::ranges::find(others, it) != others.end(); };
    const std::vector<bool> reached = reached_from(subject, change.event);
    bool any = false;
    for (const ValueId it : taken_by(subject, broken.observation)) {
        for (const ValueId seen :
             origins_after(subject, reached, change.event, root_of(subject, it), changed)) {
            if (seen == changed) {
                any = true;
            } else if (is_other(seen)) {
                return false;
            }
        }
    }
    return any;
}

// Whether the function goes on to change the copy itself.
bool works_on_copy(const Subject& subject, const analysis::Claim& claim) {
    return std::ranges::any_of(subject.facts().changes, [&](const analysis::Change& it) {
        return it.through_value.valid() && origin_of(subject, it.through_value) == claim.where;
    });
}

// The original is something that only this function has, nobody reads it after the change, and the copy goes
// on in its place: then the change is meant for that.
bool is_meant_for_copy(const Subject& subject, const analysis::Broken& broken) {
    const analysis::Claim& claim = subject.claim_of(broken);
    if (broken.obligation.changed_copy || claim.callee.valid() || !works_on_copy(subject, claim))
        return false;
    const bool is_own =
        std::ranges::all_of(subject.any_caller.heap.objects_of(claim.source),
                            [&](ObjectId it) { return subject.object(it).origin == heap::Origin::site; });
    const ValueId source = is_own ? source_of(subject, claim) : ValueId{};
    return source.valid() && is_never_read_after(subject, source, broken.obligation.event);
}

// What the caller would see was made for this test alone.
bool is_seen_by_no_test(const Subject& subject, const analysis::Broken& broken) {
    const analysis::Claim& claim = subject.claim_of(broken);
    if (broken.observation.valid() || !broken.obligation.changed_copy ||
        !dies_with_test(subject, subject.any_caller.heap.objects_of(claim.source)))
        return false;
    const ValueId source = claim.callee.valid() ? ValueId{} : source_of(subject, claim);
    return !source.valid() || !is_used_after(subject, source, broken.obligation.event);
}

// What nobody takes for independent, or nobody sees.
bool is_harmless(const Subject& subject, const analysis::Broken& broken) {
    const analysis::Claim& claim = subject.claim_of(broken);
    return is_kept_by_nobody(subject, broken) || is_of_array(subject, claim) ||
           is_cache(subject, broken.obligation.object) || is_own_dict(subject, broken.obligation.object) ||
           reads_changed_side(subject, broken) || is_about_members(subject, broken) ||
           is_about_neighbours(subject, broken) || is_meant_for_copy(subject, broken) ||
           is_seen_by_no_test(subject, broken) || is_said_to_be_shallow(subject, claim);
}

}  // namespace

void run(const Subject& subject, Sink& sink) {
    const Wording wording(subject.file);
    for (const analysis::Broken& broken : broken_claims(subject, analysis::Claim::Shape::pair)) {
        if (is_harmless(subject, broken)) continue;
        const analysis::Obligation& change = broken.obligation;
        const NodeId copied = subject.node_of(subject.claim_of(broken).where);
        const Phrase copy = wording.expression(copied);
        const bool is_given = subject.claim_of(broken).callee.valid();
        const Phrase source = wording.copied(copied).value_or(copy);
        const Phrase action = wording.action(subject.at(change.event));
        Draft draft;
        draft.confidence = confidence_of(subject, broken);
        // What a called function copied it may hold by now itself.
        if ((is_given && !broken.must) || is_changed_by_callee(subject, broken) ||
            copies_unknown_thing(subject, subject.claim_of(broken)))
            draft.confidence = findings::Confidence::possible;
        draft.message = first_line(change.changed_copy, is_given, action, source, copy);
        draft.node = subject.node_of(change.event);
        draft.steps = {{is_given ? step::Given{.copy = copy}.text()
                                 : step::Copied{.copy = copy, .source = source}.text(),
                        copied},
                       {step::Changed{}.text(), draft.node}};
        if (auto there = inside(subject, broken)) draft.steps.push_back(*std::move(there));
        draft.steps.push_back(is_given ? seen_original(subject, wording, broken)
                                       : seen(subject, wording, broken, source));
        if (!is_given) draft.fix = copied_deeply(subject, copied, fix::Deep{.source = source}.text());
        draft.claim = copied;
        draft.object = change.object;
        draft.event = change.event;
        if (const auto parameter = parameter_copied(subject, broken)) {
            draft.wants_evidence = ArgumentOf{{subject.file.module_id, subject.id}, *parameter, Asked::lives};
            draft.holds_for_unseen = true;
        }
        sink.add(std::move(draft));
    }
}

}  // namespace doppelint::checks::shallow_copy_changed
