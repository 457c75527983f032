#include <algorithm>

#include "analysis/interpreter.h"

namespace doppelint::analysis {

using heap::Assumption;
using heap::Base;
using heap::ContentBuilder;
using heap::Shift;
using heap::Slot;
using models::Term;
using models::Word;

namespace {

constexpr std::uint32_t kTermParts = 0x4000;
constexpr std::uint32_t kGuessedPart = 0x3FFF;
constexpr std::uint32_t kDeepParts = 0x8000'0000U;
constexpr std::uint32_t kCopyParts = 0x4000'0000U;

Kind kind_of(Word word) {
    switch (word) {
        case Word::list: return Kind::list;
        case Word::tuple: return Kind::tuple;
        case Word::set: return Kind::set;
        case Word::frozenset: return Kind::frozenset;
        case Word::dict: return Kind::dict;
        case Word::bytearray: return Kind::bytearray;
        default: return Kind::opaque;
    }
}

ViewOf view_of(std::string_view word) {
    if (word == "keys") return ViewOf::keys;
    if (word == "values") return ViewOf::values;
    if (word == "items") return ViewOf::items;
    return word == "proxy" ? ViewOf::proxy : ViewOf::bytes;
}

}  // namespace

// The part under which an instruction keeps what this term makes.
std::uint32_t Interpreter::part_of(const Term& term, const BoundArguments& bound) const {
    if (bound.guessed) return kGuessedPart;
    return kTermParts + static_cast<std::uint32_t>(&term - context_.library.tables().terms.data());
}

Value Interpreter::argument_of(const Term& term, const BoundArguments& bound, std::uint32_t index) {
    return index < bound.values.size() && bound.values[index] ? *bound.values[index]
                                                              : (static_cast<void>(term), Value{});
}

Value Interpreter::value_of_term(State& state, const Term& term, const BoundArguments& bound) {
    const models::Library& library = context_.library;
    const auto parts = library.arguments_of(term);
    const auto part = [&](std::size_t at) { return value_of_term(state, parts[at], bound); };
    const ValueId id = bound.call;
    switch (term.word) {
        case Word::argument: return argument_of(term, bound, term.detail);
        case Word::items: return items_of(state, id, part(0));
        case Word::keys: return keys_of(state, id, part(0));
        case Word::values: return values_of(state, id, part(0));
        case Word::item: return item_of(state, bound, term);
        case Word::attribute: {
            const NameId name = module_.names.find(library.name(term.detail));
            const Value from = part(0);
            if (!name.valid() || from.is_any()) return unknown_call(state, id, std::span(&from, 1));
            Value result;
            for (const ObjectId it : copy_of_objects(from))
                result = heap_.join(result, attribute_of(state, id, it, name));
            return result;
        }
        case Word::dynamic_attribute: {
            const Value from = part(0);
            const Value name = part(1);
            const NameId known = attribute_name(name);
            if (!known.valid()) return unknown_call(state, id, std::span(&from, 1));
            Value result = from.is_any() ? heap::anything() : Value{};
            for (const ObjectId it : copy_of_objects(from))
                result = heap_.join(result, attribute_of(state, id, it, known));
            return result;
        }
        case Word::call: return call_value(state, id, part(0), arguments_of(state, parts.subspan(1), bound));
        case Word::either: {
            Value result;
            for (std::size_t at = 0; at < parts.size(); ++at) result = heap_.join(result, part(at));
            return result;
        }
        case Word::if_passed: {
            const bool passed =
                parts[0].detail < bound.values.size() && bound.values[parts[0].detail].has_value();
            return part(passed ? 1 : 2);
        }
        case Word::if_kind: {
            const auto kind = static_cast<Kind>(term.detail);
            const Kinds kinds = heap_.kinds_of(part(0));
            Value result;
            if (kinds.has(kind)) result = part(1);
            if (!kinds.within(kind)) result = heap_.join(result, part(2));
            return result;
        }
        case Word::operation: return operation(state, term, bound);
        case Word::library: return library_member(library.name(term.detail), state, id);
        case Word::atom: return heap::atoms(static_cast<Kind>(term.detail));
        case Word::number: return heap::atoms(Kind::integer);
        case Word::list:
        case Word::tuple:
        case Word::set:
        case Word::frozenset:
        case Word::bytearray: return make_from_term(state, term, bound, kind_of(term.word));
        case Word::dict: return dict_from_term(state, term, bound);
        case Word::instance: return make_from_term(state, term, bound, Kind::instance);
        case Word::copy: return copied(state, bound, term, part(0));
        case Word::deepcopy: return deeply_copied(state, bound, term, part(0));
        case Word::iterator: return make_iterator(state, term, bound);
        case Word::view: {
            ContentBuilder content;
            content.set(Slot::source(), part(0));
            const auto of = static_cast<std::uint32_t>(view_of(library.name(term.detail)));
            if (bound.guessed) assume_that(state, Assumption::builtin_method);
            return made(state, id, part_of(term, bound), Kind::view, content, 0, of);
        }
        case Word::replaced: return replaced(state, bound, term, part(0), part(1));
        case Word::function:
        case Word::cached: return make_callable(state, term, bound);
        case Word::object: {
            const std::string_view name = library.name(term.detail);
            const ObjectId object = heap_.objects().made(id, part_of(term, bound), Kind::instance,
                                                         heap_.objects().class_index({name, {}}));
            heap_.set_content(state, object, symbolic_content(object, id));
            return heap_.value_of(object);
        }
        case Word::opaque: {
            const ObjectId object = heap_.objects().made(id, part_of(term, bound), Kind::opaque);
            if (sound()) return heap_.join(heap::anything(), heap_.value_of(object));
            heap_.set_content(state, object, symbolic_content(object, id));
            return heap_.value_of(object);
        }
        case Word::unknown: {
            std::vector<Value> roots;
            for (const auto& it : bound.values) {
                if (it) roots.push_back(*it);
            }
            return unknown_call(state, id, roots);
        }
        case Word::caller_globals:
        case Word::caller_locals: return sound() ? unknown_call(state, id, {}) : unknown_result(state, id);
        default: return {};
    }
}

// The arguments of a call that a model makes.
Arguments Interpreter::arguments_of(State& state, std::span<const Term> parts, const BoundArguments& bound) {
    const models::Library& library = context_.library;
    Arguments result;
    const auto add_starred = [&](const Value& items) {
        result.starred = result.starred ? heap_.join(*result.starred, items) : items;
    };
    for (const Term& it : parts) {
        const auto inner = library.arguments_of(it);
        switch (it.word) {
            case Word::star: {
                const Value from = value_of_term(state, inner[0], bound);
                add_starred(items_of(state, bound.call, from));
                break;
            }
            case Word::some:
            case Word::repeated: add_starred(value_of_term(state, inner[0], bound)); break;
            case Word::double_star: {
                const Value values = values_of(state, bound.call, value_of_term(state, inner[0], bound));
                result.double_starred =
                    result.double_starred ? heap_.join(*result.double_starred, values) : values;
                break;
            }
            case Word::pair: break;
            case Word::keyword:
                result.keywords.push_back(
                    {library.name(it.detail), {value_of_term(state, inner[0], bound), ValueId{}}});
                break;
            default: result.add(value_of_term(state, it, bound), ValueId{});
        }
    }
    return result;
}

// What a function of the module `operator` does, where it is an operator of two operands.
Value Interpreter::operation(State& state, const Term& term, const BoundArguments& bound) {
    const auto parts = context_.library.arguments_of(term);
    std::vector<Value> values;
    for (const Term& it : parts) values.push_back(value_of_term(state, it, bound));
    const auto known = operator_of(context_.library.name(term.detail));
    if (parts.size() != 2 || !known) return unknown_call(state, bound.call, values);
    return operated(state, bound.call, *known, {values[0], register_of(parts[0], bound)},
                    {values[1], register_of(parts[1], bound)});
}

ValueId Interpreter::register_of(const Term& term, const BoundArguments& bound) {
    const bool is_argument = term.word == Word::argument && term.detail < bound.registers.size();
    return is_argument ? bound.registers[term.detail] : ValueId{};
}

// A copy whose attributes are those that the mapping names. Keywords of a call stand in it as attributes.
Value Interpreter::replaced(State& state, const BoundArguments& bound, const Term& term, const Value& from,
                            const Value& changes) {
    const Value result = copied(state, bound, term, from);
    for (const ObjectId copy : copy_of_objects(result)) {
        if (heap_.objects()[copy].origin == heap::Origin::site) set_attributes(state, copy, changes);
    }
    return result;
}

void Interpreter::set_attributes(State& state, ObjectId object, const Value& mapping) {
    for (const ObjectId it : copy_of_objects(mapping)) {
        const heap::Content content = heap_.content_of(state, it);
        for (const heap::SlotValue& slot : content.slots()) {
            if (slot.slot.kind() == heap::SlotKind::attribute)
                heap_.write(state, object, slot.slot, slot.value, true);
        }
    }
}

std::vector<ObjectId> Interpreter::copy_of_objects(const Value& value) const {
    const auto objects = heap_.objects_of(value);
    return {objects.begin(), objects.end()};
}

// The name that a constant string spells, where this file has it as an attribute.
NameId Interpreter::attribute_name(const Value& value) const {
    if (!value.constant.valid()) return {};
    const program::Constant& constant = module_.constants[value.constant.index()];
    return constant.kind == program::ConstantKind::string && constant.exact ? constant.text : NameId{};
}

Value Interpreter::item_of(State& state, const BoundArguments& bound, const Term& term) {
    const auto parts = context_.library.arguments_of(term);
    const Value from = value_of_term(state, parts[0], bound);
    Value key = value_of_term(state, parts[1], bound);
    Value result;
    if (from.is_any()) return unknown_call(state, bound.call, std::span(&from, 1));
    if (from.plain.has(Kind::string)) result = heap::atoms(Kind::string);
    for (const ObjectId it : copy_of_objects(from)) {
        if (sound() && heap_.objects()[it].kind == Kind::opaque) {
            const Value self = heap_.value_of(it);
            result = heap_.join(result, unknown_call(state, bound.call, std::span(&self, 1)));
        } else if (parts[1].word == Word::number) {
            const auto place = static_cast<std::int32_t>(parts[1].detail);
            const heap::Content content = heap_.content_of(state, it);
            const std::int64_t index = place >= 0 ? place : static_cast<std::int64_t>(content.count) + place;
            const bool known = index >= 0 && (place >= 0 || content.exact);
            const heap::ItemKey slot{
                known && index < heap_.limits().places,
                Slot::index(static_cast<std::uint32_t>(std::max<std::int64_t>(index, 0)))};
            result = heap_.join(result, heap_.read_item(state, it, slot));
        } else {
            result = heap_.join(result, heap_.read_item(state, it, item_key(state, it, key)));
        }
    }
    return result;
}

// A new container. `list(star(x))` alone is a copy of x.
Value Interpreter::make_from_term(State& state, const Term& term, const BoundArguments& bound, Kind kind) {
    const models::Library& library = context_.library;
    const auto parts = library.arguments_of(term);
    std::uint32_t class_index = 0;
    std::string_view name;
    if (term.word == Word::instance) {
        name = library.name(term.detail);
        class_index = heap_.objects().class_index({name, {}});
        if (const models::Class* const known = library.find_class(name);
            known != nullptr && known->kind != Kind::instance) {
            kind = known->kind;
        }
    }
    if (bound.guessed && term.word != Word::instance) kind = Kind::opaque;
    const ObjectId object = heap_.objects().made(bound.call, part_of(term, bound), kind, class_index);
    // Parts are worked out before the object is there: a part may be an object of this place's turn before.
    struct Part {
        Word word;
        Value value;
        std::uint32_t name = 0;
    };
    std::vector<Part> values;
    for (const Term& it : parts) {
        const auto inner = library.arguments_of(it);
        switch (it.word) {
            case Word::some: values.push_back({it.word, any_number_of(state, inner[0], bound)}); break;
            case Word::star:
            case Word::double_star:
            case Word::repeated: values.push_back({it.word, value_of_term(state, inner[0], bound)}); break;
            case Word::keyword:
                values.push_back({it.word, value_of_term(state, inner[0], bound), it.detail});
                break;
            case Word::pair:
                values.push_back({Word::keys, value_of_term(state, inner[0], bound)});
                values.push_back({Word::pair, value_of_term(state, inner[1], bound)});
                break;
            default: values.push_back({Word::argument, value_of_term(state, it, bound)});
        }
    }
    const bool again = is_made_again(object);
    const heap::Content before = heap_.content_of(state, object);
    ContentBuilder empty;
    empty.head().exact = true;
    heap_.set_content(state, object, empty);
    const bool in_order = kind == Kind::list || kind == Kind::tuple || kind == Kind::instance;
    for (const Part& it : values) {
        switch (it.word) {
            case Word::star:
                extend(state, bound.call, object, it.value);
                consume(state, it.value);
                if (values.size() == 1) note_copy(state, bound.call, it.value, heap_.value_of(object));
                break;
            case Word::keyword: {
                const NameId attribute = module_.names.find(library.name(it.name));
                if (attribute.valid()) heap_.write(state, object, Slot::attribute(attribute), it.value, true);
                break;
            }
            case Word::double_star:
                if (kind == Kind::instance && !is_mapping(object)) {
                    set_attributes(state, object, it.value);
                    break;
                }
                merge_mapping(state, bound.call, object, it.value);
                if (values.size() == 1) note_copy(state, bound.call, it.value, heap_.value_of(object));
                break;
            case Word::keys: heap_.write(state, object, Slot::keys(), it.value, false); break;
            case Word::pair: heap_.write_item(state, object, {}, it.value, false); break;
            case Word::some:
            case Word::repeated: {
                if (it.value.nothing() || faulty(Fault::repeat_is_empty)) break;
                heap_.add_item(state, object, it.value, Shift::keeps_places, false, false);
                ContentBuilder content(heap_.content_of(state, object));
                content.head().exact = false;
                content.head().distinct = it.word == Word::repeated && heap_.only_object(it.value).valid()
                                              ? heap::Distinct::same
                                              : heap::Distinct::unknown;
                heap_.set_content(state, object, content);
                break;
            }
            default: heap_.add_item(state, object, it.value, Shift::keeps_places, in_order, true);
        }
    }
    if (again) heap_.add_content(state, object, ContentBuilder(before), epoch_of(bound.call));
    return heap_.value_of(object);
}

// What a term gives when it is worked out any number of times: what it makes is many.
Value Interpreter::any_number_of(State& state, const Term& term, const BoundArguments& bound) {
    const std::size_t before = made_by_step_.size();
    const Value value = value_of_term(state, term, bound);
    std::vector<ObjectId> made(made_by_step_.begin() + static_cast<std::ptrdiff_t>(before),
                               made_by_step_.end());
    std::ranges::sort(made);
    made_by_step_.resize(before);
    return heap_.multiplied(state, value, made);
}

Value Interpreter::dict_from_term(State& state, const Term& term, const BoundArguments& bound) {
    return make_from_term(state, term, bound, Kind::dict);
}

// An iterator works out what it gives when it is asked; it keeps the arguments.
Value Interpreter::make_iterator(State& state, const Term& term, const BoundArguments& bound) {
    const std::uint32_t lazy = lazy_index(term.first_argument, bound);
    return made(state, bound.call, part_of(term, bound), Kind::iterator, kept(bound), 0, lazy);
}

// A callable calls what it holds when it is called; it keeps the arguments.
Value Interpreter::make_callable(State& state, const Term& term, const BoundArguments& bound) {
    const auto place = static_cast<std::uint16_t>(&term - context_.library.tables().terms.data());
    return made(state, bound.call, part_of(term, bound), Kind::function, kept(bound), 0,
                lazy_index(place, bound));
}

ContentBuilder Interpreter::kept(const BoundArguments& bound) {
    ContentBuilder content;
    for (std::uint32_t at = 0; at < bound.values.size(); ++at) {
        if (bound.values[at]) content.set(Slot::argument(at), *bound.values[at]);
    }
    return content;
}

std::uint32_t Interpreter::lazy_index(std::uint16_t term, const BoundArguments& bound) {
    for (std::uint32_t at = 1; at < lazy_items_.size(); ++at) {
        if (lazy_items_[at].term == term && lazy_items_[at].model == bound.model) return at;
    }
    lazy_items_.push_back({bound.model, term});
    return static_cast<std::uint32_t>(lazy_items_.size() - 1);
}

// copy.copy: a new object with the same content; of an atom, function or class the same object.
Value Interpreter::copied(State& state, const BoundArguments& bound, const Term& term, const Value& from) {
    Value result = heap::atoms(from.plain);
    if (faulty(Fault::copy_is_same)) return from;
    if (faulty(Fault::copy_is_deep)) return deeply_copied(state, bound, term, from);
    if (from.is_any()) return heap_.join(unknown_call(state, bound.call, std::span(&from, 1)), from);
    for (const ObjectId it : copy_of_objects(from)) {
        const heap::Object known = heap_.objects()[it];
        const Kinds shared =
            Kinds(Kind::tuple) | Kind::frozenset | Kind::class_ | Kind::function | Kind::module;
        if (shared.has(known.kind)) {
            result = heap_.join(result, heap_.value_of(it));
            continue;
        }
        if (sound() &&
            (known.kind == Kind::opaque || (known.kind == Kind::instance && method_class(it).empty()))) {
            const Value self = heap_.value_of(it);
            result =
                heap_.join(result, heap_.join(unknown_call(state, bound.call, std::span(&self, 1)), self));
            continue;
        }
        // A class may say in `__copy__` what its copies are.
        const bool may_say =
            known.kind == Kind::opaque || (known.kind == Kind::instance && method_class(it).empty());
        if (may_say) assume_that(state, Assumption::unknown_call);
        result = heap_.join(result, copy_of_one(state, bound.call, it));
    }
    note_copy(state, bound.call, from, result);
    return result;
}

// A new object with the content of `source`.
Value Interpreter::copy_of_one(State& state, ValueId id, ObjectId source) {
    ContentBuilder content(heap_.content_of(state, source));
    content.head().escaped = false;
    content.head().touched = {};
    const ObjectId copy = heap_.objects().made_from(id, part_from(id, source, kCopyParts), source);
    put(state, id, copy, content);
    return heap_.value_of(copy);
}

// Which part of an instruction an object is that it makes from `source`. What it made from its own result is
// the same part, so that a loop does not make ever new ones.
std::uint32_t Interpreter::part_from(ValueId id, ObjectId source, std::uint32_t parts) const {
    const heap::Object& known = heap_.objects()[source];
    const bool is_own =
        known.origin == heap::Origin::site && known.site == id.index() && (known.part & parts) != 0;
    return is_own ? known.part : parts | source.index();
}

// copy.deepcopy: each mutable object below is new, and what was one object stays one.
Value Interpreter::deeply_copied(State& state, const BoundArguments& bound, const Term& term,
                                 const Value& from) {
    if (faulty(Fault::deep_copy_shares)) return copied(state, bound, term, from);
    if (from.is_any()) return heap_.join(unknown_call(state, bound.call, std::span(&from, 1)), from);
    const Kinds shared = Kinds(Kind::class_) | Kind::function | Kind::module;
    const std::vector<ObjectId> below = heap_.reachable(state, std::span(&from, 1));
    if (sound()) {
        for (const ObjectId it : below) {
            const heap::Object known = heap_.objects()[it];
            const bool unknown_inside = heap_.content_of(state, it).base.what == Base::What::unknown;
            if (known.kind == Kind::opaque || known.kind == Kind::instance || unknown_inside) {
                return heap_.join(unknown_call(state, bound.call, std::span(&from, 1)), from);
            }
        }
    }
    const auto copy_of = [&](ObjectId it) {
        const heap::Object known = heap_.objects()[it];
        if (shared.has(known.kind)) return it;
        // What may be many objects becomes many.
        return heap_.objects().made_from(bound.call, part_from(bound.call, it, kDeepParts), it,
                                         !known.single());
    };
    const auto renamed = [&](const Value& value) {
        Value result = value;
        result.objects = heap_.sets().mapped(value.objects, copy_of);
        // Tuples of what copies to itself stay themselves.
        for (const ObjectId it : copy_of_objects(value)) {
            if (heap_.objects()[it].kind == Kind::tuple) result = heap_.join(result, heap_.value_of(it));
        }
        return result;
    };
    for (const ObjectId it : below) {
        const ObjectId copy = copy_of(it);
        if (copy == it) continue;
        ContentBuilder content(heap_.content_of(state, it));
        content.head().escaped = false;
        content.head().touched = {};
        if (content.head().base.what == Base::What::symbolic) {
            content.head().base = {Base::What::symbolic, copy, epoch_of(bound.call)};
        }
        content.change_each([&](heap::SlotValue& slot) { slot.value = renamed(slot.value); });
        put(state, bound.call, copy, content);
    }
    return renamed(from);
}

}  // namespace doppelint::analysis
