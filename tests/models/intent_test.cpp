#include "models/intent.h"

#include <gtest/gtest.h>

namespace doppelint::models {
namespace {

const Intent& intent() {
    return Intent::standard();
}

TEST(Intent, knows_snapshots) {
    for (const std::string_view name :
         {"old", "old_rows", "_backup", "rows_before", "state_copy", "OLD_STATE", "original"}) {
        EXPECT_TRUE(intent().is_snapshot(name)) << name;
        EXPECT_FALSE(intent().is_latest(name)) << name;
    }
    for (const std::string_view name : {"older", "bold", "rows", "beforehand", "copying", "folded_rows"}) {
        EXPECT_FALSE(intent().is_snapshot(name)) << name;
    }
}

TEST(Intent, knows_names_that_are_snapshots_only_if_used_so) {
    for (const std::string_view name : {"prev", "prev_row", "best", "last_seen"}) {
        EXPECT_TRUE(intent().is_snapshot(name)) << name;
        EXPECT_TRUE(intent().is_latest(name)) << name;
    }
    EXPECT_FALSE(intent().is_snapshot("lasting"));
}

TEST(Intent, knows_caches_constants_and_queries) {
    EXPECT_TRUE(intent().is_cache("_parse_cache"));
    EXPECT_TRUE(intent().is_cache("memo"));
    EXPECT_FALSE(intent().is_cache("cachet"));
    EXPECT_TRUE(intent().is_constant("LIMITS"));
    EXPECT_TRUE(intent().is_constant("default_options"));
    EXPECT_FALSE(intent().is_constant("T"));
    EXPECT_FALSE(intent().is_constant("limits"));
    EXPECT_TRUE(intent().is_query("get_rows"));
    EXPECT_TRUE(intent().is_query("sorted"));
    EXPECT_FALSE(intent().is_query("getter"));
}

TEST(Intent, knows_functions_that_keep_functions) {
    for (const std::string_view name :
         {"connect", "bind", "add_listener", "call_later", "register_handler"}) {
        EXPECT_TRUE(intent().is_keeper(name)) << name;
    }
    for (const std::string_view name : {"map", "only", "sort", "binding", "ongoing"}) {
        EXPECT_FALSE(intent().is_keeper(name)) << name;
    }
}

TEST(Intent, knows_words_that_begin_with_capitals) {
    for (const std::string_view name : {"sendSMB", "_consumeTokens", "SetRows", "updateX", "HTTPOpenInto"})
        EXPECT_TRUE(intent().is_procedure(name)) << name;
    for (const std::string_view name : {"sender", "SENDER", "resetter", "Sending"})
        EXPECT_FALSE(intent().is_procedure(name)) << name;
    EXPECT_TRUE(intent().is_cache("HTTPCache"));
    EXPECT_TRUE(intent().is_cache("row2Cache"));
    EXPECT_TRUE(intent().is_query("getHTML"));
}

TEST(Intent, reads_sentences_on_changes) {
    for (const std::string_view sentence : {"Modifies `rows` in place.", "rows: an array, used as workspace",
                                            "sorts it in-place", "where output is written", "MUTATES it"}) {
        EXPECT_TRUE(intent().tells_of_change(sentence)) << sentence;
    }
    for (const std::string_view sentence :
         {"The rows to sort", "rows is not modified", "a modified copy of rows", "Never updates rows",
          "in some place", ""}) {
        EXPECT_FALSE(intent().tells_of_change(sentence)) << sentence;
    }
}

TEST(Intent, reads_comments_on_sharing) {
    for (const std::string_view comment : {"# Mutable container. Shared by all class instances",
                                           "#: compiled regex cache", "# one set for all, on purpose"}) {
        EXPECT_TRUE(intent().tells_of_sharing(comment)) << comment;
    }
    for (const std::string_view comment : {"# what the cart holds", "# not shared", "# cashed in", ""}) {
        EXPECT_FALSE(intent().tells_of_sharing(comment)) << comment;
    }
}

}  // namespace
}  // namespace doppelint::models
