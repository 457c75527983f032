#include <algorithm>
#include <optional>

#include "base/executor.h"
#include "kinds.h"
#include "report/concise.h"
#include "report/difference.h"
#include "session/fix.h"
#include "session/memory_file_system.h"

namespace doppelint::documents {
namespace {

using findings::Finding;

class OneThread final : public Executor {
  public:
    void for_each_index(std::size_t count, const std::function<void(std::size_t)>& work) override {
        for (std::size_t index = 0; index < count; ++index) work(index);
    }
    void alone(const std::function<void()>& work) override { work(); }
};

session::Request request_for(const Workspace& workspace) {
    session::Request request;
    const auto reporting = std::make_shared<session::Reporting>(
        session::Reporting{findings::RuleSet::all(), workspace.min_confidence});
    for (const auto& file : workspace.files) {
        request.files.push_back({"/p/" + file->path, file->path, file->text.size(), file->text.size() + 1,
                                 file->text, reporting});
    }
    return request;
}

std::vector<Finding> findings_in(const Workspace& workspace) {
    const session::MemoryFileSystem files{"/p"};
    OneThread executor;
    return session::check(request_for(workspace), files, executor).findings;
}

std::vector<session::FixedFile> fixed_files(const Workspace& workspace, findings::Applicability least) {
    const session::MemoryFileSystem files{"/p"};
    OneThread executor;
    return session::fix(request_for(workspace), {least, {}, "/p"}, files, executor).files;
}

// Comments that assert mean nothing to a reader of fixes.
std::string without_assertions(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(end);
        const std::size_t mark = std::min(line.find("expect: DPL"), line.find("todo-silent: DPL"));
        const std::size_t comment = mark == std::string_view::npos ? mark : line.rfind("  #", mark);
        result += comment == std::string_view::npos ? line : std::string(line.substr(0, comment)) + "\n";
    }
    return result;
}

bool stands_at(const Finding& finding, const Workspace& workspace, const Assertion& assertion) {
    return finding.place.path == workspace.files[assertion.file]->path &&
           finding.place.start.line == assertion.line + 1;
}

std::vector<std::string> words_between(std::string_view text, char separator) {
    std::vector<std::string> words(1);
    for (const char it : text) {
        if (it == separator) {
            words.emplace_back();
        } else if (it != ' ' || !words.back().empty()) {
            words.back() += it;
        }
    }
    return words;
}

// `CODE`, or `CODE confidence`.
bool is_it(const Finding& finding, const std::string& item) {
    const std::size_t blank = std::min(item.find(' '), item.size());
    const std::string_view confidence = std::string_view(item).substr(std::min(blank + 1, item.size()));
    return finding.code == item.substr(0, blank) &&
           (confidence.empty() || confidence == findings::name_of(finding.confidence));
}

std::string found_on_line(const std::vector<Finding>& all, const Workspace& workspace,
                          const Assertion& assertion) {
    std::string result;
    for (const Finding& it : all) {
        if (!stands_at(it, workspace, assertion)) continue;
        result +=
            (result.empty() ? "" : ", ") + it.code + " " + std::string(findings::name_of(it.confidence));
    }
    return result.empty() ? "nothing" : result;
}

bool covers(const Workspace& workspace, const Assertion& assertion, const Finding& finding) {
    const bool speaks = assertion.kind == "expect" || assertion.kind == "todo-silent";
    return speaks && stands_at(finding, workspace, assertion) &&
           assertion.text.find(finding.code) != std::string::npos;
}

std::string text_of(const std::vector<Finding>& all) {
    return report::render_concise(all, report::Look{});
}

}  // namespace

void check_expected(const Workspace& workspace, std::span<const Assertion> assertions, Outcome& outcome) {
    const std::vector<Finding> all = findings_in(workspace);
    for (const Assertion& assertion : assertions) {
        for (const std::string& item : words_between(assertion.text, ',')) {
            const bool found = std::ranges::any_of(all, [&](const Finding& it) {
                return stands_at(it, workspace, assertion) && is_it(it, item);
            });
            if (found) continue;
            outcome.fail(assertion.document_line,
                         "expect: no `" + item + "` here, but " + found_on_line(all, workspace, assertion));
        }
    }
}

void check_silent(const Workspace& workspace, std::span<const Assertion> assertions, Outcome& outcome) {
    const std::vector<Finding> all = findings_in(workspace);
    for (const Assertion& assertion : assertions) {
        const std::string found = found_on_line(all, workspace, assertion);
        if (found != "nothing") outcome.fail(assertion.document_line, "silent: here is " + found);
    }
}

void check_other_lines(const Workspace& workspace, Outcome& outcome) {
    for (const Finding& finding : findings_in(workspace)) {
        const auto speaks_of_it = [&](const Assertion& it) { return covers(workspace, it, finding); };
        if (std::ranges::any_of(workspace.assertions, speaks_of_it)) continue;
        const auto file = std::ranges::find_if(
            workspace.files, [&](const auto& it) { return it->path == finding.place.path; });
        outcome.fail((*file)->document_line + finding.place.start.line - 1,
                     "nothing is expected here: " + finding.code + " " + finding.message);
    }
}

void check_printed_findings(const Workspace& workspace, const File& /*file*/, const Fence& fence,
                            Outcome& outcome) {
    const std::string printed = text_of(findings_in(workspace));
    if (printed != fence.text) outcome.fail(fence.line, "findings: this is printed:\n" + printed);
}

void check_difference(const Workspace& workspace, const File& /*file*/, const Fence& fence,
                      Outcome& outcome) {
    const auto least =
        fence.argument == "unsafe" ? findings::Applicability::unsafe : findings::Applicability::safe;
    std::string printed;
    for (const session::FixedFile& it : fixed_files(workspace, least)) {
        printed +=
            report::render_difference(it.shown, without_assertions(it.before), without_assertions(it.after));
    }
    if (printed != fence.text) outcome.fail(fence.line, "diff: this is printed:\n" + printed);
}

}  // namespace doppelint::documents
