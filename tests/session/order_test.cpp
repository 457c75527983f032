// What is said of a project must not depend on the order in which an executor takes up its pieces. Threads
// change that order by chance; here it is changed on purpose.

#include <algorithm>
#include <filesystem>
#include <functional>
#include <initializer_list>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "report/json.h"
#include "session/calls.h"
#include "session/check.h"
#include "session/disk_file_system.h"
#include "session/environment.h"
#include "session/plan.h"
#include "session/thread_pool.h"

namespace doppelint::session {
namespace {

class Backwards final : public Executor {
  public:
    void for_each_index(std::size_t count, const std::function<void(std::size_t)>& work) override {
        for (std::size_t i = count; i-- > 0;) work(i);
    }
    void alone(const std::function<void()>& work) override { work(); }
};

/// Those with even numbers first.
class EvenFirst final : public Executor {
  public:
    void for_each_index(std::size_t count, const std::function<void(std::size_t)>& work) override {
        for (std::size_t i = 0; i < count; i += 2) work(i);
        for (std::size_t i = 1; i < count; i += 2) work(i);
    }
    void alone(const std::function<void()>& work) override { work(); }
};

/// The programs of a folder: each is a folder or a file.
std::vector<std::string> programs_in(const std::string& folder) {
    std::vector<std::string> result;
    for (const auto& it : std::filesystem::directory_iterator(folder)) result.push_back(it.path().string());
    std::ranges::sort(result);
    return result;
}

std::string text_of(const CallGraph& graph) {
    std::string result;
    for (const auto& [caller, callees] : graph.calls) {
        result += caller + ":";
        for (const std::string& it : callees) result += " " + it;
        result += '\n';
    }
    return result;
}

class Order : public testing::TestWithParam<const char*> {};

TEST_P(Order, DoesNotMatter) {
    const DiskFileSystem files;
    const Environment environment = environment_of_process();
    ThreadPool forwards(1);
    Backwards backwards;
    EvenFirst even_first;
    for (const std::string& path : programs_in(GetParam())) {
        SCOPED_TRACE(path);
        const auto plan = make_plan({{path}, {}, {}}, {}, files, environment);
        ASSERT_TRUE(plan);
        const Request& request = plan->request;
        const std::string calls = text_of(call_graph(request, files, forwards));
        const std::string found = report::render_json(check(request, files, forwards).findings);
        for (Executor* const other : std::initializer_list<Executor*>{&backwards, &even_first}) {
            EXPECT_EQ(text_of(call_graph(request, files, *other)), calls);
            EXPECT_EQ(report::render_json(check(request, files, *other).findings), found);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Programs, Order, testing::Values("tests/calls/programs", "fixtures"));

}  // namespace
}  // namespace doppelint::session
