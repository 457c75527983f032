#include "analysis/terms.h"

#include <algorithm>

#include "analysis/parts.h"

namespace doppelint::analysis {

using heap::Assumption;
using heap::ContentBuilder;
using heap::Shift;
using heap::Slot;
using models::Term;
using models::Word;

namespace {

constexpr std::uint32_t kTermParts = 0x4000;
constexpr std::uint32_t kGuessedPart = 0x3FFF;
constexpr std::uint32_t kPartsOfWalk = 0x1'0000;

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

// Terms nest as deep as the model's author wrote them.
// NOLINTBEGIN(misc-no-recursion)

Value Terms::value(State& state, const Term& term, const BoundArguments& bound) {
    const auto parts = context_.library.arguments_of(term);
    const auto part = [&](std::size_t index) { return value(state, parts[index], bound); };
    const ValueId id = bound.call;
    switch (term.word) {
        case Word::items: return parts_.iteration.items_of(state, id, part(0), bound.walk);
        case Word::next: return parts_.iteration.items_of(state, id, part(0), Walk::turn);
        case Word::keys: return parts_.iteration.keys_of(state, id, part(0));
        case Word::values: return parts_.iteration.values_of(state, id, part(0));
        case Word::item: return item(state, term, bound);
        case Word::attribute:
        case Word::dynamic_attribute: return attribute(state, term, bound);
        case Word::call:
            return parts_.calls.call_value(state, id, part(0), arguments_of(state, parts.subspan(1), bound));
        case Word::special: {
            const Arguments all = arguments_of(state, parts.subspan(1), bound);
            const Value self = part(0);
            const auto given = parts_.special.ask(state, id, context_.library.name(term.detail),
                                                  {self, register_of(parts[0], bound)}, all.positional);
            if (given || !sound()) return given.value_or(Value{});
            return parts_.outside.call(state, id, all.behind({self, ValueId{}}).values());
        }
        case Word::attributes:
            return parts_.members.get_all(state, id, part(0), context_.library.name(term.detail));
        case Word::instance_of: return parts_.members.make_bare(state, id, part(0));
        case Word::construct: {
            const Value of = part(0);
            return parts_.members.construct(state, id, of, arguments_of(state, parts.subspan(1), bound));
        }
        case Word::either:
        case Word::if_passed:
        case Word::if_kind:
        case Word::if_empty: return choice(state, term, bound);
        case Word::operation: return operation(state, term, bound);
        case Word::list:
        case Word::tuple:
        case Word::set:
        case Word::frozenset:
        case Word::bytearray:
        case Word::dict: return container(state, term, bound, kind_of(term.word));
        case Word::instance: return container(state, term, bound, Kind::instance);
        case Word::copy: return parts_.copies.shallow(state, id, part(0));
        case Word::deepcopy: return parts_.copies.deep(state, id, part(0));
        case Word::replaced: return parts_.copies.replaced(state, id, part(0), part(1));
        case Word::view: return view(state, term, bound);
        case Word::iterator: return lazy(state, term, bound, Kind::iterator);
        case Word::function:
        case Word::cached: return lazy(state, term, bound, Kind::function);
        default: return simple(state, term, bound);
    }
}

Value Terms::choice(State& state, const Term& term, const BoundArguments& bound) {
    const auto parts = context_.library.arguments_of(term);
    const auto part = [&](std::size_t index) { return value(state, parts[index], bound); };
    if (term.word == Word::if_passed) return part(is_passed(parts[0], bound) ? 1 : 2);
    Value result;
    if (term.word == Word::if_kind) {
        const auto kind = static_cast<Kind>(term.detail);
        const Kinds kinds = heap_.kinds_of(part(0));
        if (kinds.has(kind)) result = part(1);
        return kinds.within(kind) ? result : heap_.join(result, part(2));
    }
    if (term.word == Word::if_empty) {
        const Value subject = part(0);
        if (!parts_.conditions.truthy(state, subject, program::Outcome::falsy).nothing()) result = part(1);
        if (parts_.conditions.truthy(state, subject, program::Outcome::truthy).nothing()) return result;
        return heap_.join(result, part(2));
    }
    for (const Term& it : parts) result = heap_.join(result, value(state, it, bound));
    return result;
}

// `x.name`, and `getattr(x, name)`.
Value Terms::attribute(State& state, const Term& term, const BoundArguments& bound) {
    const auto parts = context_.library.arguments_of(term);
    const Value from = value(state, parts[0], bound);
    const NameId name = term.word == Word::attribute
                            ? activation_.words.find_or_add(context_.library.name(term.detail))
                            : parts_.attributes.attribute_name(value(state, parts[1], bound));
    if (!name.valid() || from.is_any()) return parts_.outside.call(state, bound.call, from);
    Value result;
    if (!from.plain.empty())
        result = parts_.attributes.attribute_of_plain(state, bound.call, from.plain, name);
    for (const ObjectId it : objects_of(from)) {
        result = heap_.join(result, parts_.attributes.attribute_of(state, bound.call, it, name));
    }
    return result;
}

Value Terms::item(State& state, const Term& term, const BoundArguments& bound) {
    const auto parts = context_.library.arguments_of(term);
    const Value from = value(state, parts[0], bound);
    const Value key = value(state, parts[1], bound);
    if (from.is_any()) return parts_.outside.call(state, bound.call, from);
    const auto item_of = [&](ObjectId object) {
        if (parts[1].word != Word::number) return parts_.items.item_under(state, bound.call, object, key);
        const auto place = static_cast<std::int32_t>(parts[1].detail);
        const heap::Content content = heap_.content_of(state, object);
        const std::int64_t index = place >= 0 ? place : static_cast<std::int64_t>(content.count) + place;
        const bool known = index >= 0 && index < heap_.limits().places && (place >= 0 || content.exact);
        const auto slot = Slot::index(static_cast<std::uint32_t>(known ? index : 0));
        return heap_.read_item(state, object, known ? heap::ItemKey{true, slot} : heap::ItemKey{});
    };
    Value result;
    if (from.plain.has(Kind::string)) result = heap::atoms(Kind::string);
    for (const ObjectId it : objects_of(from)) {
        const bool may_run_code = sound() && heap_.objects()[it].kind == Kind::opaque;
        result = heap_.join(
            result, may_run_code ? parts_.outside.call(state, bound.call, heap_.value_of(it)) : item_of(it));
    }
    return result;
}

// What a function of the module `operator` does, where it is an operator of two operands.
Value Terms::operation(State& state, const Term& term, const BoundArguments& bound) {
    const auto parts = context_.library.arguments_of(term);
    std::vector<Value> values;
    values.reserve(parts.size());
    for (const Term& it : parts) values.push_back(value(state, it, bound));
    const auto known = Operators::operator_of(context_.library.name(term.detail));
    if (parts.size() != 2 || !known) return parts_.outside.call(state, bound.call, values);
    return parts_.operators.operated(state, bound.call, *known, {values[0], register_of(parts[0], bound)},
                                     {values[1], register_of(parts[1], bound)});
}

Value Terms::view(State& state, const Term& term, const BoundArguments& bound) {
    const std::string_view name = context_.library.name(term.detail);
    if (name == "array" || name.find('.') != std::string_view::npos) return array_view(state, term, bound);
    ContentBuilder content;
    content.set(Slot::source(), value(state, context_.library.arguments_of(term)[0], bound));
    const auto of = static_cast<std::uint32_t>(view_of(name));
    if (bound.guessed) assume_that(state, Assumption::builtin_method);
    return make(state, {bound.call, part_of(term, bound), Kind::view, 0, of}, content);
}

// An instance that has what it shows for its source: changes of either reach the other.
Value Terms::array_view(State& state, const Term& term, const BoundArguments& bound) {
    const Value shown = value(state, context_.library.arguments_of(term)[0], bound);
    if (sound() && heap_.kinds_of(shown).has(Kind::opaque)) {
        return heap_.join(parts_.outside.call(state, bound.call, shown), shown);
    }
    const auto is_array = [&](ObjectId it) {
        const Kind kind = heap_.objects()[it].kind;
        return kind == Kind::opaque || kind == Kind::instance || kind == Kind::view;
    };
    Value arrays = shown;
    arrays.objects = heap_.sets().filtered(shown.objects, is_array);
    arrays.plain = {};
    const auto candidates = objects_of(arrays);
    Made made{bound.call, part_of(term, bound),
              candidates.empty() ? Kind::opaque : heap_.objects()[candidates.front()].kind,
              candidates.empty() ? 0U : heap_.objects()[candidates.front()].class_index};
    // Of a class that is said: over all of it.
    if (const models::Class* const known = context_.library.find_class(context_.library.name(term.detail))) {
        made.kind = known->kind;
        made.class_index = heap_.objects().class_index({known->name, {}});
        made.detail = heap::kWholeArray;
    }
    const ObjectId object =
        heap_.objects().made(made.by, made.part, made.kind, made.class_index, false, made.detail);
    ContentBuilder content = parts_.outside.content(object, bound.call);
    if (!candidates.empty()) content.set(Slot::source(), arrays);
    return make(state, made, content);
}

// The arguments of a call that a model makes.
Arguments Terms::arguments_of(State& state, std::span<const Term> parts, const BoundArguments& bound) {
    const models::Library& library = context_.library;
    Arguments result;
    const auto joined = [&](const std::optional<Value>& before, const Value& more) {
        return before ? heap_.join(*before, more) : more;
    };
    for (const Term& it : parts) {
        const auto inner = [&] { return value(state, library.arguments_of(it)[0], bound); };
        switch (it.word) {
            case Word::star:
                result.starred =
                    joined(result.starred, parts_.iteration.items_of(state, bound.call, inner()));
                break;
            case Word::some:
            case Word::repeated: result.starred = joined(result.starred, inner()); break;
            case Word::each: {
                const Each items = each(state, inner(), bound);
                for (const Value& one : items.in_order) result.add(one, ValueId{});
                if (!items.any.nothing()) result.starred = joined(result.starred, items.any);
                break;
            }
            case Word::double_star:
                result.double_starred =
                    joined(result.double_starred, parts_.iteration.values_of(state, bound.call, inner()));
                break;
            case Word::pair: break;
            case Word::keyword:
                result.keywords.push_back({library.name(it.detail), {inner(), ValueId{}}});
                break;
            default: result.add(value(state, it, bound), ValueId{});
        }
    }
    return result;
}

// Elements are worked out before the object is there: an element may be an object of this place's turn
// before.
std::vector<Terms::Element> Terms::elements_of(State& state, const Term& term, const BoundArguments& bound) {
    std::vector<Element> result;
    for (const Term& it : context_.library.arguments_of(term)) {
        const auto inner = context_.library.arguments_of(it);
        switch (it.word) {
            case Word::some: result.push_back({it.word, any_number_of(state, inner[0], bound)}); break;
            case Word::each: {
                const Each items = each(state, value(state, inner[0], bound), bound);
                for (const Value& one : items.in_order) result.push_back({Word::argument, one});
                if (!items.any.nothing()) result.push_back({Word::some, items.any});
                break;
            }
            case Word::star:
            case Word::double_star:
            case Word::repeated: result.push_back({it.word, value(state, inner[0], bound)}); break;
            case Word::keyword: result.push_back({it.word, value(state, inner[0], bound), it.detail}); break;
            case Word::pair:
                result.push_back({Word::keys, any_number_of(state, inner[0], bound)});
                result.push_back({Word::pair, any_number_of(state, inner[1], bound)});
                break;
            default: result.push_back({Word::argument, value(state, it, bound)});
        }
    }
    return result;
}

// Items of each of the sources: of the arguments that `*iterables` took.
Terms::Each Terms::each(State& state, const Value& sources, const BoundArguments& bound) {
    Each result;
    const ObjectId tuple = heap_.only_object(sources);
    if (!tuple.valid()) return result;
    const heap::Content content = heap_.content_of(state, tuple);
    for (const heap::SlotValue& it : content.slots()) {
        const Value items = parts_.iteration.items_of(state, bound.call, it.value, bound.walk);
        if (content.exact) {
            result.in_order.push_back(items);
        } else {
            result.any = heap_.join(result.any, items);
        }
    }
    return result;
}

// What a term gives when it is worked out any number of times: what it makes is many.
Value Terms::any_number_of(State& state, const Term& term, const BoundArguments& bound) {
    const std::size_t before = activation_.made_by_step.size();
    return activation_.made_many(state, value(state, term, bound), before);
}

// A new container. `list(star(x))` alone is a copy of x.
Value Terms::container(State& state, const Term& term, const BoundArguments& bound, Kind kind) {
    std::uint32_t class_index = 0;
    if (term.word == Word::instance) {
        const std::string_view name = context_.library.name(term.detail);
        class_index = heap_.objects().class_index({name, {}});
        const models::Class* const known = context_.library.find_class(name);
        if (known != nullptr && known->kind != Kind::instance) kind = known->kind;
    } else if (bound.guessed) {
        kind = Kind::opaque;
    }
    const ObjectId object = heap_.objects().made(bound.call, part_of(term, bound), kind, class_index);
    const std::vector<Element> elements = elements_of(state, term, bound);
    const bool again = activation_.is_made_again(object);
    const heap::Content before = heap_.content_of(state, object);
    ContentBuilder empty;
    empty.head().exact = true;
    heap_.set_content(state, object, empty);
    const bool has_pairs_alone = elements.size() == 2 && elements.back().word == Word::pair;
    Container container{object, kind, bound.call, elements.size() == 1, has_pairs_alone, !bound.kept};
    // What a mapping is made of first it is a copy of, whatever else is put in.
    const bool begins_whole = !elements.empty() && elements.front().word == Word::double_star;
    for (const Element& it : elements) {
        container.has_one_part = elements.size() == 1 || (begins_whole && &it == elements.data());
        fill(state, container, it);
    }
    if (again) heap_.add_content(state, object, ContentBuilder(before), epoch_of(bound.call));
    return heap_.value_of(object);
}

// NOLINTEND(misc-no-recursion)

void Terms::fill(State& state, const Container& container, const Element& element) {
    const auto [object, kind, call, has_one_part, has_pairs_alone, walks] = container;
    const auto note_copy = [&] {
        if (has_one_part) parts_.ledger.note_copy(state, call, element.value, heap_.value_of(object));
    };
    switch (element.word) {
        case Word::star:
            parts_.displays.extend(state, call, object, element.value);
            if (walks) parts_.walks.whole(state, call, element.value, ValueId{});
            return note_copy();
        case Word::keyword: {
            const NameId attribute = activation_.words.find_or_add(context_.library.name(element.name));
            if (attribute.valid())
                heap_.write(state, object, Slot::attribute(attribute), element.value, true);
            return;
        }
        case Word::double_star:
            if (kind == Kind::instance && !parts_.classes.is_mapping(object)) {
                return parts_.copies.set_attributes(state, object, element.value);
            }
            parts_.displays.merge_mapping(state, call, object, element.value);
            return note_copy();
        case Word::keys: return heap_.write(state, object, Slot::keys(), element.value, false);
        case Word::pair: return fill_values(state, container, element.value);
        case Word::some:
        case Word::repeated: return fill_repeatedly(state, object, element);
        default: {
            const bool in_order = kind == Kind::list || kind == Kind::tuple || kind == Kind::instance;
            return heap_.add_item(state, object, element.value, Shift::keeps_places, in_order, true);
        }
    }
}

// The values of keys of which there may be any number: where they are one object, all slots hold that.
void Terms::fill_values(State& state, const Container& container, const Value& value) {
    heap_.write_item(state, container.object, {}, value, false);
    if (!container.has_pairs_alone || !heap_.only_object(value).valid()) return;
    ContentBuilder content(heap_.content_of(state, container.object));
    content.head().distinct = heap::Distinct::same;
    heap_.set_content(state, container.object, content);
}

void Terms::fill_repeatedly(State& state, ObjectId object, const Element& element) {
    if (element.value.nothing() || faulty(Fault::repeat_is_empty)) return;
    heap_.add_item(state, object, element.value, Shift::keeps_places, false, false);
    const bool is_one = element.word == Word::repeated && heap_.only_object(element.value).valid();
    ContentBuilder content(heap_.content_of(state, object));
    content.head().exact = false;
    content.head().distinct = is_one ? heap::Distinct::same : heap::Distinct::unknown;
    heap_.set_content(state, object, content);
}

// Terms that are worth something by themselves.
Value Terms::simple(State& state, const Term& term, const BoundArguments& bound) {
    const models::Library& library = context_.library;
    const ValueId id = bound.call;
    switch (term.word) {
        case Word::argument: {
            const bool passed = is_passed(term, bound);
            return passed ? *bound.values[term.detail] : Value{};
        }
        case Word::library: return parts_.names.library_member(library.name(term.detail));
        case Word::atom: return heap::atoms(static_cast<Kind>(term.detail));
        case Word::pickled: return heap::atoms(Kind::bytes);
        case Word::number: return heap::atoms(Kind::integer);
        case Word::object:
        case Word::opaque:
        case Word::unpickled: return new_object(state, term, bound);
        case Word::unknown: {
            const Value given = parts_.outside.call(state, id, passed(bound));
            if (sound()) return given;
            const std::uint32_t part = part_of(term, bound);
            const ObjectId object = heap_.objects().made(id, part, Kind::opaque);
            return make(state, {id, part, Kind::opaque}, parts_.outside.content(object, id));
        }
        case Word::caller_globals:
        case Word::caller_locals:
            return sound() ? parts_.outside.call(state, id, std::span<const Value>())
                           : parts_.outside.result(state, id);
        default: return {};
    }
}

Value Terms::new_object(State& state, const Term& term, const BoundArguments& bound) {
    const bool has_class = term.word == Word::object;
    const std::uint32_t class_index =
        has_class ? heap_.objects().class_index({context_.library.name(term.detail), {}}) : 0;
    const models::Class* const known =
        has_class ? context_.library.find_class(context_.library.name(term.detail)) : nullptr;
    const Kind kind = known != nullptr ? known->kind : has_class ? Kind::instance : Kind::opaque;
    const ObjectId object = heap_.objects().made(bound.call, part_of(term, bound), kind, class_index);
    static_cast<void>(activation_.is_made_again(object));
    if (!has_class && sound()) return heap_.join(heap::anything(), heap_.value_of(object));
    heap_.set_content(state, object, parts_.outside.content(object, bound.call));
    return heap_.value_of(object);
}

ValueId Terms::register_of(const Term& term, const BoundArguments& bound) {
    const bool is_argument = term.word == Word::argument && term.detail < bound.registers.size();
    return is_argument ? bound.registers[term.detail] : ValueId{};
}

bool Terms::is_passed(const Term& parameter, const BoundArguments& bound) {
    return parameter.detail < bound.values.size() && bound.values[parameter.detail].has_value();
}

std::vector<Value> Terms::passed(const BoundArguments& bound) {
    std::vector<Value> result;
    for (const auto& it : bound.values) {
        if (it) result.push_back(*it);
    }
    return result;
}

// Of an iterator the term of what it gives; of a callable the term itself.
Value Terms::lazy(State& state, const Term& term, const BoundArguments& bound, Kind kind) {
    ContentBuilder kept;
    for (std::uint32_t index = 0; index < bound.values.size(); ++index) {
        if (bound.values[index]) kept.set(Slot::argument(index), *bound.values[index]);
    }
    const std::uint32_t detail =
        lazy_index(kind == Kind::iterator ? term.first_argument : index_of(term), bound);
    return make(state, {bound.call, part_of(term, bound), kind, 0, detail}, kept);
}

Value Terms::walked_by(const State& state, const Value& iterators) const {
    Value result;
    add_walked(state, iterators, 0, result);
    return result;
}

// `enumerate(zip(xs, ys))`, and hardly ever deeper.
// NOLINTNEXTLINE(misc-no-recursion)
void Terms::add_walked(const State& state, const Value& iterators, std::size_t depth, Value& into) const {
    constexpr std::size_t kDeepestWalk = 4;
    if (depth == kDeepestWalk) return;
    // Joining makes sets, and moves those that are there.
    const auto objects = heap_.objects_of(iterators);
    for (const ObjectId it : std::vector(objects.begin(), objects.end())) {
        const heap::Object& object = heap_.objects()[it];
        const bool is_lazy =
            object.kind == Kind::iterator && object.origin == heap::Origin::site && object.detail != 0;
        if (is_lazy) {
            add_walked(state, lazy_term(it), kept_arguments(state, it, ValueId{}), depth + 1, into);
        } else if (depth > 0) {
            into = heap_.join(into, heap_.value_of(it));
        }
    }
}

// NOLINTNEXTLINE(misc-no-recursion)
void Terms::add_walked(const State& state, const Term& term, const BoundArguments& bound, std::size_t depth,
                       Value& into) const {
    const auto parts = context_.library.arguments_of(term);
    if (term.word == Word::items && parts[0].word == Word::argument) {
        const std::optional<Value>& given = bound.values[parts[0].detail];
        if (given) add_walked(state, *given, depth, into);
        return;
    }
    // Of what the iterator makes of the items, each turn makes another.
    for (const Term& it : parts) add_walked(state, it, bound, depth, into);
}

std::pair<std::uint32_t, std::uint32_t> Terms::lazy_numbers(std::uint32_t detail) const {
    const Lazy& it = lazy_[detail];
    return {static_cast<std::uint32_t>(it.model - context_.library.tables().models.data()), it.term};
}

std::uint32_t Terms::lazy_detail(std::uint32_t model, std::uint32_t term) {
    BoundArguments bound;
    bound.model = &context_.library.tables().models[model];
    return lazy_index(static_cast<std::uint16_t>(term), bound);
}

std::uint32_t Terms::lazy_index(std::uint16_t term, const BoundArguments& bound) {
    for (std::uint32_t index = 1; index < lazy_.size(); ++index) {
        if (lazy_[index].term == term && lazy_[index].model == bound.model) return index;
    }
    lazy_.push_back({bound.model, term});
    return static_cast<std::uint32_t>(lazy_.size() - 1);
}

const Term& Terms::lazy_term(ObjectId object) const {
    return context_.library.term(lazy_[heap_.objects()[object].detail].term);
}

BoundArguments Terms::kept_arguments(const State& state, ObjectId object, ValueId call, Walk walk) const {
    BoundArguments bound;
    bound.walk = walk;
    bound.kept = true;
    bound.model = lazy_[heap_.objects()[object].detail].model;
    bound.call = call;
    bound.values.resize(bound.model->parameter_count);
    bound.registers.resize(bound.model->parameter_count);
    const heap::Content content = heap_.content_of(state, object);
    for (const heap::SlotValue& it : content.slots()) {
        const bool is_argument =
            it.slot.kind() == heap::SlotKind::argument && it.slot.detail() < bound.values.size();
        if (is_argument) bound.values[it.slot.detail()] = it.value;
    }
    return bound;
}

std::uint16_t Terms::index_of(const Term& term) const {
    return static_cast<std::uint16_t>(&term - context_.library.tables().terms.data());
}

// The part under which an instruction keeps what this term makes. `list(map(list, rows))` calls `list` in a
// walk of another `list`.
std::uint32_t Terms::part_of(const Term& term, const BoundArguments& bound) const {
    const std::uint32_t part = bound.guessed ? kGuessedPart : kTermParts + index_of(term);
    return part + parts_.iteration.depth() * kPartsOfWalk;
}

}  // namespace doppelint::analysis
