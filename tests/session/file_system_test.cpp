#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "session/disk_file_system.h"
#include "session/memory_file_system.h"
#include "session/paths.h"

// The disk and its twin in memory are asked the same questions about the same tree:
//
//     folder/a.py         "abc"
//     folder/hard.py      a second name of a.py
//     folder/sub/
//     link.py         ->  folder/a.py
//     link            ->  folder
//     up              ->  folder/..
//     circle          ->  circle
//     nowhere         ->  missing
//     pipe.py             a named pipe

namespace doppelint::session {
namespace {

/// A tree, and how one looks at it.
struct Stage {
    std::string root;
    std::unique_ptr<FileSystem> files;
    std::function<void()> clean_up = [] {};
};

Stage in_memory() {
    auto files = std::make_unique<MemoryFileSystem>();
    files->add_file("/t/folder/a.py", "abc");
    files->add_hard_link("/t/folder/hard.py", "/t/folder/a.py");
    files->add_folder("/t/folder/sub");
    files->add_link("/t/link.py", "folder/a.py");
    files->add_link("/t/link", "/t/folder");
    files->add_link("/t/up", "folder/..");
    files->add_link("/t/circle", "circle");
    files->add_link("/t/nowhere", "missing");
    files->add_special("/t/pipe.py");
    return {"/t", std::move(files)};
}

Stage on_disk() {
    namespace fs = std::filesystem;
    std::string pattern = (fs::temp_directory_path() / "doppelint-XXXXXX").string();
    const fs::path root = fs::canonical(::mkdtemp(pattern.data()));
    fs::create_directories(root / "folder/sub");
    std::ofstream(root / "folder/a.py") << "abc";
    fs::create_hard_link(root / "folder/a.py", root / "folder/hard.py");
    fs::create_symlink("folder/a.py", root / "link.py");
    fs::create_symlink(root / "folder", root / "link");
    fs::create_symlink("folder/..", root / "up");
    fs::create_symlink("circle", root / "circle");
    fs::create_symlink("missing", root / "nowhere");
    EXPECT_EQ(::mkfifo((root / "pipe.py").c_str(), 0600), 0);
    return {root.string(), std::make_unique<DiskFileSystem>(), [root] { fs::remove_all(root); }};
}

class AFileSystem : public testing::TestWithParam<Stage (*)()> {
  public:
    AFileSystem() : stage_(GetParam()()) {}
    AFileSystem(const AFileSystem&) = delete;
    AFileSystem& operator=(const AFileSystem&) = delete;
    ~AFileSystem() override { stage_.clean_up(); }

  protected:
    [[nodiscard]] FileSystem& files() const { return *stage_.files; }
    [[nodiscard]] std::string at(std::string_view path) const { return join_path(stage_.root, path); }
    [[nodiscard]] FileKind kind(std::string_view path) const { return files().status(at(path)).kind; }

  private:
    Stage stage_;
};

TEST_P(AFileSystem, TellsWhatAPathLeadsTo) {
    EXPECT_EQ(kind("folder"), FileKind::folder);
    EXPECT_EQ(kind("folder/a.py"), FileKind::file);
    EXPECT_EQ(kind("link.py"), FileKind::file);
    EXPECT_EQ(kind("link"), FileKind::folder);
    EXPECT_EQ(kind("link/a.py"), FileKind::file);
    EXPECT_EQ(kind("up/up/link/../folder/a.py"), FileKind::file);
    EXPECT_EQ(kind("pipe.py"), FileKind::special);
    EXPECT_EQ(kind("missing"), FileKind::missing);
    EXPECT_EQ(kind("nowhere"), FileKind::missing);
    EXPECT_EQ(kind("folder/a.py/below"), FileKind::missing);
}

TEST_P(AFileSystem, SaysWhyItCannotLook) {
    const FileStatus status = files().status(at("circle"));
    EXPECT_EQ(status.kind, FileKind::inaccessible);
    EXPECT_EQ(status.problem, "too many levels of symbolic links");
}

TEST_P(AFileSystem, TellsWhatStandsAtAPathItself) {
    EXPECT_EQ(files().kind_without_following(at("link.py")), FileKind::link);
    EXPECT_EQ(files().kind_without_following(at("circle")), FileKind::link);
    EXPECT_EQ(files().kind_without_following(at("link/a.py")), FileKind::file);
    EXPECT_EQ(files().kind_without_following(at("missing")), FileKind::missing);
}

TEST_P(AFileSystem, KnowsAFileByAllItsNames) {
    const FileIdentity file = files().status(at("folder/a.py")).identity;
    EXPECT_EQ(files().status(at("folder/hard.py")).identity, file);
    EXPECT_EQ(files().status(at("link.py")).identity, file);
    EXPECT_EQ(files().status(at("up/link/hard.py")).identity, file);
    EXPECT_NE(files().status(at("folder")).identity, file);
}

TEST_P(AFileSystem, ListsAFolderByName) {
    const auto entries = files().list(at("."));
    ASSERT_TRUE(entries.has_value());
    std::vector<std::string> names;
    for (const FolderEntry& entry : *entries) names.push_back(entry.name);
    EXPECT_EQ(names,
              (std::vector<std::string>{"circle", "folder", "link", "link.py", "nowhere", "pipe.py", "up"}));
    EXPECT_EQ((*entries)[1].kind, FileKind::folder);
    EXPECT_EQ((*entries)[2].kind, FileKind::link);
    EXPECT_EQ((*entries)[5].kind, FileKind::special);
    EXPECT_EQ(files().list(at("link"))->size(), 3U);
}

TEST_P(AFileSystem, CannotListWhatIsNoFolder) {
    EXPECT_EQ(files().list(at("missing")).error().message, "no such file or directory");
    EXPECT_FALSE(files().list(at("folder/a.py")).has_value());
}

TEST_P(AFileSystem, ReadsWhatIsNotTooLarge) {
    EXPECT_EQ(files().read(at("link.py"), 3).value(), "abc");
    EXPECT_EQ(files().read(at("link.py"), 2).error().message, larger_than(2).message);
    EXPECT_EQ(files().read_beginning(at("link.py"), 2).value(), "ab");
    EXPECT_EQ(files().read_beginning(at("link.py"), 20).value(), "abc");
}

TEST_P(AFileSystem, NeverOpensAPipe) {  // nobody writes to it: opening would wait for ever
    EXPECT_EQ(files().read(at("pipe.py"), 100).error().message, "not a regular file");
    EXPECT_EQ(files().read_beginning(at("pipe.py"), 100).error().message, "not a regular file");
}

TEST_P(AFileSystem, SaysWhyItCannotRead) {
    EXPECT_EQ(files().read(at("missing"), 9).error().message, "no such file or directory");
    EXPECT_EQ(files().read(at("folder"), 9).error().message, "a folder, not a file");
    EXPECT_EQ(files().read(at("circle"), 9).error().message, "too many levels of symbolic links");
}

TEST_P(AFileSystem, ResolvesLinks) {
    EXPECT_EQ(files().real_path(at("up/link/a.py")).value(), at("folder/a.py"));
    EXPECT_FALSE(files().real_path(at("nowhere")).has_value());
}

TEST_P(AFileSystem, Writes) {
    EXPECT_TRUE(files().write(at("new.json"), "[]").has_value());
    EXPECT_TRUE(files().write(at("link.py"), "new").has_value());
    EXPECT_EQ(files().read(at("new.json"), 9).value(), "[]");
    EXPECT_EQ(files().read(at("folder/a.py"), 9).value(), "new");
    EXPECT_FALSE(files().write(at("missing/new.json"), "[]").has_value());
}

TEST_P(AFileSystem, ReplacesWhatIsAsItWasRead) {
    EXPECT_TRUE(files().replace(at("link.py"), "abc", "xyz").has_value());
    EXPECT_EQ(*files().read(at("folder/a.py"), 10), "xyz");
    EXPECT_EQ(files().kind_without_following(at("link.py")), FileKind::link);
    EXPECT_EQ(files().replace(at("folder/a.py"), "abc", "1").error().message, changed_meanwhile().message);
    EXPECT_EQ(*files().read(at("folder/a.py"), 10), "xyz");
    EXPECT_FALSE(files().replace(at("nowhere"), "", "1").has_value());
    EXPECT_EQ(files().list(at("folder"))->size(), 3U);
}

INSTANTIATE_TEST_SUITE_P(OnDiskAndInMemory, AFileSystem, testing::Values(in_memory, on_disk),
                         [](const auto& stage) { return stage.index == 0 ? "memory" : "disk"; });

TEST(DiskFileSystem, KeepsTheModeOfWhatItReplaces) {
    const Stage stage = on_disk();
    const std::string path = stage.root + "/folder/a.py";
    ASSERT_EQ(::chmod(path.c_str(), 0751), 0);
    EXPECT_TRUE(stage.files->replace(path, "abc", "xyz").has_value());
    struct stat found{};
    ASSERT_EQ(::stat(path.c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 07777U, 0751U);
    stage.clean_up();
}

TEST(MemoryFileSystem, ForbidsWhatItIsTold) {
    MemoryFileSystem files;
    files.add_file("/t/secret.py", "x");
    files.add_file("/t/closed/a.py", "x");
    files.forbid("/t/secret.py");
    files.forbid("/t/closed");
    EXPECT_EQ(files.status("/t/secret.py").kind, FileKind::file);
    EXPECT_EQ(files.read("/t/secret.py", 9).error().message, "permission denied");
    EXPECT_EQ(files.status("/t/closed").kind, FileKind::folder);
    EXPECT_EQ(files.list("/t/closed").error().message, "permission denied");
    EXPECT_EQ(files.status("/t/closed/a.py").kind, FileKind::inaccessible);
}

TEST(MemoryFileSystem, SeesRelativePathsFromItsWorkingFolder) {
    MemoryFileSystem files("/users/me");
    files.add_file("a.py", "x");
    EXPECT_EQ(files.read("/users/me/a.py", 9).value(), "x");
    EXPECT_EQ(files.read("./a.py", 9).value(), "x");
}

TEST(Sizes, AreSaidInWords) {
    EXPECT_EQ(size_in_words(120), "120 bytes");
    EXPECT_EQ(size_in_words(std::uint64_t{16} << 20), "16 MB");
    EXPECT_EQ(size_in_words(1536), "1.5 KB");
}

}  // namespace
}  // namespace doppelint::session
