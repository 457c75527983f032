#include "session/live_project.h"

#include <atomic>
#include <utility>

#include <gtest/gtest.h>

#include "report/json.h"
#include "session/memory_file_system.h"
#include "session/random_project.h"
#include "session/thread_pool.h"

namespace doppelint::session {
namespace {

const std::string kShared =
    "def add(item, items=[]):\n"
    "    items.append(item)\n"
    "    return items\n";

Environment here() {
    Environment result;
    result.working_folder = "/p";
    return result;
}

LiveProject::State state_with(const Texts& unsaved, bool is_planned_anew) {
    LiveProject::State result;
    result.named = {"."};
    for (const auto& [path, text] : unsaved)
        result.unsaved.emplace("/p/" + path, std::make_shared<const std::string>(text));
    result.is_planned_anew = is_planned_anew;
    return result;
}

TEST(LiveProject, looks_at_the_disk_when_it_is_told_to) {
    MemoryFileSystem files("/p");
    files.add_file("/p/a.py", kShared);
    ThreadPool pool(1);
    LiveProject project(files, here());
    ASSERT_TRUE(project.update(state_with({}, true), pool, nullptr));
    EXPECT_EQ(project.findings().size(), 1);
    files.add_file("/p/a.py", "x = 1\n");
    ASSERT_TRUE(project.update(state_with({}, false), pool, nullptr));
    EXPECT_EQ(project.findings().size(), 1);
    ASSERT_TRUE(project.update(state_with({}, true), pool, nullptr));
    EXPECT_TRUE(project.findings().empty());
}

TEST(LiveProject, sees_unsaved_text_instead_of_the_disk) {
    MemoryFileSystem files("/p");
    files.add_file("/p/a.py", "# -*- coding: latin-1 -*-\nx = 1\n");
    ThreadPool pool(1);
    LiveProject project(files, here());
    // What an editor sends is UTF-8, whatever the comment says.
    const std::string text = "# -*- coding: latin-1 -*-\nname = '\xC3\xA9'\n" + kShared;
    ASSERT_TRUE(project.update(state_with({{"a.py", text}, {"new.py", kShared}}, true), pool, nullptr));
    ASSERT_EQ(project.findings().size(), 2);
    EXPECT_EQ(project.findings()[0].place.start, (source::Position{4, 5}));
    EXPECT_EQ(project.findings()[1].place.path, "new.py");
    EXPECT_EQ(project.checked()->loaded().file(program::ModuleId{0}).file.text, text);
}

TEST(LiveProject, goes_on_after_a_check_that_was_stopped) {
    MemoryFileSystem files("/p");
    files.add_file("/p/a.py", kShared);
    ThreadPool pool(1);
    LiveProject project(files, here());
    ASSERT_TRUE(project.update(state_with({}, true), pool, nullptr));
    std::atomic<bool> stop = true;
    ThreadPool stopped(2, stop);
    ASSERT_TRUE(project.update(state_with({{"a.py", "x = 1\n"}}, false), stopped, nullptr));
    EXPECT_EQ(project.checked(), nullptr);
    ASSERT_TRUE(project.update(state_with({{"a.py", "x = 1\n"}}, false), pool, nullptr));
    EXPECT_TRUE(project.findings().empty());
}

TEST(LiveProject, says_what_is_wrong_with_a_configuration) {
    MemoryFileSystem files("/p");
    files.add_file("/p/a.py", kShared);
    files.add_file("/p/doppelint.toml", "selct = []\n");
    ThreadPool pool(1);
    LiveProject project(files, here());
    const Result<void> result = project.update(state_with({}, true), pool, nullptr);
    ASSERT_FALSE(result);
    EXPECT_NE(result.error().message.find("doppelint.toml:1"), std::string::npos);
}

TEST(LiveProject, finds_after_each_edit_what_a_new_one_finds) {
    MemoryFileSystem files("/p");
    files.add_folder("/p/p");
    ThreadPool pool(2);
    for (std::uint32_t seed = 1; seed <= 6; ++seed) {
        RandomProject random(seed);
        LiveProject live(files, here());
        std::vector<std::string> before;
        for (int edit = 0; edit < 30; ++edit) {
            random.edit();
            const Texts texts = random.texts();
            std::vector<std::string> names;
            for (const auto& [name, text] : texts) names.push_back(name);
            const bool is_planned_anew = std::exchange(before, names) != names;
            LiveProject fresh(files, here());
            ASSERT_TRUE(live.update(state_with(texts, is_planned_anew), pool, nullptr));
            ASSERT_TRUE(fresh.update(state_with(texts, true), pool, nullptr));
            ASSERT_EQ(report::render_json(live.findings()), report::render_json(fresh.findings()))
                << "seed " << seed << ", edit " << edit;
        }
    }
}

}  // namespace
}  // namespace doppelint::session
