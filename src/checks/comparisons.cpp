#include "checks/comparisons.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "analysis/nan.h"
#include "checks/access_path.h"
#include "checks/annotations.h"
#include "checks/confidence.h"
#include "checks/enclosing.h"
#include "checks/registers.h"
#include "checks/results.h"
#include "checks/rewriting.h"
#include "checks/wording.h"

namespace doppelint::checks {
namespace {

using models::Kind;
using models::Kinds;
using syntax::Tree;

constexpr Kinds kValues = Kinds(Kind::integer) | Kind::floating | Kind::complex | Kind::string | Kind::bytes |
                          Kind::tuple | Kind::frozenset;

// `is not`, `id(a) != id(b)`, `assertIsNot(a, b)`.
bool is_negated(const Subject& subject, const Instruction& it) {
    if (it.opcode == Opcode::compare) {
        const auto how = static_cast<program::Comparison>(it.detail);
        return how == program::Comparison::is_not || how == program::Comparison::not_equal;
    }
    const Instruction& method = subject.at(origin_of(subject, operand(subject.file.module, it, 0)));
    return method.opcode == Opcode::get_attribute &&
           subject.file.module.text(NameId{method.payload}) == "assertIsNot";
}

// `resolved = resolve(url)` and then `resolved is not url`: the call may give back what it got.
bool may_come_back(const Subject& subject, ValueId result, ValueId given) {
    const ValueId call = origin_of(subject, result);
    const ValueId made = origin_of(subject, given);
    const auto gives_back = [&](const analysis::Ran& it) {
        return !it.nested && it.code.valid() && subject.file.project->may_give_back(it.code);
    };
    if (subject.file.project == nullptr || subject.at(call).opcode != Opcode::call ||
        subject.at(made).opcode == Opcode::constant ||
        std::ranges::none_of(ran_at(subject, call), gives_back))
        return false;
    const auto arguments = subject.file.module.operands_of(subject.at(call)).subspan(1);
    return std::ranges::any_of(arguments, [&](ValueId it) { return origin_of(subject, it) == made; });
}

// `bases = resolved(bases)` and then `bases is resolved_bases`: whether one and the same came back is a fair
// question, whatever its kind.
bool may_be_one_object(const Subject& subject, const analysis::IdentityFact& fact) {
    const bool is_open = fact.verdict == analysis::Verdict::implementation;
    if (!is_open && fact.verdict != analysis::Verdict::meaningful) return false;
    if (may_come_back(subject, fact.left_id, fact.right_id) ||
        may_come_back(subject, fact.right_id, fact.left_id))
        return true;
    const auto left = subject.any_caller.heap.objects_of(fact.left);
    const auto right = subject.any_caller.heap.objects_of(fact.right);
    return std::ranges::any_of(left, [&](ObjectId it) {
        // Of a tuple that is told apart as any object, too.
        return (is_open || subject.object(it).kind == Kind::tuple) &&
               std::ranges::find(right, it) != right.end();
    });
}

// Whether both sides come out of the table of interned texts, where equal ones are one.
bool are_interned(const Subject& subject, const analysis::IdentityFact& fact) {
    return std::ranges::all_of(std::array{fact.left_id, fact.right_id}, [&](ValueId side) {
        const ValueId made = origin_of(subject, side);
        return subject.at(made).opcode == Opcode::call &&
               all_run(ran_at(subject, made), [](const analysis::Ran& it) {
                   return it.model != nullptr && it.model->name == "sys.intern";
               });
    });
}

// `argparse.SUPPRESS`: an object that a library offers to be told apart from others.
bool is_library_constant(const Subject& subject, ValueId side) {
    const Instruction& it = subject.at(origin_of(subject, side));
    const std::string_view name = it.opcode == Opcode::get_attribute || it.opcode == Opcode::load_global
                                      ? subject.file.module.text(NameId{it.payload})
                                      : std::string_view();
    if (!subject.file.intent.is_constant(name)) return false;
    if (it.opcode == Opcode::load_global) {
        return subject.file.globals[NameId{it.payload}].what == analysis::GlobalName::What::library;
    }
    const Instruction& holder = subject.at(origin_of(subject, operand(subject.file.module, it, 0)));
    return holder.opcode == Opcode::import_module ||
           (holder.opcode == Opcode::load_global &&
            subject.file.globals[NameId{holder.payload}].what == analysis::GlobalName::What::library);
}

// Another rule's.
bool is_nan(const Subject& subject, ValueId side) {
    return analysis::nan_of(subject.file.module, subject.function(), subject.file.globals, side) ==
           analysis::Nan::is;
}

const program::Parameter& declared_of(const Subject& subject, const Instruction& parameter) {
    return subject.file.module.parameters_of(subject.function())[parameter.payload];
}

// A parameter of which only callers say what it is.
bool is_undeclared(const Subject& subject, ValueId side) {
    const Instruction& made = subject.at(origin_of(subject, side));
    return made.opcode == Opcode::parameter && !declared_of(subject, made).annotation;
}

// The kind of the values that an annotation asks for.
std::optional<Kind> annotated_kind(const Subject& subject, const Instruction& parameter) {
    const program::Parameter& declared = declared_of(subject, parameter);
    if (!declared.annotation) return std::nullopt;
    const auto kind = models::find_kind(annotated_class(subject.file, declared.annotation));
    return kind && Kinds(*kind).within(kValues) ? kind : std::nullopt;
}

// In a module's own body a name that is bound further down only is something else yet: `__package__`, say.
bool may_be_bound(const Subject& subject, const Instruction& load) {
    if (subject.function().kind != program::FunctionKind::module) return true;
    const auto instructions = subject.file.module.instructions_of(subject.function());
    const auto place = static_cast<std::size_t>(&load - instructions.data());
    return std::ranges::any_of(instructions.first(place), [&](const Instruction& it) {
        return it.opcode == Opcode::store_global && it.payload == load.payload;
    });
}

// A global that the module binds once, to a literal.
std::optional<project::Literal> literal_of(const Subject& subject, const Instruction& load) {
    if (subject.file.project == nullptr || load.opcode != Opcode::load_global) return std::nullopt;
    if (!may_be_bound(subject, load)) return std::nullopt;
    return subject.file.project->literal_of(subject.file.module_id,
                                            subject.file.module.text(NameId{load.payload}));
}

// A value that stands in the program's text, there or where a global is bound.
bool is_written(const Subject& subject, ValueId side) {
    const Instruction& it = subject.at(origin_of(subject, side));
    switch (it.opcode) {
        case Opcode::constant:
        case Opcode::unary:
        case Opcode::binary:
        case Opcode::make_tuple:
        case Opcode::build_string: return true;
        default: return literal_of(subject, it).has_value();
    }
}

// The same of an object: what such a global holds.
std::optional<project::Literal> literal_in(const Subject& subject, ObjectId id) {
    const heap::Heap& heap = subject.any_caller.heap;
    const heap::Object& object = subject.object(id);
    const bool is_of_variable =
        object.origin == heap::Origin::child && object.slot.kind() == heap::SlotKind::content &&
        heap.objects().is_global(object.parent) && !heap.objects().module_of_variable(object.parent).valid();
    if (!is_of_variable || subject.file.project == nullptr) return std::nullopt;
    return subject.file.project->literal_of(
        subject.file.module_id, subject.any_caller.words.text(NameId{subject.object(object.parent).site}));
}

// The kinds that a value may be of; of a global that is bound once to a literal, the literal's.
Kinds kinds_of(const Subject& subject, const heap::Value& value) {
    const heap::Heap& heap = subject.any_caller.heap;
    Kinds kinds = value.plain;
    for (const ObjectId id : heap.objects_of(value)) {
        const auto literal = literal_in(subject, id);
        kinds = kinds | Kinds(literal ? literal->kind : subject.object(id).kind);
    }
    return kinds;
}

// Both sides are nothing but names that are bound once to a text or number, and some name may be on both. An
// equal object of another origin cannot come: which of them it is, is the question.
bool are_named_values(const Subject& subject, const analysis::IdentityFact& fact) {
    const heap::Heap& heap = subject.any_caller.heap;
    const auto is_named = [&](const heap::Value& side) {
        const auto objects = heap.objects_of(side);
        return side.plain.within(Kinds(Kind::none)) && !objects.empty() &&
               std::ranges::all_of(objects, [&](ObjectId it) { return literal_in(subject, it).has_value(); });
    };
    if (!is_named(fact.left) || !is_named(fact.right)) return false;
    const auto left = heap.objects_of(fact.left);
    const auto right = heap.objects_of(fact.right);
    return std::ranges::find_first_of(left, right) != left.end();
}

// What kind of value one side is; none if it may be something else. That the callers there are pass such
// values to a parameter does not say what it is for.
std::optional<Phrase> kind_of_side(const Subject& subject, const heap::Value& side, ValueId id) {
    const Instruction& made = subject.at(origin_of(subject, id));
    const Kinds kinds = is_undeclared(subject, id) ? Kinds{} : kinds_of(subject, side);
    if (!kinds.empty() && kinds.within(kValues)) {
        for (std::uint8_t kind = 0; kind < static_cast<std::uint8_t>(Kind::count); ++kind) {
            if (kinds == Kinds(static_cast<Kind>(kind)))
                return Phrase(models::name_of(static_cast<Kind>(kind)));
        }
        return Phrase(std::string_view("value"));
    }
    std::optional<Kind> known;
    if (made.opcode == Opcode::parameter) known = annotated_kind(subject, made);
    if (const auto literal = literal_of(subject, made)) known = literal->kind;
    return known ? std::optional(Phrase(models::name_of(*known))) : std::nullopt;
}

// A module's tuple that is merged with no other: as good as an `object()`.
bool is_own_tuple(const Subject& subject, ValueId side) {
    const ValueId made = origin_of(subject, side);
    const Opcode opcode = subject.at(made).opcode;
    if (subject.file.project == nullptr || (opcode != Opcode::load_global && opcode != Opcode::get_attribute))
        return false;
    const project::Meanings meanings =
        subject.file.project->meaning_of({subject.file.module_id, subject.id}, made);
    if (meanings.any.size() != 1) return false;
    const project::Meaning& variable = meanings.any.front();
    if (variable.what != project::Meaning::What::variable || !variable.name.valid()) return false;
    const program::ModuleId of = variable.code.module;
    return subject.file.project->is_own_tuple(of, subject.file.project->program(of).text(variable.name));
}

// `default is NOT_GIVEN`. Of two variables of a module nobody asks which of them it is.
bool asks_for_own_tuple(const Subject& subject, ValueId asked, ValueId tuple) {
    return subject.at(origin_of(subject, asked)).opcode != Opcode::load_global &&
           is_own_tuple(subject, tuple);
}

// `parts[-1] is not BREAK` behind `parts.append(BREAK)`: an item of a list that is made here, into which the
// parameter itself is put.
bool is_own_item(const Subject& subject, ValueId item, ValueId given) {
    const program::Module& module = subject.file.module;
    const Instruction& it = subject.at(origin_of(subject, item));
    const ValueId made = sole_origin_of(subject, given);
    if (it.opcode != Opcode::get_item || subject.at(made).opcode != Opcode::parameter ||
        subject.at(sole_origin_of(subject, operand(module, it, 0))).opcode != Opcode::make_list)
        return false;
    return std::ranges::any_of(module.instructions_of(subject.function()), [&](const Instruction& call) {
        return call.opcode == Opcode::call &&
               std::ranges::any_of(module.operands_of(call).subspan(1),
                                   [&](ValueId passed) { return sole_origin_of(subject, passed) == made; });
    });
}

// Reasons for which equal values written in different places are one object in some Pythons or in all.
bool is_about_equal_values(heap::Reason reason) {
    switch (reason) {
        case heap::Reason::small_integer:
        case heap::Reason::interned_constant:
        case heap::Reason::one_character:
        case heap::Reason::empty:
        case heap::Reason::merged_constants: return true;
        default: return false;
    }
}

}  // namespace

bool compares_values(const Subject& subject, const Comparison& comparison) {
    const analysis::IdentityFact& fact = *comparison.fact;
    const auto is_unknown = [&](ValueId side, ValueId other) {
        return is_undeclared(subject, side) && !is_written(subject, other);
    };
    if (is_unknown(fact.left_id, fact.right_id) || is_unknown(fact.right_id, fact.left_id)) return false;
    if (is_own_item(subject, fact.left_id, fact.right_id) ||
        is_own_item(subject, fact.right_id, fact.left_id))
        return false;
    if (asks_for_own_tuple(subject, fact.left_id, fact.right_id) ||
        asks_for_own_tuple(subject, fact.right_id, fact.left_id))
        return false;
    switch (fact.verdict) {
        case analysis::Verdict::implementation: return true;
        case analysis::Verdict::always_true:
            return fact.left_id != fact.right_id && is_about_equal_values(fact.reason);
        case analysis::Verdict::always_false: return false;
        case analysis::Verdict::meaningful: break;
    }
    const bool is_one = origin_of(subject, fact.left_id) == origin_of(subject, fact.right_id);
    const auto left = kind_of_side(subject, fact.left, fact.left_id);
    const auto right = kind_of_side(subject, fact.right, fact.right_id);
    // A name that is only compared is no object that somebody hands on to be told apart.
    const auto is_mere_value = [&](ValueId side) {
        const auto literal = literal_of(subject, subject.at(origin_of(subject, side)));
        return literal && !literal->is_handed_on;
    };
    return !is_one && ((left && right) || is_mere_value(fact.left_id) || is_mere_value(fact.right_id));
}

std::vector<Comparison> comparisons(const Subject& subject) {
    std::vector<Comparison> result;
    for (const analysis::IdentityFact& fact : subject.any_caller.facts.identities) {
        const Instruction& it = subject.at(fact.comparison);
        if (!it.node || may_be_one_object(subject, fact) || are_interned(subject, fact)) continue;
        if (are_named_values(subject, fact)) continue;
        if (is_nan(subject, fact.left_id) || is_nan(subject, fact.right_id)) continue;
        // `TOKEN_END = intern("end")` is there to be told by identity.
        const auto is_told_by_identity = [&](ValueId side) {
            const auto literal = literal_of(subject, subject.at(origin_of(subject, side)));
            return is_library_constant(subject, side) || (literal && literal->is_interned);
        };
        if (is_told_by_identity(fact.left_id) || is_told_by_identity(fact.right_id)) continue;
        result.push_back({&fact, it.node, is_negated(subject, it)});
    }
    return result;
}

Phrase words_of(const Subject& subject, NodeId comparison) {
    const Wording wording(subject.file);
    const Tree& tree = subject.file.tree;
    const std::vector<NodeId> parts = children_of(tree, comparison);
    if (tree.kind(comparison) != syntax::Kind::comparison_operator || parts.size() != 3) {
        return wording.expression(comparison);
    }
    return wording.expression(parts[0]).text() + " " + std::string(tree.text(parts[1])) + " " +
           wording.expression(parts[2]).text();
}

Phrase words_of(const Subject& subject, const Comparison& comparison) {
    const Wording wording(subject.file);
    const Tree& tree = subject.file.tree;
    const NodeId left = subject.node_of(comparison.fact->left_id);
    const NodeId right = subject.node_of(comparison.fact->right_id);
    if (!left || !right) return words_of(subject, comparison.node);
    const std::string one = wording.expression(left).text();
    const std::string other = wording.expression(right).text();
    if (tree.kind(comparison.node) == syntax::Kind::call) {
        const NodeId callee = tree.child(comparison.node, syntax::Field::function);
        const NodeId method = callee ? tree.child(callee, syntax::Field::attribute) : NodeId{};
        if (!method) return words_of(subject, comparison.node);
        return joined({tree.text(method), "(", one, ", ", other, ")"});
    }
    if (tree.kind(comparison.node) == syntax::Kind::comparison_operator)
        return words_of(subject, comparison.node);
    return joined({one, comparison.negated ? " is not " : " is ", other});
}

Phrase sign_by_value(const Subject& subject, const Comparison& comparison) {
    if (subject.file.tree.kind(comparison.node) == syntax::Kind::call)
        return std::string_view(comparison.negated ? "assertNotEqual" : "assertEqual");
    return std::string_view(comparison.negated ? "!=" : "==");
}

std::optional<Phrase> kind_of_value(const Subject& subject, const Comparison& comparison) {
    const analysis::IdentityFact& fact = *comparison.fact;
    auto kind = kind_of_side(subject, fact.right, fact.right_id);
    return kind ? kind : kind_of_side(subject, fact.left, fact.left_id);
}

bool is_shortcut(const Subject& subject, const Comparison& comparison) {
    const Tree& tree = subject.file.tree;
    const NodeId outer = enclosing(tree, comparison.node);
    if (!outer || tree.kind(outer) != syntax::Kind::boolean_operator) return false;
    const std::vector<NodeId> asked = children_of(tree, comparison.node);
    if (asked.size() != 3) return false;
    const auto asks_by_value = [&](NodeId it) {
        const std::vector<NodeId> parts = children_of(tree, it);
        if (tree.kind(it) != syntax::Kind::comparison_operator || parts.size() != 3) return false;
        const syntax::Kind sign = tree.kind(parts[1]);
        const bool by_value = sign == syntax::Kind::equal_equal || sign == syntax::Kind::not_equal;
        const std::string_view left = tree.text(parts[0]);
        const std::string_view right = tree.text(parts[2]);
        const auto sides = std::pair(tree.text(asked[0]), tree.text(asked[2]));
        return by_value && (sides == std::pair(left, right) || sides == std::pair(right, left));
    };
    return std::ranges::any_of(children_of(tree, outer), asks_by_value);
}

bool is_in_chain_with_singleton(const Subject& subject, const Comparison& comparison) {
    const Tree& tree = subject.file.tree;
    // Of a chain, a comparison's node is its sign.
    const bool is_sign = tree.kind(comparison.node) == syntax::Kind::is;
    const NodeId chain = is_sign ? enclosing(tree, comparison.node) : NodeId{};
    if (!chain || tree.kind(chain) != syntax::Kind::comparison_operator) return false;
    const std::vector<NodeId> parts = children_of(tree, chain);
    bool has_singleton = false;
    for (std::size_t at = 0; at < parts.size(); ++at) {
        const syntax::Kind kind = tree.kind(parts[at]);
        if (at % 2 == 1 && kind != syntax::Kind::is) return false;
        has_singleton |= kind == syntax::Kind::none || kind == syntax::Kind::true_ ||
                         kind == syntax::Kind::false_ || kind == syntax::Kind::ellipsis;
    }
    return has_singleton;
}

namespace {

// Whether the instruction hands the value of the operand to something that may keep it.
bool hands_on(Opcode opcode) {
    switch (opcode) {
        case Opcode::call:
        case Opcode::set_attribute:
        case Opcode::set_item:
        case Opcode::make_list:
        case Opcode::make_tuple:
        case Opcode::make_set:
        case Opcode::make_dict:
        case Opcode::make_function: return true;
        default: return false;
    }
}

// The names by which a register has what it holds.
std::vector<ValueId> names_of(const Subject& subject, ValueId value) {
    std::vector<ValueId> names;
    while (value.valid() && passes_on(subject.at(value).opcode)) {
        if (subject.at(value).opcode == Opcode::bind) names.push_back(value);
        value = operand(subject.file.module, subject.at(value), 0);
    }
    return names;
}

// `assertIs(result, self.event.title)` behind `result = shown(self.event.title)`: what an attribute holds, or
// what has it, was handed to the call that gives the other side.
bool was_handed_on_by_path(const Subject& subject, ValueId side, ValueId result) {
    const program::Module& module = subject.file.module;
    const Instruction& call = subject.at(origin_of(subject, result));
    if (call.opcode != Opcode::call || subject.at(origin_of(subject, side)).opcode != Opcode::get_attribute)
        return false;
    const auto given = module.operands_of(call).subspan(1);
    for (ValueId part = side; subject.at(origin_of(subject, part)).opcode == Opcode::get_attribute;
         part = operand(module, subject.at(origin_of(subject, part)), 0)) {
        const ValueId holder = operand(module, subject.at(origin_of(subject, part)), 0);
        if (std::ranges::any_of(given, [&](ValueId it) {
                return is_same_path(subject, it, part) || is_same_path(subject, it, holder);
            }))
            return true;
    }
    return false;
}

}  // namespace

bool asserts_what_was_handed_on(const Subject& subject, const Comparison& comparison) {
    if (subject.at(comparison.fact->comparison).opcode != Opcode::call && !is_asserted(subject, comparison))
        return false;
    const ValueId one = comparison.fact->left_id;
    const ValueId other = comparison.fact->right_id;
    if (was_handed_on_by_path(subject, one, other) || was_handed_on_by_path(subject, other, one)) return true;
    const auto was_handed_on = [&](ValueId side) {
        const std::vector<ValueId> names = names_of(subject, side);
        if (names.empty() || !is_written(subject, side)) return false;
        // `shelf.text = text = "some text"`: by its name, or as what was given the name.
        const ValueId made = origin_of(subject, side);
        const auto is_it = [&](ValueId value) {
            const std::vector<ValueId> others = names_of(subject, value);
            return value == made || std::ranges::find_first_of(others, names) != others.end();
        };
        const auto before = subject.file.module.instructions_of(subject.function())
                                .first(comparison.fact->comparison.index());
        return std::ranges::any_of(before, [&](const Instruction& it) {
            return hands_on(it.opcode) && std::ranges::any_of(subject.file.module.operands_of(it), is_it);
        });
    };
    return was_handed_on(comparison.fact->left_id) || was_handed_on(comparison.fact->right_id);
}

bool is_asserted(const Subject& subject, const Comparison& comparison) {
    return is_asserted(subject.file.tree, comparison.node);
}

bool is_about_new_object(const Comparison& comparison) {
    switch (comparison.fact->reason) {
        case heap::Reason::fresh_object:
        case heap::Reason::different_objects: return true;
        default: return false;
    }
}

Draft draft_of(const Comparison& comparison, std::string message, heap::Assumptions assumptions) {
    Draft draft;
    draft.confidence = confidence_of(true, assumptions);
    draft.message = std::move(message);
    draft.node = comparison.node;
    draft.claim = comparison.node;
    draft.event = comparison.fact->comparison;
    return draft;
}

}  // namespace doppelint::checks
