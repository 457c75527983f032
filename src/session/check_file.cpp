#include "session/check_file.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "findings/fingerprint.h"
#include "findings/rule.h"
#include "findings/suppressions.h"
#include "session/find_bugs.h"
#include "session/located.h"
#include "session/paths.h"
#include "session/repository.h"

namespace doppelint::session {
namespace {

using findings::Finding;

findings::Suppressions suppressions_of(const source::SourceFile& file, const syntax::Tree& tree) {
    std::vector<source::Suppression> found;
    for (const syntax::Range comment : tree.comments()) {
        const std::string_view text =
            std::string_view(file.text).substr(comment.begin, comment.end - comment.begin);
        if (text.find("doppelint") == std::string_view::npos && text.find("noqa") == std::string_view::npos) {
            continue;
        }
        auto here = source::suppressions_in(text, comment.begin, file.lines.line_of(comment.begin));
        std::ranges::move(here, std::back_inserter(found));
    }
    return findings::Suppressions(std::move(found));
}

std::string message_of(const findings::UnusedSuppression& unused) {
    const bool whole_file = unused.comment->scope == source::Suppression::Scope::file;
    return "`" + unused.rule + "` finds nothing " + (whole_file ? "in this file" : "on this line") +
           ", so this comment silences nothing";
}

void find_syntax_errors(const source::SourceFile& file, const syntax::Tree& tree,
                        findings::Suppressions& suppressions, std::vector<Located>& into) {
    for (const syntax::Problem& problem : tree.problems()) {
        Located located = make_located(findings::kSyntaxError, file, problem.range, problem.message);
        if (!suppressions.silences(findings::kSyntaxError, located.line)) into.push_back(std::move(located));
    }
}

// Those of the rules that may be silenced by a comment.
std::vector<findings::Rule> rules_told(const Reporting& reporting) {
    std::vector<findings::Rule> result;
    for (const findings::Rule& rule : findings::all_rules()) {
        if (rule.code != findings::kUnusedSuppression.code && reporting.rules.has(rule.code))
            result.push_back(rule);
    }
    return result;
}

// Comes last: it asks what the other rules left unused.
void find_unused_suppressions(const source::SourceFile& file, const std::vector<findings::Rule>& ran,
                              findings::Suppressions& suppressions, std::vector<Located>& into) {
    for (const findings::UnusedSuppression& unused : suppressions.unused(ran)) {
        const syntax::Range range{unused.comment->begin, unused.comment->end};
        Located located = make_located(findings::kUnusedSuppression, file, range, message_of(unused));
        if (!suppressions.silences(findings::kUnusedSuppression, located.line)) {
            into.push_back(std::move(located));
        }
    }
}

std::vector<Finding> with_fingerprints(std::vector<Located> located, const source::SourceFile& file,
                                       const InputFile& input, const FileSystem& files) {
    std::vector<Finding> result;
    if (located.empty()) return result;
    std::ranges::stable_sort(located, [](const Located& left, const Located& right) {
        return findings::comes_before(left.finding, right.finding);
    });
    const std::string root = project_root(files, std::string(parent_of(input.path)));
    findings::Fingerprints fingerprints{std::string(relative_path(input.path, root))};
    for (Located& it : located) {
        const std::string_view text = file.lines.line_text(file.text, it.line);
        it.finding.fingerprint = fingerprints.next(it.finding.code, text);
        result.push_back(std::move(it.finding));
    }
    return result;
}

void count(report::Statistics& statistics, const source::SourceFile& file, const syntax::Tree& tree,
           const program::Module& module) {
    statistics.files = 1;
    statistics.bytes = file.text.size();
    statistics.lines = file.lines.line_count();
    statistics.nodes = tree.size();
    statistics.functions = module.functions.size();
    statistics.instructions = module.instructions.size();
}

}  // namespace

FileReport report_of(const LoadedProject& project, program::ModuleId module,
                     std::vector<checks::Draft> drafts, const FileSystem& files) {
    const LoadedFile& loaded = project.file(module);
    FileReport report;
    if (!loaded.is_reused) {
        report.statistics.parse_time = loaded.parsed->parse_time;
        report.statistics.lower_time = loaded.parsed->lower_time;
    }
    count(report.statistics, loaded.file, loaded.tree, loaded.program);
    findings::Suppressions suppressions = suppressions_of(loaded.file, loaded.tree);
    std::vector<Located> located;
    const Reporting& reporting = *loaded.input.reporting;
    if (reporting.rules.has(findings::kSyntaxError.code))
        find_syntax_errors(loaded.file, loaded.tree, suppressions, located);
    std::ranges::move(located_bugs(project, module, std::move(drafts), suppressions),
                      std::back_inserter(located));
    if (reporting.rules.has(findings::kUnusedSuppression.code))
        find_unused_suppressions(loaded.file, rules_told(reporting), suppressions, located);
    report.findings = with_fingerprints(std::move(located), loaded.file, loaded.input, files);
    return report;
}

}  // namespace doppelint::session
