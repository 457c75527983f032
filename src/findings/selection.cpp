#include "findings/selection.h"

#include <algorithm>
#include <limits>

namespace doppelint::findings {
namespace {

constexpr std::string_view kEverything = "ALL";
constexpr std::string_view kAnyCode = "DPL";
constexpr std::size_t kNobody = std::numeric_limits<std::size_t>::max();

std::vector<Rule> with_housekeeping() {
    std::vector<Rule> result{kUnusedSuppression, kSyntaxError};
    result.insert(result.end(), rules().begin(), rules().end());
    return result;
}

std::optional<std::size_t> place_of(std::string_view code) {
    const auto all = all_rules();
    const auto found = std::ranges::lower_bound(all, code, {}, &Rule::code);
    if (found == all.end() || found->code != code) return std::nullopt;
    return static_cast<std::size_t>(found - all.begin());
}

// How wide the narrowest of the selectors is that cover the rule.
std::size_t narrowest(const std::vector<RuleSelector>& selectors, const Rule& rule) {
    std::size_t least = kNobody;
    for (const RuleSelector& it : selectors) {
        if (it.covers(rule)) least = std::min(least, it.width());
    }
    return least;
}

void append(std::vector<RuleSelector>& into, const std::vector<RuleSelector>& from) {
    into.insert(into.end(), from.begin(), from.end());
}

}  // namespace

std::span<const Rule> all_rules() {
    static const std::vector<Rule> all = with_housekeeping();
    return all;
}

std::optional<RuleSelector> RuleSelector::find(std::string_view word) {
    if (word == kEverything) word = kAnyCode;
    for (const Rule& rule : all_rules()) {
        std::optional<RuleSelector> found;
        if (word.starts_with(kAnyCode) && rule.code.starts_with(word)) {
            found = RuleSelector(Field::code, rule.code.substr(0, word.size()));
        } else if (rule.name == word) {
            found = RuleSelector(Field::name, rule.name);
        } else if (rule.family == word) {
            found = RuleSelector(Field::family, rule.family);
        } else {
            continue;
        }
        const auto covered = [&](const Rule& it) { return found->covers(it); };
        found->width_ = static_cast<std::size_t>(std::ranges::count_if(all_rules(), covered));
        return found;
    }
    return std::nullopt;
}

bool RuleSelector::covers(const Rule& rule) const {
    if (field_ == Field::code) return rule.code.starts_with(text_);
    return (field_ == Field::name ? rule.name : rule.family) == text_;
}

std::vector<std::string_view> selector_words() {
    std::vector<std::string_view> result{kEverything};
    for (const Rule& rule : all_rules()) {
        result.push_back(rule.code);
        result.push_back(rule.name);
        if (std::ranges::find(result, rule.family) == result.end()) result.push_back(rule.family);
    }
    return result;
}

RuleSet RuleSet::all() {
    RuleSet result;
    for (const Rule& rule : all_rules()) result.add(rule);
    return result;
}

bool RuleSet::has(std::string_view code) const {
    const auto place = place_of(code);
    return place && members_[*place];
}

void RuleSet::add(const Rule& rule) {
    if (const auto place = place_of(rule.code)) members_.set(*place);
}

void RuleSet::remove(const RuleSelector& selector) {
    for (std::size_t place = 0; place < all_rules().size(); ++place) {
        if (selector.covers(all_rules()[place])) members_.reset(place);
    }
}

RuleSet selected(std::span<const SelectionLayer> layers) {
    std::vector<RuleSelector> select{*RuleSelector::find(kEverything)};
    std::vector<RuleSelector> ignore;
    for (const SelectionLayer& layer : layers) {
        if (layer.select) {
            select = *layer.select;
            ignore.clear();
        }
        append(select, layer.extend_select);
        append(ignore, layer.ignore);
    }
    RuleSet result;
    for (const Rule& rule : all_rules()) {
        const std::size_t against = narrowest(ignore, rule);
        const bool always = rule.code == kSyntaxError.code && against == kNobody;
        if (always || narrowest(select, rule) < against) result.add(rule);
    }
    return result;
}

}  // namespace doppelint::findings
