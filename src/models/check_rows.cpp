#include "models/check_rows.h"

#include <algorithm>
#include <map>
#include <string>

#include "models/quoted.h"

namespace doppelint::models {
namespace {

constexpr std::string_view kBuiltins = "builtins";

/// Whether two rows of one name speak of the same version of Python and of their library. Rows of one library
/// lie one after the other, so their ranges are the same or have no version in common.
template <class Row>
bool overlap(const Row& left, const Row& right) {
    if (left.library == right.library) return left.versions.meets(right.versions);
    return left.library.meets(right.library);
}

class RowChecker {
  public:
    RowChecker(const Pools& pools, const Library& base, const RowPlaces& places,
               std::vector<ModelError>& errors)
        : pools_(pools), base_(base), places_(places), errors_(errors) {
        for (const Class& it : pools.classes) classes_.emplace(it.name, &it);
    }

    void check() {
        overlaps(pools_.models, places_.models);
        overlaps(pools_.classes, places_.classes);
        overlaps(pools_.constants, places_.constants);
        for (std::size_t i = 0; i < pools_.models.size(); ++i)
            check_model(pools_.models[i], places_.models[i]);
        for (std::size_t i = 0; i < pools_.classes.size(); ++i)
            check_class(pools_.classes[i], places_.classes[i]);
        for (std::size_t i = 0; i < pools_.constants.size(); ++i) {
            const Constant& it = pools_.constants[i];
            if (!is_of_module(it.name, places_.constants[i].module))
                complain_of_name(it.name, places_.constants[i]);
            check_mentions(pools_.terms[it.value], places_.constants[i]);
        }
        if (!pools_.fits()) errors_.push_back({{}, 0, "there are more models than 16 bits can number"});
    }

  private:
    /// Rows of one name, in the order of the files.
    template <class Row>
    void overlaps(const std::vector<Row>& rows, const std::vector<RowPlace>& places) {
        std::map<std::string_view, std::vector<std::size_t>> seen;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            for (const std::size_t other : seen[rows[i].name]) {
                if (!overlap(rows[i], rows[other])) continue;
                complain(places[i], quoted(rows[i].name) + " is described twice for some version, first at " +
                                        std::string(places[other].path) + ":" +
                                        std::to_string(places[other].line));
                break;
            }
            seen[rows[i].name].push_back(i);
        }
    }

    void check_model(const Model& model, const RowPlace& place) {
        const bool is_constructor = find_class(model.name) != nullptr;
        const std::string_view owner =
            model.name.substr(0, std::min(model.name.rfind('.'), model.name.size()));
        const bool is_method = owner.size() < model.name.size() && find_class(owner) != nullptr;
        if (!is_constructor && !is_method && !is_of_module(model.name, place.module))
            complain_of_name(model.name, place);
        check_mentions(pools_.terms[model.result], place);
        for (std::uint16_t i = 0; i < model.effect_count; ++i) {
            check_mentions(pools_.terms[model.first_effect + i], place);
        }
    }

    void check_class(const Class& it, const RowPlace& place) {
        if (place.module != kBuiltins && !is_of_module(it.name, place.module))
            complain_of_name(it.name, place);
        std::size_t steps = 0;
        const Class* at = &it;
        for (; at != nullptr && !at->base.empty() && steps <= classes_.size(); ++steps) {
            const Class* base = find_class(at->base);
            if (base == nullptr && at == &it) complain(place, "no row describes the base " + quoted(it.base));
            at = base;
        }
        if (steps > classes_.size()) complain(place, quoted(it.name) + " is its own base");
    }

    /// Classes of which a term makes instances.
    void check_mentions(const Term& root, const RowPlace& place) {
        std::vector<Term> pending{root};
        while (!pending.empty()) {
            const Term term = pending.back();
            pending.pop_back();
            const bool makes_instance = term.word == Word::instance || term.word == Word::object;
            if (makes_instance && find_class(pools_.names[term.detail]) == nullptr) {
                complain(place, "no row describes the class " + quoted(pools_.names[term.detail]));
            }
            const auto arguments = std::span(pools_.terms).subspan(term.first_argument, term.argument_count);
            pending.insert(pending.end(), arguments.begin(), arguments.end());
        }
    }

    [[nodiscard]] const Class* find_class(std::string_view name) const {
        const auto found = classes_.find(name);
        return found != classes_.end() ? found->second : base_.find_class(name);
    }

    /// Whether the name is the module's with one more word.
    static bool is_of_module(std::string_view name, std::string_view module) {
        return name.size() > module.size() + 1 && name.starts_with(module) && name[module.size()] == '.' &&
               name.find('.', module.size() + 1) == std::string_view::npos;
    }

    void complain_of_name(std::string_view name, const RowPlace& place) {
        complain(place, quoted(name) + " is neither in the module " + quoted(place.module) +
                            " nor a method of a class that a row describes");
    }

    void complain(const RowPlace& place, std::string message) {
        errors_.push_back({std::string(place.path), place.line, std::move(message)});
    }

    const Pools& pools_;
    const Library& base_;
    const RowPlaces& places_;
    std::vector<ModelError>& errors_;
    std::map<std::string_view, const Class*> classes_;
};

}  // namespace

void check_rows(const Pools& pools, const Library& base, const RowPlaces& places,
                std::vector<ModelError>& errors) {
    RowChecker(pools, base, places, errors).check();
}

}  // namespace doppelint::models
