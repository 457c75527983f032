#include "checks/iterators.h"

#include <algorithm>
#include <vector>

#include "checks/enclosing.h"
#include "checks/registers.h"

namespace doppelint::checks {

bool runs(RanSpan ran, std::string_view name) {
    return !ran.empty() && all_run(ran, [&](const analysis::Ran& it) {
        return it.model != nullptr && it.model->name == name;
    });
}

bool runs(const Subject& subject, ValueId at, std::string_view name) {
    return subject.at(at).opcode == Opcode::call && runs(ran_at(subject, at), name);
}

ValueId grouped_by(const Subject& subject, ValueId value) {
    const program::Module& module = subject.file.module;
    const Instruction& part = subject.at(origin_of(subject, value));
    if (part.opcode != Opcode::unpacked || part.payload != 1) return {};
    const Instruction& pair = subject.at(operand(module, part, 0));
    const Instruction& next = subject.at(origin_of(subject, operand(module, pair, 0)));
    if (next.opcode != Opcode::next_item) return {};
    const Instruction& walk = subject.at(origin_of(subject, operand(module, next, 0)));
    if (walk.opcode != Opcode::get_iterator) return {};
    const ValueId walked = origin_of(subject, operand(module, walk, 0));
    return runs(subject, walked, "itertools.groupby") ? walked : ValueId{};
}

ValueId kept_by(const Subject& subject, ValueId at) {
    const program::Module& module = subject.file.module;
    const Instruction& it = subject.at(at);
    switch (it.opcode) {
        case Opcode::list_append:
        case Opcode::dict_insert:
        case Opcode::set_item:
        case Opcode::set_attribute: return operand(module, it, it.operand_count - 1);
        case Opcode::call: {
            const bool appends =
                it.operand_count == 2 && all_run(ran_at(subject, at), [](const analysis::Ran& ran) {
                    return ran.model != nullptr &&
                           (ran.model->name == "list.append" || ran.model->name == "set.add");
                });
            return appends && !ran_at(subject, at).empty() ? operand(module, it, 1) : ValueId{};
        }
        default: return {};
    }
}

bool is_iterator(const Subject& subject, ValueId value) {
    const Opcode opcode = subject.at(value).opcode;
    if (opcode == Opcode::make_function) return false;
    const RanSpan ran = ran_at(subject, value);
    return opcode == Opcode::call && !ran.empty() && all_run(ran, [&](const analysis::Ran& it) {
               if (it.begins) return true;
               if (it.model == nullptr) return false;
               return subject.file.library.term(it.model->result).word == models::Word::iterator;
           });
}

bool walks(const Subject& subject, const Instruction& it, ValueId source) {
    const program::Module& module = subject.file.module;
    const bool may_walk = it.opcode == Opcode::get_iterator || it.opcode == Opcode::call ||
                          it.opcode == Opcode::unpack || it.opcode == Opcode::yield_from;
    if (!may_walk) return false;
    const auto operands = module.operands_of(it).subspan(it.opcode == Opcode::call ? 1 : 0);
    return std::ranges::any_of(
        operands, [&](ValueId one) { return one.valid() && sole_origin_of(subject, one) == source; });
}

ValueId group_used(const Subject& subject, ValueId pair) {
    const program::Module& module = subject.file.module;
    const auto instructions = module.instructions_of(subject.function());
    for (std::uint32_t index = pair.index() + 1; index < instructions.size(); ++index) {
        const Instruction& it = instructions[index];
        const bool may_walk = it.opcode == Opcode::get_iterator || it.opcode == Opcode::call;
        if (!may_walk || !it.node) continue;
        const auto operands = module.operands_of(it).subspan(it.opcode == Opcode::call ? 1 : 0);
        const bool takes_group = std::ranges::any_of(operands, [&](ValueId one) {
            if (!one.valid()) return false;
            const Instruction& part = subject.at(origin_of(subject, one));
            if (part.opcode != Opcode::unpacked || part.payload != 1) return false;
            const Instruction& taken = subject.at(operand(module, part, 0));
            return origin_of(subject, operand(module, taken, 0)) == pair;
        });
        if (takes_group) return ValueId{index};
    }
    return {};
}

program::CodeId iter_run_by(const Subject& subject, ValueId walk) {
    const auto is_iter = [&](const analysis::Ran& it) {
        if (!it.code.valid()) return false;
        const program::Module& module = subject.file.project->program(it.code.module);
        return module.text(subject.file.project->function(it.code).name) == "__iter__";
    };
    std::vector<ValueId> places(1, walk);
    for (const ValueId use : subject.uses.of(walk)) {
        if (subject.at(use).opcode == Opcode::next_item) places.push_back(use);
    }
    for (const ValueId place : places) {
        const RanSpan ran = ran_at(subject, place);
        const auto found = std::ranges::find_if(ran, is_iter);
        if (found != ran.end()) return found->code;
    }
    return {};
}

bool is_in_body_of(const Subject& subject, NodeId inner, NodeId walked) {
    const syntax::Tree& tree = subject.file.tree;
    const NodeId loop = enclosing(tree, walked);
    if (!loop || tree.kind(loop) != syntax::Kind::for_statement) return false;
    const NodeId body = tree.child(loop, syntax::Field::body);
    return body && inner.index() > body.index() && inner.index() < tree.end(body).index();
}

}  // namespace doppelint::checks
