#include "project/stable_names.h"

#include <gtest/gtest.h>

#include "project/texts.h"

namespace doppelint::project {
namespace {

std::vector<std::string> names_of(const ProjectOfTexts& project, ModuleId module) {
    const StableNames names(*project);
    std::vector<std::string> result;
    for (std::uint32_t at = 0; at < project->program(module).functions.size(); ++at) {
        const CodeId code{module, FunctionId{at}};
        EXPECT_EQ(names.find_code(names.name(code)), code);
        result.emplace_back(names.name(code));
    }
    return result;
}

TEST(StableNames, SayWhereCodeStands) {
    const ProjectOfTexts project(Texts{{"app.table",
                                        "class Table:\n"
                                        "    def add(self):\n"
                                        "        return lambda: [it for it in (x for x in self)]\n"
                                        "def add(): pass\n"
                                        "def add(): return lambda: 1, lambda: 2\n"}});
    EXPECT_EQ(
        names_of(project, ModuleId{0}),
        (std::vector<std::string>{
            "r:app.table:", "r:app.table:Table", "r:app.table:Table.add", "r:app.table:Table.add.<lambda1>",
            "r:app.table:Table.add.<lambda1>.<genexpr1>", "r:app.table:add", "r:app.table:add#2",
            "r:app.table:add#2.<lambda1>", "r:app.table:add#2.<lambda2>"}));
}

TEST(StableNames, StayWhenOthersComeAndGo) {
    const ProjectOfTexts before(Texts{{"b", "def f(): pass\n"}});
    const ProjectOfTexts after(Texts{{"a", "def f(): pass\n"}, {"b", "def e(): pass\ndef f(): pass\n"}});
    const StableNames names(*after);
    const CodeId now = names.find_code(StableNames(*before).name(CodeId{ModuleId{0}, FunctionId{1}}));
    EXPECT_EQ(now, (CodeId{ModuleId{1}, FunctionId{2}}));
    EXPECT_FALSE(names.find_code("r:b:g").valid());
    EXPECT_EQ(names.find_module("r:b"), ModuleId{1});
    EXPECT_FALSE(names.find_module("b").valid());
}

}  // namespace
}  // namespace doppelint::project
