#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/answers.h"
#include "analysis/entry.h"
#include "analysis/facts.h"
#include "analysis/memory.h"
#include "analysis/questions.h"
#include "analysis/summary.h"

namespace doppelint::analysis {

/// Keeps what a visitor made of functions' analyses.
class ProductKeeper {
  public:
    virtual ~ProductKeeper() = default;
    /// What the last visit of `code` made, if anything; `places` gets the code in whose source it has places.
    [[nodiscard]] virtual std::vector<std::byte> kept(CodeId code, const project::StableNames& names,
                                                      std::vector<CodeId>& places) const = 0;
    /// A hash of how the code is written, letter by letter, but not of where it stands.
    [[nodiscard]] virtual std::uint64_t text_of(CodeId code) const = 0;
    /// Takes it back instead of a visit; false if it cannot be read.
    [[nodiscard]] virtual bool restore(CodeId code, const project::StableNames& names,
                                       std::span<const std::byte> product) = 0;

  protected:
    ProductKeeper() = default;
    ProductKeeper(const ProductKeeper&) = default;
    ProductKeeper& operator=(const ProductKeeper&) = default;
};

/// What a run starts from, and what it leaves.
struct Reuse {
    Memory before;  ///< of the run before; its bytes must outlive the run
    /// What came later than `before`, and is asked first. Where `before` is to stay, only what it does not
    /// have is left in `after`.
    Memory recent;
    bool before_stays = false;
    /// By module: whether its text is that which the memory knows. Empty: nobody can tell.
    std::vector<bool> same_as_before, same_as_recent;
    std::uint64_t settings = 0;  ///< a hash of all that holds for every function: versions, models, limits
    ProductKeeper* keeper = nullptr;  ///< null: visits leave nothing
    std::vector<std::byte> after;     ///< once the run is over: what the next one may start from
    /// Which functions were run, and which only because something kept has places in source that is written
    /// in another way. By their stable names, sorted.
    std::vector<std::string> analyzed, shown_again;
};

/// What functions turned out to do in this run; ProjectAnalysis knows.
class Outcomes {
  public:
    virtual ~Outcomes() = default;
    /// Hashes; 0 where nothing is known.
    [[nodiscard]] virtual std::uint64_t meaning_of(CodeId code) const = 0;
    [[nodiscard]] virtual std::uint64_t meaning_of(CodeId code, const Entry& entry, CodeId caller) const = 0;
    [[nodiscard]] virtual std::vector<DefaultObject> defaults_of(CodeId code) const = 0;

  protected:
    Outcomes() = default;
    Outcomes(const Outcomes&) = default;
    Outcomes& operator=(const Outcomes&) = default;
};

/// Decides what of the run before still holds, and writes down what the next one needs. Its functions that
/// change something are called by one thread at a time.
class Recall final : public Answerer {
  public:
    Recall(Reuse& reuse, const project::Project& project, const CallFlow& flow,
           const std::vector<FileContext>& files, const Outcomes& outcomes);

    [[nodiscard]] std::uint64_t answer(const Question& question) const override;

    /// The record of the part or special run, if there is one of the same members.
    [[nodiscard]] std::optional<Memory::Record> find(std::span<const CodeId> members, Memory::Turn turn,
                                                     const Entry* entry = nullptr) const;
    /// Whether all its questions are answered as they were.
    [[nodiscard]] bool holds(const Memory::Record& record) const;
    /// Whether all source that its products have places in is written as it was.
    [[nodiscard]] bool stands(const Memory::Record& record) const;

    /// What is kept of one function.
    struct Kept {
        std::vector<std::byte> summary;
        std::vector<CodeId> calls;
        std::vector<CodeId> elsewhere;
        std::vector<std::string> library_calls;
        std::vector<Definition> definitions;
        bool missed = false, shown = false;
    };
    /// None if something that it names is gone.
    [[nodiscard]] std::optional<Kept> read(const Memory::Result& result, CodeId code) const;
    [[nodiscard]] bool read_codes(std::span<const std::string_view> names, std::vector<CodeId>& into) const;
    [[nodiscard]] bool restore(CodeId code, const Memory::Result& result) const;

    void add(std::span<const CodeId> members, Memory::Turn turn, const Entry* entry,
             std::span<const Reads::Read> reads, std::span<const Kept> results);
    void add_again(const Memory::Record& record) {
        if (record.is_recent || !reuse_.before_stays) writer_.add(record);
    }
    void note_run(std::span<const CodeId> members, bool only_shown);
    void finish();

    [[nodiscard]] const project::StableNames& names() const { return names_; }
    [[nodiscard]] std::string name_of(const Entry& entry) const;

  private:
    [[nodiscard]] std::string_view name(CodeId code) const {
        return code.valid() ? names_.name(code) : std::string_view();
    }
    [[nodiscard]] std::optional<Entry> entry_of(std::string_view name) const;
    [[nodiscard]] bool is_unchanged(const Question& question, bool since_recent) const;
    [[nodiscard]] Memory::Result result_of(CodeId code, const Kept& kept);

    Reuse& reuse_;
    const project::Project& project_;
    const project::StableNames names_;
    const Answers answers_;
    const Outcomes& outcomes_;
    MemoryWriter writer_;
};

}  // namespace doppelint::analysis
