#pragma once

#include <span>
#include <vector>

#include "analysis/arguments.h"
#include "analysis/part.h"

namespace doppelint::analysis {

/// The terms of the model language that stand for values: what they are worth in a call.
class Terms : public Part {
  public:
    explicit Terms(Parts& parts) : Part(parts) {}

    [[nodiscard]] Value value(State& state, const models::Term& term, const BoundArguments& bound);
    /// The arguments of a call that a model makes.
    [[nodiscard]] Arguments arguments_of(State& state, std::span<const models::Term> parts,
                                         const BoundArguments& bound);
    /// Where the value of the term stood before the call, if anywhere.
    [[nodiscard]] static ValueId register_of(const models::Term& term, const BoundArguments& bound);
    [[nodiscard]] static bool is_passed(const models::Term& parameter, const BoundArguments& bound);
    /// Everything that was passed.
    [[nodiscard]] static std::vector<Value> passed(const BoundArguments& bound);

    /// Iterators and callables that a model makes work out what they give when they are asked. They keep the
    /// arguments, and Object::detail says which term it is.
    struct Lazy {
        const models::Model* model = nullptr;
        std::uint16_t term = 0;
    };
    [[nodiscard]] const models::Term& lazy_term(ObjectId object) const;
    [[nodiscard]] const models::Model& lazy_model(ObjectId object) const {
        return *lazy_[heap_.objects()[object].detail].model;
    }
    /// By Object::detail: the numbers of the model and of the term, and back.
    [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> lazy_numbers(std::uint32_t detail) const;
    [[nodiscard]] std::uint32_t lazy_detail(std::uint32_t model, std::uint32_t term);
    /// The arguments that a lazy object keeps, as they were bound when it was made.
    [[nodiscard]] BoundArguments kept_arguments(const State& state, ObjectId object, ValueId call,
                                                Walk walk = Walk::whole) const;

    /// What lazy iterators among the objects walk over as they go: what is added or taken away there, they
    /// meet. An iterator over iterators walks over what those do.
    [[nodiscard]] Value walked_by(const State& state, const Value& iterators) const;

  private:
    void add_walked(const State& state, const Value& iterators, std::size_t depth, Value& into) const;
    void add_walked(const State& state, const models::Term& term, const BoundArguments& bound,
                    std::size_t depth, Value& into) const;
    [[nodiscard]] Value simple(State& state, const models::Term& term, const BoundArguments& bound);
    [[nodiscard]] Value choice(State& state, const models::Term& term, const BoundArguments& bound);
    [[nodiscard]] Value attribute(State& state, const models::Term& term, const BoundArguments& bound);
    [[nodiscard]] Value item(State& state, const models::Term& term, const BoundArguments& bound);
    [[nodiscard]] Value operation(State& state, const models::Term& term, const BoundArguments& bound);
    [[nodiscard]] Value array_view(State& state, const models::Term& term, const BoundArguments& bound);
    [[nodiscard]] Value view(State& state, const models::Term& term, const BoundArguments& bound);
    [[nodiscard]] Value new_object(State& state, const models::Term& term, const BoundArguments& bound);
    [[nodiscard]] Value container(State& state, const models::Term& term, const BoundArguments& bound,
                                  Kind kind);
    /// An argument of a term that makes a container, worked out.
    struct Element {
        models::Word word = models::Word::argument;
        Value value;
        std::uint32_t name = 0;
    };
    [[nodiscard]] std::vector<Element> elements_of(State& state, const models::Term& term,
                                                   const BoundArguments& bound);
    /// An item of each of some sources, or any, where it is not known how many they are.
    struct Each {
        std::vector<Value> in_order;
        Value any;
    };
    [[nodiscard]] Each each(State& state, const Value& sources, const BoundArguments& bound);
    /// A container that is being made.
    struct Container {
        ObjectId object;
        Kind kind = Kind::opaque;
        ValueId call;
        bool has_one_part = false;
        bool has_pairs_alone = false;  ///< one `pair`, and nothing besides
        bool walks = true;             ///< what it takes in it walks now
    };
    void fill(State& state, const Container& container, const Element& element);
    void fill_values(State& state, const Container& container, const Value& value);
    void fill_repeatedly(State& state, ObjectId object, const Element& element);
    [[nodiscard]] Value any_number_of(State& state, const models::Term& term, const BoundArguments& bound);
    [[nodiscard]] Value lazy(State& state, const models::Term& term, const BoundArguments& bound, Kind kind);
    [[nodiscard]] std::uint32_t lazy_index(std::uint16_t term, const BoundArguments& bound);
    [[nodiscard]] std::uint16_t index_of(const models::Term& term) const;
    [[nodiscard]] std::uint32_t part_of(const models::Term& term, const BoundArguments& bound) const;

    std::vector<Lazy> lazy_{1};  ///< by Object::detail; the first is none
};

}  // namespace doppelint::analysis
