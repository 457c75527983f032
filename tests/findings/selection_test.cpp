#include "findings/selection.h"

#include <string>

#include <gtest/gtest.h>

namespace doppelint::findings {
namespace {

RuleSelector meant_by(std::string_view word) {
    return RuleSelector::find(word).value();
}

std::vector<RuleSelector> meant_by(std::initializer_list<std::string_view> words) {
    std::vector<RuleSelector> result;
    for (const std::string_view word : words) result.push_back(meant_by(word));
    return result;
}

std::string codes_of(const RuleSet& rules) {
    std::string result;
    for (const Rule& rule : all_rules()) {
        if (rules.has(rule.code)) result.append(result.empty() ? "" : " ").append(rule.code.substr(3));
    }
    return result;
}

std::string covered_by(std::string_view word) {
    RuleSet rules;
    for (const Rule& rule : all_rules()) {
        if (meant_by(word).covers(rule)) rules.add(rule);
    }
    return codes_of(rules);
}

TEST(RuleSelector, IsACodeOrItsBeginning) {
    EXPECT_EQ(covered_by("DPL301"), "301");
    EXPECT_EQ(covered_by("DPL2"), "201 202 203 204");
    EXPECT_EQ(covered_by("DPL70"), "701 702 703");
    EXPECT_EQ(covered_by("ALL"), codes_of(RuleSet::all()));
    EXPECT_EQ(covered_by("DPL"), codes_of(RuleSet::all()));
}

TEST(RuleSelector, IsANameOrAFamily) {
    EXPECT_EQ(covered_by("shallow-copy-changed"), "301");
    EXPECT_EQ(covered_by("ownership"), "201 202 203 204");
    EXPECT_EQ(covered_by("housekeeping"), "001 002");
}

TEST(RuleSelector, IsNothingElse) {
    for (const std::string_view word : {"", "D", "dpl301", "DPL301 ", "DPL9", "DPL3011", "shallow", "all"})
        EXPECT_FALSE(RuleSelector::find(word)) << word;
}

TEST(Selection, IsEverythingUnlessSomethingIsSaid) {
    EXPECT_EQ(selected({}), RuleSet::all());
    EXPECT_EQ(selected(std::vector<SelectionLayer>{{}, {}}), RuleSet::all());
}

TEST(Selection, LeavesOutWhatIsIgnored) {
    const SelectionLayer layer{meant_by({"DPL2", "DPL30"}), {}, meant_by({"DPL204", "live-view", "DPL301"})};
    EXPECT_EQ(codes_of(selected(std::vector{layer})), "002 201 202 203 302 303 304 305 306");
}

TEST(Selection, TellsWhatIsNoPythonUnlessThatIsIgnored) {
    EXPECT_EQ(codes_of(selected(std::vector<SelectionLayer>{{meant_by({"DPL301"}), {}, {}}})), "002 301");
    EXPECT_EQ(
        codes_of(selected(std::vector<SelectionLayer>{{meant_by({"DPL301"}), {}, meant_by({"DPL002"})}})),
        "301");
}

TEST(Selection, FollowsTheNarrowestWord) {
    const SelectionLayer narrow_select{meant_by({"ALL", "DPL301"}), {}, meant_by({"copies"})};
    EXPECT_TRUE(selected(std::vector{narrow_select}).has("DPL301"));
    EXPECT_FALSE(selected(std::vector{narrow_select}).has("DPL302"));
    const SelectionLayer equal{meant_by({"DPL301"}), {}, meant_by({"DPL301"})};
    EXPECT_FALSE(selected(std::vector{equal}).has("DPL301"));
}

TEST(Selection, BeginsAnewWhereALayerSelects) {
    const SelectionLayer project{meant_by({"DPL1"}), meant_by({"DPL601"}), meant_by({"DPL101"})};
    const SelectionLayer adds{{}, meant_by({"DPL101"}), meant_by({"DPL1"})};
    EXPECT_EQ(codes_of(selected(std::vector{project, adds})), "002 601");
    const SelectionLayer anew{meant_by({"DPL101"}), {}, {}};
    EXPECT_EQ(codes_of(selected(std::vector{project, anew})), "002 101");
}

}  // namespace
}  // namespace doppelint::findings
