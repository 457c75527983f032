#include "checks/dropped_results.h"

#include <algorithm>
#include <optional>
#include <string>

#include "checks/results.h"
#include "checks/wording.h"

namespace doppelint::checks {
namespace {

std::optional<DroppedResult> computed_by(const Subject& subject, RanSpan ran) {
    DroppedResult result{.at = ran.front().at};
    const bool is_computed = all_run(ran, [&](const analysis::Ran& it) {
        result.model = it.model;
        result.code = it.code;
        result.guessed |= it.guessed && it.model != nullptr;
        result.begins |= it.begins;
        const bool is_known = it.model != nullptr || it.code.valid();
        return is_known && !it.constructs && !it.gives_none && (it.gives_new || it.begins);
    });
    return is_computed && only_computes(subject, ran) ? std::optional(result) : std::nullopt;
}

}  // namespace

std::vector<DroppedResult> dropped_results(const Subject& subject) {
    std::vector<DroppedResult> result;
    if (std::ranges::none_of(subject.facts().ran, &analysis::Ran::computes)) return result;
    const Uses uses(subject);
    for (const RanSpan ran : ran_by_instruction(subject)) {
        const ValueId at = ran.front().at;
        const Instruction& it = subject.at(at);
        const bool is_asked_for = it.opcode == Opcode::call || it.opcode == Opcode::binary;
        if (!is_asked_for || !it.node || result_of(subject, uses, at).fate != Fate::dropped) continue;
        const auto computed = computed_by(subject, ran);
        if (computed && !is_attempt(subject, at)) result.push_back(*computed);
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
