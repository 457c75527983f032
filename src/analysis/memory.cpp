#include "analysis/memory.h"

#include <algorithm>
#include <cstring>
#include <tuple>

#include "base/bytes.h"
#include "base/flat_index.h"
#include "base/hash.h"

namespace doppelint::analysis {
namespace {

constexpr std::uint64_t kMagic = 0x00314d4c50504f44;  // "DOPPLM1"
/// Another number wherever what is written, or what it means, is another.
constexpr std::uint32_t kVersion = 5;
constexpr std::size_t kStringEntry = 8;  // place, length
constexpr std::size_t kKeyEntry = 24;    // member, entry, turn, unused, place

/// magic, checksum of all behind it, settings, version, counts
struct Header {
    std::uint64_t magic = 0, checksum = 0, settings = 0;
    std::uint32_t version = 0, strings = 0, records = 0, text_size = 0;
};
constexpr std::size_t kHeaderSize = sizeof(Header);
constexpr std::size_t kChecked = 2 * sizeof(std::uint64_t);

}  // namespace

struct Memory::Key {
    std::uint32_t member = 0, entry = 0, turn = 0;
    std::uint64_t place = 0;
    [[nodiscard]] auto order(const Memory& memory) const {
        return std::tuple(memory.string(member), turn, memory.string(entry));
    }
};

std::optional<Memory> Memory::from(std::span<const std::byte> bytes, std::uint64_t settings) {
    Header header;
    if (bytes.size() < kHeaderSize) return std::nullopt;
    std::memcpy(&header, bytes.data(), kHeaderSize);
    const bool is_ours = header.magic == kMagic && header.version == kVersion && header.settings == settings;
    if (!is_ours || header.checksum != hash_of(bytes.subspan(kChecked))) return std::nullopt;
    Memory result;
    result.bytes_ = bytes;
    result.string_count_ = header.strings;
    result.record_count_ = header.records;
    result.strings_ = kHeaderSize;
    result.keys_ = kHeaderSize + kStringEntry * header.strings + header.text_size;
    if (result.keys_ + kKeyEntry * header.records > bytes.size() || !result.is_sound()) return std::nullopt;
    return result;
}

// Strings and keys lie within the block, keys in order.
bool Memory::is_sound() const {
    const std::uint64_t texts = strings_ + kStringEntry * string_count_;
    for (std::uint32_t at = 0; at < string_count_; ++at) {
        ByteReader reader(bytes_.subspan(strings_ + kStringEntry * at));
        const auto place = reader.get<std::uint32_t>();
        const auto size = reader.get<std::uint32_t>();
        if (texts + place + size > keys_) return false;
    }
    for (std::uint32_t at = 0; at < record_count_; ++at) {
        const Key it = key(at);
        if (it.member >= string_count_ || it.entry >= string_count_ || it.place > bytes_.size()) return false;
        if (at > 0 && key(at - 1).order(*this) >= it.order(*this)) return false;
    }
    return true;
}

std::string_view Memory::string(std::uint32_t number) const {
    ByteReader reader(bytes_.subspan(strings_ + kStringEntry * number));
    const auto place = reader.get<std::uint32_t>();
    const auto size = reader.get<std::uint32_t>();
    const std::uint64_t first = strings_ + kStringEntry * string_count_ + place;
    return {reinterpret_cast<const char*>(bytes_.data()) + first, size};
}

Memory::Key Memory::key(std::uint32_t index) const {
    ByteReader reader(bytes_.subspan(keys_ + kKeyEntry * index));
    Key result;
    result.member = reader.get<std::uint32_t>();
    result.entry = reader.get<std::uint32_t>();
    result.turn = reader.get<std::uint32_t>();
    static_cast<void>(reader.get<std::uint32_t>());
    result.place = reader.get<std::uint64_t>();
    return result;
}

std::optional<Memory::Record> Memory::find(std::string_view first_member, Turn turn,
                                           std::string_view entry) const {
    const std::tuple wanted(first_member, static_cast<std::uint32_t>(turn), entry);
    std::uint32_t first = 0, end = record_count_;
    while (first < end) {
        const std::uint32_t middle = first + (end - first) / 2;
        if (key(middle).order(*this) < wanted) {
            first = middle + 1;
        } else {
            end = middle;
        }
    }
    if (first == record_count_ || key(first).order(*this) != wanted) return std::nullopt;
    return record_at(key(first).place);
}

namespace {

/// Strings in the order in which they first come, each once.
class StringTable {
  public:
    std::uint32_t number_of(std::string_view text) {
        const auto next = static_cast<std::uint32_t>(strings_.size());
        const auto [number, is_new] =
            index_.find_or_add(hash_of(text), next, [&](std::uint32_t it) { return strings_[it] == text; });
        if (is_new) strings_.push_back(text);
        return number;
    }
    [[nodiscard]] const std::vector<std::string_view>& all() const { return strings_; }

  private:
    std::vector<std::string_view> strings_;
    FlatIndex index_;
};

/// Writes records with the numbers of strings.
class RecordWriter {
  public:
    RecordWriter(ByteWriter& into, StringTable& strings) : into_(into), strings_(strings) {}

    void write(const Memory::Record& it) {
        into_.put(it.turn);
        put(it.entry);
        put(it.members);
        count(it.reads);
        for (const Memory::Read& one : it.reads) {
            into_.put(one.what).put(one.number).put(one.answer);
            put(one.code);
            put(one.other);
            put(one.text);
        }
        count(it.results);
        for (const Memory::Result& one : it.results) write(one);
    }

  private:
    void write(const Memory::Result& it) {
        into_.put(it.missed).put(it.shown);
        put(it.calls);
        put(it.elsewhere);
        put(it.library_calls);
        count(it.defaults);
        for (const Memory::Default& one : it.defaults) {
            into_.put(one.made).put(one.value).put(one.parameter).put(one.kind).put(one.empty);
            put(one.function);
            put(one.class_body);
        }
        count(it.places);
        for (const Memory::Place& one : it.places) {
            into_.put(one.text);
            put(one.code);
        }
        into_.put_sized(it.product);
        into_.put_sized(it.summary);
    }
    template <class T>
    void count(const std::vector<T>& items) {
        into_.put(static_cast<std::uint32_t>(items.size()));
    }
    void put(std::string_view text) { into_.put(strings_.number_of(text)); }
    void put(const std::vector<std::string_view>& texts) {
        count(texts);
        for (const std::string_view it : texts) put(it);
    }

    ByteWriter& into_;
    StringTable& strings_;
};

}  // namespace

std::optional<Memory::Record> Memory::record_at(std::uint64_t place) const {
    ByteReader reader(bytes_.subspan(place));
    bool known = true;
    const auto text = [&]() -> std::string_view {
        const auto number = reader.get<std::uint32_t>();
        known &= number < string_count_;
        return number < string_count_ ? string(number) : std::string_view();
    };
    const auto texts = [&](std::vector<std::string_view>& into) {
        const std::uint32_t count = reader.count(sizeof(std::uint32_t));
        into.reserve(count);
        for (std::uint32_t at = 0; at < count; ++at) into.push_back(text());
    };
    Record record;
    record.turn = reader.get<Turn>();
    record.entry = text();
    texts(record.members);
    record.reads.resize(reader.count(25));
    for (Read& it : record.reads) {
        it.what = reader.get<Question::What>();
        it.number = reader.get<std::uint32_t>();
        it.answer = reader.get<std::uint64_t>();
        it.code = text();
        it.other = text();
        it.text = text();
        known &= it.what < Question::What::count;
    }
    record.results.resize(reader.count(30));
    for (Result& it : record.results) {
        it.missed = reader.get<std::uint8_t>() != 0;
        it.shown = reader.get<std::uint8_t>() != 0;
        texts(it.calls);
        texts(it.elsewhere);
        texts(it.library_calls);
        it.defaults.resize(reader.count(22));
        for (Default& one : it.defaults) {
            one.made = reader.get<std::uint32_t>();
            one.value = reader.get<std::uint32_t>();
            one.parameter = reader.get<std::uint32_t>();
            one.kind = reader.get<std::uint8_t>();
            one.empty = reader.get<std::uint8_t>() != 0;
            one.function = text();
            one.class_body = text();
        }
        it.places.resize(reader.count(12));
        for (Place& one : it.places) {
            one.text = reader.get<std::uint64_t>();
            one.code = text();
        }
        it.product = reader.sized();
        it.summary = reader.sized();
    }
    if (!reader.ok() || !known || record.turn >= Turn::count || record.members.empty() ||
        record.results.size() != record.members.size()) {
        return std::nullopt;
    }
    return record;
}

std::optional<Memory::Record> Memory::record(std::uint32_t index) const {
    return record_at(key(index).place);
}

std::vector<std::byte> MemoryWriter::write(std::uint64_t settings) const {
    std::vector<const Memory::Record*> records;
    records.reserve(records_.size());
    for (const Memory::Record& it : records_) records.push_back(&it);
    const auto order = [](const Memory::Record* it) {
        return std::tuple(it->members.front(), it->turn, it->entry);
    };
    std::ranges::stable_sort(records, {}, order);
    const auto same = std::ranges::unique(records, {}, order);
    records.erase(same.begin(), same.end());
    StringTable strings;
    ByteWriter bodies, keys, table, texts;
    std::vector<std::size_t> places;
    for (const Memory::Record* const it : records) {
        places.push_back(bodies.size());
        RecordWriter(bodies, strings).write(*it);
    }
    for (const std::string_view it : strings.all()) {
        table.put(static_cast<std::uint32_t>(texts.size())).put(static_cast<std::uint32_t>(it.size()));
        texts.put(std::as_bytes(std::span(it)));
    }
    const std::size_t first = kHeaderSize + table.size() + texts.size() + kKeyEntry * records.size();
    for (std::size_t at = 0; at < records.size(); ++at) {
        const Memory::Record& it = *records[at];
        keys.put(strings.number_of(it.members.front())).put(strings.number_of(it.entry));
        keys.put(static_cast<std::uint32_t>(it.turn)).put(std::uint32_t{0});
        keys.put(static_cast<std::uint64_t>(first + places[at]));
    }
    Header header{kMagic,
                  0,
                  settings,
                  kVersion,
                  static_cast<std::uint32_t>(strings.all().size()),
                  static_cast<std::uint32_t>(records.size()),
                  static_cast<std::uint32_t>(texts.size())};
    ByteWriter all;
    all.put(std::as_bytes(std::span(&header, 1))).put(table.bytes()).put(texts.bytes());
    all.put(keys.bytes()).put(bodies.bytes());
    std::vector<std::byte> result = all.take();
    header.checksum = hash_of(std::span<const std::byte>(result).subspan(kChecked));
    std::memcpy(result.data(), &header, sizeof header);
    return result;
}

}  // namespace doppelint::analysis
