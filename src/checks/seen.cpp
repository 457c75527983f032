#include "checks/seen.h"

#include <utility>

#include "checks/wording.h"

namespace doppelint::checks {
namespace {

using analysis::Claim;

constexpr int kMostSteps = 4;

/// Puts facts into sentences.
class Sentences {
  public:
    explicit Sentences(const Subject& subject) : subject_(subject), wording_(subject.file) {}

    std::vector<Seen> take() && {
        for (const analysis::Change& it : subject_.facts().changes) add_change(it);
        for (std::size_t at = 0; at < subject_.facts().claims.size(); ++at) add_claim(at);
        for (const analysis::IdentityFact& it : subject_.facts().identities) add_identity(it);
        for (const analysis::IteratorWalk& it : subject_.facts().walks) add_walk(it);
        for (const analysis::LateBinding& it : subject_.facts().late_bindings) {
            const std::string name(subject_.file.module.text(it.name));
            add(it.made, "this function outlives the turn of its loop and reads `" + name +
                             "`, which later turns bind anew");
        }
        for (const MutableDefault& it : subject_.defaults) {
            const program::Parameter& parameter =
                subject_.file.module.parameters_of(subject_.function())[it.parameter];
            result_.push_back({it.node, "the default of `" +
                                            std::string(subject_.file.module.text(parameter.name)) +
                                            "` can change, and is made once"});
        }
        return std::move(result_);
    }

  private:
    void add(ValueId at, std::string text) {
        if (at.valid() && subject_.node_of(at)) result_.push_back({subject_.node_of(at), std::move(text)});
    }
    [[nodiscard]] std::string words(ValueId at) const {
        return "`" + wording_.expression(subject_.node_of(at)).text() + "`";
    }

    // "the list that `[]` makes", "an item of what `rows` was given".
    [[nodiscard]] std::string described(ObjectId id) const {
        std::string prefix;
        for (int step = 0; step < kMostSteps; ++step) {
            const heap::Object& object = subject_.object(id);
            switch (object.origin) {
                case heap::Origin::site: {
                    const NodeId node = subject_.node_of(ValueId{object.site});
                    prefix.append("the ").append(Wording::kind(object.kind).text());
                    if (node)
                        prefix.append(" that `").append(wording_.expression(node).text()).append("` makes");
                    return prefix;
                }
                case heap::Origin::parameter:
                    return prefix + "what the caller passes for " + parameter(object.site);
                case heap::Origin::variable: return prefix + "a variable";
                case heap::Origin::external:
                    return prefix + "`" + std::string(subject_.any_caller.heap.objects().external_name(id)) +
                           "`";
                case heap::Origin::child:
                    prefix += step_to(object);
                    id = object.parent;
                    break;
            }
        }
        return prefix + "something further away";
    }
    [[nodiscard]] std::string step_to(const heap::Object& object) const {
        if (object.slot.kind() == heap::SlotKind::attribute) {
            return "attribute `" + std::string(subject_.any_caller.words.text(NameId{object.slot.detail()})) +
                   "` of ";
        }
        return object.slot.kind() == heap::SlotKind::content ? "what is held by " : "something in ";
    }
    [[nodiscard]] std::string parameter(std::uint32_t index) const {
        const auto all = subject_.file.module.parameters_of(subject_.function());
        if (index >= all.size()) return "a parameter";
        return "`" + std::string(subject_.file.module.text(all[index].name)) + "`";
    }

    void add_change(const analysis::Change& it) {
        if (!it.event.valid() || !subject_.node_of(it.event)) return;
        std::string text = "`" + wording_.action(subject_.at(it.event)).text() +
                           (it.must ? "` changes " : "` may change ") + described(it.object);
        for (std::size_t at = 0; at < static_cast<std::size_t>(heap::Assumption::count); ++at) {
            const auto assumption = static_cast<heap::Assumption>(at);
            if (it.assumptions.has(assumption))
                text += "; assumed: " + std::string(heap::description_of(assumption));
        }
        add(it.event, std::move(text));
    }

    void add_claim(std::size_t at) {
        const Claim& claim = subject_.facts().claims[at];
        if (!claim.where.valid() || !subject_.node_of(claim.where)) return;
        std::string text = words(claim.where) + claim_of(claim);
        bool is_broken = false;
        for (const analysis::Broken& it : subject_.facts().broken) {
            if (it.obligation.claim.index() != at) continue;
            is_broken = true;
            add(it.obligation.event, words(it.obligation.event) + " breaks what " + words(claim.where) +
                                         " promises, and " +
                                         (it.observation.valid() ? words(it.observation) + " shows it"
                                                                 : std::string("the caller sees it")));
        }
        add(claim.where,
            text + (is_broken ? "; a change breaks that" : "; no change that anybody sees breaks that"));
    }
    [[nodiscard]] static std::string claim_of(const Claim& claim) {
        switch (claim.shape) {
            case Claim::Shape::pair:
                return " is a copy, and what it shares with its source is to stay as it is";
            case Claim::Shape::binding: return " is kept under a name that says: as it is now";
            case Claim::Shape::region: return " is walked, and is to stay as it is meanwhile";
        }
        return {};
    }

    void add_identity(const analysis::IdentityFact& it) {
        add(it.comparison, "whether both sides are one object: " + verdict_of(it));
    }
    [[nodiscard]] static std::string verdict_of(const analysis::IdentityFact& it) {
        const std::string reason(heap::sentence_of(it.reason));
        switch (it.verdict) {
            case analysis::Verdict::always_true: return "always, for " + reason;
            case analysis::Verdict::always_false: return "never, for " + reason;
            case analysis::Verdict::implementation: return "that is for each Python to say, for " + reason;
            case analysis::Verdict::meaningful: break;
        }
        return "the program decides, so it is a fair question";
    }

    void add_walk(const analysis::IteratorWalk& it) {
        if (!it.known) return;
        add(it.where, it.ended.valid()
                          ? "walks over what " + words(it.ended) + " walked to its end before"
                          : "walks over something that can be walked once, and no earlier walk of "
                            "it came to its end");
    }

    const Subject& subject_;
    Wording wording_;
    std::vector<Seen> result_;
};

}  // namespace

std::vector<Seen> seen_in(const Subject& subject) {
    return Sentences(subject).take();
}

}  // namespace doppelint::checks
