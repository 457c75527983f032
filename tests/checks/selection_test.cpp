#include "checks/selection.h"

#include <gtest/gtest.h>

#include "checks/snippet.h"

namespace doppelint::checks {
namespace {

using findings::Confidence;

constexpr findings::Rule kSpecific{"DPL101", "specific", findings::Severity::warning, "", "", 1, ""};
constexpr findings::Rule kGeneral{"DPL201", "general", findings::Severity::warning, "", "", 6, ""};

Draft draft(const findings::Rule& rule, std::uint32_t node, std::uint32_t claim, std::uint32_t object,
            std::uint32_t event) {
    Draft result;
    result.rule = &rule;
    result.node = NodeId{node};
    result.claim = NodeId{claim};
    result.object = ObjectId{object};
    result.event = ValueId{event};
    return result;
}

// The rules and nodes of what is said.
std::string selected_of(std::vector<Draft> drafts) {
    const Snippet snippet("a\nb\nc\nd\n");
    std::string result;
    for (const Draft& it : selected(snippet.tree(), std::move(drafts))) {
        result += std::string(it.rule->name) + " " + std::to_string(it.node.index()) + "\n";
    }
    return result;
}

TEST(Selection, says_the_most_specific_rule_of_one_object_and_statement) {
    EXPECT_EQ(selected_of({draft(kGeneral, 1, 1, 7, 3), draft(kSpecific, 1, 2, 7, 3)}), "specific 1\n");
    EXPECT_EQ(selected_of({draft(kGeneral, 1, 1, 8, 3), draft(kSpecific, 1, 2, 7, 3)}),
              "specific 1\ngeneral 1\n");
    EXPECT_EQ(selected_of({draft(kGeneral, 1, 1, 7, 4), draft(kSpecific, 1, 2, 7, 3)}),
              "specific 1\ngeneral 1\n");
}

TEST(Selection, takes_an_unnamed_object_for_any) {
    Draft any = draft(kSpecific, 1, 2, 0, 3);
    any.object = ObjectId();
    EXPECT_EQ(selected_of({draft(kGeneral, 1, 1, 7, 3), any}), "specific 1\n");
}

TEST(Selection, lets_no_merely_possible_finding_hide_a_better_one) {
    Draft possible = draft(kSpecific, 1, 2, 7, 3);
    possible.confidence = Confidence::possible;
    EXPECT_EQ(selected_of({draft(kGeneral, 1, 1, 7, 3), possible}), "general 1\nspecific 1\n");
}

TEST(Selection, says_each_claim_and_object_once_where_it_is_first) {
    EXPECT_EQ(selected_of({draft(kGeneral, 3, 1, 7, 9), draft(kGeneral, 1, 1, 7, 3)}), "general 1\n");
    EXPECT_EQ(selected_of({draft(kGeneral, 3, 1, 8, 9), draft(kGeneral, 1, 1, 7, 3)}),
              "general 1\ngeneral 3\n");
    EXPECT_EQ(selected_of({draft(kGeneral, 1, 1, 8, 9), draft(kGeneral, 1, 1, 7, 3)}), "general 1\n");
}

}  // namespace
}  // namespace doppelint::checks
