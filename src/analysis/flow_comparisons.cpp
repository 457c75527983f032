// What comes to comparisons by `is`.
#include <algorithm>

#include "analysis/flow_solver.h"

namespace doppelint::analysis {

using program::Comparison;
using program::Function;
using program::Instruction;
using program::Module;
using program::Opcode;

namespace {

bool asks_for_identity(const Instruction& it) {
    if (it.opcode != Opcode::compare) return false;
    const auto how = static_cast<Comparison>(it.detail);
    return how == Comparison::is || how == Comparison::is_not;
}

}  // namespace

void FlowSolver::find_identity_comparisons(CodeId code) {
    const Module& module = project_.program(code.module);
    const Function& function = project_.function(code);
    const auto instructions = module.instructions_of(function);
    for (std::uint32_t index = 0; index < instructions.size(); ++index) {
        if (!asks_for_identity(instructions[index])) continue;
        const auto operands = module.operands_of(instructions[index]);
        const ValueId left = project::origin_of(module, function, operands[0]);
        const ValueId right = project::origin_of(module, function, operands[1]);
        if (at(code, left).opcode == Opcode::constant || at(code, right).opcode == Opcode::constant) continue;
        identity_comparisons_.emplace_back(code, ValueId{index});
        ask_for(code, left);
        ask_for(code, right);
    }
}

// The one that the node holds, and nothing else besides.
FlowSolver::ThingId FlowSolver::only_sentinel(Node node) const {
    ThingId found = 0;
    for (const ThingId it : sets_[node]) {
        if (is_sentinel(it)) {
            if (found != 0) return 0;
            found = it;
        }
    }
    if (found == 0) return 0;
    const Sentinel& sentinel = sentinels_[things_[found].place];
    for (const ThingId it : sets_[node]) {
        const Thing& known = things_[it];
        const bool is_itself = known.kind == Thing::Kind::instance ? known.code == sentinel.class_body
                                                                   : known.kind == Thing::Kind::object;
        if (it != found && !is_itself) return 0;
    }
    return found;
}

void FlowSolver::write_copied_sentinels() {
    if (sentinels_.empty()) return;
    for (const auto& [code, comparison] : identity_comparisons_) {
        const auto operands = project_.program(code.module).operands_of(at(code, comparison));
        for (const std::size_t side : {0U, 1U}) {
            const ThingId sentinel = only_sentinel(register_of(code, operands[side]));
            if (sentinel == 0) continue;
            Node copied = kAbsent;
            for (const ThingId it : sets_[register_of(code, operands[1 - side])]) {
                if (things_[it].kind == Thing::Kind::copied && things_[it].of == sentinel)
                    copied = std::min(copied, things_[it].place);
            }
            if (copied == kAbsent) continue;
            const Sentinel& known = sentinels_[things_[sentinel].place];
            const auto [copied_in, value] = register_at(copied);
            into_.comparisons_[code].push_back({FlowComparison::What::copied_sentinel, comparison,
                                                operands[side], known.code, known.made, copied_in, value});
            break;
        }
    }
}

// `each is callback` of methods that were bound in different places.
void FlowSolver::write_fresh_methods() {
    for (const auto& [code, comparison] : identity_comparisons_) {
        const auto operands = project_.program(code.module).operands_of(at(code, comparison));
        for (const std::size_t side : {0U, 1U}) {
            const Node fresh = register_of(code, operands[side]);
            const Node other = register_of(code, operands[1 - side]);
            if (!is_argument(code, operands[side])) continue;
            const Node made = only_fresh_methods(fresh, other);
            const Node earlier = made != 0 ? some_method(other) : 0;
            if (earlier == 0) continue;
            const auto [made_in, value] = register_at(made);
            const auto [other_in, other_value] = register_at(earlier);
            into_.comparisons_[code].push_back({FlowComparison::What::fresh_method, comparison,
                                                operands[side], made_in, value, other_in, other_value});
            break;
        }
    }
}

// The class of the library's object, where its `__eq__` never says that the comparison is none of its
// business.
std::string_view FlowSolver::own_equality_of(const Thing& it) const {
    const models::Library& library = project_.library();
    std::string_view name;
    if (it.kind == Thing::Kind::object) name = word(it.text);
    if (it.kind == Thing::Kind::library) {
        const models::Constant* const constant = library.find_constant(word(it.text));
        if (constant == nullptr || library.term(constant->value).word != models::Word::object) return {};
        name = library.name(library.term(constant->value).detail);
    }
    if (name.empty()) return {};
    const auto models = library.methods(name, "__eq__");
    if (models.empty() || models.front().name.starts_with("object.")) return {};
    const models::Term& result = library.term(models.front().result);
    const auto answers = [](const models::Term& one) { return one.word == models::Word::atom; };
    if (result.word != models::Word::either) return name;
    return std::ranges::all_of(library.arguments_of(result), answers) ? std::string_view() : name;
}

void FlowSolver::note_equality(CodeId code, ValueId comparison) {
    const Module& module = project_.program(code.module);
    const auto may_be_singleton = [&](ValueId side) {
        const Instruction& it = at(code, side);
        const bool is_none =
            it.opcode == Opcode::constant && module.constants[it.payload].kind == program::ConstantKind::none;
        return is_none || it.opcode == Opcode::load_global;
    };
    if (std::ranges::any_of(module.operands_of(at(code, comparison)), may_be_singleton))
        equalities_.emplace_back(code, comparison);
}

// `if found == None` where an array or `mock.ANY` may come.
void FlowSolver::write_own_equalities() {
    for (const auto& [code, comparison] : equalities_) {
        for (const ValueId side : project_.program(code.module).operands_of(at(code, comparison))) {
            std::string_view own;
            for (const ThingId it : sets_[register_of(code, side)]) {
                if (const std::string_view name = own_equality_of(things_[it]); !name.empty())
                    own = own.empty() ? name : std::min(own, name);
            }
            if (own.empty()) continue;
            into_.comparisons_[code].push_back(
                {FlowComparison::What::own_equality, comparison, side, {}, {}, {}, {}, own});
        }
    }
}

// Also behind the turns of a loop.
bool FlowSolver::is_argument(CodeId code, ValueId value) const {
    const Module& module = project_.program(code.module);
    const Function& function = project_.function(code);
    const Instruction& it = at(code, project::origin_of(module, function, value));
    if (it.opcode == Opcode::parameter) return true;
    return it.opcode == Opcode::phi && std::ranges::any_of(module.operands_of(it), [&](ValueId one) {
               return one.valid() &&
                      at(code, project::origin_of(module, function, one)).opcode == Opcode::parameter;
           });
}

// Where the first one was bound, if the node holds nothing but bound methods, each for a call alone, and none
// of them is what `other` holds.
FlowSolver::Node FlowSolver::only_fresh_methods(Node node, Node other) const {
    Node first = 0;
    for (const ThingId it : sets_[node]) {
        const Thing& known = things_[it];
        if (known.kind != Thing::Kind::bound || known.place == 0) return 0;
        for (const ThingId one : sets_[other]) {
            if (one == it) return 0;
        }
        if (first == 0 || known.place < first) first = known.place;
    }
    return first;
}

FlowSolver::Node FlowSolver::some_method(Node node) const {
    Node first = 0;
    for (const ThingId it : sets_[node]) {
        const Thing& known = things_[it];
        if (known.kind == Thing::Kind::bound && known.place != 0 && (first == 0 || known.place < first))
            first = known.place;
    }
    return first;
}

}  // namespace doppelint::analysis
