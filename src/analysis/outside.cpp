#include "analysis/outside.h"

#include "analysis/parts.h"

namespace doppelint::analysis {

using heap::Assumption;
using heap::ContentBuilder;
using heap::Origin;

Value Outside::call(State& state, ValueId id, std::span<const Value> roots) {
    parts_.ledger.note_ran({.at = id});
    if (sound()) {
        if (faulty(Fault::unknown_call_changes_nothing)) return heap::anything();
        if (activation_.recording) parts_.ledger.note_exposed(state, id, roots);
        heap_.expose(state, roots, epoch_of(id));
        return heap::anything();
    }
    assume_that(state, Assumption::unknown_call);
    parts_.walks.renew(state, roots);
    parts_.closures.keep(state, id, roots, false);
    for (const Value& root : roots) {
        for (const ObjectId object : objects_of(root)) {
            const Origin origin = heap_.objects()[object].origin;
            if (origin != Origin::site && origin != Origin::parameter) continue;
            const heap::Content before = heap_.content_of(state, object);
            if (before.touched.has(Assumption::unknown_call)) continue;
            ContentBuilder content(before);
            content.head().touched |= Assumption::unknown_call;
            heap_.set_content(state, object, content);
        }
    }
    return result(state, id);
}

Value Outside::result(State& state, ValueId id) {
    if (sound()) return heap::anything();
    const ObjectId object = heap_.objects().made(id, 0, Kind::opaque);
    return make(state, {id, 0, Kind::opaque}, content(object, id));
}

ContentBuilder Outside::content(ObjectId object, ValueId id) const {
    ContentBuilder content;
    content.head().base = {heap::Base::What::symbolic, object, epoch_of(id)};
    return content;
}

}  // namespace doppelint::analysis
