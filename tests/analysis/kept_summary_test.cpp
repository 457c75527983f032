#include "analysis/kept_summary.h"

#include <string>

#include <gtest/gtest.h>

#include "analysis/analyze_project.h"
#include "models/intent.h"
#include "project/texts.h"

namespace doppelint::analysis {
namespace {

using project::Texts;

class InOrder final : public Executor {
  public:
    void for_each_index(std::size_t count, const std::function<void(std::size_t)>& work) override {
        for (std::size_t at = 0; at < count; ++at) work(at);
    }
    void alone(const std::function<void()>& work) override { work(); }
};

/// A project whose analysis is done.
class Analyzed {
  public:
    explicit Analyzed(const Texts& texts) : project_(texts), names_(*project_) {
        std::vector<FileContext> files;
        for (std::uint32_t at = 0; at < project_->module_count(); ++at) {
            const program::Module& program = project_->program(program::ModuleId{at});
            globals_.push_back(std::make_unique<GlobalNames>(program));
            methods_.push_back(std::make_unique<Methods>(program));
            files.push_back({globals_.back().get(), methods_.back().get()});
        }
        const program::Module& first = project_->program(program::ModuleId{0});
        const Context base{first,
                           *globals_[0],
                           *methods_[0],
                           models::Library::standard(),
                           models::Intent::standard(),
                           {},
                           heap::Policy::report,
                           {}};
        analysis_ = std::make_unique<ProjectAnalysis>(*project_, std::move(files), base);
        InOrder executor;
        analysis_->run(executor, [](CodeId, const FunctionAnalysis&) {});
    }

    [[nodiscard]] std::vector<std::byte> kept(std::string_view name) const {
        const program::CodeId code = names_.find_code(name);
        return kept_form(*analysis_->find(code, code), names_);
    }
    [[nodiscard]] std::shared_ptr<const Summary> from(std::span<const std::byte> bytes) const {
        return summary_from(bytes, names_);
    }
    [[nodiscard]] std::vector<std::byte> kept_again(const Summary& summary) const {
        return kept_form(summary, names_);
    }

  private:
    project::ProjectOfTexts project_;
    project::StableNames names_;
    std::vector<std::unique_ptr<GlobalNames>> globals_;
    std::vector<std::unique_ptr<Methods>> methods_;
    std::unique_ptr<ProjectAnalysis> analysis_;
};

constexpr const char* kTable =
    "import b\n"
    "SEEN = []\n"
    "class Table:\n"
    "    def __init__(self, rows):\n"
    "        self.rows = rows\n"
    "    def add(self, row):\n"
    "        SEEN.append(row)\n"
    "        b.OTHER[row] = self\n"
    "        return self.rows, {'k': add}\n"
    "def add(rows, x):\n"
    "    rows.append(x)\n"
    "    return Table(list(rows)).add(x)\n";
constexpr const char* kOther = "OTHER = {}\n";

TEST(KeptSummary, ComesBackAsItWas) {
    const Analyzed project(Texts{{"a", kTable}, {"b", kOther}});
    for (const char* const name : {"r:a:", "r:a:Table", "r:a:Table.add", "r:a:add", "r:b:"}) {
        const std::vector<std::byte> kept = project.kept(name);
        const auto summary = project.from(kept);
        ASSERT_NE(summary, nullptr) << name;
        EXPECT_EQ(project.kept_again(*summary), kept) << name;
    }
}

TEST(KeptSummary, HasNoNumbersOfTheRun) {
    const Analyzed project(Texts{{"a", kTable}, {"b", kOther}});
    const Analyzed more(Texts{{"_", "def f(): pass\n"},
                              {"a", "def first(zz, yy): return {'z': 1, 'k': zz.x}\n" + std::string(kTable)},
                              {"b", kOther}});
    for (const char* const name : {"r:a:Table.__init__", "r:a:Table.add", "r:a:add", "r:b:"}) {
        EXPECT_EQ(project.kept(name), more.kept(name)) << name;
        EXPECT_NE(more.from(project.kept(name)), nullptr) << name;
    }
}

TEST(KeptSummary, IsRefusedWhereItNamesWhatIsGone) {
    const Analyzed project(Texts{{"a", kTable}, {"b", kOther}});
    const Analyzed without(Texts{{"a", "SEEN = []\n"}, {"b", kOther}});
    EXPECT_EQ(without.from(project.kept("r:a:Table.add")), nullptr);
    EXPECT_NE(without.from(project.kept("r:b:")), nullptr);
}

TEST(KeptSummary, MeansTheSameWhereverItsInstructionsStand) {
    const auto of = [](const std::string& body) {
        return Analyzed(Texts{{"a", "def f(x):\n" + body}}).kept("r:a:f");
    };
    const auto plain = of("    x.append(1)\n    return list(x)\n");
    const auto moved = of("    y = 3\n    x.append(1)\n    return list(x)\n");
    const auto other = of("    x.clear()\n    return list(x)\n");
    EXPECT_NE(plain, moved);
    EXPECT_EQ(meaning_hash(plain), meaning_hash(moved));
    EXPECT_NE(meaning_hash(plain), meaning_hash(other));
}

TEST(KeptSummary, OfWrongBytesIsRefusedOrStaysWithinItself) {
    const Analyzed project(Texts{{"a", kTable}, {"b", kOther}});
    const std::vector<std::byte> kept = project.kept("r:a:add");
    for (std::size_t at = 0; at < kept.size(); ++at) {
        for (const std::byte change : {std::byte{0x01}, std::byte{0x10}, std::byte{0xFF}}) {
            std::vector<std::byte> wrong = kept;
            wrong[at] ^= change;
            const auto summary = project.from(wrong);
            if (summary == nullptr) continue;
            EXPECT_FALSE(project.kept_again(*summary).empty());
        }
    }
    EXPECT_EQ(project.from(std::span(kept).first(kept.size() / 2)), nullptr);
}

}  // namespace
}  // namespace doppelint::analysis
