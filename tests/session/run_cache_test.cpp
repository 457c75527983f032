#include "session/run_cache.h"

#include <gtest/gtest.h>

#include "report/json.h"
#include "session/memory_file_system.h"
#include "session/thread_pool.h"

namespace doppelint::session {
namespace {

/// A project in /p that is checked again and again, with a cache in /cache.
class Cached {
  public:
    Cached() {
        write("a.py",
              "from b import names\n\ndef f(x, seen=names()):\n    seen.append(x)\n    return x is 1062\n");
        write("b.py", "def names():\n    return []\n");
        request.files.push_back({"/p/a.py", "a.py", 0, 10'000, std::nullopt});
        request.import_roots = {"/p"};
    }
    void write(const std::string& name, std::string text) { files.add_file("/p/" + name, std::move(text)); }

    Report run() {
        ThreadPool pool(1);
        return check(request, files, pool, cache);
    }
    bool recalls() { return run().statistics.is_recalled; }

    std::vector<std::string> kept() const {
        std::vector<std::string> result;
        if (const auto entries = files.list("/cache")) {
            for (const FolderEntry& it : *entries) result.push_back("/cache/" + it.name);
        }
        return result;
    }

    MemoryFileSystem files{"/p"};
    Request request;
    RunCache cache{"/cache", 1};
};

TEST(RunCache, GivesTheSameAnswerAgain) {
    Cached cached;
    const Report cold = cached.run();
    const Report warm = cached.run();
    EXPECT_FALSE(cold.statistics.is_recalled);
    EXPECT_TRUE(warm.statistics.is_recalled);
    ASSERT_EQ(cold.findings.size(), 2U);
    EXPECT_EQ(report::render_json(warm.findings), report::render_json(cold.findings));
    EXPECT_EQ(warm.statistics.instructions, cold.statistics.instructions);
    EXPECT_EQ(warm.findings[0].fix->edits[0].change.text, cold.findings[0].fix->edits[0].change.text);
}

TEST(RunCache, KnowsWhatItLookedAt) {
    Cached cached;
    cached.run();
    cached.write("a.py", "x = 1\n");
    EXPECT_FALSE(cached.recalls());
    EXPECT_TRUE(cached.recalls());
    cached.write("a.py", "from b import names\n");
    EXPECT_FALSE(cached.recalls());
    cached.write("b.py", "def names():\n    return {}\n");
    EXPECT_FALSE(cached.recalls()) << "what is imported was read, too";
    cached.write("c.py", "");
    EXPECT_TRUE(cached.recalls()) << "nobody asked for it";
}

TEST(RunCache, KnowsWhatItLookedForInVain) {
    Cached cached;
    cached.write("a.py", "import c\n");
    cached.run();
    cached.write("c.py", "y = 1\n");
    EXPECT_FALSE(cached.recalls());
}

TEST(RunCache, IsForOneRequest) {
    Cached cached;
    cached.run();
    cached.request.files[0].reporting =
        std::make_shared<Reporting>(Reporting{{}, findings::Confidence::likely});
    EXPECT_FALSE(cached.recalls());
    EXPECT_TRUE(cached.run().findings.empty());
    cached.request.target_version = {{9}, {9}};
    EXPECT_FALSE(cached.recalls());
    cached.cache.program = 2;
    EXPECT_FALSE(cached.recalls());
    EXPECT_TRUE(cached.recalls());
}

TEST(RunCache, SurvivesDamage) {
    Cached cached;
    const std::string good = report::render_json(cached.run().findings);
    const std::string path = cached.kept().at(0);
    const std::string bytes = cached.files.read(path, 1'000'000).value();
    for (std::size_t at = 0; at < bytes.size(); at += 7) {
        std::string damaged = bytes;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
        cached.files.add_file(path, damaged);
        const Report report = cached.run();
        EXPECT_FALSE(report.statistics.is_recalled) << at;
        EXPECT_EQ(report::render_json(report.findings), good);
        cached.files.add_file(path, bytes.substr(0, at));
        EXPECT_FALSE(cached.recalls()) << at;
    }
    cached.files.add_file(path, "");
    EXPECT_FALSE(cached.recalls());
    EXPECT_TRUE(cached.recalls());
}

TEST(RunCache, IsNotNeeded) {
    Cached cached;
    cached.files.add_file("/cache", "no folder");
    EXPECT_EQ(cached.run().findings.size(), 2U);
    cached.cache.folder.clear();
    EXPECT_EQ(cached.run().findings.size(), 2U);
    EXPECT_EQ(cached.files.read("/cache", 100).value(), "no folder");
}

TEST(RunCache, IsNotForTextThatIsNotSaved) {
    Cached cached;
    cached.request.files[0].unsaved = "x = 1\n";
    cached.run();
    EXPECT_TRUE(cached.kept().empty());
}

TEST(RunCache, DoesNotGrowForEver) {
    Cached cached;
    for (std::uint64_t program = 0; program < 80; ++program) {
        cached.cache.program = program;
        cached.run();
    }
    EXPECT_EQ(cached.kept().size(), 64U);
    EXPECT_TRUE(cached.recalls()) << "the newest stay";
}

TEST(RunCache, CanBeEmptied) {
    Cached cached;
    cached.run();
    cached.files.add_file("/cache/other.txt", "");
    EXPECT_EQ(clean("/cache", cached.files).value(), 1U);
    EXPECT_EQ(cached.kept(), std::vector<std::string>{"/cache/other.txt"});
    EXPECT_EQ(clean("/nowhere", cached.files).value(), 0U);
}

}  // namespace
}  // namespace doppelint::session
