#include "checks/fix_store.h"

#include <string_view>
#include <utility>

#include "checks/fix_copy.h"
#include "checks/registers.h"
#include "checks/rewriting.h"

namespace doppelint::checks {

NodeId stored_expression(const Subject& subject, ValueId store, ValueId stored) {
    for (const ValueId it : subject.file.module.operands_of(subject.at(store))) {
        if (it.valid() && sole_origin_of(subject, it) == stored) return subject.node_of(it);
    }
    return {};
}

std::optional<DraftFix> array_copied_when_stored(const Subject& subject, NodeId expression, ObjectId array,
                                                 std::string message) {
    if (!expression) return std::nullopt;
    const std::string_view library = subject.any_caller.heap.objects().class_of(array).library;
    const std::string_view copy = library.starts_with("torch.") ? ".clone()" : ".copy()";
    const syntax::Tree& tree = subject.file.tree;
    return fix_of(findings::Applicability::unsafe, std::move(message),
                  {replaced(tree, expression, operand_text(tree, expression) + std::string(copy))});
}

std::optional<DraftFix> copied_when_stored(const Subject& subject, ValueId store, ValueId stored,
                                           models::Kind kind, std::string message) {
    for (const ValueId it : subject.file.module.operands_of(subject.at(store))) {
        if (!it.valid() || origin_of(subject, it) != stored || it == stored) continue;
        auto fix = copied_first(subject, subject.node_of(it), kind, Depth::shallow, std::move(message));
        if (fix) fix->applicability = findings::Applicability::unsafe;
        return fix;
    }
    return std::nullopt;
}

}  // namespace doppelint::checks
