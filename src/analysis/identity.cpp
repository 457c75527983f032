#include "heap/identity.h"

#include <algorithm>

#include "analysis/parts.h"
#include "analysis/provenance.h"

namespace doppelint::analysis {

namespace {

// Unknown code may have bound an attribute anew, or given the object to somebody.
bool is_hardly_assumed(Assumptions assumptions) {
    return !assumptions.has(heap::Assumption::unknown_call) &&
           !assumptions.has(heap::Assumption::other_code) && !assumptions.has(heap::Assumption::limit);
}

// What an attribute gives may have been made when its class was: by a decorator, say.
bool is_read_from_attribute(const Activation& activation, const Value& value) {
    return std::ranges::any_of(activation.heap.objects_of(value), [&](ObjectId it) {
        const heap::Object& object = activation.heap.objects()[it];
        return object.origin == heap::Origin::site && object.site < activation.instructions.size() &&
               activation.at(ValueId{object.site}).opcode == Opcode::get_attribute;
    });
}

bool is_about_new_object(const heap::Identity& found) {
    return found.verdict == Verdict::always_false && found.reason == heap::Reason::different_objects;
}

}  // namespace

// Of classes that say themselves how instances are made nothing is known.
bool Ledger::makes_plain_instances(const Value& value) const {
    return std::ranges::all_of(heap_.objects_of(value), [&](ObjectId it) {
        const heap::Object& object = heap_.objects()[it];
        const program::CodeId code = heap_.objects().class_of(it).code;
        if (object.origin != heap::Origin::site || object.kind != Kind::instance || !code.valid())
            return true;
        if (context_.project == nullptr) return false;
        const ClassReader classes = context_.project->classes();
        const project::ClassInfo* const info = classes.find(code);
        return info != nullptr && !info->open && !info->has_metaclass && !info->metaclass.valid() &&
               info->is_given_back &&
               std::ranges::all_of(info->order,
                                   [](const project::ClassName& one) {
                                       return one.library.empty() || one.library == "object";
                                   }) &&
               classes.lookup(*info, "__new__").owner == nullptr;
    });
}

// `id(a) == id(b)` and `assertIs(a, b)` ask the same of two arguments as `a is b` of its operands.
void Ledger::note_identity(const State& state, ValueId id, const Arguments::One& left,
                           const Arguments::One& right) {
    // A run with defaults bound tells of some calls only.
    if (!activation_.recording || !activation_.entry.parameters.empty()) return;
    IdentityFact fact;
    fact.comparison = id;
    fact.left = left.value;
    fact.right = right.value;
    fact.left_id = left.carrier;
    fact.right_id = right.carrier;
    if (!activation_.gave_up) {
        Provenance provenance(activation_, state, id);
        const ValueId left_id = left.carrier;
        const ValueId right_id = right.carrier;
        const bool same =
            origin_of(left_id) == origin_of(right_id) || provenance.same_read(left_id, right_id);
        const bool certain = provenance.is_certain(left_id) && provenance.is_certain(right_id);
        heap::Question question{heap_,
                                state,
                                context_.library,
                                context_.versions,
                                provenance.side(left_id, left.value),
                                provenance.side(right_id, right.value),
                                same,
                                !certain};
        heap::Identity found = heap::identity_of(question);
        if (found.verdict == Verdict::meaningful && !certain && is_hardly_assumed(state.assumptions)) {
            question.assumed = false;
            question.plain_instances =
                makes_plain_instances(left.value) && makes_plain_instances(right.value);
            const heap::Identity likely = heap::identity_of(question);
            const bool is_clear = !is_read_from_attribute(activation_, left.value) &&
                                  !is_read_from_attribute(activation_, right.value);
            if (is_about_new_object(likely) && is_clear) {
                found = likely;
                fact.taken_for_granted = state.assumptions;
            }
        }
        fact.verdict = found.verdict;
        fact.reason = found.reason;
        fact.is_true = found.is_true;
        fact.is_false = found.is_false;
        fact.open = found.open;
        if (!certain && !same) fact.assumptions = state.assumptions;
    }
    facts_.identities.push_back(fact);
}

namespace {

// What may be held twice and changed: of classes, functions and modules programs ask which one it is.
constexpr Kinds kThings = Kinds(Kind::list) | Kind::dict | Kind::set | Kind::bytearray | Kind::instance |
                          Kind::tuple | Kind::frozenset | Kind::opaque;

bool only_reads(Opcode opcode) {
    switch (opcode) {
        case Opcode::constant:
        case Opcode::read:
        case Opcode::read_checked:
        case Opcode::bind:
        case Opcode::assume:
        case Opcode::load_cell:
        case Opcode::load_global:
        case Opcode::get_attribute:
        case Opcode::get_item:
        case Opcode::make_slice: return true;
        default: return false;
    }
}

bool gives_held(Opcode opcode) {
    switch (opcode) {
        case Opcode::get_attribute:
        case Opcode::get_item:
        case Opcode::unpacked:
        case Opcode::load_cell:
        case Opcode::load_global:
        case Opcode::next_item:
        case Opcode::call: return true;
        default: return false;
    }
}

}  // namespace

// Whether the register got its value out of something that may hold another one by now: an attribute, an
// item, a variable; or from called code, which may have read such a thing.
bool Ledger::is_read_out(ValueId value) const {
    constexpr std::size_t kMost = 16;
    std::vector<ValueId> open{origin_of(value)};
    for (std::size_t next = 0; next < open.size(); ++next) {
        const Instruction& it = at(open[next]);
        // A call that gives its argument back read nothing out.
        const ObjectId given = heap_.only_object(activation_.values[open[next].index()]);
        const bool is_argument = it.opcode == Opcode::call && given.valid() &&
                                 heap_.objects()[given].origin == heap::Origin::parameter;
        if ((gives_held(it.opcode) && !is_argument) || open.size() > kMost) return true;
        if (it.opcode != Opcode::phi) continue;
        for (std::uint32_t index = 0; index < it.operand_count; ++index) {
            const ValueId way = origin_of(operand_id(it, index));
            if (way.valid() && std::ranges::find(open, way) == open.end()) open.push_back(way);
        }
    }
    return false;
}

// Whether nothing that runs from one to the other can change anything.
bool Ledger::reads_only(ValueId first, ValueId last) const {
    if (plan_.block_of(first) != plan_.block_of(last)) return false;
    for (std::uint32_t index = first.index(); index <= last.index(); ++index) {
        if (!only_reads(at(ValueId{index}).opcode)) return false;
    }
    const auto computes_anew = [&](const Ran& it) { return it.at >= first && it.at <= last && !it.computes; };
    return std::ranges::none_of(facts_.ran, computes_anew);
}

// `self.height` and `self.height`; `xs[i]` and `xs[i]`.
bool Ledger::is_same_path(ValueId left, ValueId right) const {
    left = origin_of(left);
    right = origin_of(right);
    if (left == right) return true;
    if (!left.valid() || !right.valid()) return false;
    const ValueId last = std::max(left, right);
    while (left != right) {
        // What led there may have been read before: `first` of `first.key`, behind `first = heap[0]`.
        if (!left.valid() || !right.valid() || !reads_only(std::min(left, right), last)) return false;
        const Instruction& one = at(left);
        const Instruction& other = at(right);
        if (one.opcode != other.opcode || one.payload != other.payload) return false;
        switch (one.opcode) {
            case Opcode::constant:
            case Opcode::load_global: return true;
            case Opcode::load_cell:
            case Opcode::get_attribute: break;
            case Opcode::get_item: {
                const ValueId key = origin_of(operand_id(one, 1));
                const ValueId other_key = origin_of(operand_id(other, 1));
                const bool is_same_constant = at(key).opcode == Opcode::constant &&
                                              at(other_key).opcode == Opcode::constant &&
                                              at(key).payload == at(other_key).payload;
                if (key != other_key && !is_same_constant) return false;
                break;
            }
            default: return false;
        }
        left = origin_of(operand_id(one, 0));
        right = origin_of(operand_id(other, 0));
    }
    return true;
}

void Ledger::note_self_comparison(const State& state, ValueId id, const Value& left, const Value& right) {
    if (!activation_.recording || !activation_.entry.parameters.empty() || activation_.gave_up) return;
    const ValueId one = origin_of(operand_id(at(id), 0));
    const ValueId other = origin_of(operand_id(at(id), 1));
    if (at(one).opcode == Opcode::constant) return;
    const auto how = static_cast<program::Comparison>(at(id).detail);
    const bool by_identity = how == program::Comparison::is || how == program::Comparison::is_not;
    if (by_identity && one != other) return;
    // Between two readings of one path something may be bound anew.
    if (one == other || (is_same_path(one, other) && left == right)) {
        facts_.self_comparisons.push_back({id, left, one == other, {}});
        return;
    }
    const ObjectId object = heap_.only_object(left);
    const bool is_one = object.valid() && object == heap_.only_object(right) && left.plain.empty() &&
                        right.plain.empty() && heap_.objects()[object].single() &&
                        kThings.has(heap_.objects()[object].kind) &&
                        heap_.objects()[object].origin != heap::Origin::external &&
                        heap_.objects()[heap_.objects().root(object)].origin != heap::Origin::variable;
    // What an attribute holds, code that is not seen may have bound anew.
    const bool is_bound_anew =
        object.valid() && heap_.objects()[object].origin == heap::Origin::child && !state.assumptions.empty();
    // "Always" is more than can be said of what was read behind code that is not seen.
    const bool is_changed = state.assumptions.has(heap::Assumption::unknown_call) ||
                            state.assumptions.has(heap::Assumption::other_code);
    if (is_changed && (is_read_out(one) || is_read_out(other))) return;
    if (is_one && !is_bound_anew) facts_.self_comparisons.push_back({id, left, true, state.assumptions});
}

}  // namespace doppelint::analysis
