#include "analysis/classes.h"

#include <array>

#include "analysis/parts.h"

namespace doppelint::analysis {

using heap::Origin;

std::string_view Classes::method_class(ObjectId id) const {
    const heap::Object& object = heap_.objects()[id];
    const std::string_view library = heap_.objects().class_of(id).library;
    // What `super()` has are methods of the object that it was made for.
    if (!library.empty()) return library == "super" ? std::string_view() : library;
    switch (object.kind) {
        case Kind::list:
        case Kind::dict:
        case Kind::set:
        case Kind::tuple:
        case Kind::frozenset:
        case Kind::bytearray:
        case Kind::iterator:
        case Kind::generator: return models::name_of(object.kind);
        case Kind::view: {
            constexpr std::array<std::string_view, 5> kNames{"dict_keys", "dict_values", "dict_items",
                                                             "mappingproxy", "memoryview"};
            return kNames[object.detail];
        }
        case Kind::instance: return object.origin == Origin::external ? class_of_constant(id) : "";
        default: return {};
    }
}

std::string_view Classes::class_of_constant(ObjectId external) const {
    const models::Constant* const known =
        context_.library.find_constant(heap_.objects().external_name(external), context_.versions);
    if (known == nullptr) return {};
    const models::Term& term = context_.library.term(known->value);
    switch (term.word) {
        case models::Word::instance:
        case models::Word::object: return context_.library.name(term.detail);
        default: return {};
    }
}

bool Classes::is_mapping(ObjectId id) const {
    for (std::string_view name = method_class(id); !name.empty();) {
        if (name == "dict" || name == "collections.UserDict" || name == "os._Environ" ||
            name == "collections.ChainMap")
            return true;
        const models::Class* const known = context_.library.find_class(name);
        name = known != nullptr ? known->base : std::string_view();
    }
    return false;
}

bool Classes::is_rigid(ObjectId id) const {
    const Kind kind = heap_.objects()[id].kind;
    if (kind == Kind::dict || kind == Kind::set || is_mapping(id)) return true;
    for (std::string_view name = method_class(id); !name.empty();) {
        const models::Class* const known = context_.library.find_class(name);
        if (known == nullptr || known->is_rigid) return known != nullptr;
        name = known->base;
    }
    return false;
}

bool Classes::walks_copy(ObjectId id) const {
    for (std::string_view name = method_class(id); !name.empty();) {
        const models::Class* const known = context_.library.find_class(name);
        if (known == nullptr || known->walks_copy) return known != nullptr;
        name = known->base;
    }
    return false;
}

bool Classes::has_library_class(ObjectId object) const {
    return !heap_.objects().class_of(object).library.empty();
}

bool Classes::has_library_name(ObjectId object) const {
    constexpr std::size_t kLongestName = 200;
    return heap_.objects()[object].origin == Origin::external &&
           heap_.objects().external_name(object).size() < kLongestName;
}

}  // namespace doppelint::analysis
