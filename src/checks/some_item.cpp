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
    return name.starts_with("numpy.") || name.starts_with("pandas.") || name.starts_with("torch.");
}

namespace {

bool is_display(Opcode opcode) {
    return opcode == Opcode::make_list || opcode == Opcode::make_dict || opcode == Opcode::make_set;
}

}  // namespace

bool is_one_of_several(const Subject& subject, ValueId event, ObjectId object) {
    const auto changed = std::ranges::find_if(subject.facts().changes, [&](const analysis::Change& it) {
        return it.event == event && it.object == object;
    });
    if (changed == subject.facts().changes.end()) return false;
    const auto objects = subject.any_caller.heap.objects_of(changed->through);
    if (std::ranges::find(objects, object) == objects.end()) return false;
    const heap::Object& one = subject.object(object);
    return std::ranges::any_of(objects, [&](ObjectId it) {
        const heap::Object& other = subject.object(it);
        if (it == object || (other.origin == one.origin && other.site == one.site)) return false;
        // `if headers is None: headers = {}` only stands in for what was not given.
        const bool stands_in =
            other.origin == heap::Origin::site && is_display(subject.at(ValueId{other.site}).opcode);
        return !stands_in;
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
