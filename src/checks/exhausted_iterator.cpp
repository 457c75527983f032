#include "checks/exhausted_iterator.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "checks/confidence.h"
#include "checks/enclosing.h"
#include "checks/fix_iterator.h"
#include "checks/registers.h"
#include "checks/wording.h"

namespace doppelint::checks::exhausted_iterator {
namespace {

using analysis::IteratorWalk;

bool is_file(const Subject& subject, const IteratorWalk& walk) {
    return subject.object(walk.object).kind == models::Kind::instance;
}

bool is_loop(syntax::Kind kind) {
    return kind == syntax::Kind::for_statement || kind == syntax::Kind::while_statement ||
           kind == syntax::Kind::for_in_clause;
}

// `for name in ["only"]`: there is no second turn.
bool has_one_turn(const Subject& subject, NodeId loop) {
    const program::Module& module = subject.file.module;
    const auto instructions = module.instructions_of(subject.function());
    return std::ranges::any_of(instructions, [&](const Instruction& it) {
        if (it.opcode != Opcode::get_iterator || !it.node || enclosing(subject.file.tree, it.node) != loop)
            return false;
        const Instruction& walked = subject.at(origin_of(subject, operand(module, it, 0)));
        const bool is_display = walked.opcode == Opcode::make_list || walked.opcode == Opcode::make_tuple;
        return is_display && walked.operand_count == 1 && module.label_of(walked, 0) == program::Label{};
    });
}

// Whether each loop around the walk, but its own, has one turn.
bool comes_once(const Subject& subject, NodeId walk) {
    const syntax::Tree& tree = subject.file.tree;
    bool any = false;
    bool is_own = tree.kind(enclosing(tree, walk)) == syntax::Kind::for_statement;
    for (NodeId it = enclosing(tree, walk); it; it = enclosing(tree, it)) {
        if (tree.kind(it) == syntax::Kind::function_definition) break;
        if (!is_loop(tree.kind(it))) continue;
        if (std::exchange(is_own, false)) continue;
        if (!has_one_turn(subject, it)) return false;
        any = true;
    }
    return any;
}

bool is_finding(const Subject& subject, const IteratorWalk& walk) {
    using syntax::Kind;
    const syntax::Tree& tree = subject.file.tree;
    if (!walk.known || !walk.ended.valid() || walk.maybe) return false;
    const NodeId here = subject.node_of(walk.where);
    if (!here) return false;
    // `assert list(walk) == []`: that nothing is left is the point.
    if (!walk.callee.valid() && is_inside(tree, here, Kind::assert_statement, Kind::block)) return false;
    if (walk.must || walk.callee_ended.valid()) return true;
    if (comes_once(subject, here)) return false;
    // A loop that comes again and again by a condition may wait for a file to grow.
    return walk.in_turns && !(is_file(subject, walk) &&
                              is_inside(tree, here, Kind::while_statement, Kind::function_definition));
}

// An instruction of a function of the project, where a person can look at it.
struct Place {
    program::ModuleId module;
    NodeId node;
};

std::optional<Place> place_in(const Subject& subject, program::CodeId code, ValueId at) {
    if (!code.valid() || !at.valid() || subject.file.project == nullptr) return std::nullopt;
    const program::Module& module = subject.file.project->program(code.module);
    const auto instructions = module.instructions_of(module.function(code.function));
    if (at.index() >= instructions.size() || !instructions[at.index()].node) return std::nullopt;
    return Place{code.module, instructions[at.index()].node};
}

// Where the iterator was made, if this function or what it calls did.
NodeId made_at(const Subject& subject, const IteratorWalk& walk) {
    const heap::Object& object = subject.object(walk.object);
    return object.origin == heap::Origin::site ? subject.node_of(ValueId{object.site}) : NodeId{};
}

std::string first_line(const IteratorWalk& walk, const Phrase& second, const Phrase& what) {
    if (walk.callee_ended.valid()) return message::Twice{.second = second, .what = what}.text();
    if (!walk.must) return message::Turns{.second = second, .what = what}.text();
    return message::Again{.second = second, .what = what}.text();
}

Draft draft_of(const Subject& subject, const IteratorWalk& walk) {
    const Wording wording(subject.file);
    const NodeId here = subject.node_of(walk.where);
    const NodeId made = made_at(subject, walk);
    const std::optional<Place> callee = place_in(subject, walk.callee, walk.callee_at);
    const bool is_in_callee = callee && callee->module == subject.file.module_id;
    const Phrase what = made ? wording.expression(made) : wording.expression(here);
    Draft draft;
    draft.confidence = confidence_of(walk.must, {});
    draft.node = is_in_callee ? callee->node : here;
    draft.message = first_line(walk, wording.expression(draft.node), what);
    if (made) draft.steps.push_back({step::Made{.what = what}.text(), made});
    if (callee) {
        const auto first = place_in(subject, walk.callee, walk.callee_ended);
        if (first) {
            draft.steps.push_back({step::Passed{}.text(), here});
            draft.steps.push_back({step::First{}.text(), first->node, first->module});
        } else {
            draft.steps.push_back({step::First{}.text(), subject.node_of(walk.ended)});
            draft.steps.push_back({step::Called{}.text(), here});
        }
        draft.steps.push_back({step::Second{}.text(), callee->node, callee->module});
    } else {
        draft.steps.push_back({step::First{}.text(), subject.node_of(walk.ended)});
        draft.steps.push_back({step::Second{}.text(), here});
    }
    if (made) {
        const ValueId site{subject.object(walk.object).site};
        draft.fix = made_a_list(subject, site, fix::List{.what = what}.text());
    }
    draft.claim = made;
    draft.object = walk.object;
    draft.event = walk.where;
    if (walk.callee_ended.valid())
        draft.said_once = SaidOnce{{walk.callee, walk.callee_at.index(), Asked::told}, here};
    return draft;
}

}  // namespace

void run(const Subject& subject, Sink& sink) {
    for (const IteratorWalk& walk : subject.facts().walks) {
        if (!is_finding(subject, walk)) continue;
        Draft draft = draft_of(subject, walk);
        if (draft.said_once) {
            sink.add(Evidence{draft.said_once->of, subject.file.module_id, draft.said_once->call, {}});
        }
        sink.add(std::move(draft));
    }
}

}  // namespace doppelint::checks::exhausted_iterator
