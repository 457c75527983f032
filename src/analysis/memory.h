#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/questions.h"

namespace doppelint::analysis {

/// What one run leaves for the next: one flat block of bytes that may be kept in a file, mapped from there
/// and read by many at once. It holds names, never numbers of the run that made it.
class Memory {
  public:
    /// When a part of the reference graph was run.
    enum class Turn : std::uint8_t {
        first,           ///< in the first round
        second,          ///< in the second
        special_first,   ///< for an entry of its own, in the first round
        special_second,  ///< likewise, in the second
        defaults,        ///< at the end, for what its defaults are
        count
    };
    /// A question as it was answered.
    struct Read {
        Question::What what = Question::What::text;
        std::uint32_t number = 0;
        std::string_view code, other, text;
        std::uint64_t answer = 0;
    };
    /// A default that is mutable.
    struct Default {
        std::uint32_t made = 0, value = 0;  ///< instructions of the function around
        std::string_view function, class_body;
        std::uint32_t parameter = 0;
        std::uint8_t kind = 0;
        bool empty = false;
    };
    /// A piece of source that something kept has places in.
    struct Place {
        std::string_view code;
        std::uint64_t text = 0;  ///< a hash of how it was written then
    };
    /// What came of running one function.
    struct Result {
        std::span<const std::byte> summary;  ///< see `kept_form`; empty where none is made
        std::vector<std::string_view> calls, elsewhere, library_calls;  ///< see `CallRecord`
        std::vector<Default> defaults;                                  ///< of functions that it makes
        bool missed = false;
        bool shown = false;                  ///< a visitor saw it
        std::span<const std::byte> product;  ///< what the visitor made of it
        std::vector<Place> places;           ///< of the product
    };
    struct Record {
        Turn turn = Turn::first;
        std::string_view entry;
        std::vector<std::string_view> members;
        std::vector<Read> reads;
        std::vector<Result> results;  ///< by member
        bool is_recent = false;       ///< of two memories it comes from the later one
    };

    /// Of a run that remembers nothing.
    Memory() = default;
    /// Null if these are not the bytes of a memory, or of one made by another version or with other settings.
    /// They must stay where they are.
    [[nodiscard]] static std::optional<Memory> from(std::span<const std::byte> bytes, std::uint64_t settings);

    [[nodiscard]] std::optional<Record> find(std::string_view first_member, Turn turn,
                                             std::string_view entry = {}) const;
    [[nodiscard]] std::uint32_t record_count() const { return record_count_; }
    /// The records in an order of their own; none where one cannot be read.
    [[nodiscard]] std::optional<Record> record(std::uint32_t index) const;

  private:
    struct Key;
    [[nodiscard]] std::string_view string(std::uint32_t number) const;
    [[nodiscard]] Key key(std::uint32_t index) const;
    [[nodiscard]] bool is_sound() const;
    [[nodiscard]] std::optional<Record> record_at(std::uint64_t place) const;

    std::span<const std::byte> bytes_;
    std::uint32_t string_count_ = 0, record_count_ = 0;
    std::uint64_t strings_ = 0, keys_ = 0;  ///< where they begin
};

/// Collects records and writes them as a memory. The same records give the same bytes, whatever their order.
class MemoryWriter {
  public:
    /// What the record refers to must live until `write`.
    void add(Memory::Record record) { records_.push_back(std::move(record)); }
    /// Keeps something that a record refers to.
    [[nodiscard]] std::string_view keep(std::string text) { return texts_.emplace_back(std::move(text)); }
    [[nodiscard]] std::span<const std::byte> keep(std::vector<std::byte> bytes) {
        return bytes_.emplace_back(std::move(bytes));
    }
    [[nodiscard]] std::vector<std::byte> write(std::uint64_t settings) const;

  private:
    std::vector<Memory::Record> records_;
    std::deque<std::string> texts_;
    std::deque<std::vector<std::byte>> bytes_;
};

}  // namespace doppelint::analysis
