#include "session/fix.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <utility>

#include "session/chosen_edits.h"
#include "session/front.h"
#include "session/moved_places.h"
#include "session/remembered.h"

namespace doppelint::session {
namespace {

using findings::Finding;

/// Fixes may make room for others so many times.
constexpr int kMostRounds = 10;

/// Findings whose fixes are applied together.
using Group = std::vector<const Finding*>;

/// What came of applying a group.
struct Attempt {
    Request request;               ///< with the changed files
    Report report;                 ///< of these
    std::set<std::string> failed;  ///< fingerprints of findings whose fixes do not do what they say
    bool is_good = false;
};

class Fixing {
  public:
    Fixing(Request request, FixOptions options, const FileSystem& files, Executor& executor)
        : options_(std::move(options)), files_(files), executor_(executor), request_(std::move(request)) {
        for (std::size_t at = 0; at < request_.files.size(); ++at) take(at);
    }

    FixReport run() && {
        report_ = check(request_, files_, executor_, memory_);
        first_ = told(report_.findings);
        known_ = options_.narrowing.apply(first_, files_, options_.working_folder);
        for (const Finding& it : first_) wanted_.insert(it.fingerprint);
        for (int round = 0; round < kMostRounds; ++round) {
            if (!run_round()) break;
        }
        return std::move(*this).result();
    }

  private:
    // New findings count, however unsure, and also of rules that nobody asked for.
    static ReportingPointer all_findings() {
        static const auto all = std::make_shared<const Reporting>(
            Reporting{findings::RuleSet::all(), findings::Confidence::possible});
        return all;
    }

    // All rounds see the files as they are now, whatever becomes of them meanwhile.
    void take(std::size_t at) {
        InputFile& file = request_.files[at];
        index_[file.shown] = at;
        told_[file.shown] = std::exchange(file.reporting, all_findings());
        was_unsaved_.push_back(file.unsaved.has_value());
        if (!file.unsaved) {
            Result<std::string> bytes = files_.read(file.path, file.max_size);
            if (bytes) file.unsaved = *std::move(bytes);
        }
        before_.push_back(file.unsaved);
    }

    // Whether the request asks for it.
    [[nodiscard]] bool is_told(const Finding& finding) const {
        const auto reporting = told_.find(finding.place.path);
        return reporting != told_.end() && reporting->second->tells(finding.code, finding.confidence);
    }

    [[nodiscard]] std::vector<Finding> told(std::vector<Finding> all) const {
        std::erase_if(all, [&](const Finding& it) { return !is_told(it); });
        return all;
    }

    [[nodiscard]] bool may_apply(const Finding& finding) const {
        return finding.fix && finding.fix->applicability <= options_.least && is_told(finding) &&
               wanted_.contains(finding.fingerprint) && !left_out_.contains(finding.fingerprint) &&
               index_.contains(finding.place.path);
    }

    // Whether anything was fixed.
    bool run_round() {
        const Group all = choose();
        std::vector<Group> open{all};
        Group accepted;
        std::optional<Attempt> best;
        while (!open.empty()) {
            const Group group = std::move(open.back());
            open.pop_back();
            if (group.empty()) continue;
            Attempt attempt = apply(joined(accepted, group));
            if (attempt.is_good) {
                accepted = joined(accepted, group);
                best = std::move(attempt);
            } else if (group.size() == 1) {
                left_out_.insert(group.front()->fingerprint);
            } else {
                split(group, attempt.failed, open);
            }
        }
        if (!best) return false;
        for (const Finding* it : accepted) ++fixed_[it->place.path];
        request_ = std::move(best->request);
        report_ = std::move(best->report);
        return true;
    }

    [[nodiscard]] Group choose() const {
        Group result;
        ChosenEdits edits;
        for (const Finding& it : report_.findings) {
            if (may_apply(it) && edits.take(it.place.path, *it.fix)) result.push_back(&it);
        }
        return result;
    }

    static Group joined(const Group& left, const Group& right) {
        Group result = left;
        result.insert(result.end(), right.begin(), right.end());
        return result;
    }

    // What failed is tried apart from the rest; where that tells nothing, each half by itself.
    static void split(const Group& group, const std::set<std::string>& failed, std::vector<Group>& into) {
        Group good, bad;
        for (const Finding* it : group) {
            (failed.contains(it->fingerprint) ? bad : good).push_back(it);
        }
        if (good.empty() || bad.empty()) {
            const auto middle = group.begin() + static_cast<std::ptrdiff_t>(group.size() / 2);
            good.assign(group.begin(), middle);
            bad.assign(middle, group.end());
        }
        into.push_back(std::move(bad));
        into.push_back(std::move(good));
    }

    [[nodiscard]] Attempt apply(const Group& group) {
        Attempt attempt{request_, {}, {}, true};
        ChosenEdits edits;
        for (const Finding* it : group) edits.take(it->place.path, *it->fix);
        MovedPlaces moved;
        std::vector<std::unique_ptr<source::SourceFile>> sources;
        for (const std::string& path : edits.paths()) {
            if (change(attempt, path, edits.of(path), sources, moved)) continue;
            attempt.is_good = false;
            for (const Finding* it : group) {
                if (it->place.path == path) attempt.failed.insert(it->fingerprint);
            }
        }
        if (!attempt.is_good) return attempt;
        Remembered memory = memory_;
        attempt.report = check(attempt.request, files_, executor_, memory);
        judge(attempt, group, moved);
        if (attempt.is_good) memory_ = std::move(memory);
        return attempt;
    }

    // Puts the changed file into the attempt, if it can be written and is Python.
    bool change(Attempt& attempt, const std::string& path, std::vector<source::Replacement> changes,
                std::vector<std::unique_ptr<source::SourceFile>>& sources, MovedPlaces& moved) const {
        InputFile& file = attempt.request.files[index_.at(path)];
        Result<source::SourceFile> before = open_source(file, files_);
        if (!before || !file.unsaved) return false;
        Result<std::string> bytes = source::replaced(*file.unsaved, *before, changes);
        if (!bytes) return false;
        file.unsaved = *std::move(bytes);
        file.size = file.unsaved->size();
        Result<source::SourceFile> after = open_source(file, files_);
        if (!after || !parse(after->text).problems().empty()) return false;
        const auto keep = [&](source::SourceFile&& it) -> const source::SourceFile& {
            return *sources.emplace_back(std::make_unique<source::SourceFile>(std::move(it)));
        };
        moved.add(path, keep(*std::move(before)), keep(*std::move(after)), std::move(changes));
        return true;
    }

    // Nothing may be found that was not found before, and the findings of the group must be gone.
    void judge(Attempt& attempt, const Group& group, const MovedPlaces& moved) const {
        std::multiset<FindingKey> known;
        std::map<FindingKey, const Finding*> of_group;
        const std::set<const Finding*> members(group.begin(), group.end());
        for (const Finding& it : report_.findings) {
            if (members.contains(&it)) {
                of_group.emplace(moved.key_before(it), &it);
            } else {
                known.insert(moved.key_before(it));
            }
        }
        for (const Finding& it : attempt.report.findings) {
            const FindingKey key = moved.key_after(it);
            if (const auto found = known.find(key); found != known.end()) {
                known.erase(found);
                continue;
            }
            attempt.is_good = false;
            const auto own = of_group.find(key);
            if (own != of_group.end()) attempt.failed.insert(own->second->fingerprint);
        }
    }

    [[nodiscard]] FixReport result() && {
        FixReport result;
        for (std::size_t at = 0; at < before_.size(); ++at) {
            InputFile& file = request_.files[at];
            if (before_[at] == file.unsaved && !was_unsaved_[at]) continue;
            result.files.push_back({file.path, file.shown, *std::move(before_[at]), *std::move(file.unsaved),
                                    was_unsaved_[at], fixed_[file.shown]});
        }
        report_.findings = told(std::move(report_.findings));
        std::erase_if(report_.findings, [&](const Finding& it) { return !wanted_.contains(it.fingerprint); });
        result.report = std::move(report_);
        result.report.known = known_;
        result.before = std::move(first_);
        return result;
    }

    std::map<std::string, ReportingPointer> told_;  ///< of each file, by what is shown
    FixOptions options_;
    const FileSystem& files_;
    Executor& executor_;
    Request request_;  ///< with all files as they are after the rounds so far
    Report report_;    ///< of these
    Remembered memory_;
    std::map<std::string, std::size_t> index_;        ///< of files, by what is shown
    std::vector<std::optional<std::string>> before_;  ///< the bytes of each file; none: not readable
    std::vector<bool> was_unsaved_;
    std::size_t known_ = 0;                     ///< findings that a baseline has
    std::set<std::string> wanted_;              ///< fingerprints of `first_`: lines move, these do not
    std::set<std::string> left_out_;            ///< fingerprints of findings whose fixes fail
    std::map<std::string, std::size_t> fixed_;  ///< how many findings, by file
    std::vector<Finding> first_;                ///< what was found before anything was fixed
};

}  // namespace

FixReport fix(Request request, FixOptions options, const FileSystem& files, Executor& executor) {
    return Fixing(std::move(request), std::move(options), files, executor).run();
}

void write(FixReport& fixed, FileSystem& files) {
    std::erase_if(fixed.files, [&](const FixedFile& it) {
        if (it.is_unsaved) return false;
        const Result<void> written = files.replace(it.path, it.before, it.after);
        if (written) return false;
        fixed.report.warnings.push_back(it.shown + ": " + written.error().message);
        const auto is_there = [&](const Finding& one) { return one.place.path == it.shown; };
        std::erase_if(fixed.report.findings, is_there);
        std::ranges::copy_if(fixed.before, std::back_inserter(fixed.report.findings), is_there);
        return true;
    });
    std::ranges::sort(fixed.report.warnings);
    std::ranges::sort(fixed.report.findings, findings::comes_before);
}

}  // namespace doppelint::session
