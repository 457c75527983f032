#pragma once

#include <bitset>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "findings/rule.h"

namespace doppelint::findings {

/// Every rule that a finding may be of: those with a page, and what a file itself may have wrong. By codes.
[[nodiscard]] std::span<const Rule> all_rules();

/// Which rules people mean by one word: `ALL` or `DPL`, a family by its name or the beginning of its codes
/// (`shared`, `DPL1`, `DPL10`), a rule by its code or name.
class RuleSelector {
  public:
    /// None where the word stands for no rule.
    [[nodiscard]] static std::optional<RuleSelector> find(std::string_view word);

    [[nodiscard]] bool covers(const Rule& rule) const;
    /// Of two that cover a rule the narrower one decides.
    [[nodiscard]] std::size_t width() const { return width_; }
    /// A word for it.
    [[nodiscard]] std::string_view word() const { return text_; }

  private:
    enum class Field : std::uint8_t { code, name, family };
    RuleSelector(Field field, std::string_view text) : field_(field), text_(text) {}

    Field field_ = Field::code;
    std::string_view text_;  ///< of a code its beginning; of the rule itself, or literal
    std::size_t width_ = 0;  ///< how many rules it covers
};

/// Every word that stands for some rule, for people who misspelt one.
[[nodiscard]] std::vector<std::string_view> selector_words();

/// Some of the rules that there are.
class RuleSet {
  public:
    RuleSet() = default;
    [[nodiscard]] static RuleSet all();

    [[nodiscard]] bool has(std::string_view code) const;
    void add(const Rule& rule);
    void remove(const RuleSelector& selector);
    bool operator==(const RuleSet&) const = default;

  private:
    static constexpr std::size_t kMostRules = 128;
    std::bitset<kMostRules> members_;  ///< by the place in all_rules()
};

/// What one configuration, or the command line, says of the rules that are reported.
struct SelectionLayer {
    std::optional<std::vector<RuleSelector>> select;  ///< in place of all that was said before
    std::vector<RuleSelector> extend_select;
    std::vector<RuleSelector> ignore;
};

/// The rules that are reported when `layers` speak one after the other; all, where none selects. Within what
/// counts, the narrowest selector decides, and `ignore` among equals. What is no Python is told unless it is
/// ignored.
[[nodiscard]] RuleSet selected(std::span<const SelectionLayer> layers);

}  // namespace doppelint::findings
