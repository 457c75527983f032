#include "analysis/summary.h"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace doppelint::analysis {
namespace {

Summary::Draft some_draft() {
    Summary::Draft draft;
    draft.text = "rows";
    Summary::Node parameter;
    parameter.root = Summary::Node::Root::parameter;
    parameter.index = 1;
    Summary::Node field;
    field.root = Summary::Node::Root::child;
    field.parent = 0;
    field.slot.kind = heap::SlotKind::attribute;
    field.slot.name = {0, 4};
    draft.nodes = {parameter, field};
    draft.references = {1};
    draft.result.count = 1;
    Summary::Change change;
    change.node = 1;
    change.kind = ChangeKind::adds;
    draft.changes = {change};
    draft.asked_parameters = {0, 1, 3};
    draft.returns = true;
    return draft;
}

TEST(Summary, KeepsWhatWasWritten) {
    const Summary summary(some_draft());
    ASSERT_EQ(summary.nodes().size(), 2U);
    EXPECT_EQ(summary.view(summary.nodes()[1].slot.name), "rows");
    EXPECT_EQ(summary.references()[summary.result().first], 1U);
    ASSERT_EQ(summary.changes().size(), 1U);
    EXPECT_EQ(summary.changes()[0].kind, ChangeKind::adds);
    EXPECT_FALSE(summary.asks_for(0, Asks::shape));
    EXPECT_TRUE(summary.asks_for(1, Asks::shape));
    EXPECT_FALSE(summary.asks_for(1, Asks::truth));
    EXPECT_TRUE(summary.asks_for(2, Asks::shape) && summary.asks_for(2, Asks::truth));
    EXPECT_FALSE(summary.asks_for(3, Asks::shape));
    EXPECT_TRUE(summary.returns());
    EXPECT_FALSE(summary.incomplete());
}

TEST(Summary, IsItsBytes) {
    const Summary summary(some_draft());
    EXPECT_EQ(summary, Summary(some_draft()));
    const std::unique_ptr<Summary> copy = Summary::from(summary.bytes());
    ASSERT_NE(copy, nullptr);
    EXPECT_EQ(*copy, summary);
    Summary::Draft other = some_draft();
    other.changes[0].must = true;
    EXPECT_FALSE(Summary(other) == summary);
}

TEST(Summary, IsNotMadeFromBytesOfAnotherSize) {
    const Summary summary(some_draft());
    std::vector<std::byte> bytes(summary.bytes().begin(), summary.bytes().end());
    EXPECT_EQ(Summary::from(std::span(bytes).first(bytes.size() - 1)), nullptr);
    EXPECT_EQ(Summary::from(std::span(bytes).first(3)), nullptr);
    bytes.push_back(std::byte{0});
    EXPECT_EQ(Summary::from(bytes), nullptr);
}

}  // namespace
}  // namespace doppelint::analysis
