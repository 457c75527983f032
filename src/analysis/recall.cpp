#include "analysis/recall.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/bytes.h"
#include "base/hash.h"

namespace doppelint::analysis {
namespace {

using program::ValueId;
using What = Question::What;

void sort_and_keep_one(std::vector<std::string>& items) {
    std::ranges::sort(items);
    const auto repeated = std::ranges::unique(items);
    items.erase(repeated.begin(), repeated.end());
}

}  // namespace

Recall::Recall(Reuse& reuse, const project::Project& project, const CallFlow& flow,
               const std::vector<FileContext>& files, const Outcomes& outcomes)
    : reuse_(reuse),
      project_(project),
      names_(project),
      answers_(project, names_, flow, files),
      outcomes_(outcomes) {}

std::uint64_t Recall::answer(const Question& question) const {
    switch (question.what) {
        case What::summary: return outcomes_.meaning_of(question.code);
        case What::special: {
            const auto entry = entry_of(question.text);
            return entry ? outcomes_.meaning_of(question.code, *entry, question.other) : 0;
        }
        case What::defaults: {
            Hasher hasher;
            for (const DefaultObject& it : outcomes_.defaults_of(question.code)) {
                hasher.add(it.parameter).add(it.kind).add(it.empty).add(name(it.class_body));
            }
            return hasher.value();
        }
        default: return answers_.answer(question);
    }
}

std::string Recall::name_of(const Entry& entry) const {
    ByteWriter writer;
    for (const ParameterBinding& it : entry.parameters) {
        writer.put(it.what).put(it.kind).put(it.empty).put(it.same_as).put(it.truth).put(it.shape.kind);
        writer.put(it.shape.name.library).put(name(it.shape.name.code));
    }
    const std::span<const std::byte> bytes = writer.bytes();
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::optional<Entry> Recall::entry_of(std::string_view name) const {
    ByteReader reader(std::as_bytes(std::span(name)));
    Entry entry;
    while (reader.ok() && !reader.at_end()) {
        ParameterBinding& it = entry.parameters.emplace_back();
        it.what = reader.get<ParameterBinding::What>();
        it.kind = reader.get<models::Kind>();
        it.empty = reader.get<std::uint8_t>() != 0;
        it.same_as = reader.get<std::uint32_t>();
        it.truth = reader.get<std::uint8_t>() != 0;
        it.shape.kind = reader.get<models::Kind>();
        const std::string_view library = reader.text();
        const std::string_view code = reader.text();
        // A class of the project has no library's name, but for what `super()` gives.
        if (!library.empty()) {
            if (library != "super") return std::nullopt;
            it.shape.name.library = "super";
        }
        if (!code.empty()) {
            it.shape.name.code = names_.find_code(code);
            if (!it.shape.name.code.valid()) return std::nullopt;
        }
    }
    return reader.ok() ? std::optional(std::move(entry)) : std::nullopt;
}

std::optional<Memory::Record> Recall::find(std::span<const CodeId> members, Memory::Turn turn,
                                           const Entry* entry) const {
    const std::string entry_name = entry != nullptr ? name_of(*entry) : std::string();
    auto record = reuse_.recent.find(name(members.front()), turn, entry_name);
    if (record) {
        record->is_recent = true;
    } else {
        record = reuse_.before.find(name(members.front()), turn, entry_name);
        if (!record) return std::nullopt;
    }
    const bool same_members =
        std::ranges::equal(record->members, members, {}, {}, [&](CodeId it) { return name(it); });
    return same_members ? std::move(record) : std::nullopt;
}

bool Recall::holds(const Memory::Record& record) const {
    return std::ranges::all_of(record.reads, [&](const Memory::Read& it) {
        const auto code_of = [&](std::string_view name) {
            return name.empty() ? CodeId{} : names_.find_code(name);
        };
        const Question question{it.what, code_of(it.code), code_of(it.other), it.number,
                                std::string(it.text)};
        if (!question.code.valid() || question.other.valid() == it.other.empty()) return false;
        return is_unchanged(question, record.is_recent) || answer(question) == it.answer;
    });
}

// What the text of a module alone says.
bool Recall::is_unchanged(const Question& question, bool since_recent) const {
    const std::vector<bool>& same = since_recent ? reuse_.same_as_recent : reuse_.same_as_before;
    const std::uint32_t module = question.code.module.index();
    if (module >= same.size() || !same[module]) return false;
    switch (question.what) {
        case What::text:
        case What::signature:
        case What::annotations:
        case What::bound_names:
        case What::star_import:
        case What::gets_instance:
        case What::constant: return true;
        default: return false;
    }
}

bool Recall::stands(const Memory::Record& record) const {
    return std::ranges::all_of(record.results, [&](const Memory::Result& result) {
        return std::ranges::all_of(result.places, [&](const Memory::Place& it) {
            const CodeId code = names_.find_code(it.code);
            return code.valid() && reuse_.keeper != nullptr && reuse_.keeper->text_of(code) == it.text;
        });
    });
}

// False if one of them is gone.
bool Recall::read_codes(std::span<const std::string_view> names, std::vector<CodeId>& into) const {
    for (const std::string_view it : names) {
        into.push_back(names_.find_code(it));
        if (!into.back().valid()) return false;
    }
    std::ranges::sort(into);
    return true;
}

std::optional<Recall::Kept> Recall::read(const Memory::Result& result, CodeId code) const {
    Kept kept;
    kept.summary.assign(result.summary.begin(), result.summary.end());
    kept.missed = result.missed;
    kept.shown = result.shown;
    if (!read_codes(result.calls, kept.calls) || !read_codes(result.elsewhere, kept.elsewhere))
        return std::nullopt;
    kept.library_calls.assign(result.library_calls.begin(), result.library_calls.end());
    const program::Module& module = project_.program(code.module);
    const auto instructions = module.instructions_of(module.function(code.function));
    for (const Memory::Default& it : result.defaults) {
        const CodeId function = names_.find_code(it.function);
        DefaultObject one;
        one.parameter = it.parameter;
        one.kind = static_cast<models::Kind>(it.kind);
        one.empty = it.empty;
        one.value = ValueId{it.value};
        if (!it.class_body.empty()) one.class_body = names_.find_code(it.class_body);
        const bool is_known = function.module == code.module && one.kind < models::Kind::count &&
                              it.value < instructions.size() &&
                              one.class_body.valid() != it.class_body.empty();
        if (!is_known) return std::nullopt;
        one.node = instructions[it.value].node;
        const bool is_next = !kept.definitions.empty() && kept.definitions.back().made == ValueId{it.made} &&
                             kept.definitions.back().function == function.function;
        if (!is_next) kept.definitions.push_back({ValueId{it.made}, function.function, {}});
        kept.definitions.back().defaults.push_back(one);
    }
    return kept;
}

bool Recall::restore(CodeId code, const Memory::Result& result) const {
    return reuse_.keeper == nullptr || reuse_.keeper->restore(code, names_, result.product);
}

Memory::Result Recall::result_of(CodeId code, const Kept& kept) {
    Memory::Result result;
    result.summary = writer_.keep(kept.summary);
    result.missed = kept.missed;
    result.shown = kept.shown;
    for (const CodeId it : kept.calls) result.calls.push_back(name(it));
    std::ranges::sort(result.calls);
    for (const CodeId it : kept.elsewhere) result.elsewhere.push_back(name(it));
    std::ranges::sort(result.elsewhere);
    for (const std::string& it : kept.library_calls) result.library_calls.push_back(writer_.keep(it));
    for (const Definition& it : kept.definitions) {
        for (const DefaultObject& one : it.defaults) {
            result.defaults.push_back({it.made.index(), one.value.index(), name({code.module, it.function}),
                                       name(one.class_body), one.parameter,
                                       static_cast<std::uint8_t>(one.kind), one.empty});
        }
    }
    if (kept.shown && reuse_.keeper != nullptr) {
        std::vector<CodeId> places;
        result.product = writer_.keep(reuse_.keeper->kept(code, names_, places));
        for (const CodeId it : places) result.places.push_back({name(it), reuse_.keeper->text_of(it)});
    }
    return result;
}

void Recall::add(std::span<const CodeId> members, Memory::Turn turn, const Entry* entry,
                 std::span<const Reads::Read> reads, std::span<const Kept> results) {
    Memory::Record record;
    record.turn = turn;
    if (entry != nullptr) record.entry = writer_.keep(name_of(*entry));
    for (const CodeId it : members) record.members.push_back(name(it));
    for (const Reads::Read& it : reads) {
        const Question& question = it.question;
        record.reads.push_back({question.what, question.number, name(question.code), name(question.other),
                                writer_.keep(question.text), it.answer});
    }
    // The order of slots, and so that of questions, hangs on numbers of names. All must hold in any order.
    std::ranges::sort(record.reads, {}, [](const Memory::Read& it) {
        return std::tuple(it.what, it.code, it.number, it.text, it.other);
    });
    for (std::size_t at = 0; at < members.size(); ++at) {
        record.results.push_back(result_of(members[at], results[at]));
    }
    writer_.add(std::move(record));
}

void Recall::note_run(std::span<const CodeId> members, bool only_shown) {
    for (const CodeId it : members) {
        (only_shown ? reuse_.shown_again : reuse_.analyzed).emplace_back(name(it));
    }
}

void Recall::finish() {
    sort_and_keep_one(reuse_.analyzed);
    sort_and_keep_one(reuse_.shown_again);
    reuse_.after = writer_.write(reuse_.settings);
}

}  // namespace doppelint::analysis
