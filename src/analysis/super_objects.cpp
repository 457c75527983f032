// What `super()` makes.
#include <algorithm>

#include "analysis/members.h"
#include "analysis/parts.h"

namespace doppelint::analysis {

using heap::ContentBuilder;
using heap::Slot;
using project::ClassInfo;

namespace {

constexpr std::uint32_t kSuperPart = 0x2FFFU;
constexpr std::string_view kSuper = "super";

}  // namespace

// The class in whose body the function stands.
CodeId Members::class_around() const {
    return context_.project->class_around(activation_.code());
}

Value Members::first_parameter() {
    for (std::uint32_t at = 0; at < activation_.instructions.size(); ++at) {
        const Instruction& it = activation_.instructions[at];
        if (it.opcode == Opcode::parameter && it.payload == 0) return value_of(ValueId{at});
    }
    return {};
}

Value Members::own_instance(CodeId class_body) {
    if (context_.project == nullptr) return {};
    const CodeId around = class_around();
    const ClassInfo* const info = around.valid() ? context_.project->classes().find(around) : nullptr;
    if (info == nullptr || function_.parent != around.function) return {};
    const bool derives =
        std::ranges::any_of(info->order, [&](const project::ClassName& it) { return it.body == class_body; });
    if (!derives && around != class_body) return {};
    const Value self = first_parameter();
    const ObjectId only = heap_.only_object(self);
    return only.valid() && heap_.objects()[only].kind == Kind::instance ? self : Value{};
}

// Between that class and those behind it in the order of the instance's class.
std::optional<Value> Members::super_object(State& state, ValueId id, const Arguments& arguments) {
    if (context_.project == nullptr || context_.summaries == nullptr) return std::nullopt;
    CodeId around;
    Value self;
    if (arguments.positional.empty()) {
        around = class_around();
        self = first_parameter();
    } else if (arguments.positional.size() == 2) {
        const ObjectId named = heap_.only_object(arguments.positional[0].value);
        if (named.valid() && has_class(named)) around = heap_.objects().class_of(named).code;
        self = arguments.positional[1].value;
    }
    if (!around.valid() || self.nothing()) return std::nullopt;
    ContentBuilder content;
    content.set(Slot::source(), self);
    const std::uint32_t class_index = heap_.objects().class_index({kSuper, around});
    const ObjectId instance = heap_.only_object(self);
    const bool on_class = instance.valid() && heap_.objects()[instance].kind == Kind::class_;
    return make(state, {id, kSuperPart, on_class ? Kind::class_ : Kind::instance, class_index}, content);
}

}  // namespace doppelint::analysis
