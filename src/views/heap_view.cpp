#include "views/heap_view.h"

#include <algorithm>

#include "views/pairs.h"
#include "views/picture.h"
#include "views/scene.h"
#include "views/statements.h"

namespace doppelint::views {
namespace {

using analysis::Change;
using analysis::IdentityFact;
using analysis::Verdict;
using program::FunctionKind;
using program::Instruction;
using program::Opcode;

std::string_view word_for(Verdict verdict, bool negated) {
    switch (verdict) {
        case Verdict::always_true: return negated ? "false" : "true";
        case Verdict::always_false: return negated ? "true" : "false";
        case Verdict::implementation: return "implementation";
        case Verdict::meaningful: break;
    }
    return "meaningful";
}

template <class Item>
void sort_and_unite(std::vector<Item>& items) {
    std::ranges::sort(items);
    const auto rest = std::ranges::unique(items);
    items.erase(rest.begin(), rest.end());
}

std::vector<std::string_view> names_of(analysis::Assumptions assumptions) {
    std::vector<std::string_view> names;
    for (std::uint32_t at = 0; at < static_cast<std::uint32_t>(heap::Assumption::count); ++at) {
        const auto it = static_cast<heap::Assumption>(at);
        if (assumptions.has(it)) names.push_back(heap::name_of(it));
    }
    return names;
}

/// Draws the statements of one function whose analysis is done.
class Drawing {
  public:
    Drawing(const Unit& unit, Interpreter& interpreter, const PictureLimits& limits)
        : unit_(unit),
          interpreter_(interpreter),
          limits_(limits),
          function_(interpreter.function()),
          instructions_(unit.module.instructions_of(function_)),
          statements_(unit, function_id(unit, function_)),
          facts_(statements_.all().size()) {
        sort_facts();
    }

    std::vector<StatementView> run() {
        if (interpreter_.gave_up()) return without_knowledge();
        const KnownSlots known_slots(interpreter_.heap().objects());
        const CopiesMade copies(interpreter_.facts(), interpreter_.heap());
        Numbering numbering;
        Studio studio{unit_, interpreter_, known_slots, copies, numbering};
        Scenes scenes(unit_, interpreter_, statements_);
        std::vector<StatementView> result;
        for (std::uint32_t at = 0; at < statements_.all().size(); ++at) {
            result.push_back(framed(StatementId{at}));
            if (std::optional<Scene> scene = scenes.of(StatementId{at})) {
                draw(result.back(), studio, *scene, scenes, StatementId{at});
            } else {
                result.back().assumptions = names_of(interpreter_.all_assumptions());
            }
        }
        return result;
    }

  private:
    /// What the facts say of one statement.
    struct FactsOf {
        std::vector<const Change*> changes;
        std::vector<const IdentityFact*> identities;
        std::vector<ValueId> effects;  ///< instructions that may change an operand
        bool branches = false;
    };

    static program::FunctionId function_id(const Unit& unit, const program::Function& function) {
        return program::FunctionId{static_cast<std::uint32_t>(&function - unit.module.functions.data())};
    }

    void sort_facts() {
        const auto facts_at = [&](ValueId id) {
            const StatementId owner = statements_.owner_of(instructions_[id.index()].node);
            return owner.valid() ? &facts_[owner.index()] : nullptr;
        };
        for (const Change& it : interpreter_.facts().changes) {
            if (FactsOf* const facts = facts_at(it.event)) facts->changes.push_back(&it);
        }
        for (const IdentityFact& it : interpreter_.facts().identities) {
            if (FactsOf* const facts = facts_at(it.comparison)) facts->identities.push_back(&it);
        }
        for (std::uint32_t at = 0; at < instructions_.size(); ++at) {
            FactsOf* const facts = facts_at(ValueId{at});
            if (facts == nullptr) continue;
            switch (instructions_[at].opcode) {
                case Opcode::branch:
                case Opcode::iterate: facts->branches = true; break;
                case Opcode::set_attribute:
                case Opcode::delete_attribute:
                case Opcode::set_item:
                case Opcode::delete_item:
                case Opcode::in_place:
                case Opcode::call: facts->effects.emplace_back(at); break;
                default: break;
            }
        }
    }

    [[nodiscard]] StatementView framed(StatementId id) const {
        const Statement& it = statements_[id];
        StatementView view;
        view.begin = unit_.begin_of(it.shown);
        view.end = unit_.end_of(it.node);
        for (const IdentityFact* fact : facts_[id.index()].identities) {
            const Instruction& compare = instructions_[fact->comparison.index()];
            const bool negated =
                static_cast<program::Comparison>(compare.detail) == program::Comparison::is_not;
            view.comparisons.push_back(
                {unit_.begin_of(compare.node), unit_.end_of(compare.node), word_for(fact->verdict, negated)});
        }
        std::ranges::sort(view.comparisons, {}, &ComparisonView::begin);
        return view;
    }

    void draw(StatementView& view, Studio& studio, Scene& scene, const Scenes& scenes, StatementId id) {
        view.reachable = true;
        Picture picture(studio, scene, scenes.dotted_names());
        for (const Scene::Name& it : picture.names())
            view.names.push_back({it.text, picture.numbers_of(it.value)});
        Pairs pairs = pairs_of(picture, interpreter_.heap(), limits_);
        view.must = std::move(pairs.must);
        view.may = std::move(pairs.may);
        analysis::Assumptions assumptions = scene.state.assumptions;
        view.is_cut = pairs.is_cut;
        if (pairs.is_cut) assumptions |= heap::Assumption::limit;
        view.assumptions = names_of(assumptions);
        add_changes(view, studio, picture, id, scenes.exposes(id));
        view.objects = picture.objects();
    }

    void add_changes(StatementView& view, Studio& studio, Picture& picture, StatementId id, bool exposes) {
        const FactsOf& facts = facts_[id.index()];
        for (const Change* it : facts.changes) {
            if (interpreter_.heap().objects()[it->object].kind == models::Kind::cell) continue;
            view.changes.push_back(picture.number_of(it->object));
            if (it->must && !facts.branches) view.must_change.push_back(view.changes.back());
        }
        if (exposes) {
            for (const ObjectId it : picture.object_ids()) {
                const heap::Object& object =
                    interpreter_.heap().objects()[interpreter_.heap().objects().root(it)];
                if (object.origin != heap::Origin::site) view.changes.push_back(picture.number_of(it));
            }
        }
        if (exposes || reaches_anything(facts)) view.changes.push_back(studio.numbering.of({}));
        sort_and_unite(view.changes);
        sort_and_unite(view.must_change);
    }

    [[nodiscard]] bool reaches_anything(const FactsOf& facts) const {
        return std::ranges::any_of(facts.effects, [&](ValueId id) {
            const BlockId block = interpreter_.plan().block_of(id);
            if (!block.valid() || !interpreter_.reached(block)) return false;
            return std::ranges::any_of(
                unit_.module.operands_of(instructions_[id.index()]), [&](ValueId operand) {
                    return operand.valid() && interpreter_.value_at(block, operand).is_any();
                });
        });
    }

    // Nothing is known of any name, so that each may be what any other is.
    std::vector<StatementView> without_knowledge() {
        std::vector<std::string> names;
        for (const Instruction& it : instructions_) {
            if (const std::optional<std::string> name = name_in(it)) names.push_back(*name);
        }
        sort_and_unite(names);
        if (names.size() > limits_.paths) names.resize(limits_.paths);
        std::vector<StatementView> result;
        for (std::uint32_t at = 0; at < statements_.all().size(); ++at) {
            StatementView& view = result.emplace_back(framed(StatementId{at}));
            view.reachable = true;
            view.assumptions = names_of(heap::Assumption::limit);
            ObjectView& any = view.objects.emplace_back();
            any.number = 1;
            any.kind = models::name_of(models::Kind::opaque);
            any.is_mutable = true;
            ObjectView& unbound = view.objects.emplace_back();
            unbound.number = 2;
            unbound.kind = "const";
            unbound.type = models::name_of(models::Kind::unbound);
            view.changes = {1};
            for (std::size_t one = 0; one < names.size(); ++one) {
                view.names.push_back({names[one], {1, 2}});
                for (std::size_t other = one + 1; other < names.size(); ++other) {
                    view.may.push_back({names[one], names[other]});
                }
            }
        }
        return result;
    }

    [[nodiscard]] std::optional<std::string> name_in(const Instruction& it) const {
        std::string_view text;
        switch (it.opcode) {
            case Opcode::parameter:
                text = unit_.module.text(unit_.module.parameters_of(function_)[it.payload].name);
                break;
            case Opcode::capture:
                text = unit_.module.text(unit_.module.captures_of(function_)[it.payload].name);
                break;
            case Opcode::bind:
            case Opcode::make_cell:
            case Opcode::store_global:
            case Opcode::load_global:
            case Opcode::store_local_name: text = unit_.module.text(NameId{it.payload}); break;
            default: return std::nullopt;
        }
        if (text.empty() || text.front() == '.') return std::nullopt;
        return std::string(text);
    }

    const Unit& unit_;
    Interpreter& interpreter_;
    const PictureLimits& limits_;
    const program::Function& function_;
    std::span<const Instruction> instructions_;
    Statements statements_;
    std::vector<FactsOf> facts_;
};

}  // namespace

FunctionView heap_view(const Unit& unit, program::FunctionId id, std::string name,
                       const analysis::Context& context, const PictureLimits& limits) {
    FunctionView view;
    view.name = std::move(name);
    const FunctionKind kind = unit.module.function(id).kind;
    if (kind == FunctionKind::annotations || kind == FunctionKind::type_scope) return view;
    view.is_expression = kind == FunctionKind::lambda || kind == FunctionKind::generator_expression;
    Arena arena;
    Interpreter interpreter(context, id, arena);
    interpreter.run();
    view.statements = Drawing(unit, interpreter, limits).run();
    return view;
}

std::vector<program::FunctionId> functions_around(const Unit& unit, std::uint32_t line) {
    std::vector<program::FunctionId> found;
    for (std::uint32_t at = 0; at < unit.module.functions.size(); ++at) {
        const program::Function& it = unit.module.functions[at];
        const bool has_statements = it.kind == FunctionKind::function || it.kind == FunctionKind::class_body;
        const bool is_around =
            has_statements && unit.begin_of(it.node).line <= line && line <= unit.end_of(it.node).line;
        if (at == 0 || is_around) found.emplace_back(at);
    }
    std::ranges::reverse(found);
    return found;
}

const StatementView* statement_at(const FunctionView& function, std::uint32_t line) {
    const StatementView* found = nullptr;
    for (const StatementView& it : function.statements) {
        if (it.begin.line <= line) found = &it;
    }
    return found;
}

}  // namespace doppelint::views
