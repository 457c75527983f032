#include "session/run_cache.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/bytes.h"
#include "base/hash.h"
#include "findings/fingerprint.h"
#include "findings/selection.h"
#include "session/kept_report.h"
#include "session/log.h"
#include "session/observed_files.h"
#include "session/paths.h"
#include "session/stopwatch.h"

namespace doppelint::session {
namespace {

constexpr std::string_view kEnding = ".run";
constexpr std::string_view kMagic = "doppelint run 1\n";
/// More are not kept in one folder; the oldest go.
constexpr std::size_t kMostRuns = 64;
constexpr std::uint64_t kMostBytes = std::uint64_t{1} << 30;
constexpr std::size_t kLeastObservation = 32;

void add(const Reporting& reporting, Hasher& into) {
    into.add(reporting.min_confidence);
    for (const findings::Rule& rule : findings::all_rules()) {
        if (reporting.rules.has(rule.code)) into.add(rule.code);
    }
}

void keep(const Observation& it, ByteWriter& into) {
    into.put(it.question).put(std::string_view(it.path)).put(it.limit).put(it.answer);
    into.put(it.size).put(it.modified).put(it.changed).put(it.identity.device).put(it.identity.number);
}

Observation observation_from(ByteReader& from) {
    Observation result;
    result.question = from.get<Observation::Question>();
    result.path = std::string(from.text());
    result.limit = from.get<std::uint64_t>();
    result.answer = from.get<std::uint64_t>();
    result.size = from.get<std::uint64_t>();
    result.modified = from.get<std::int64_t>();
    result.changed = from.get<std::int64_t>();
    result.identity.device = from.get<std::uint64_t>();
    result.identity.number = from.get<std::uint64_t>();
    return result;
}

/// What one run leaves.
struct Kept {
    std::int64_t began = 0;  ///< nanoseconds since 1970
    std::vector<Observation> observations;
    Report report;
};

std::string bytes_of(const Kept& kept, std::uint64_t key) {
    ByteWriter body;
    body.put(key).put(kept.began).put(static_cast<std::uint32_t>(kept.observations.size()));
    for (const Observation& it : kept.observations) keep(it, body);
    keep(kept.report, body);
    ByteWriter head;
    head.put(hash_of(body.bytes()));
    std::string result(kMagic);
    for (const std::span<const std::byte> part : {head.bytes(), body.bytes()})
        result.append(reinterpret_cast<const char*>(part.data()), part.size());
    return result;
}

std::optional<Kept> kept_from(std::string_view bytes, std::uint64_t key) {
    if (!bytes.starts_with(kMagic)) return std::nullopt;
    bytes.remove_prefix(kMagic.size());
    ByteReader from(std::as_bytes(std::span(bytes)));
    const auto checksum = from.get<std::uint64_t>();
    if (!from.ok() || checksum != hash_of(bytes.substr(sizeof checksum)) || from.get<std::uint64_t>() != key)
        return std::nullopt;
    Kept result;
    result.began = from.get<std::int64_t>();
    for (std::uint32_t left = from.count(kLeastObservation); left > 0 && from.ok(); --left)
        result.observations.push_back(observation_from(from));
    std::optional<Report> report = kept_report(from);
    if (!report || !from.at_end()) return std::nullopt;
    result.report = *std::move(report);
    return result;
}

std::optional<Report> recalled(const std::string& path, std::uint64_t key, const FileSystem& files) {
    if (files.status(path).kind != FileKind::file) return std::nullopt;
    const Result<std::string> bytes = files.read(path, kMostBytes);
    if (!bytes) return std::nullopt;
    std::optional<Kept> kept = kept_from(*bytes, key);
    if (!kept) {
        log(path + " is no cache of ours");
        return std::nullopt;
    }
    const std::int64_t trusted_until = kept->began - kLongestTick;
    for (const Observation& it : kept->observations) {
        if (still_holds(it, files, trusted_until)) continue;
        log("the cache does not hold: " + it.path + " has changed");
        return std::nullopt;
    }
    kept->report.statistics.is_recalled = true;
    return std::move(kept->report);
}

bool is_run(const FolderEntry& entry) {
    return entry.kind == FileKind::file && entry.name.ends_with(kEnding);
}

// Another process may remove the same at the same time.
void remove_oldest(const std::string& folder, FileSystem& files) {
    const auto entries = files.list(folder);
    if (!entries || entries->size() <= kMostRuns) return;
    std::vector<std::pair<std::int64_t, std::string>> runs;
    for (const FolderEntry& it : *entries) {
        const std::string path = join_path(folder, it.name);
        if (is_run(it)) runs.emplace_back(files.status(path).modified, path);
    }
    if (runs.size() <= kMostRuns) return;
    std::ranges::sort(runs);
    for (std::size_t at = 0; at < runs.size() - kMostRuns; ++at) {
        static_cast<void>(files.remove(runs[at].second).has_value());
    }
}

void write(const std::string& folder, const std::string& path, const std::string& bytes, FileSystem& files) {
    Result<void> done = files.make_folder(folder);
    if (done) done = files.write(path, bytes);
    if (done) return remove_oldest(folder, files);
    log("the cache is not written: " + path + ": " + done.error().message);
}

bool is_unsaved(const InputFile& file) {
    return file.unsaved.has_value();
}

}  // namespace

// All that the answer depends on and that is not in the files.
std::uint64_t key_of(const Request& request, std::uint64_t program) {
    Hasher hasher;
    hasher.add(program).add((*request.library).hash()).add(std::string_view(request.working_folder));
    hasher.add(request.target_version.lowest.minor).add(request.target_version.highest.minor);
    for (const auto* const roots : {&request.source_roots, &request.import_roots}) {
        hasher.add(roots->size());
        for (const std::string& it : *roots) hasher.add(std::string_view(it));
    }
    const Reporting* last = nullptr;
    for (const InputFile& it : request.files) {
        hasher.add(std::string_view(it.path)).add(std::string_view(it.shown)).add(it.max_size);
        if (last == nullptr || *last != *it.reporting) add(*it.reporting, hasher.add(true));
        last = it.reporting.get();
    }
    return hasher.value();
}

Report check(const Request& request, FileSystem& files, Executor& executor, const RunCache& cache) {
    if (cache.folder.empty() || std::ranges::any_of(request.files, is_unsaved)) {
        return check(request, files, executor);
    }
    Stopwatch watch;
    const std::uint64_t key = key_of(request, cache.program);
    const std::string path = join_path(cache.folder, findings::hexadecimal(key) + std::string(kEnding));
    if (std::optional<Report> known = recalled(path, key, files)) {
        known->statistics.wall_time = watch.lap();
        return *std::move(known);
    }
    Kept kept;
    kept.began = nanoseconds_since_1970();
    const ObservedFiles observed(files);
    kept.report = check(request, observed, executor);
    kept.observations = observed.observations();
    write(cache.folder, path, bytes_of(kept, key), files);
    return std::move(kept.report);
}

Result<std::size_t> clean(const std::string& folder, FileSystem& files) {
    if (files.status(folder).kind == FileKind::missing) return std::size_t{0};
    const auto entries = files.list(folder);
    if (!entries) return failure(folder + ": " + entries.error().message);
    std::size_t count = 0;
    for (const FolderEntry& it : *entries) {
        if (!is_run(it)) continue;
        const std::string path = join_path(folder, it.name);
        const Result<void> removed = files.remove(path);
        if (!removed) return failure(path + ": " + removed.error().message);
        ++count;
    }
    return count;
}

}  // namespace doppelint::session
