#include "checks/dropped_results.h"

#include <algorithm>
#include <optional>
#include <string>

#include "checks/displayed.h"
#include "checks/registers.h"
#include "checks/results.h"
#include "checks/wording.h"

namespace doppelint::checks {
namespace {

bool changes_nothing(const Subject& subject, ValueId at) {
    return std::ranges::none_of(subject.facts().changes,
                                [&](const analysis::Change& it) { return it.event == at; });
}

bool is_of_unknown(const Subject& subject, ValueId at) {
    const program::Module& module = subject.file.module;
    const Instruction& call = subject.at(at);
    if (call.opcode != Opcode::call) return false;
    const Instruction& method = subject.at(origin_of(subject, operand(module, call, 0)));
    if (method.opcode != Opcode::get_attribute) return false;
    const Instruction& receiver = subject.at(origin_of(subject, operand(module, method, 0)));
    return receiver.opcode != Opcode::parameter && receiver.opcode != Opcode::import_module &&
           receiver.opcode != Opcode::load_global;
}

// `def run(action): action()`: what callers pass is called for its effects; that some pass what has none says
// nothing of it.
bool is_of_caller(const Subject& subject, ValueId at) {
    const Instruction& call = subject.at(at);
    if (call.opcode != Opcode::call) return false;
    return subject.at(origin_of(subject, operand(subject.file.module, call, 0))).opcode == Opcode::parameter;
}

// `ensure(self.console)`: a getter of the project does something. A call would stand there by itself.
bool is_for_operands(const Subject& subject, ValueId at) {
    const program::Module& module = subject.file.module;
    return std::ranges::any_of(module.operands_of(subject.at(at)), [&](ValueId one) {
        if (!one.valid()) return false;
        const ValueId made = origin_of(subject, one);
        if (subject.at(made).opcode != Opcode::get_attribute) return false;
        const RanSpan ran = ran_at(subject, made);
        const bool is_own = std::ranges::any_of(
            ran, [](const analysis::Ran& it) { return it.code.valid() && !it.constructs; });
        return is_own && !only_computes(subject, ran);
    });
}

// `_ = b"".join(parts)`: its author says that nobody wants the result, so something else is wanted of the
// call.
bool is_thrown_away(const Subject& subject, ValueId at) {
    return std::ranges::any_of(subject.uses.of(at),
                               [&](ValueId use) { return subject.at(use).opcode == Opcode::bind; });
}

// A copy asks what it copies how that is done; who writes such a method makes a copy there.
std::optional<DroppedResult> computed_by(const Subject& subject, RanSpan ran) {
    DroppedResult result{.at = ran.front().at};
    const bool is_computed = all_run(ran, [&](const analysis::Ran& it) {
        result.model = it.model;
        result.code = it.code;
        result.guessed |= it.guessed && (it.model != nullptr || it.begins);
        result.begins |= it.begins;
        // A method of something of which this is only one thing that it may be.
        result.guessed |= it.begins && is_of_unknown(subject, it.at);
        const bool is_known = it.model != nullptr || it.code.valid();
        return is_known && !it.constructs && !it.gives_none && (it.gives_new || it.begins);
    });
    if (!is_computed || (!result.begins && is_of_caller(subject, result.at))) return std::nullopt;
    const bool is_copy =
        result.model != nullptr && result.model->only_computes && copies(subject.file.library, *result.model);
    // `np.divide(x, y, into)` writes into an argument.
    const bool is_pure = changes_nothing(subject, result.at) && (is_copy || only_computes(subject, ran));
    return is_pure ? std::optional(result) : std::nullopt;
}

}  // namespace

bool copies(const models::Library& library, const models::Model& model) {
    using models::Word;
    const Word made = library.term(model.result).word;
    const bool is_copy = made == Word::copy || made == Word::deepcopy || made == Word::replaced;
    return is_copy || model.name.ends_with(".copy") || model.name.ends_with("._replace");
}

std::vector<DroppedResult> dropped_results(const Subject& subject) {
    std::vector<DroppedResult> result;
    if (std::ranges::none_of(subject.facts().ran, &analysis::Ran::computes)) return result;
    for (const RanSpan ran : ran_by_instruction(subject)) {
        const ValueId at = ran.front().at;
        const Instruction& it = subject.at(at);
        const bool is_asked_for = it.opcode == Opcode::call || it.opcode == Opcode::binary;
        const bool is_dropped = result_of(subject, at).fate == Fate::dropped && !is_thrown_away(subject, at);
        if (!is_asked_for || !it.node || !is_dropped) continue;
        const auto computed = computed_by(subject, ran);
        if (computed && !is_attempt(subject, at) && !is_displayed(subject, at) &&
            !is_for_operands(subject, at))
            result.push_back(*computed);
    }
    return result;
}

Phrase words_of(const Subject& subject, ValueId at) {
    const Wording wording(subject.file);
    const NodeId node = subject.node_of(at);
    const syntax::Tree& tree = subject.file.tree;
    if (tree.kind(node) != syntax::Kind::binary_operator) return wording.expression(node);
    const NodeId left = tree.child(node, syntax::Field::left);
    const NodeId sign = tree.child(node, syntax::Field::operator_);
    if (!left || !sign) return wording.expression(node);
    return wording.expression(left).text() + " " + std::string(tree.text(sign)) + " …";
}

}  // namespace doppelint::checks
