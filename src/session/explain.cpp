#include "session/explain.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "checks/run.h"
#include "session/analyzed_project.h"
#include "session/check_file.h"
#include "session/file_subject.h"

namespace doppelint::session {
namespace {

using findings::Finding;
using program::ModuleId;
using syntax::NodeId;

constexpr ModuleId kFile{0};

/// What the functions of the project have to say; of the file asked about, all of it.
struct Answers {
    std::vector<checks::Explained> of_functions;  ///< of the file
    std::vector<checks::Evidence> evidence;
};

class Explaining {
  public:
    Explaining(const LoadedProject& loaded, PlaceAsked place, Answers answers, const FileSystem& files)
        : loaded_(loaded), file_(loaded.file(kFile)), place_(place), evidence_(std::move(answers.evidence)) {
        for (checks::Explained& it : answers.of_functions) {
            collect(std::move(it.seen));
            std::vector<checks::Draft> left = checks::settled(file_.tree, kFile, it.found.drafts, evidence_);
            std::ranges::move(it.found.drafts, std::back_inserter(said_));
            std::ranges::move(left, std::back_inserter(settled_));
        }
        told_ = report_of(loaded_, kFile, settled_, files).findings;
    }

    report::Explanation result() && {
        report::Explanation result;
        result.path = file_.input.shown;
        result.line = place_.line;
        std::ranges::stable_sort(seen_, {},
                                 [&](const checks::Seen& it) { return file_.tree[it.node].begin; });
        for (checks::Seen& it : seen_) {
            if (std::ranges::find(result.seen, it.text) == result.seen.end())
                result.seen.push_back(std::move(it.text));
        }
        for (const checks::Draft& it : said_) {
            if (stands_there(it.node) || (it.claim && stands_there(it.claim))) add(it, result.verdicts);
        }
        return result;
    }

  private:
    [[nodiscard]] bool stands_there(NodeId node) const {
        const syntax::Node& it = file_.tree[node];
        if (file_.file.lines.line_of(it.begin) + 1 != place_.line && place_.column == 0) return false;
        if (place_.column == 0) return true;
        const std::uint32_t asked =
            file_.file.lines.offset(file_.file.text, source::Position{place_.line, place_.column});
        return it.begin <= asked && asked < it.end;
    }

    void collect(std::vector<checks::Seen> all) {
        std::ranges::copy_if(std::make_move_iterator(all.begin()), std::make_move_iterator(all.end()),
                             std::back_inserter(seen_),
                             [&](const checks::Seen& it) { return stands_there(it.node); });
    }

    // A check may say the same of several ways.
    void add(const checks::Draft& draft, std::vector<report::Explanation::Verdict>& into) const {
        report::Explanation::Verdict it{std::string(draft.rule->code), std::string(draft.rule->name),
                                        draft.confidence, draft.message, outcome_of(draft)};
        if (std::ranges::find(into, it) == into.end()) into.push_back(std::move(it));
    }

    [[nodiscard]] std::string outcome_of(const checks::Draft& draft) const {
        const auto is_it = [&](const checks::Draft& it) {
            return it.rule == draft.rule && it.node == draft.node && it.claim == draft.claim &&
                   it.event == draft.event && it.message == draft.message;
        };
        if (std::ranges::none_of(settled_, is_it)) {
            const bool lacks_evidence =
                draft.wants_evidence && evidence_.find(*draft.wants_evidence) == nullptr;
            return lacks_evidence ? "but no caller among the files read shows that it does harm"
                                  : "but another finding tells the same";
        }
        const Reporting& reporting = *file_.input.reporting;
        if (!reporting.rules.has(draft.rule->code)) return "but the configuration leaves this rule out";
        if (draft.confidence > reporting.min_confidence) return "not sure enough to be told";
        const bool is_told = std::ranges::any_of(told_, [&](const Finding& it) {
            return it.code == draft.rule->code && it.message == draft.message;
        });
        return is_told ? "told" : "but a comment silences it";
    }

    const LoadedProject& loaded_;
    const LoadedFile& file_;
    PlaceAsked place_;
    checks::EvidenceTable evidence_;
    std::vector<checks::Seen> seen_;
    std::vector<checks::Draft> said_, settled_;
    std::vector<Finding> told_;
};

Answers answers_of(AnalyzedProject& analyzed, Executor& executor) {
    const LoadedProject& loaded = analyzed.loaded();
    const std::size_t count = loaded.named_count();
    std::vector<std::vector<checks::Explained>> by_file(count);
    for (std::uint32_t at = 0; at < count; ++at)
        by_file[at].resize(loaded.file(ModuleId{at}).program.functions.size());
    analyzed.run(executor, [&](program::CodeId code, const analysis::FunctionAnalysis& function) {
        if (code.module.index() >= count) return;
        by_file[code.module.index()][code.function.index()] =
            checks::explained(file_subject(loaded, code, function), function);
    });
    Answers result;
    for (std::vector<checks::Explained>& file : by_file) {
        for (checks::Explained& it : file)
            std::ranges::move(it.found.evidence, std::back_inserter(result.evidence));
    }
    result.of_functions = std::move(by_file.front());
    return result;
}

}  // namespace

Result<report::Explanation> explain(const Request& request, PlaceAsked place, const FileSystem& files,
                                    Executor& executor) {
    AnalyzedProject analyzed(request, heap::Policy::report, files, executor);
    const LoadedProject& loaded = analyzed.loaded();
    if (loaded.named_count() == 0) return failure(loaded.warnings().front());
    const std::uint32_t lines = loaded.file(kFile).file.lines.line_count();
    if (place.line == 0 || place.line > lines) {
        return failure("there is no line " + std::to_string(place.line) + "; the last is " +
                       std::to_string(lines));
    }
    return Explaining(loaded, place, answers_of(analyzed, executor), files).result();
}

}  // namespace doppelint::session
