#include "session/observed_files.h"

#include <utility>

#include "base/hash.h"

namespace doppelint::session {
namespace {

using Question = Observation::Question;

constexpr std::string_view kFailed = "failed";

std::uint64_t failed(const Error& error) {
    return Hasher().add(kFailed).add(std::string_view(error.message)).value();
}

// That there is none, and why, is an answer like any other.
std::uint64_t answer_of(const Result<std::string>& text) {
    return text ? hash_of(std::string_view(*text)) : failed(text.error());
}

std::uint64_t answer_of(const Result<std::vector<FolderEntry>>& entries) {
    if (!entries) return failed(entries.error());
    Hasher hasher;
    for (const FolderEntry& it : *entries) hasher.add(std::string_view(it.name)).add(it.kind);
    return hasher.value();
}

// The times of a file matter only to who reads it.
std::uint64_t answer_of(const FileStatus& status) {
    return Hasher().add(status.kind).add(std::string_view(status.problem)).value();
}

std::uint64_t answer_of(FileKind kind) {
    return Hasher().add(kind).value();
}

Observation seen(Question question, const std::string& path, std::uint64_t answer) {
    Observation result;
    result.question = question;
    result.path = path;
    result.answer = answer;
    return result;
}

std::uint64_t asked_again(const Observation& observation, const FileSystem& files) {
    const std::string& path = observation.path;
    switch (observation.question) {
        case Question::status: return answer_of(files.status(path));
        case Question::kind: return answer_of(files.kind_without_following(path));
        case Question::list: return answer_of(files.list(path));
        case Question::read: return answer_of(files.read(path, observation.limit));
        case Question::read_beginning: return answer_of(files.read_beginning(path, observation.limit));
        case Question::real_path: return answer_of(files.real_path(path));
    }
    return 0;
}

bool reads(Question question) {
    return question == Question::read || question == Question::read_beginning;
}

void take_times(Observation& into, const FileStatus& status) {
    into.size = status.size;
    into.modified = status.modified;
    into.changed = status.changed;
    into.identity = status.identity;
}

bool has_times_of(const Observation& observation, const FileStatus& status) {
    Observation now = observation;
    take_times(now, status);
    return status.kind == FileKind::file && now == observation;
}

}  // namespace

void ObservedFiles::note(Observation it) const {
    const std::scoped_lock lock(mutex_);
    seen_.insert(std::move(it));
}

std::vector<Observation> ObservedFiles::observations() const {
    const std::scoped_lock lock(mutex_);
    return {seen_.begin(), seen_.end()};
}

FileStatus ObservedFiles::status(const std::string& path) const {
    FileStatus result = files_.status(path);
    note(seen(Question::status, path, answer_of(result)));
    return result;
}

FileKind ObservedFiles::kind_without_following(const std::string& path) const {
    const FileKind result = files_.kind_without_following(path);
    note(seen(Question::kind, path, answer_of(result)));
    return result;
}

Result<std::vector<FolderEntry>> ObservedFiles::list(const std::string& folder) const {
    Result<std::vector<FolderEntry>> result = files_.list(folder);
    note(seen(Question::list, folder, answer_of(result)));
    return result;
}

// The times come first: what is changed while it is read is changed after they were taken.
Result<std::string> ObservedFiles::read(const std::string& path, std::uint64_t limit) const {
    const FileStatus before = files_.status(path);
    return noted(Question::read, path, limit, before, files_.read(path, limit));
}

Result<std::string> ObservedFiles::read_beginning(const std::string& path, std::size_t count) const {
    const FileStatus before = files_.status(path);
    return noted(Question::read_beginning, path, count, before, files_.read_beginning(path, count));
}

Result<std::string> ObservedFiles::noted(Question question, const std::string& path, std::uint64_t limit,
                                         const FileStatus& before, Result<std::string> bytes) const {
    Observation it = seen(question, path, answer_of(bytes));
    it.limit = limit;
    take_times(it, before);
    note(std::move(it));
    return bytes;
}

Result<std::string> ObservedFiles::real_path(const std::string& path) const {
    Result<std::string> result = files_.real_path(path);
    note(seen(Question::real_path, path, answer_of(result)));
    return result;
}

bool still_holds(const Observation& observation, const FileSystem& files, std::int64_t trusted_until) {
    if (reads(observation.question)) {
        const FileStatus status = files.status(observation.path);
        const bool is_settled = status.changed < trusted_until && status.modified < trusted_until;
        if (is_settled && has_times_of(observation, status)) return true;
    }
    return asked_again(observation, files) == observation.answer;
}

}  // namespace doppelint::session
