#include <gtest/gtest.h>

#include "project/texts.h"

namespace doppelint::project {
namespace {

const Meaning* only_meaning(const ProjectOfTexts& project, std::string_view module, std::string_view name) {
    const ModuleId found = project->find(ModuleId{0}, module);
    EXPECT_TRUE(found.valid()) << module;
    static Meanings meanings;
    meanings = project->member(found, name);
    return meanings.only();
}

TEST(StarImports, LeadToWhatAnotherModuleDefines) {
    const ProjectOfTexts project(
        Texts{{"a", "from b import *\n"}, {"b", "from c import *\n"}, {"c", "def found(): pass\n"}});
    const Meaning* const meaning = only_meaning(project, "a", "found");
    ASSERT_NE(meaning, nullptr);
    EXPECT_EQ(meaning->what, Meaning::What::function);
    EXPECT_EQ(project->name(meaning->code.module), "c");
}

// Each asks each other for a name that none of them has: an answer that follows every way never comes.
TEST(StarImports, AreAskedOnceEachWhereAllImportAll) {
    Texts texts;
    for (int one = 0; one < 40; ++one) {
        std::string& text = texts["m" + std::to_string(one)];
        for (int other = 0; other < 40; ++other) {
            if (other != one) text += "from m" + std::to_string(other) + " import *\n";
        }
        text += "found_" + std::to_string(one) + " = lost()\n";
    }
    texts["m7"] += "def late(): pass\n";
    const ProjectOfTexts project(texts);
    EXPECT_EQ(only_meaning(project, "m3", "lost"), nullptr);
    const Meaning* const meaning = only_meaning(project, "m3", "late");
    ASSERT_NE(meaning, nullptr);
    EXPECT_EQ(project->name(meaning->code.module), "m7");
}

}  // namespace
}  // namespace doppelint::project
