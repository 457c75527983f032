#include "analysis/memory.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <span>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "base/hash.h"

namespace doppelint::analysis {
namespace {

constexpr std::uint64_t kSettings = 7;
constexpr std::array<std::byte, 3> kSummary{std::byte{1}, std::byte{2}, std::byte{3}};

Memory::Record some_record(std::string_view member) {
    Memory::Record record;
    record.members = {member, "r:m:other"};
    record.reads.push_back({Question::What::member, 4, "r:m:", "", "name", 99});
    Memory::Result result;
    result.summary = kSummary;
    result.calls = {"r:m:other"};
    result.library_calls = {"builtins.print"};
    result.defaults.push_back({1, 2, "r:m:f", "r:m:C", 3, 4, true});
    result.places.push_back({"r:m", 12});
    result.missed = true;
    record.results = {result, {}};
    return record;
}

std::vector<std::byte> some_bytes() {
    MemoryWriter writer;
    writer.add(some_record("r:m:f"));
    writer.add(some_record("r:m:g"));
    return writer.write(kSettings);
}

TEST(Memory, KeepsWhatWasWritten) {
    const std::vector<std::byte> bytes = some_bytes();
    const auto memory = Memory::from(bytes, kSettings);
    ASSERT_TRUE(memory);
    EXPECT_EQ(memory->record_count(), 2U);
    const auto record = memory->find("r:m:g", Memory::Turn::first);
    ASSERT_TRUE(record);
    EXPECT_EQ(record->members, (std::vector<std::string_view>{"r:m:g", "r:m:other"}));
    ASSERT_EQ(record->reads.size(), 1U);
    EXPECT_EQ(record->reads[0].text, "name");
    EXPECT_EQ(record->reads[0].answer, 99U);
    ASSERT_EQ(record->results.size(), 2U);
    EXPECT_TRUE(std::ranges::equal(record->results[0].summary, kSummary));
    EXPECT_TRUE(record->results[0].missed);
    EXPECT_EQ(record->results[0].defaults[0].class_body, "r:m:C");
    EXPECT_FALSE(memory->find("r:m:g", Memory::Turn::second));
    EXPECT_FALSE(memory->find("r:m:h", Memory::Turn::first));
    EXPECT_FALSE(memory->find("r:m:g", Memory::Turn::first, "entry"));
}

TEST(Memory, IsTheSameInWhateverOrderItWasWritten) {
    MemoryWriter writer;
    writer.add(some_record("r:m:g"));
    writer.add(some_record("r:m:f"));
    EXPECT_EQ(writer.write(kSettings), some_bytes());
}

TEST(Memory, OfOtherSettingsIsRefused) {
    EXPECT_FALSE(Memory::from(some_bytes(), kSettings + 1));
}

TEST(Memory, OfWrongBytesIsRefused) {
    const std::vector<std::byte> bytes = some_bytes();
    EXPECT_FALSE(Memory::from({}, kSettings));
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        EXPECT_FALSE(Memory::from(std::span(bytes).first(size), kSettings)) << size;
    }
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        std::vector<std::byte> wrong = bytes;
        wrong[at] ^= std::byte{0x40};
        EXPECT_FALSE(Memory::from(wrong, kSettings)) << at;
    }
}

// Whoever makes bytes with the right hash still cannot lead a reader out of them.
TEST(Memory, OfForgedBytesGivesNoRecordOrAWholeOne) {
    const std::vector<std::byte> bytes = some_bytes();
    constexpr std::size_t kChecked = 16;
    for (std::size_t at = kChecked; at < bytes.size(); ++at) {
        for (const std::byte change : {std::byte{0x01}, std::byte{0x80}, std::byte{0xFF}}) {
            std::vector<std::byte> forged = bytes;
            forged[at] ^= change;
            const std::uint64_t hash = hash_of(std::span<const std::byte>(forged).subspan(kChecked));
            std::memcpy(forged.data() + 8, &hash, sizeof hash);
            const auto memory = Memory::from(forged, kSettings);
            if (!memory) continue;
            const auto record = memory->find("r:m:f", Memory::Turn::first);
            if (!record) continue;
            EXPECT_EQ(record->members.size(), record->results.size());
        }
    }
}

}  // namespace
}  // namespace doppelint::analysis
