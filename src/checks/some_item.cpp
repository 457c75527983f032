#include "checks/some_item.h"

#include <algorithm>

#include "checks/registers.h"

namespace doppelint::checks {

bool is_some_item(const Subject& subject, ObjectId id) {
    for (; subject.object(id).origin == heap::Origin::child; id = subject.object(id).parent) {
        const heap::Slot slot = subject.object(id).slot;
        if (slot == heap::Slot::rest() || slot == heap::Slot::keys()) return true;
    }
    return !subject.object(id).single();
}

bool is_array(const Subject& subject, ObjectId id) {
    const std::string_view name = subject.any_caller.heap.objects().class_of(id).library;
    const bool is_of_arrays =
        name.starts_with("numpy.") || name.starts_with("pandas.") || name.starts_with("torch.");
    // A generator of random numbers has no items: it is a stream.
    return is_of_arrays && !subject.file.library.methods(name, "__setitem__").empty();
}

namespace {

bool is_display(Opcode opcode) {
    return opcode == Opcode::make_list || opcode == Opcode::make_dict || opcode == Opcode::make_set;
}

}  // namespace

bool is_one_of_several(const Subject& subject, ValueId event, ObjectId object) {
    const std::vector<analysis::Change>& changes = subject.facts().changes;
    const auto changed = std::ranges::find_if(
        changes, [&](const analysis::Change& it) { return it.event == event && it.object == object; });
    if (changed == changes.end()) return false;
    const auto& heap = subject.any_caller.heap;
    const auto through = heap.objects_of(changed->through);
    if (std::ranges::find(through, object) == through.end()) return false;
    const heap::Object& one = subject.object(object);
    const bool is_item = changed->through_value.valid() &&
                         subject.at(origin_of(subject, changed->through_value)).opcode == Opcode::get_item;
    const auto is_another = [&](ObjectId it) {
        const heap::Object& other = subject.object(it);
        if (it == object || (other.origin == one.origin && other.site == one.site)) return false;
        // `if headers is None: headers = {}` only stands in for what was not given; an item may be either.
        const bool stands_in = !is_item && other.origin == heap::Origin::site &&
                               is_display(subject.at(ValueId{other.site}).opcode);
        // `np.asarray(values)` makes an array of what is none.
        const bool is_made_of_it = !is_item && is_array(subject, object) && is_array(subject, it) &&
                                   other.origin == heap::Origin::site &&
                                   subject.at(ValueId{other.site}).opcode == Opcode::call;
        return !stands_in && !is_made_of_it;
    };
    if (changed->callee.valid()) return std::ranges::any_of(through, is_another);
    // What an operator or a method of a library does is told of each class of objects by itself.
    return std::ranges::any_of(changes, [&](const analysis::Change& it) {
        return it.event == event && !it.callee.valid() && it.through_value == changed->through_value &&
               std::ranges::any_of(heap.objects_of(it.through), is_another);
    });
}

ValueId base_of_walk(const Subject& subject, ValueId walked) {
    const program::Module& module = subject.file.module;
    const Instruction& it = subject.at(origin_of(subject, walked));
    if (it.opcode != Opcode::call) return origin_of(subject, walked);
    if (it.operand_count > 1) return origin_of(subject, operand(module, it, 1));
    const Instruction& method = subject.at(origin_of(subject, operand(module, it, 0)));
    return method.opcode == Opcode::get_attribute ? origin_of(subject, operand(module, method, 0))
                                                  : origin_of(subject, walked);
}

}  // namespace doppelint::checks
