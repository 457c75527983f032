#include "checks/iterator_truth.h"

#include <utility>

#include "checks/confidence.h"
#include "checks/enclosing.h"
#include "checks/fix_iterator.h"
#include "checks/wording.h"

namespace doppelint::checks::iterator_truth {
namespace {

// Where the iterator was made, as far as it is one place.
NodeId made_at(const Subject& subject, const analysis::TruthTest& test) {
    const auto objects = subject.any_caller.heap.objects_of(test.value);
    return objects.size() == 1 ? subject.node_of(ValueId{subject.object(objects[0]).site}) : NodeId{};
}

// `try: size = len(x)` has an answer for what has no length.
bool is_tried(const Subject& subject, NodeId node) {
    return is_inside(subject.file.tree, node, syntax::Kind::try_statement, syntax::Kind::function_definition);
}

}  // namespace

void run(const Subject& subject, Sink& sink) {
    const Wording wording(subject.file);
    for (const analysis::TruthTest& test : subject.facts().truth_tests) {
        const NodeId tested = subject.node_of(test.tested);
        const NodeId where = test.of_length ? subject.node_of(test.where) : tested;
        if (!where || !tested || (test.of_length && is_tried(subject, where))) continue;
        const NodeId made = made_at(subject, test);
        const Phrase name = wording.expression(tested);
        Draft draft;
        draft.confidence = confidence_of(true, {});
        draft.node = where;
        draft.message =
            test.of_length ? message::Length{.tested = name}.text() : message::Truth{.tested = name}.text();
        if (made && made != tested)
            draft.steps.push_back({step::Made{.what = wording.expression(made)}.text(), made});
        draft.steps.push_back({test.of_length ? step::Measured{}.text() : step::Tested{}.text(), draft.node});
        if (made) {
            const ValueId site{subject.object(subject.any_caller.heap.objects_of(test.value)[0]).site};
            draft.fix = made_a_list(subject, site, fix::List{.what = wording.expression(made)}.text());
        }
        draft.claim = draft.node;
        draft.event = test.where;
        sink.add(std::move(draft));
    }
}

}  // namespace doppelint::checks::iterator_truth
