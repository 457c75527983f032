#include "lowering/function_lowering.h"

namespace doppelint::lowering {

using program::Synchrony;
using syntax::Kind;
using syntax::NodeId;

namespace {

Opcode container_of(Kind kind) {
    switch (kind) {
        case Kind::list_comprehension: return Opcode::make_list;
        case Kind::set_comprehension: return Opcode::make_set;
        default: return Opcode::make_dict;
    }
}

}  // namespace

std::vector<NodeId> FunctionLowering::clauses_of(NodeId comprehension) const {
    std::vector<NodeId> found;
    for (const NodeId it : tree_.children(comprehension)) {
        if (kind(it) == Kind::for_in_clause || kind(it) == Kind::if_clause) found.push_back(it);
    }
    return found;
}

// The first iterable is evaluated before anything else, in the scope around.
void FunctionLowering::evaluate_comprehension(NodeId node) {
    const NodeId first = child(node, Kind::for_in_clause);
    if (!first.valid()) return push(incomplete(node));
    plan({evaluate(child(first, Field::right)), {Step::begin_comprehension, node}});
}

void FunctionLowering::begin_comprehension(const Task& task) {
    const NodeId node = task.node;
    const ValueId iterable = pop();
    make_cells(scopes_.scope(node), node);
    // `{**d for …}` looks like a set to the grammar.
    const bool unpacks_dict = unpacks_into_dict(node);
    const Opcode opcode = unpacks_dict ? Opcode::make_dict : container_of(kind(node));
    push(builder_.emit(opcode, node, {}));
    push(iterable);
    plan_clauses(node, Step::comprehension_add);
}

bool FunctionLowering::unpacks_into_dict(NodeId node) const {
    const NodeId body = child(node, Field::body);
    if (kind(node) != Kind::set_comprehension || !body.valid()) return false;
    return tree_.find_mark(syntax::Mark::Kind::unpacking_in_comprehension,
                           {tree_[node].begin, tree_[body].begin}) != nullptr;
}

// The clauses from left to right, the element, and the loops' ends from right to left. The first iterable is
// on the stack.
void FunctionLowering::plan_clauses(NodeId node, Step add) {
    struct Loop {
        NodeId clause;
        BlockId header, exhausted;
    };
    std::vector<Loop> loops;
    const std::size_t begin = begin_plan();
    for (const NodeId it : clauses_of(node)) {
        if (kind(it) == Kind::for_in_clause) {
            if (!loops.empty()) defer(evaluate(child(it, Field::right)));
            loops.push_back({it, builder_.new_block(), builder_.new_block()});
            defer(then(Step::comprehension_bind, it, loops.back().header.index(),
                       loops.back().exhausted.index()));
        } else if (!loops.empty()) {
            const BlockId passed = builder_.new_block();
            defer(then(Step::test, only_child(it), passed.index(), loops.back().header.index()));
            defer(enter(passed));
        }
    }
    NodeId body = child(node, Field::body);
    if (body.valid() && kind(body) == Kind::pair) {
        defer(evaluate(child(body, Field::key)));
        body = child(body, Field::value);
    }
    defer(evaluate(body));
    defer({add, node});
    for (std::size_t at = loops.size(); at-- > 0;) {
        defer(
            then(Step::close_loop, loops[at].clause, loops[at].header.index(), loops[at].exhausted.index()));
    }
    end_plan(begin);
}

void FunctionLowering::comprehension_bind(const Task& task) {
    const NodeId clause = task.node;
    const NodeId source = child(clause, Field::right);
    const auto synchrony =
        static_cast<std::uint8_t>(has_token(clause, Kind::async_) ? Synchrony::async : Synchrony::sync);
    const BlockId header{task.first};
    const BlockId body = builder_.new_block();
    ValueId iterator = pop();
    // A generator expression gets its first source as an iterator.
    const bool is_iterator =
        module_.scopes[scope_.index()].kind == program::ScopeKind::generator && iterator == generator_source_;
    if (!is_iterator) {
        iterator = builder_.emit(Opcode::get_iterator, source, {iterator}, 0, synchrony);
    }
    builder_.start_loop(header, clause);
    const ValueId item = builder_.emit(Opcode::next_item, source, {iterator}, 0, synchrony);
    const BlockId ways[] = {body, BlockId{task.second}};
    builder_.end(Opcode::iterate, clause, {item}, ways);
    builder_.start(body);
    plan({then(Step::store_value, child(clause, Field::left), item.index())});
}

// Puts the element into the container below it on the stack.
void FunctionLowering::comprehension_add(const Task& task) {
    const NodeId body = child(task.node, Field::body);
    const bool unpacks = body.valid() && kind(body) == Kind::list_splat;
    const ValueId value = pop();
    if (unpacks_into_dict(task.node)) {
        builder_.emit(Opcode::dict_update, body, {values_.back(), value});
    } else if (kind(task.node) == Kind::dictionary_comprehension) {
        const ValueId key = pop();
        builder_.emit(Opcode::dict_insert, body, {values_.back(), key, value});
    } else if (kind(task.node) == Kind::set_comprehension) {
        builder_.emit(unpacks ? Opcode::set_update : Opcode::set_add, body, {values_.back(), value});
    } else {
        builder_.emit(unpacks ? Opcode::list_extend : Opcode::list_append, body, {values_.back(), value});
    }
}

void FunctionLowering::close_loop(const Task& task) {
    const BlockId header{task.first};
    builder_.jump(header, task.node);
    builder_.seal(header);
    builder_.start(BlockId{task.second});
}

// A generator expression is a function that is called with the iterator of its first source.
void FunctionLowering::evaluate_generator(NodeId node) {
    const NodeId first = child(node, Kind::for_in_clause);
    if (!first.valid()) return push(incomplete(node));
    plan({evaluate(child(first, Field::right)), {Step::make_generator, node}});
}

void FunctionLowering::make_generator(const Task& task) {
    const NodeId node = task.node;
    const NodeId first = child(node, Kind::for_in_clause);
    const auto synchrony =
        static_cast<std::uint8_t>(has_token(first, Kind::async_) ? Synchrony::async : Synchrony::sync);
    const ValueId iterator =
        builder_.emit(Opcode::get_iterator, child(first, Field::right), {pop()}, 0, synchrony);
    const ValueId function = make_function(scopes_.scope(node), node, {});
    push(builder_.emit(Opcode::call, node, {function, iterator}));
}

void FunctionLowering::lower_generator(NodeId node) {
    program::Parameter source;
    source.name = module_.names.intern(".0");
    source.kind = program::ParameterKind::positional_only;
    program::Function& it = builder_.function();
    it.is_generator = true;
    it.parameter_count = 1;
    module_.parameters.push_back(source);
    generator_source_ = builder_.emit(Opcode::parameter, node, {}, 0);
    enter_captures();
    make_cells(scope_, node);
    push(generator_source_);
    plan_clauses(node, Step::generator_item);
}

void FunctionLowering::generator_item(const Task& task) {
    const NodeId body = child(task.node, Field::body);
    const bool unpacks = body.valid() && kind(body) == Kind::list_splat;
    builder_.emit(unpacks ? Opcode::yield_from : Opcode::yield_value, task.node, {pop()});
}

}  // namespace doppelint::lowering
